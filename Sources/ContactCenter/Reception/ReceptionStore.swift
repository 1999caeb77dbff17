import Foundation

/// What came of somebody's wish to take a contact.
package enum ContactClaim: Hashable, Sendable {
    case taken(Kept<Contact>)
    /// Somebody else was quicker, or it was given to them.
    case takenBefore(by: String)
    /// Who wants it is not among the employees, and only they can be responsible.
    case noEmployee
    case missing
}

/// Where a contact stands between those who registered it and who goes on with it, as one person sees it.
package struct ContactStanding: Hashable, Sendable {
    /// Who has taken it.
    package var taker: UserID?
    package var takerName: String?
    /// Since when it waits in the queue.
    package var waitingSince: Date?
    /// The person was told of it once, and may look at it.
    package var isTold: Bool
    /// The person is one of those who may take it.
    package var isAsked: Bool

    package init(
        taker: UserID? = nil,
        takerName: String? = nil,
        waitingSince: Date? = nil,
        isTold: Bool = false,
        isAsked: Bool = false
    ) {
        self.taker = taker
        self.takerName = takerName
        self.waitingSince = waitingSince
        self.isTold = isTold
        self.isAsked = isAsked
    }
}

/// What came of a change of the waiting queue.
package enum WaitingChange: Hashable, Sendable {
    case done
    /// Contacts of this channel do not wait, or the contact is settled.
    case mayNotWait
    /// It has left the queue meanwhile.
    case notWaiting
    /// There is no such reason.
    case noReason
    case missing
}

/// What the scheduler did at one time.
package struct RemindingWork: Hashable, Sendable {
    /// Waiting contacts that people were reminded of.
    package var waiting: [ContactID]
    /// Contacts whose reminders to call back were told, to who is to do them or to supervisors.
    package var callBacks: [ContactID]
    /// Contacts that were not processed in time, of which supervisors were told.
    package var unprocessed: [ContactID]

    package init(waiting: [ContactID] = [], callBacks: [ContactID] = [], unprocessed: [ContactID] = []) {
        self.waiting = waiting
        self.callBacks = callBacks
        self.unprocessed = unprocessed
    }

    package var contacts: [ContactID] { waiting + callBacks + unprocessed }
}

/// When people are reminded.
package struct ReceptionRules: Hashable, Sendable {
    /// Of somebody who waits.
    package var remindEvery: TimeInterval
    /// After so long supervisors are told of a reminder to call back that was not done, and of a contact that was not processed by
    /// its time; `nil`: never.
    package var escalateAfter: TimeInterval?

    package init(remindEvery: TimeInterval = 300, escalateAfter: TimeInterval? = 3_600) {
        self.remindEvery = remindEvery
        self.escalateAfter = escalateAfter
    }
}

/// The waiting queue, and what people are told of contacts.
///
/// Who is told when a contact is registered or handed over follows in the transaction that does so, whoever does it.
package protocol ReceptionStore: Sendable {
    /// Puts a contact into the queue, and tells whom it concerns. One that waits already stays where it is.
    func wait(_ contact: ContactID, priority: Int64, by author: RecordAuthor) async throws -> WaitingChange
    /// Lets it come before those that it stood among until now.
    func raise(_ contact: ContactID, by author: RecordAuthor) async throws -> WaitingChange
    /// Takes it out of the queue unserved and unlost.
    func stopWaiting(_ contact: ContactID, by author: RecordAuthor) async throws -> WaitingChange
    /// Gives it to an employee. It waits on until they take it, unless they do not log in.
    func give(_ contact: ContactID, to employee: EmployeeID, by author: RecordAuthor) async throws -> WaitingChange
    /// The person has gone away unserved; the contact is registered with that outcome.
    func lose(_ contact: ContactID, because reason: LostReasonID, by author: RecordAuthor) async throws -> WaitingChange

    /// The author becomes the contact's responsible employee, and it is withdrawn from all others. Of several who want it at the
    /// same moment one gets it.
    func claim(_ contact: ContactID, by author: RecordAuthor) async throws -> ContactClaim
    /// Where it stands, for this person.
    ///
    /// - Returns: `nil` when there is no such contact.
    func standing(of contact: ContactID, for user: UserID) async throws -> ContactStanding?

    /// - Parameter today: when the business's day began.
    func board(since today: Date) async throws -> ReceptionBoard

    /// For each person who has something to read.
    func unreadMarks() async throws -> [UserID: UnreadMark]
    func inboxes(of users: [UserID]) async throws -> [UserID: NotificationInbox]
    /// All that the person was told of this contact.
    func read(_ contact: ContactID, by user: UserID, at now: Date) async throws

    /// Tells people what is due, at most `limit` of each kind. Each is done once, however many programs do this at the same time.
    func remind(_ rules: ReceptionRules, at now: Date, limit: Int) async throws -> RemindingWork
}
