import Foundation

/// A contact that somebody is to go on with, as a worklist shows it (requirement S1.32).
package struct WorklistContact: Hashable, Sendable {
    package var id: ContactID
    package var version: Int64
    package var number: String?
    package var at: Date
    package var work: ContactWork
    package var dueAt: Date?
    package var nextAction: String?
    package var result: String?
    package var outcome: Contact.Outcome?
    package var responsible: String?
    package var person: String?
    /// Where to call: the number that was asked for, else the one that called.
    package var phone: String?
    package var reason: String?
    package var channel: String?
    package var look: ContactChannel.Look?
    /// What is known of the matter: the works, else the comment.
    package var matter: String?
    /// Since when the person waits in the queue.
    package var waitingSince: Date?

    package init(id: ContactID, version: Int64, number: String?, at: Date, work: ContactWork) {
        self.id = id
        self.version = version
        self.number = number
        self.at = at
        self.work = work
    }

    /// The time by which it was to be processed, or its next action to be done, has come.
    package func isOverdue(at now: Date) -> Bool { work.isOpen && dueAt.map { $0 <= now } ?? false }
}

/// Whose contacts a worklist shows, and which.
package struct WorklistQuestion: Hashable, Sendable {
    /// Those of employees who are these people; `nil` for everybody's, and those that nobody is responsible for yet.
    package var sitters: Sitters?
    /// Of this one alone.
    package var employee: EmployeeID?
    /// Those that were processed from then on; `nil` for those that are to be processed.
    package var processedSince: Date?
    package var limit: Int

    package init(of sitters: Sitters?, employee: EmployeeID? = nil, processedSince: Date? = nil, limit: Int = 200) {
        self.sitters = sitters
        self.employee = employee
        self.processedSince = processedSince
        self.limit = limit
    }
}
