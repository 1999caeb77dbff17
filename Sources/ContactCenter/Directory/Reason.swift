/// The upper level of reasons, fixed: the business direction (decision D8).
package enum ReasonCategory: String, CaseIterable, Sendable {
    case service
    case showroom
    case shop
    case feedback
    case other
}

/// Whom a contact is with.
package enum ClientType: String, CaseIterable, Sendable {
    case `private`
    case corporate
    case partner
    case employee
}

/// Where a script goes on once a reason is chosen (decision D4).
package enum ReasonRoute: String, CaseIterable, Sendable {
    /// Identify the client, learn of the car, transfer to a master.
    case privateRepair = "private_repair"
    /// Choose a master.
    case serviceAdvisor = "service_advisor"
    /// Choose an employee.
    case employee
    /// Read the way aloud.
    case directions
    /// Choose the call that this one continues.
    case baseContact = "base_contact"
    /// Nothing more is to be learned.
    case finish
}

/// Why people turn to the business (requirements S0.9, S0.20; decision D8).
package struct Reason: Hashable, Sendable {
    /// What the program knows it by: `dropped`; `nil` for one that somebody added.
    package var code: String?
    package var category = ReasonCategory.other
    /// On the button: `Интересуется ремонтом частник`. Empty for a reason that is not offered as a button.
    package var caption: String?
    /// In the registry and the reports: `Услуги частники`.
    package var registryCaption = ""
    package var clientType: ClientType?
    package var route = ReasonRoute.employee
    /// Whose employees are shown first.
    package var department: DepartmentID?
    /// Whom a contact with it may be given to; they are offered before the others. Nobody: everybody may take it (decision D8).
    package var employees: [EmployeeID] = []
    /// In how many minutes a reminder is due where the caller cannot be put through; `nil`: as the script says.
    package var dueMinutes: Int64?
    /// What the client may be offered at once.
    package var offers: Offer?
    /// Whether a contact with it counts for first-time and repeat (decision D3).
    package var countsForNovelty = true
    /// Its place among the buttons, from 1.
    package var place: Int64 = 0

    package init() {}
}

extension Reason: KeptRecord {
    package static let kind = RecordKind.reasons
    package static let fields: [RecordField<Reason>] = [
        .text("code", \.code, limit: 32).fixed,
        .choice("category", \.category),
        .text("caption", \.caption, limit: 200),
        .text("registry_caption", \.registryCaption, limit: 200),
        .choice("client_type", \.clientType),
        .choice("route", \.route),
        .reference("department_id", \.department, to: .departments),
        .references("employees", \.employees, to: .employees),
        .integer("due_minutes", \.dueMinutes, 1...44_640),
        .choice("offers", \.offers),
        .flag("counts_for_novelty", \.countsForNovelty),
        .integer("place", \.place, 0...9_999),
    ]
}
