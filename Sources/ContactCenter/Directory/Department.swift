/// A functional unit: `Отдел з/ч`.
package struct Department: Hashable, Sendable {
    /// At most 200 characters.
    package var name = ""
    package var branch: BranchID?

    package init() {}
}

/// A production unit: `1 Слесарный`.
package struct Workshop: Hashable, Sendable {
    package var name = ""
    package var branch: BranchID?

    package init() {}
}

/// What somebody is employed as: `Мастер-консультант`.
package struct JobPosition: Hashable, Sendable {
    package var name = ""
    /// Takes repair inquiries: shown first where a master is to be chosen (decision D4, requirement S0.32).
    package var isServiceAdvisor = false

    package init() {}
}

extension Department: KeptRecord {
    package static let kind = RecordKind.departments
    package static let fields: [RecordField<Department>] = [
        .text("name", \.name, limit: 200),
        .reference("branch_id", \.branch, to: .branches),
    ]
}

extension Workshop: KeptRecord {
    package static let kind = RecordKind.workshops
    package static let fields: [RecordField<Workshop>] = [
        .text("name", \.name, limit: 200),
        .reference("branch_id", \.branch, to: .branches),
    ]
}

extension JobPosition: KeptRecord {
    package static let kind = RecordKind.jobPositions
    package static let fields: [RecordField<JobPosition>] = [
        .text("name", \.name, limit: 200),
        .flag("is_service_advisor", \.isServiceAdvisor),
    ]
}
