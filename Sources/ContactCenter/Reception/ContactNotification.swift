import Foundation

/// What calls one person's attention to a contact (requirements S1.15, S1.26, S1.29), to a task (S3.11) or to a bulletin (S3.13).
package struct ContactNotification: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The person is responsible for it.
        case assigned
        /// Nobody is responsible yet: one of those whom its reason names may take it.
        case toTake = "to_take"
        /// Nobody is responsible and its reason names nobody who logs in; told to supervisors.
        case noEmployees = "no_employees"
        /// Somebody still waits.
        case waiting
        /// The time of a reminder to call back has come.
        case reminderDue = "reminder_due"
        /// A reminder of somebody else was not done in time or, where there is no reminder, a contact was not processed by its time;
        /// told to supervisors.
        case overdue
        /// A task became the person's, or their department's.
        case task
        /// A bulletin that they have to read is valid.
        case bulletin

        /// Is over for everybody when somebody has taken the contact.
        package static let ofTaking: [Kind] = [.assigned, .toTake, .noEmployees, .waiting]
    }

    /// What it leads to.
    package enum Subject: Hashable, Sendable {
        case contact(ContactID)
        /// The case of a task.
        case `case`(CaseID)
        case bulletin(BulletinID)
    }

    package var id: NotificationID
    package var kind: Kind
    package var subject: Subject
    package var at: Date
    /// `nil` for a contact that is not registered.
    package var contactNumber: String?
    /// The client, or how the caller wants to be addressed.
    package var person: String?
    /// The reason's caption in the registry.
    package var reason: String?
    /// What the reminder, the task or the bulletin says that it is about.
    package var reminder: String?

    package init(
        id: NotificationID,
        kind: Kind,
        subject: Subject,
        at: Date,
        contactNumber: String? = nil,
        person: String? = nil,
        reason: String? = nil,
        reminder: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.at = at
        self.contactNumber = contactNumber
        self.person = person
        self.reason = reason
        self.reminder = reminder
    }
}

package typealias NotificationID = RecordID<ContactNotification>

/// What a person has not read yet.
package struct NotificationInbox: Hashable, Sendable {
    /// No list shows more.
    package static let most = 30

    package var unread: Int
    /// The latest first, at most `most`.
    package var latest: [ContactNotification]

    package init(unread: Int = 0, latest: [ContactNotification] = []) {
        self.unread = unread
        self.latest = latest
    }
}

/// By which it is told whether what a person has not read is other than before.
package struct UnreadMark: Hashable, Sendable {
    package var count: Int64
    package var sum: Int64

    package init(count: Int64, sum: Int64) {
        self.count = count
        self.sum = sum
    }
}

extension Contact {
    /// Whether somebody has to be told of it when it is registered: not of what is settled already.
    ///
    /// - Parameter reason: the record that `reason` points at.
    package func callsForAttention(reason: Reason?) -> Bool {
        guard outcome == nil else { return !isSettled }
        return reason.map { $0.route != .finish } ?? false
    }
}
