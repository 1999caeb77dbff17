import Foundation

/// An entry of "Краткое содержание разговоров": what was said, as one of the people noted it (requirement S0.40).
package struct ConversationEntry: Hashable, Sendable {
    package static let longest = 4_000

    /// From 1, in the order in which they were added.
    package var number: Int64
    package var user: UserID?
    package var author: String?
    package var at: Date
    package var text: String

    package init(number: Int64, user: UserID?, author: String?, at: Date, text: String) {
        self.number = number
        self.user = user
        self.author = author
        self.at = at
        self.text = text
    }
}

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

/// A reminder as it is kept.
package struct KeptReminder: Hashable, Sendable {
    package var id: ReminderID
    package var reminder: Reminder

    package init(id: ReminderID, reminder: Reminder) {
        self.id = id
        self.reminder = reminder
    }
}
