/// What may have to be done about an entry of a case: `Заказать медикаменты` (glossary: next action, requirement S3.32). Who does it
/// where nobody is chosen, by when, and what is to be done after it: chained by `next`, actions make a process.
package struct TaskAction: Hashable, Sendable {
    /// Whose a task becomes where nobody is chosen.
    package enum Doer: String, CaseIterable, Sendable {
        /// Who is responsible for the contact that the entry came from, else who writes the entry.
        case responsible
        case employee
        /// Any of them: who does it first has done it.
        case department
    }

    /// What `term` counts.
    package enum TermUnit: String, CaseIterable, Sendable {
        /// Minutes of work time.
        case minutes
        /// Working days; it is to be done by the end of the last one.
        case days
    }

    package var name = ""
    package var doer = Doer.responsible
    package var employee: EmployeeID?
    package var department: DepartmentID?
    /// How long it may take, in `termUnit`s of the doer's work time.
    package var term: Int64 = 1
    package var termUnit = TermUnit.days
    /// What is to be done when it is done; `nil`: the matter ends there.
    package var next: TaskActionID?
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

/// What kind of thing an entry of a case is: `Жалоба`, `Поликлиника` (glossary: category, requirement S3.33).
package struct EntryCategory: Hashable, Sendable {
    package var name = ""
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias TaskActionID = RecordID<TaskAction>
package typealias EntryCategoryID = RecordID<EntryCategory>

extension TaskAction: KeptRecord {
    package static let kind = RecordKind.taskActions
    package static let fields: [RecordField<TaskAction>] = [
        .text("name", \.name, limit: 200),
        .choice("doer", \.doer),
        .reference("employee_id", \.employee, to: .employees),
        .reference("department_id", \.department, to: .departments),
        .integer("term", \.term, 0...99_999),
        .choice("term_unit", \.termUnit),
        .reference("next_id", \.next, to: .taskActions),
        .integer("place", \.place, 0...9_999),
    ]

    package var contradictions: [FieldProblem] {
        switch doer {
        case .employee where employee == nil: [FieldProblem("employee_id", .required)]
        case .department where department == nil: [FieldProblem("department_id", .required)]
        case .responsible, .employee, .department: []
        }
    }
}

extension EntryCategory: KeptRecord {
    package static let kind = RecordKind.entryCategories
    package static let fields: [RecordField<EntryCategory>] = [
        .text("name", \.name, limit: 200),
        .integer("place", \.place, 0...9_999),
    ]
}
