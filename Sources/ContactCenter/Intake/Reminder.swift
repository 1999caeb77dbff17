import Foundation

/// A timed task to call somebody back, with a link to the contact (requirement S0.34).
package struct Reminder: Hashable, Sendable {
    package var contact: ContactID
    package var employee: EmployeeID
    package var text: String
    /// Where to call, as it was typed.
    package var phone: String?
    package var dueAt: Date
    package var madeBy: UserID?
    package var madeAt: Date
    package var doneAt: Date?

    package init(
        contact: ContactID,
        employee: EmployeeID,
        text: String,
        phone: String? = nil,
        dueAt: Date,
        madeBy: UserID? = nil,
        madeAt: Date,
        doneAt: Date? = nil
    ) {
        self.contact = contact
        self.employee = employee
        self.text = text
        self.phone = phone
        self.dueAt = dueAt
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.doneAt = doneAt
    }

    /// What cannot be kept as it is.
    package var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        if Contact.tidy(text) == nil { problems.append(FieldProblem("text", .required)) }
        if text.unicodeScalars.count > 4_000 { problems.append(FieldProblem("text", .tooLong(limit: 4_000))) }
        if (phone ?? "").unicodeScalars.count > 64 { problems.append(FieldProblem("phone", .tooLong(limit: 64))) }
        return problems
    }
}

package typealias ReminderID = RecordID<Reminder>

package typealias KeptReminder = Kept<Reminder>

/// A reminder as a list shows it: with its contact, and the people that it is about.
package struct ListedReminder: Hashable, Sendable {
    package var kept: KeptReminder
    /// `nil` for a contact that is not registered.
    package var contactNumber: String?
    /// The client, or how the caller wants to be addressed.
    package var person: String?
    package var employee: String
    /// Who left it.
    package var author: String?
    /// Who has done it.
    package var finisher: String?

    package init(
        kept: KeptReminder,
        contactNumber: String?,
        person: String?,
        employee: String,
        author: String?,
        finisher: String?
    ) {
        self.kept = kept
        self.contactNumber = contactNumber
        self.person = person
        self.employee = employee
        self.author = author
        self.finisher = finisher
    }
}

/// Which reminders a list shows.
package struct ReminderQuestion: Hashable, Sendable {
    /// A reminder of the list: the next page begins after it.
    package struct Place: Hashable, Sendable {
        /// When it is due; of one that was done, when.
        package var at: Date
        package var id: ReminderID

        package init(at: Date, id: ReminderID) {
            self.at = at
            self.id = id
        }
    }

    /// Those that employees who are these people are to do; `nil` for all.
    package var sitters: Sitters?
    /// Those that were done from then on; `nil` for those that are to be done.
    package var doneSince: Date?
    package var only: ReminderID?
    /// Those of this one alone.
    package var employee: EmployeeID?
    /// Those alone that are not the next action of a contact that is to be processed: this stands on the worklist already.
    package var isLoose = false
    package var after: Place?
    package var limit: Int

    package init(of sitters: Sitters?, doneSince: Date? = nil, only: ReminderID? = nil, limit: Int = 200) {
        self.sitters = sitters
        self.doneSince = doneSince
        self.only = only
        self.limit = limit
    }
}

/// How much stands on somebody's worklist: contacts to be processed, and reminders beside them.
package struct ReminderLoad: Hashable, Sendable {
    package var open: Int
    /// Of these the time has come.
    package var overdue: Int

    package init(open: Int = 0, overdue: Int = 0) {
        self.open = open
        self.overdue = overdue
    }
}
