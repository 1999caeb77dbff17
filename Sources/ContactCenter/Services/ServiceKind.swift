/// A service that is rendered to clients and counted: `Консультация терапевта` ("услуга", requirement S3.28).
package struct ServiceKind: Hashable, Sendable {
    package var name = ""
    package var note: String?

    package init() {}
}

/// What a service costs at a provider: a line of that provider's price list (requirement S3.31).
package struct ServicePrice: Hashable, Sendable {
    package var provider: ProviderID?
    package var service: ServiceID?
    /// Of one piece, in hundredths of the currency.
    package var price: Int64?

    package init() {}
}

package typealias ServiceID = RecordID<ServiceKind>
package typealias ServicePriceID = RecordID<ServicePrice>

extension ServiceKind: KeptRecord {
    package static let kind = RecordKind.services
    package static let fields: [RecordField<ServiceKind>] = [
        .text("name", \.name, limit: 200).unique,
        .lines("note", \.note, limit: 4_000),
    ]
}

extension ServicePrice: KeptRecord {
    package static let kind = RecordKind.servicePrices
    package static let fields: [RecordField<ServicePrice>] = [
        .reference("provider_id", \.provider, to: .providers, isRequired: true),
        .reference("service_id", \.service, to: .services, isRequired: true),
        .money("price", \.price, isRequired: true),
    ]
    /// A provider has one price for a service.
    package static let uniqueTogether = ["provider_id", "service_id"]
}
