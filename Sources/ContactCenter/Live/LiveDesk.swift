import Foundation

/// Everything that live pages show, at one moment.
package struct LiveSnapshot: Sendable {
    /// The last announcement that `calls` contain.
    package var position: Position
    /// Calls in progress, oldest first, as they were committed.
    package var calls: [Call]
    /// The calls that ended last, latest first.
    package var lastEnded: [Call]
    package var floor: Floor

    package init(position: Position, calls: [Call], lastEnded: [Call], floor: Floor) {
        self.position = position
        self.calls = calls
        self.lastEnded = lastEnded
        self.floor = floor
    }
}

/// What a live page wants to hear of.
package enum LiveInterest: Hashable, Sendable {
    case everything
    /// Calls that one of these phones is or was part of, and what concerns everybody.
    case phones(Set<Extension>)
    /// The same of the phones at which these people sit at the time.
    case people(Set<UserID>)
    /// What concerns everybody, the phone at which this person sits at the time, and what they alone are told of.
    case own(UserID)
    /// What concerns everybody, and all that happens at the reception.
    case reception
    /// Everything, and the figures of the day whenever they were counted.
    case board
    /// Contacts, whoever's they are, and nothing else.
    case contacts
    /// Documents, by which times are promised, and nothing else.
    case documents
    /// Cases and their tasks, whoever's they are, and nothing else.
    case tasks
    /// How people can be reached: their phones, what they say of themselves, how much they have to do; and nothing else.
    case staff
}

/// Something that changed on a live page's subject.
package enum LiveChange: Sendable {
    /// The call is now like this; ended ones come once more with their end.
    case call(Call)
    /// This call became part of another.
    case merged(CallID, into: CallID)
    /// This turned out to be no call.
    case withdrawn(CallID)
    case floor(Floor)
    /// What people did with the card of a call.
    case card(CallID, CardChange)
    /// Something about this contact was written; who shows contacts looks again.
    case contact(ContactID)
    /// Something about this document was written; who shows promised times looks again.
    case document(DocumentID)
    /// Something about cases or their tasks was written; who shows tasks looks again.
    case tasks
    /// How some people can be reached is another now.
    case staff(StaffChange)

    /// It is true from a position on. What is not has no position of its own: the last one to come is the true one.
    package var followsPosition: Bool {
        switch self {
        case .call, .merged, .withdrawn: true
        case .floor, .card, .contact, .document, .tasks, .staff: false
        }
    }
}

/// Whose reachability has changed, so that who shows five hundred people looks at those alone.
package struct StaffChange: Sendable {
    package var floor: Floor
    package var users: Set<UserID> = []
    package var phones: Set<Extension> = []
    package var employees: Set<EmployeeID> = []

    package init(
        floor: Floor,
        users: Set<UserID> = [],
        phones: Set<Extension> = [],
        employees: Set<EmployeeID> = []
    ) {
        self.floor = floor
        self.users = users
        self.phones = phones
        self.employees = employees
    }
}

/// Changes that became visible together, after their commit.
package struct LiveUpdate: Sendable {
    package enum Content: Sendable {
        case changes([LiveChange])
        /// The reader was too slow and something was dropped: take a fresh snapshot.
        case reset
    }

    package var position: Position
    package var content: Content

    package init(position: Position, content: Content) {
        self.position = position
        self.content = content
    }
}

/// Where pages get the live state from: the switchboard, or a sample in tests.
package protocol LiveDesk: Sendable {
    func snapshot() async -> LiveSnapshot

    /// Phones, queues and the connection at this moment: what the snapshot holds beside the calls, without copying those.
    var floor: Floor { get async }

    /// Updates from now on. Bounded: a slow reader gets `reset`, it never holds the PBX.
    ///
    /// Subscribe first, then take the snapshot: an update at or below the snapshot's position is in it already.
    func updates(_ interest: LiveInterest) async -> AsyncStream<LiveUpdate>

    /// Tells the pages who sits where, after it was written.
    func show(_ seats: [Seat]) async
    /// Tells the pages how many callers wait to be called back.
    func show(missedWaiting: Int) async
    /// Tells the pages how many reminders people are to do.
    func show(reminders: [UserID: ReminderLoad]) async
    /// Tells those who choose people how much each has to do.
    func show(workLoads: [EmployeeID: WorkLoad]) async
    /// Tells the pages what people say of themselves, after it was written.
    func show(presences: [UserID: Presence]) async
    /// Tells the pages what the directory says of the queues.
    func show(queueRules: [QueueName: QueueRules]) async
    /// Tells the pages in which queues the PBX did not do what a status asks for.
    func show(queueRefusals: [UserID: [QueueName]]) async
    /// Tells the pages of these people what they have not read.
    func show(_ inboxes: [UserID: NotificationInbox]) async
    /// Tells the pages who waits, and what was registered today.
    func show(_ reception: ReceptionBoard) async
    /// Tells the pages of the day's figures.
    func show(_ board: DayBoard) async
    /// Tells the pages whose calls raise no card.
    func show(spamNumbers: Set<NumberKey>) async

    /// Tells the pages of these phones what somebody did with a call's card, after it was written.
    func show(_ change: CardChange, of call: CallID, at phones: Set<Extension>) async
    /// Tells the pages that something about a contact was written.
    func show(_ contact: ContactID) async
    /// Tells the pages that something about a document was written.
    func show(_ document: DocumentID) async
    /// Tells the pages that something about cases or their tasks was written.
    func showTasks() async
}
