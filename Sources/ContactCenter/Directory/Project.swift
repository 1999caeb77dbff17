/// What the business answers calls for, its own or a client's: `204 Страхование` ("проект", requirements S3.1, S3.21). A call belongs to
/// the project of the number that was dialled, a contact to that of its call, until somebody says otherwise.
///
/// Which script its contacts begin with hangs on the script, see `ScriptUse`; which numbers it has on the numbers, see `DID`.
package struct Project: Hashable, Sendable {
    /// As people know it beside its name; most are digits: `204`.
    package var number = ""
    package var name = ""
    /// For whom calls are answered; `nil` for a project of the business itself.
    package var client: ClientID?
    /// What the operator says first.
    package var greeting: String?
    /// What its contacts may be about, each with what stands below it; empty: any topic.
    package var topics: [TopicID] = []
    /// Who works on it: they are asked to take its contacts (see `narrow`).
    package var employees: [EmployeeID] = []
    /// When its calls are answered: `пн-пт 9:00-18:00`. Empty: while the branch of the number is open.
    package var workSchedule: String?
    /// The address that its mail comes to: `polis@example.org`.
    package var mailBox: String?

    package init() {}

    /// Number and name, as lists have it.
    package var title: String { "\(number) \(name)" }
}

package typealias ProjectID = RecordID<Project>

extension Project {
    /// Those of the employees whom a reason names who are among a project's own; all of them where none is.
    package static func narrow(_ named: [EmployeeID], to own: [EmployeeID]) -> [EmployeeID] {
        let both = named.filter(own.contains)
        return both.isEmpty ? named : both
    }
}

extension Project: KeptRecord {
    package static let kind = RecordKind.projects
    package static let fields: [RecordField<Project>] = [
        .text("number", \.number, limit: 32).unique,
        .text("name", \.name, limit: 200),
        .reference("client_id", \.client, to: .clients),
        .lines("greeting", \.greeting, limit: 4_000),
        .references("topics", \.topics, to: .topics),
        .references("employees", \.employees, to: .employees),
        .text("work_schedule", \.workSchedule, limit: 400, .workSchedule),
        .text("mail_box", \.mailBox, limit: MailAddress.longest),
    ]

    package var contradictions: [FieldProblem] {
        mailBox.map { MailAddress($0) == nil } ?? false ? [FieldProblem("mail_box", .malformed)] : []
    }
}
