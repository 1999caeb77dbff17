import Foundation

/// The place of a call in lists, which stand in the order of their beginnings. It stays when calls are added.
package struct ListPlace: Hashable, Sendable {
    package var startedAt: Date
    /// The number of the call's row, which tells calls apart that began in the same millisecond.
    package var row: Int64

    package init(startedAt: Date, row: Int64) {
        self.startedAt = startedAt
        self.row = row
    }
}

/// Which page of a list: pages follow each other from the latest calls to the earliest.
package enum ListTurn: Hashable, Sendable {
    case first
    /// The calls that began before this one.
    case before(ListPlace)
    /// The calls that began after this one; the first page when those are not more than a page holds.
    case after(ListPlace)
}

/// Somebody who sat at a phone.
package struct ListedPerson: Hashable, Sendable, Identifiable {
    package var id: UserID
    package var name: String
    package var department: String?

    package init(id: UserID, name: String, department: String?) {
        self.id = id
        self.name = name
        self.department = department
    }
}

/// An ended call in a list.
package struct ListedCall: Sendable {
    package var place: ListPlace
    package var call: Call
    /// Who sat at its phones: by phone and the moment the phone was called.
    private var sitters: [Moment: ListedPerson]

    /// A phone that was called, or called, at a moment.
    package struct Moment: Hashable, Sendable {
        package var phone: Extension
        package var at: Date

        package init(phone: Extension, at: Date) {
            self.phone = phone
            self.at = at
        }
    }

    package init(place: ListPlace, call: Call, sitters: [Moment: ListedPerson]) {
        self.place = place
        self.call = call
        self.sitters = sitters
    }

    package func sitter(at phone: Extension, on moment: Date) -> ListedPerson? {
        sitters[Moment(phone: phone, at: moment)]
    }
}

/// What a list of calls asks for at once, so that its figures and rows are of one moment.
package struct CallQuestion: Sendable {
    package struct Rows: Sendable {
        /// Which of the question's days; `nil` for all of them.
        package var day: Int?
        package var turn: ListTurn
        package var limit: Int

        package init(day: Int?, turn: ListTurn = .first, limit: Int) {
            self.day = day
            self.turn = turn
            self.limit = limit
        }
    }

    package var filter: CallFilter
    /// Stretches of time that follow each other; how many calls began in each is answered.
    package var days: [Period]
    /// `nil` when figures are enough.
    package var rows: Rows?

    package init(filter: CallFilter, days: [Period], rows: Rows? = nil) {
        self.filter = filter
        self.days = days
        self.rows = rows
    }
}

package struct CallAnswer: Sendable {
    /// One for each day asked about.
    package var counts: [Int]
    /// Latest first.
    package var rows: [ListedCall]
    package var hasLater: Bool
    package var hasEarlier: Bool

    package init(counts: [Int], rows: [ListedCall] = [], hasLater: Bool = false, hasEarlier: Bool = false) {
        self.counts = counts
        self.rows = rows
        self.hasLater = hasLater
        self.hasEarlier = hasEarlier
    }
}

/// The journal's ended calls, to be counted and listed by whatever filter (requirements S0.4, S2.3 to S2.10).
package protocol CallLog: Sendable {
    func answer(to question: CallQuestion) async throws -> CallAnswer

    /// Conversations of a client, or those of which something is lacking, a page of them.
    func conversations(_ question: ConversationQuestion) async throws -> ConversationAnswer

    /// Calls that the PBX has no record of, and records that belong to no call.
    ///
    /// - Parameters:
    ///   - day: of the records, by the PBX's clocks.
    ///   - period: in which the calls began: the same day by the business's.
    ///   - limit: of calls and of records that are given, not of those that are counted.
    func recordGaps(of day: Day, calls period: Period, limit: Int) async throws -> RecordGaps

    /// Those who have calls to be asked for: all users there ever were, by name.
    func people() async throws -> [ListedPerson]

    /// What the calls that ended in a period, and those that go on, know of recordings.
    func knownRecordings(in period: Period) async throws -> KnownRecordings
}
