import ContactCenter
import Foundation
import Hummingbird

/// What the offers of a contact are narrowed to, and what is to pay.
struct ServiceChoice: Hashable, Sendable {
    /// Instead of a policy: the client pays.
    static let nobody = "none"

    var service: ServiceID?
    var provider: ProviderID?
    var policy: PolicyID?
    /// Whether the reader has said who pays.
    var isPolicyChosen = false

    init(_ value: (String) -> String?) {
        func number(_ name: String) -> Int64? { value(name).flatMap { Int64($0) } }
        service = number("service").map(ServiceID.init(_:))
        provider = number("provider").map(ProviderID.init(_:))
        policy = number("policy").map(PolicyID.init(_:))
        isPolicyChosen = value("policy") != nil
    }

    /// The same in an address.
    func query(provider: ProviderID? = nil) -> String {
        let fields = [
            "policy=\(policy?.description ?? Self.nobody)", service.map { "service=\($0)" },
            (provider ?? self.provider).map { "provider=\($0)" },
        ]
        return fields.compactMap(\.self).joined(separator: "&")
    }
}

/// Services rendered in contacts: what is offered, writing them down, taking them off.
extension Site {
    @Sendable func showContactServices(_ request: Request, _ context: Context) async throws -> Response {
        let dossier = try await dossier(of: context)
        let choice = ServiceChoice { request.uri.queryParameters[Substring($0)].map { String($0) } }
        var page = try await servicesPage(dossier, choice, request, context)
        page.isRendered = request.uri.queryParameters["done"] != nil
        return .page(page.html)
    }

    @Sendable func renderService(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let dossier = try await dossier(of: context)
        let choice = ServiceChoice { form[$0] }
        guard let offer = form["offer"].flatMap({ Int64($0) }).map(ServicePriceID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        func refuse(_ refusal: ContactServicesPage.Refusal) async throws -> Response {
            var page = try await servicesPage(dossier, choice, request, context)
            page.refusal = refusal
            return .page(page.html, status: .conflict)
        }
        let typed = (form["pieces"] ?? "").trimmingCharacters(in: .whitespaces)
        guard let pieces = Int64(typed) else { return try await refuse(.tooMuch) }
        let new = NewRenderedService(offer: offer, pieces: pieces, policy: choice.policy)
        let permit = try limitOverride(form, new, dossier.contact.id, request, context)
        if let permit, permit.reason.isEmpty { return try await refuse(.noReason(new)) }
        let outcome = try await services.render(
            new,
            in: dossier.contact.id,
            on: BusinessCalendar(configuration.timeZone).day(of: now()),
            beyond: permit,
            by: author(reader)
        )
        switch outcome {
        case .rendered:
            let place = "\(SitePath.contact(dossier.contact.id).markup)/services?\(choice.query())&done=1"
            return .redirect(to: place, type: .normal)
        case .overLimit(let rest): return try await refuse(.overLimit(new, rest))
        case .policyGone: return try await refuse(.policyGone)
        case .offerGone: return try await refuse(.offerGone)
        case .tooMuch: return try await refuse(.tooMuch)
        case .missing: throw HTTPError(.notFound)
        }
    }

    /// - Throws: 403 for who asks to go beyond a limit and may not.
    private func limitOverride(
        _ form: Form,
        _ new: NewRenderedService,
        _ contact: ContactID,
        _ request: Request,
        _ context: Context
    ) throws -> LimitOverride? {
        guard form["allow"] != nil else { return nil }
        let reader = try context.signedIn
        guard configuration.overLimit == .supervisor, reader.rights.allows(.policies) else {
            throw HTTPError(.forbidden)
        }
        let reason = (form["reason"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        let scalars = reason.unicodeScalars.prefix(RenderedService.longestReason)
        let audit = AuditEntry(
            at: now(),
            user: reader.user.id,
            action: .limitExceeded,
            subject: "contact:\(contact)",
            fields: new.policy.map { ["policy:\($0)"] } ?? [],
            address: address(of: request, context)
        )
        return LimitOverride(reason: String(String.UnicodeScalarView(scalars)), audit: audit)
    }

    @Sendable func removeRenderedService(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let contact = try await dossier(of: context).contact
        guard let id = form["id"].flatMap({ Int64($0) }).map(RenderedServiceID.init(_:)), !contact.isHidden else {
            throw HTTPError(.badRequest)
        }
        // Somebody else may have taken it off meanwhile: it is gone either way.
        _ = try await services.remove(id, from: contact.id, by: author(reader))
        let page = SitePath.contact(contact.id).markup
        let home = form["home"].flatMap(RenderedServices.Home.init(rawValue:))
        return .redirect(to: home == .page ? "\(page)/services" : "\(page)#services", type: .normal)
    }

    private func servicesPage(
        _ dossier: ContactDossier,
        _ choice: ServiceChoice,
        _ request: Request,
        _ context: Context
    ) async throws -> ContactServicesPage {
        let viewer = viewer(of: request, context)
        let contact = dossier.contact
        let account = try await serviceAccount(of: contact, for: viewer)
        var choice = choice
        if !choice.isPolicyChosen { choice.policy = account.valid.first?.policy.id }
        var filter = ServiceOfferFilter()
        (filter.service, filter.provider) = (choice.service, choice.provider)
        filter.services = account.valid.first { $0.policy.id == choice.policy }?.services
        let most = ContactServicesPage.mostOffers + 1
        var provider: Provider?
        if let id = choice.provider { provider = try await records.record(id)?.record }
        return ContactServicesPage(
            title: contact.record.number ?? "№ \(contact.id)",
            clientName: dossier.clientName,
            hasClient: contact.record.client != nil,
            account: account,
            choice: choice,
            offers: contact.isHidden ? [] : try await services.offers(filter, limit: most),
            services: try await records.choices(of: .record(.services)),
            providers: try await records.choices(of: .record(.providers)),
            provider: provider,
            rule: configuration.overLimit,
            viewer: viewer
        )
    }
}
