import ContactCenter
import Foundation

/// Rendered services, offers and balances, as they stand in a transaction.
struct ServiceReading: Sendable {
    let numbers: any PhoneNumberReading

    private var policies: RecordTable<Policy> { RecordTable(numbers: numbers) }
    private var limits: RecordTable<PolicyLimit> { RecordTable(numbers: numbers) }

    // MARK: - Policies

    func balances(of client: ClientID, _ transaction: any Transaction) throws -> [PolicyBalance] {
        let ids: [PolicyID] = try transaction.rows(
            """
            SELECT id FROM policies WHERE client_id = $1 AND is_hidden = 0
            ORDER BY COALESCE(last_day, '9999-12-31') DESC, id DESC
            """,
            [.integer(client.rawValue)]
        ).map { row in
            var row = row
            return try row.id()
        }
        return try ids.compactMap { try balance(of: $0, transaction) }
    }

    /// - Returns: `nil` where there is no such policy; a hidden one is there.
    func balance(of id: PolicyID, _ transaction: any Transaction) throws -> PolicyBalance? {
        guard let policy = try policies.record(id, in: transaction) else { return nil }
        let limitIDs: [PolicyLimitID] = try transaction.rows(
            """
            SELECT id FROM policy_limits WHERE policy_id = $1 AND is_hidden = 0
            ORDER BY COALESCE(service_id, 0), id
            """,
            [.integer(id.rawValue)]
        ).map { row in
            var row = row
            return try row.id()
        }
        let spent = try transaction.rows(
            """
            SELECT service_id, CAST(SUM(pieces) AS {bigint}), CAST(SUM(pieces * price) AS {bigint})
            FROM rendered_services WHERE policy_id = $1 AND is_hidden = 0 GROUP BY service_id
            """,
            [.integer(id.rawValue)]
        ).map { row in
            var row = row
            let service = try ServiceID(row.integer())
            return try (service, PolicyBalance.Spending(pieces: row.integer(), amount: row.integer()))
        }
        return PolicyBalance(
            policy: policy,
            limits: try limits.records(limitIDs, in: transaction),
            spent: Dictionary(spent, uniquingKeysWith: { $1 })
        )
    }

    // MARK: - Offers

    func offers(_ filter: ServiceOfferFilter, limit: Int, _ transaction: any Transaction) throws -> [ServiceOffer] {
        var conditions = Conditions()
        conditions.add(Self.isOffered)
        if let service = filter.service { conditions.add("services.id = {}", .integer(service.rawValue)) }
        if let provider = filter.provider { conditions.add("providers.id = {}", .integer(provider.rawValue)) }
        if let services = filter.services {
            let values = services.sorted().map { conditions.bind(.integer($0.rawValue)) }
            // A list must not be empty.
            conditions.add(values.isEmpty ? "1 = 0" : "services.id IN (\(values.joined(separator: ", ")))")
        }
        let count = conditions.bind(.integer(limit))
        return try transaction.rows(
            """
            \(Self.selectOffers) WHERE \(conditions.text)
            ORDER BY services.name, services.id, service_prices.price, service_prices.id LIMIT \(count)
            """,
            conditions.values
        ).map(Self.offer)
    }

    /// - Returns: `nil` where it is not on the price list any more.
    func offer(_ id: ServicePriceID, _ transaction: any Transaction) throws -> ServiceOffer? {
        try transaction.rows(
            "\(Self.selectOffers) WHERE service_prices.id = $1 AND \(Self.isOffered)",
            [.integer(id.rawValue)]
        ).map(Self.offer).first
    }

    private static let selectOffers = """
        SELECT service_prices.id, services.id, services.name, providers.id, providers.name, service_prices.price
        FROM service_prices
        JOIN services ON services.id = service_prices.service_id
        JOIN providers ON providers.id = service_prices.provider_id
        """

    private static let isOffered = "service_prices.is_hidden = 0 AND services.is_hidden = 0 AND providers.is_hidden = 0"

    private static func offer(_ row: SQLRow) throws -> ServiceOffer {
        var row = row
        return try ServiceOffer(
            id: row.id(),
            service: row.id(),
            serviceName: row.text(),
            provider: row.id(),
            providerName: row.text(),
            price: row.integer()
        )
    }

    // MARK: - What was rendered

    func rendered(in contact: ContactID, _ transaction: any Transaction) throws -> [RenderedService] {
        try transaction.rows(
            "\(Self.selectRendered) WHERE rendered_services.contact_id = $1 AND rendered_services.is_hidden = 0 "
                + "ORDER BY rendered_services.id",
            [.integer(contact.rawValue)]
        ).map(Self.rendered)
    }

    func rendered(
        _ id: RenderedServiceID,
        in contact: ContactID,
        _ transaction: any Transaction
    ) throws -> RenderedService? {
        try transaction.rows(
            "\(Self.selectRendered) WHERE rendered_services.id = $1 AND rendered_services.contact_id = $2",
            [.integer(id.rawValue), .integer(contact.rawValue)]
        ).map(Self.rendered).first
    }

    private static let selectRendered = """
        SELECT rendered_services.id, services.id, services.name, providers.name, policies.id,
            policies.company || ' ' || policies.number, rendered_services.pieces, rendered_services.price,
            rendered_services.at, rendered_services.reason
        FROM rendered_services
        JOIN services ON services.id = rendered_services.service_id
        JOIN providers ON providers.id = rendered_services.provider_id
        LEFT JOIN policies ON policies.id = rendered_services.policy_id
        """

    private static func rendered(_ row: SQLRow) throws -> RenderedService {
        var row = row
        return try RenderedService(
            id: row.id(),
            service: row.id(),
            serviceName: row.text(),
            providerName: row.text(),
            policy: row.optionalInteger().map(PolicyID.init(_:)),
            policyTitle: row.optionalText(),
            pieces: row.integer(),
            price: row.integer(),
            at: row.instant(),
            reason: row.optionalText()
        )
    }
}
