/// Somebody who works here and may be responsible for a contact. May have no extension, mobile or workshop (requirement S0.32).
package struct Employee: Hashable, Sendable {
    /// Surname first: `Рожин Олег Юрьевич`. At most 200 characters.
    package var name = ""
    package var jobPosition: JobPositionID?
    package var department: DepartmentID?
    package var workshop: WorkshopID?
    package var branch: BranchID?
    package var phone: Extension?
    /// As it was typed.
    package var mobile: String?
    /// Where contacts are sent to by e-mail (requirement S3.19).
    package var email: String?
    /// Hours of the week in which the person works: `пн-пт 9:00-18:00`.
    package var workSchedule: String?
    /// The log-in of the same person, if they have one.
    package var user: UserID?

    package init() {}
}

extension Employee: KeptRecord {
    package static let kind = RecordKind.employees
    package static let fields: [RecordField<Employee>] = [
        .text("name", \.name, limit: 200),
        .reference("job_position_id", \.jobPosition, to: .jobPositions),
        .reference("department_id", \.department, to: .departments),
        .reference("workshop_id", \.workshop, to: .workshops),
        .reference("branch_id", \.branch, to: .branches),
        .phone("phone", \.phone),
        .number("mobile", \.mobile, limit: 64),
        .text("email", \.email, limit: MailAddress.longest),
        .text("work_schedule", \.workSchedule, limit: 400, .workSchedule),
        .user("user_id", \.user).unique,
    ]

    package var contradictions: [FieldProblem] {
        email.map { MailAddress($0) == nil } ?? false ? [FieldProblem("email", .malformed)] : []
    }
}
