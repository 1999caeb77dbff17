import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Two people who are employees, of two departments, with what deals are made of.
struct SampleDeals {
    let store: DataStore
    let anna: User
    let oleg: User
    let annasEmployee: EmployeeID
    let olegsEmployee: EmployeeID
    let client: ClientID
    let stages: [Kept<FunnelStage>]

    init(_ store: DataStore) async throws {
        self.store = store
        anna = try await store.access.add(.sample("anna", department: "Колл-центр"))
        oleg = try await store.access.add(.sample("oleg", department: "Сервис"))
        annasEmployee = try await Self.employee("Петрова Анна", anna, store)
        olegsEmployee = try await Self.employee("Рожин Олег", oleg, store)
        client = try await store.addClient()
        let all = try await store.records.records(of: FunnelStage.self, includingHidden: false)
        stages = all.inOrder(of: all.first?.record.pipeline)
    }

    private static func employee(_ name: String, _ user: User, _ store: DataStore) async throws -> EmployeeID {
        try await store.add(
            "employees",
            [("name", .text(name)), ("user_id", .integer(user.id.rawValue))],
            as: Employee.self
        )
    }

    func deal(_ name: String = "Замена масла", _ change: (inout Deal) -> Void = { _ in }) -> Deal {
        var deal = Deal()
        (deal.name, deal.client, deal.stage) = (name, client, stages[0].id)
        change(&deal)
        return deal
    }

    func add(
        _ deal: Deal,
        of lead: Kept<Contact>? = nil,
        by user: User? = nil,
        _ second: Double = 200
    ) async throws -> Kept<Deal> {
        let seen = lead.map { SeenLead(id: $0.id, version: $0.version) }
        let saving = try await store.deals.add(deal, of: seen, by: .sample(user ?? anna, second))
        guard case .saved(let kept) = saving else { throw NotSaved(saving: saving) }
        return kept
    }

    struct NotSaved: Error { var saving: DealSaving }

    /// A registered inquiry of a call.
    func inquiry(
        _ number: Int,
        by user: User? = nil,
        _ change: (inout Contact) -> Void = { _ in }
    ) async throws -> Kept<Contact> {
        try await store.register(number, by: user ?? anna) { contact in
            contact.isInquiry = true
            change(&contact)
        }
    }

    func contact(_ id: ContactID) async throws -> Kept<Contact> { try #require(try await store.contacts.contact(id)) }

    func leads(_ change: (inout RegistryFilter) -> Void = { _ in }) async throws -> [RegistryRow] {
        var filter = RegistryFilter()
        filter.isInquiry = true
        change(&filter)
        let question = RegistryQuestion(filter: filter, period: .always, limit: 100)
        return try await store.registry.answer(to: question).rows
    }

    func names(_ change: (inout DealFilter) -> Void = { _ in }) async throws -> [String] {
        var filter = DealFilter()
        change(&filter)
        return try await store.deals.deals(filter, in: .always, after: nil, limit: 100).map(\.kept.record.name)
    }
}
