import Foundation

/// A service that a client has got, as the card of the contact lists it (requirement S3.31).
package struct RenderedService: Hashable, Sendable {
    package var id: RenderedServiceID
    package var service: ServiceID
    package var serviceName: String
    package var providerName: String
    /// What pays for it; `nil` where the client does.
    package var policy: PolicyID?
    package var policyTitle: String?
    package var pieces: Int64
    /// Of one piece when it was written down, in hundredths of the currency: what the price list says later changes nothing.
    package var price: Int64
    package var at: Date
    /// Why it was allowed beyond the limits.
    package var reason: String?

    package init(
        id: RenderedServiceID,
        service: ServiceID,
        serviceName: String,
        providerName: String,
        policy: PolicyID?,
        policyTitle: String?,
        pieces: Int64,
        price: Int64,
        at: Date,
        reason: String?
    ) {
        self.id = id
        self.service = service
        self.serviceName = serviceName
        self.providerName = providerName
        self.policy = policy
        self.policyTitle = policyTitle
        self.pieces = pieces
        self.price = price
        self.at = at
        self.reason = reason
    }

    package var amount: Int64 { pieces * price }

    /// How many pieces one line holds.
    package static let piecesRange: ClosedRange<Int64> = 1...9_999
    /// What one line may cost, in hundredths of the currency: few enough digits for sums of many lines.
    package static let mostAmount: Int64 = 1_000_000_000_000
    /// Characters of a reason.
    package static let longestReason = 400
}

package typealias RenderedServiceID = RecordID<RenderedService>

/// A service that a provider has on the price list, with what it costs there (requirement S3.28).
package struct ServiceOffer: Hashable, Sendable {
    package var id: ServicePriceID
    package var service: ServiceID
    package var serviceName: String
    package var provider: ProviderID
    package var providerName: String
    package var price: Int64

    package init(
        id: ServicePriceID,
        service: ServiceID,
        serviceName: String,
        provider: ProviderID,
        providerName: String,
        price: Int64
    ) {
        self.id = id
        self.service = service
        self.serviceName = serviceName
        self.provider = provider
        self.providerName = providerName
        self.price = price
    }
}

/// Which offers a page shows.
package struct ServiceOfferFilter: Hashable, Sendable {
    package var service: ServiceID?
    package var provider: ProviderID?
    /// Only these; `nil` for any.
    package var services: Set<ServiceID>?

    package init() {}
}

/// What is to be written down as rendered.
package struct NewRenderedService: Hashable, Sendable {
    package var offer: ServicePriceID
    package var pieces: Int64
    /// What is to pay for it; `nil` where the client does.
    package var policy: PolicyID?

    package init(offer: ServicePriceID, pieces: Int64, policy: PolicyID?) {
        self.offer = offer
        self.pieces = pieces
        self.policy = policy
    }
}

/// Somebody with the right to it lets a service be rendered beyond the limits.
package struct LimitOverride: Sendable {
    package var reason: String
    /// Written only where the limits were gone beyond.
    package var audit: AuditEntry

    package init(reason: String, audit: AuditEntry) {
        self.reason = reason
        self.audit = audit
    }
}

/// What becomes of a service that a policy has no rest for: the product's setting (requirement S3.29).
package enum OverLimitRule: String, CaseIterable, Sendable {
    /// It is refused, whoever asks.
    case refuse
    /// Who has the right `policies` may allow it and says why.
    case supervisor
}

/// What became of a service that was to be written down.
package enum Rendering: Hashable, Sendable {
    case rendered
    /// The policy has only this rest for it; `nil`: it does not pay for such a service.
    case overLimit(PolicyBalance.Rest?)
    /// The policy is not the client's, is hidden, or is not valid on the day.
    case policyGone
    /// The offer is not on the price list any more.
    case offerGone
    /// Too many pieces, or too much money, for one line.
    case tooMuch
    /// There is no such contact, or it is hidden.
    case missing
}

/// What clients have got, what it costs, and how far somebody else pays for it.
package protocol ServiceStore: Sendable {
    /// What was rendered in a contact and not taken back, in the order of writing.
    func rendered(in contact: ContactID) async throws -> [RenderedService]
    /// The policies of a client that are not hidden, those that end last first.
    func balances(of client: ClientID) async throws -> [PolicyBalance]
    func balance(of policy: PolicyID) async throws -> PolicyBalance?
    /// By name of the service, the cheapest first.
    func offers(_ filter: ServiceOfferFilter, limit: Int) async throws -> [ServiceOffer]

    /// Writes down what is rendered at the price of this moment. Of several who spend the same rest at the same moment no more get it than
    /// it suffices for: the policy's row is held while its balance is read and spent.
    ///
    /// - Parameters:
    ///   - day: on which the policy has to be valid.
    ///   - permit: lets the limits be gone beyond.
    func render(
        _ new: NewRenderedService,
        in contact: ContactID,
        on day: Day,
        beyond permit: LimitOverride?,
        by author: RecordAuthor
    ) async throws -> Rendering

    /// Takes a line off the contact, and gives what it cost back to the policy.
    ///
    /// - Returns: whether it stood there.
    func remove(_ id: RenderedServiceID, from contact: ContactID, by author: RecordAuthor) async throws -> Bool
}
