import Foundation

/// Today in figures, until the moment at which it was counted (requirement S4.23), for the wall-board and the dashboard. Counted once
/// for all who look.
///
/// The day is that of the business's clock, as in the lists behind the figures.
package struct DayBoard: Hashable, Sendable {
    /// Where something happened: the branch of the number that was dialled, or of the contact; and the queue of the call, also of a
    /// contact that came by one. Documents are where their contact is.
    package struct Place: Hashable, Sendable {
        package var branch: BranchID?
        package var queue: QueueName?

        package init(branch: BranchID? = nil, queue: QueueName? = nil) {
            self.branch = branch
            self.queue = queue
        }
    }

    /// A caller who waits to be called back, by what was missed of them at one place.
    package struct OwedCall: Hashable, Sendable {
        /// All calls of one number are one caller's; of those without a number each is a caller of its own.
        package var caller: String
        package var place: Place
        /// When the earliest of the calls began.
        package var since: Date

        package init(caller: String, place: Place, since: Date) {
            self.caller = caller
            self.place = place
            self.since = since
        }
    }

    /// How many callers wait to be called back, and how many of them for too long.
    package struct CallBacks: Hashable, Sendable {
        package var owed: Int
        package var overdue: Int

        package init(owed: Int = 0, overdue: Int = 0) {
            self.owed = owed
            self.overdue = overdue
        }
    }

    /// An hour of the day, all places together.
    package struct Hour: Hashable, Sendable {
        package var from: Date
        package var calls: Int64 = 0
        package var missed: Int64 = 0

        package init(from: Date) { self.from = from }
    }

    /// What somebody did today.
    package struct Operator: Hashable, Sendable {
        package var user: UserID
        package var name: String
        /// Answered inbound calls in which they took part, as `CallFilter` has it.
        package var handled: Int64 = 0
        /// In inbound calls, at the phones at which they sat (decision D28).
        package var talkTime = Duration.zero
        /// Contacts that they registered.
        package var registered: Int64 = 0

        package init(user: UserID, name: String) {
            self.user = user
            self.name = name
        }
    }

    package var day: Day
    package var countedAt: Date
    package var figures: [Place: DayFigures] = [:]
    /// The same weekday a week ago until the same time of day. `nil` until it has been counted.
    package var earlier: DayFigures?
    /// In the order of time, the whole day.
    package var hours: [Hour] = []
    /// Of the days of `MissedDesk.period`.
    package var owed: [OwedCall] = []
    /// Who has waited since before then should have been called back.
    package var overdueBefore: Date
    /// Those who did something, by name.
    package var operators: [Operator] = []
    /// Contacts in anybody's hands whose time has come, of whatever day.
    package var overdueContacts: Int64 = 0
    /// Which numbers of ours belong to which branch.
    package var branchesOfNumbers: [NumberKey: BranchID] = [:]
    /// The branch of the employee who logs in as somebody.
    package var branchesOfUsers: [UserID: BranchID] = [:]

    package init(day: Day, countedAt: Date, overdueBefore: Date) {
        self.day = day
        self.countedAt = countedAt
        self.overdueBefore = overdueBefore
    }
}

extension DayBoard {
    package func figures(of selection: BoardSelection = BoardSelection()) -> DayFigures {
        figures.reduce(into: DayFigures()) { sum, figures in
            if selection.includes(figures.key) { sum += figures.value }
        }
    }

    package func callBacks(of selection: BoardSelection = BoardSelection()) -> CallBacks {
        var since: [String: Date] = [:]
        for call in owed where selection.includes(call.place) {
            since[call.caller] = min(since[call.caller] ?? .distantFuture, call.since)
        }
        return CallBacks(owed: since.count, overdue: since.values.count { $0 < overdueBefore })
    }
}

/// Which places somebody looks at.
package struct BoardSelection: Hashable, Sendable {
    /// `nil`: all.
    package var branch: BranchID?
    /// `nil`: all, and what came by none.
    package var queues: Set<QueueName>?

    package init(branch: BranchID? = nil, queues: Set<QueueName>? = nil) {
        self.branch = branch
        self.queues = queues
    }

    package func includes(_ place: DayBoard.Place) -> Bool {
        if let branch, place.branch != branch { return false }
        guard let queues else { return true }
        return place.queue.map(queues.contains) ?? false
    }

    /// The same within these queues only.
    package func limited(to allowed: Set<QueueName>) -> BoardSelection {
        BoardSelection(branch: branch, queues: queues.map { $0.intersection(allowed) } ?? allowed)
    }
}

/// Counts days.
package protocol DayBoardStore: Sendable {
    /// Today, without `earlier`.
    func board(at now: Date) async throws -> DayBoard
    /// The same weekday a week before until the same time of day, all places together.
    func earlier(at now: Date) async throws -> DayFigures
}
