import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// A clinic with two services on its price list, a client with a policy, and a contact of that client.
struct SampleServices: Sendable {
    static let day = Day("2026-04-03")!

    let store: DataStore
    let operatorUser: User
    let client: ClientID
    let contact: ContactID
    let therapist: ServiceID
    let surgeon: ServiceID
    let provider: ProviderID
    let therapistOffer: ServicePriceID
    let surgeonOffer: ServicePriceID
    let policy: PolicyID

    init(_ store: DataStore) async throws {
        self.store = store
        operatorUser = try await store.access.add(.sample("anna"))
        let client = try await store.addClient("Новоха Інна Іванівна")
        self.client = client
        contact = try await store.register(1, by: operatorUser) { $0.client = client }.id
        therapist = try await Self.service("Терапевт", store)
        surgeon = try await Self.service("Хирург", store)
        var provider = Provider()
        (provider.name, provider.company) = ("ООО Борис", "Клиника АОН")
        self.provider = try await store.records.add(provider, by: .sample()).kept.id
        therapistOffer = try await Self.price(50_000, of: therapist, self.provider, store).id
        surgeonOffer = try await Self.price(120_050, of: surgeon, self.provider, store).id
        policy = try await Self.policy("1100039", of: client, store)
    }

    static func service(_ name: String, _ store: DataStore) async throws -> ServiceID {
        var service = ServiceKind()
        service.name = name
        return try await store.records.add(service, by: .sample()).kept.id
    }

    static func price(
        _ price: Int64,
        of service: ServiceID,
        _ provider: ProviderID,
        _ store: DataStore
    ) async throws -> Kept<ServicePrice> {
        var line = ServicePrice()
        (line.service, line.provider, line.price) = (service, provider, price)
        return try await store.records.add(line, by: .sample()).kept
    }

    static func policy(
        _ number: String,
        of client: ClientID,
        _ store: DataStore,
        _ change: (inout Policy) -> Void = { _ in }
    ) async throws -> PolicyID {
        var policy = Policy()
        (policy.client, policy.company, policy.number) = (client, "СК Здорово", number)
        change(&policy)
        return try await store.records.add(policy, by: .sample()).kept.id
    }

    @discardableResult
    func limit(_ service: ServiceID?, pieces: Int64? = nil, amount: Int64? = nil) async throws -> Kept<PolicyLimit> {
        var limit = PolicyLimit()
        (limit.policy, limit.service, limit.pieces, limit.amount) = (policy, service, pieces, amount)
        return try await store.records.add(limit, by: .sample()).kept
    }

    func render(
        _ offer: ServicePriceID? = nil,
        pieces: Int64 = 1,
        policy: PolicyID?? = nil,
        in contact: ContactID? = nil,
        on day: Day = day,
        beyond permit: LimitOverride? = nil
    ) async throws -> Rendering {
        try await store.services.render(
            NewRenderedService(offer: offer ?? therapistOffer, pieces: pieces, policy: policy ?? self.policy),
            in: contact ?? self.contact,
            on: day,
            beyond: permit,
            by: .sample(operatorUser)
        )
    }

    func rest(for service: ServiceID? = nil) async throws -> PolicyBalance.Rest? {
        try await store.services.balance(of: policy)?.rest(for: service ?? therapist)
    }
}
