import ContactCenter
import Foundation

/// The limits of a policy with what is left of each (requirement S3.29).
struct PolicyLimits: Sendable {
    var balance: PolicyBalance
    /// Of the services that the limits are about.
    var services: [ServiceID: String]
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// On the policy's own page, where they are kept.
    var html: HTML {
        let policy = balance.policy.id
        return """
            <section class="card" id="limits"><header><h2>\(language[.policyLimits])</h2>\
            <a class="button small push" href="\(PolicyLimit.path)/new?policy=\(policy.description)">\(Icon.plus.html()) \
            \(language[.policyLimitAdd])</a></header>\(table(isKept: true))</section>
            """
    }

    /// - Parameter isKept: each leads to its card.
    func table(isKept: Bool) -> HTML {
        guard !balance.limits.isEmpty else { return "<p class=\"body muted\">\(language[.policyNoLimits])</p>" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.policyLimits])"><table class="table limits">\
            <thead><tr><th scope="col">\(language[.serviceName])</th><th scope="col" class="num">\(language[.servicePiecesLeft])</th>\
            <th scope="col" class="num">\(language[.serviceRest])</th></tr></thead>\
            <tbody>\(balance.limits.map { row($0, isKept: isKept) })</tbody></table></div>
            """
    }

    private func row(_ limit: Kept<PolicyLimit>, isKept: Bool) -> HTML {
        let name: HTML =
            limit.record.service.map { foreign(services[$0] ?? "№ \($0)", limit: 200) } ?? language[.policyAllServices]
        let title = isKept ? "<a href=\"\(PolicyLimit.path(of: limit.id))\">\(name)</a>" : name
        let rest = balance.rest(of: limit.record)
        return """
            <tr data-row><th scope="row">\(title)</th>\(cell(rest.pieces, limit.record.pieces) { "\($0)" })\
            \(cell(rest.amount, limit.record.amount, sumText))</tr>
            """
    }

    private func cell(_ rest: Int64?, _ limit: Int64?, _ text: (Int64) -> String) -> HTML {
        guard let rest, let limit else { return "<td class=\"num muted\">—</td>" }
        let look: HTML = rest <= 0 ? " is-spent" : .nothing
        return "<td class=\"num\(look)\"><b>\(text(rest))</b> <small class=\"muted\">/ \(text(limit))</small></td>"
    }
}

/// A client's policies on the client's card.
struct ClientPolicies {
    /// `nil` where none may be added.
    var client: ClientID?
    var policies: [PolicyBalance]
    var services: [ServiceID: String]
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let mayKeep = viewer.may(.policies)
        guard !policies.isEmpty || (client != nil && mayKeep) else { return .nothing }
        let add: HTML =
            if mayKeep, let client {
                """
                <a class="button small push" href="\(Policy.path)/new?client=\(client.description)">\(Icon.plus.html()) \
                \(language[.policyAdd])</a>
                """
            } else { .nothing }
        let parts = policies.map { balance -> HTML in
            let limits = PolicyLimits(balance: balance, services: services, viewer: viewer)
            return "<div class=\"policy\">\(policyHead(balance, for: viewer))\(limits.table(isKept: false))</div>"
        }
        let body: HTML = parts.isEmpty ? "<p class=\"body muted\">\(language[.policyNoneOfClient])</p>" : "\(parts)"
        return """
            <section class="card" id="policies"><header><h2>\(language[.policies])</h2>\(add)</header>\(body)</section>
            """
    }
}

/// Company, code and validity of a policy.
func policyHead(_ balance: PolicyBalance, for viewer: Viewer) -> HTML {
    let policy = balance.policy.record
    let name = foreign(policy.title, limit: 270)
    let title: HTML =
        viewer.may(.policies) ? "<a href=\"\(Policy.path(of: balance.policy.id))\">\(name)</a>" : name
    let days = [policy.firstDay, policy.lastDay].contains { $0 != nil }
    let validity: HTML =
        days
        ? "<small class=\"number\">\(policy.firstDay.map(dateText) ?? "…") – \(policy.lastDay.map(dateText) ?? "…")</small>"
        : .nothing
    let mark: HTML =
        policy.isValid(on: viewer.today)
        ? .nothing : "<span class=\"pill warn\">\(viewer.language[.policyNotValid])</span>"
    return "<h3>\(title) \(mark) \(validity)</h3>"
}

extension Viewer {
    /// The business's day.
    var today: Day { BusinessCalendar(timeZone).day(of: now) }
}

extension Policy: OwnedRecord {
    static let path = "/policies"
    static let place = Place.clients
    static let one = Phrase.policyName

    func title(in language: Language) -> HTML { foreign(title, limit: 270) }

    init(asked: (String) -> Int64?, now: Date) {
        self.init()
        client = asked("client").map(ClientID.init(_:))
    }

    mutating func take(asked: (String) -> Int64?) {}

    var given: [(name: String, value: Int64)] { client.map { [("client", $0.rawValue)] } ?? [] }
}

extension PolicyLimit: OwnedRecord {
    static let path = "/policy-limits"
    static let place = Place.clients
    static let one = Phrase.policyLimitName

    var client: ClientID? { nil }
    func title(in language: Language) -> HTML { language[.policyLimitName] }

    init(asked: (String) -> Int64?, now: Date) {
        self.init()
        policy = asked("policy").map(PolicyID.init(_:))
    }

    mutating func take(asked: (String) -> Int64?) {}

    var given: [(name: String, value: Int64)] { policy.map { [("policy", $0.rawValue)] } ?? [] }

    static func path(after kept: Kept<PolicyLimit>) -> String {
        kept.record.policy.map { "\(Policy.path(of: $0))#limits" } ?? path(of: kept.id)
    }
}

extension Site {
    func limits(of policy: PolicyID, for viewer: Viewer) async throws -> PolicyLimits? {
        guard let balance = try await services.balance(of: policy) else { return nil }
        return PolicyLimits(balance: balance, services: try await serviceNames(of: [balance]), viewer: viewer)
    }

    /// What the services are called that the limits are about.
    func serviceNames(of balances: [PolicyBalance]) async throws -> [ServiceID: String] {
        let ids = Set(balances.flatMap { $0.limits.compactMap(\.record.service) })
        let kept = try await records.records(ids.sorted())
        return Dictionary(kept.map { ($0.id, $0.record.name) }, uniquingKeysWith: { $1 })
    }
}
