import Foundation

/// What a phone's line is doing: the phone's state, not the person's.
package enum LineState: String, Sendable, Codable, CaseIterable {
    case ready
    case ringing
    case talking
    case busy
    case onHold
    case offline
}

/// One phone that a queue offers calls to.
package struct QueueMember: Hashable, Sendable, Codable {
    /// What the PBX calls the member; names it within its queue: `PJSIP/0111`, `Local/0111@from-queue/n`.
    package var interface: String
    /// The member's name as the PBX has it; free text.
    package var name: String
    package var phone: Extension?
    package var line: LineState
    package var isPaused: Bool
    package var pauseReason: String?

    package init(
        interface: String,
        name: String,
        phone: Extension?,
        line: LineState,
        isPaused: Bool = false,
        pauseReason: String? = nil
    ) {
        self.interface = interface
        self.name = name
        self.phone = phone
        self.line = line
        self.isPaused = isPaused
        self.pauseReason = pauseReason
    }
}

/// A PBX queue with its members. Who waits in it is seen from the calls whose `queue` it is.
package struct PBXQueue: Hashable, Sendable, Codable {
    package var name: QueueName
    /// In the order of the interfaces.
    package var members: [QueueMember]

    package init(name: QueueName, members: [QueueMember] = []) {
        self.name = name
        self.members = members
    }
}

/// Whether events reach us.
package enum PBXConnection: Hashable, Sendable {
    /// Log-in or resync has not finished yet.
    case connecting
    case connected
    /// Lost since then.
    case lost(since: Date)
    /// Another process on the same database is connected; what it writes is read from there.
    case elsewhere
}

/// Queues, phones, the people at them and the connection as they are now. It lives in memory only: the PBX is asked anew at
/// every resync, and who sits where stands in the database.
package struct Floor: Hashable, Sendable {
    package var queues: [QueueName: PBXQueue] = [:]
    package var phones: [Extension: LineState] = [:]
    package var connection: PBXConnection = .connecting
    package private(set) var seats: [Extension: Seat] = [:]
    /// How many callers wait to be called back.
    package var missedWaiting = 0
    /// How many reminders people are to do.
    package var reminders: [UserID: ReminderLoad] = [:]
    /// How much each employee has to process, and has processed today; who has nothing of either is not there.
    package var workLoads: [EmployeeID: WorkLoad] = [:]
    /// What people say of themselves, and who is there.
    package var presences: [UserID: Presence] = [:]
    /// What the directory says of the queues; known to the process that follows the PBX.
    package var queueRules: [QueueName: QueueRules] = [:]
    /// The queues in which the PBX did not do what a person's status asks for.
    package var queueRefusals: [UserID: [QueueName]] = [:]
    /// What people have not read; who is not there has read everything.
    package private(set) var inboxes: [UserID: NotificationInbox] = [:]
    /// The waiting queue and today's contacts.
    package var reception = ReceptionBoard()
    /// Today in figures; `nil` until it has been counted.
    package var board: DayBoard?
    /// Numbers whose calls raise no card.
    package var spamNumbers: Set<NumberKey> = []
    /// Who listens in on whom; known to the process that follows the PBX.
    package private(set) var listenings = LiveListenings()
    /// What is being faxed; known to the process that follows the PBX.
    package private(set) var faxes = LiveFaxes()

    package init() {}

    /// Where somebody sits; `nil` for who sits nowhere.
    package func seat(of user: UserID) -> Seat? { seats.values.first { $0.user == user } }

    /// Somebody calls whose calls are not wanted.
    package func isSpam(_ call: Call, by numbers: any PhoneNumberReading) -> Bool {
        guard !spamNumbers.isEmpty, call.direction == .inbound, let number = call.caller.number,
            let key = numbers.read(number).key
        else { return false }
        return spamNumbers.contains(key)
    }

    /// - Returns: the phones at which somebody else sits now, or nobody any more.
    package mutating func take(_ seats: [Seat]) -> Set<Extension> {
        let new = Dictionary(seats.map { ($0.phone, $0) }, uniquingKeysWith: { $1 })
        let changed = Set(new.keys).union(self.seats.keys).filter { new[$0] != self.seats[$0] }
        self.seats = new
        return changed
    }

    /// - Returns: whose inbox is now different.
    package mutating func take(_ inboxes: [UserID: NotificationInbox]) -> [UserID] {
        inboxes.compactMap { user, inbox in
            guard self.inboxes[user] ?? NotificationInbox() != inbox else { return nil }
            self.inboxes[user] = inbox.unread == 0 ? nil : inbox
            return user
        }
    }

    /// - Returns: whether the floor is now different.
    package mutating func apply(_ event: FloorEvent) -> Bool {
        switch event {
        case .queues(let listed):
            queues.replace(with: Dictionary(listed.map { ($0.name, $0) }, uniquingKeysWith: { $1 }))
        case .member(let member, let name):
            queues[name, default: PBXQueue(name: name)].put(member)
        case .memberLeft(let interface, let name):
            queues[name]?.remove(interface) ?? false
        case .phone(let phone, let line):
            phones.updateValue(line, forKey: phone) != line
        case .connection(let state):
            connection.replace(with: state)
        case .listening(let event):
            listenings.apply(event)
        case .fax(let transmission):
            faxes.apply(transmission)
        }
    }
}

extension PBXQueue {
    /// - Returns: whether the queue is now different.
    fileprivate mutating func put(_ member: QueueMember) -> Bool {
        if let index = members.firstIndex(where: { $0.interface == member.interface }) {
            return members[index].replace(with: member)
        }
        members.insert(member, at: members.firstIndex { $0.interface > member.interface } ?? members.count)
        return true
    }

    /// - Returns: whether the queue is now different.
    fileprivate mutating func remove(_ interface: String) -> Bool {
        let before = members.count
        members.removeAll { $0.interface == interface }
        return members.count != before
    }
}

extension Equatable {
    /// - Returns: whether the new value is another one.
    fileprivate mutating func replace(with new: Self) -> Bool {
        guard self != new else { return false }
        self = new
        return true
    }
}
