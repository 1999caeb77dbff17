import Foundation

/// A long-running matter of a client (glossary: `Дело`, requirement S3.33): what was said and done about it stands in its entries.
package struct Case: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        case open
        case closed
    }

    /// Given when it is opened, see `number(_:)`: `00192`.
    package var number = ""
    /// `Госпитализация`. At most 200 characters.
    package var title = ""
    package var client: ClientID?
    /// Under whose policy or contract the client is served: `СК Здорово`.
    package var company: String?
    /// The number of that policy: `К/001031`.
    package var policyCode: String?
    package var state = State.open
    package var openedAt = Date(timeIntervalSince1970: 0)
    package var openedBy: UserID?

    package init() {}

    /// As people write it: five digits, more where they do not suffice.
    package static func number(_ place: Int64) -> String {
        let digits = String(place)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}

/// Something that was said or done about a case, at a time, by somebody; what is to be done about it are its tasks.
package struct CaseEntry: Hashable, Sendable {
    package var `case`: CaseID?
    /// The contact that it was written down from.
    package var contact: ContactID?
    package var text: String?
    package var topic: TopicID?
    package var category: EntryCategoryID?
    package var at = Date(timeIntervalSince1970: 0)
    package var author: UserID?

    package init() {}
}

/// Something to be done about an entry (glossary: `Задача`, requirements S3.11, S3.12, S3.14): by whom, by when, and since when it is
/// done. When it is done the action that follows makes the next one, so that an entry's tasks tell its stages in order.
package struct CaseTask: Hashable, Sendable {
    package var entry: CaseEntryID?
    package var action: TaskActionID?
    package var employee: EmployeeID?
    /// Whose it is while no employee is named.
    package var department: DepartmentID?
    package var dueAt: Date?
    package var madeAt = Date(timeIntervalSince1970: 0)
    /// `nil` for one that followed by itself.
    package var madeBy: UserID?
    package var doneAt: Date?
    package var doneBy: UserID?
    /// The task after which it came.
    package var previous: CaseTaskID?

    package init() {}

    package func isOverdue(at now: Date) -> Bool { doneAt == nil && (dueAt.map { $0 <= now } ?? false) }
}

package typealias CaseID = RecordID<Case>
package typealias CaseEntryID = RecordID<CaseEntry>
package typealias CaseTaskID = RecordID<CaseTask>

extension Case: KeptRecord {
    package static let kind = RecordKind.cases
    package static let fields: [RecordField<Case>] = [
        .text("number", \.number, limit: 20).fixed,
        .text("title", \.title, limit: 200),
        .reference("client_id", \.client, to: .clients),
        .text("company", \.company, limit: 200),
        .text("policy_code", \.policyCode, limit: 64),
        .choice("state", \.state),
        .instant("opened_at", \.openedAt).fixed,
        .user("opened_by", \.openedBy).fixed,
    ]
}

extension CaseEntry: KeptRecord {
    package static let kind = RecordKind.caseEntries
    package static let fields: [RecordField<CaseEntry>] = [
        .reference("case_id", \.case, to: .cases, isRequired: true).fixed,
        .reference("contact_id", \.contact, to: .contacts).fixed,
        .lines("text", \.text, limit: 4_000),
        .reference("topic_id", \.topic, to: .topics),
        .reference("category_id", \.category, to: .entryCategories),
        .instant("at", \.at).fixed,
        .user("author_id", \.author).fixed,
    ]

    package var contradictions: [FieldProblem] { text == nil ? [FieldProblem("text", .required)] : [] }
}

extension CaseTask: KeptRecord {
    package static let kind = RecordKind.caseTasks
    package static let fields: [RecordField<CaseTask>] = [
        .reference("entry_id", \.entry, to: .caseEntries, isRequired: true).fixed,
        .reference("action_id", \.action, to: .taskActions),
        .reference("employee_id", \.employee, to: .employees),
        .reference("department_id", \.department, to: .departments),
        .instant("due_at", \.dueAt),
        .instant("made_at", \.madeAt).fixed,
        .user("made_by", \.madeBy).fixed,
        .instant("done_at", \.doneAt).fixed,
        .user("done_by", \.doneBy).fixed,
        .reference("previous_id", \.previous, to: .caseTasks).fixed,
    ]

    package var contradictions: [FieldProblem] { action == nil ? [FieldProblem("action_id", .required)] : [] }
}
