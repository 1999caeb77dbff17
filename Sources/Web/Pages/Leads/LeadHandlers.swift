import ContactCenter
import Foundation
import Hummingbird

/// What is done to several leads at once (requirement S2.16). The list itself is the registry's, see `RegistryKind.leads`.
extension Site {
    /// More are marked by nobody.
    private static var mostMarkedLeads: Int { 200 }

    /// Whom leads may be handed to, without a page around it.
    @Sendable func showLeadPeople(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let table = PeopleTable(
            people: try await people(for: nil),
            field: "employee",
            chosen: "",
            group: "people-offered",
            title: viewer.language[.intakeWhom],
            viewer: viewer
        )
        return .text(table.html.markup, type: "text/html; charset=utf-8", isKept: false)
    }

    @Sendable func takeLeads(_ request: Request, _ context: Context) async throws -> Response {
        try await act(.take, request, context) { leads, _, reach, author in
            try await deals.hand(leads, to: .author, binding: configuration.leadBinding, within: reach, by: author)
        }
    }

    @Sendable func handLeads(_ request: Request, _ context: Context) async throws -> Response {
        try await act(.hand, request, context) { leads, form, reach, author in
            guard let employee = form["employee"].flatMap({ Int64($0) }).map(EmployeeID.init(_:)) else { return nil }
            let binding = configuration.leadBinding
            return try await deals.hand(leads, to: .employee(employee), binding: binding, within: reach, by: author)
        }
    }

    @Sendable func hideLeads(_ request: Request, _ context: Context) async throws -> Response {
        guard try context.signedIn.rights.scope(of: .contacts) == .all else { throw HTTPError(.forbidden) }
        return try await act(.hide, request, context) { leads, _, reach, author in
            try await deals.setHidden(leads, to: true, within: reach, by: author)
        }
    }

    @Sendable func restoreLeads(_ request: Request, _ context: Context) async throws -> Response {
        guard try context.signedIn.rights.scope(of: .contacts) == .all else { throw HTTPError(.forbidden) }
        return try await act(.restore, request, context) { leads, _, reach, author in
            try await deals.setHidden(leads, to: false, within: reach, by: author)
        }
    }

    private func act(
        _ kind: LeadNotice.Act,
        _ request: Request,
        _ context: Context,
        _ act: ([SeenLead], Form, Sitters?, RecordAuthor) async throws -> LeadsOutcome?
    ) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let list = try registryList(request, context, for: viewer(of: request, context))
        let leads = Self.leads(form.all("contact") + (form["leads"] ?? "").split(separator: "-").map(String.init))
        guard !leads.isEmpty, leads.count <= Self.mostMarkedLeads else {
            return .redirect(to: list.address.reference, type: .normal)
        }
        guard let outcome = try await act(leads, form, list.filter.reach, author(reader)) else {
            return .redirect(to: list.address.with("done", LeadNotice.Act.nobody.rawValue).reference, type: .normal)
        }
        var address = list.address.with("done", "\(kind.rawValue)-\(outcome.done.count)")
        if kind == .hand { address = address.with("whom", form["employee"]) }
        if kind == .hide { address = address.with("undo", Self.text(of: outcome.done)) }
        if !outcome.left.isEmpty { address = address.with("left", Self.text(of: outcome.left)) }
        return .redirect(to: address.reference, type: .normal)
    }

    /// What was done, as the address that `act` led to says.
    func leadNotice(_ request: Request, on list: RegistryList, for viewer: Viewer) async throws -> HTML {
        func text(_ name: Substring) -> String { String(request.uri.queryParameters[name] ?? "") }
        let parts = text("done").split(separator: "-")
        guard list.kind == .leads, let act = parts.first.flatMap({ LeadNotice.Act(rawValue: String($0)) }) else {
            return .nothing
        }
        let left = Self.left(text("left"))
        let rows = try await registry.rows(of: left.keys.sorted(), reach: list.filter.reach)
        var whom: String?
        if let employee = Int64(text("whom")).map(EmployeeID.init(_:)) {
            whom = try await records.record(employee)?.record.name
        }
        let hidden = Self.leads(text("undo").split(separator: "-").map(String.init))
        return LeadNotice(
            act: act,
            count: min(max(parts.count > 1 ? Int(parts[1]) ?? 0 : 0, 0), Self.mostMarkedLeads),
            whom: whom,
            left: left,
            numbers: Dictionary(rows.compactMap { row in row.number.map { (row.id, $0) } }, uniquingKeysWith: { $1 }),
            hidden: hidden.isEmpty ? nil : Self.text(of: hidden),
            list: list,
            viewer: viewer
        ).html
    }

    // MARK: - Leads in forms and addresses

    /// `2851.4`: a contact with the version in which it was shown.
    private static func leads(_ texts: [String]) -> [SeenLead] {
        texts.compactMap(seen).prefix(mostMarkedLeads + 1).map { SeenLead(id: $0.id, version: $0.version) }
    }

    private static func text(of leads: [SeenLead]) -> String {
        leads.map { "\($0.id).\($0.version)" }.joined(separator: "-")
    }

    /// `2851.changed-2852.replaced`
    private static func text(of left: [ContactID: LeadRefusal]) -> String {
        left.sorted { $0.key < $1.key }.map { "\($0.key).\($0.value.rawValue)" }.joined(separator: "-")
    }

    private static func left(_ text: String) -> [ContactID: LeadRefusal] {
        let pairs = text.split(separator: "-").prefix(mostMarkedLeads).compactMap { part -> (ContactID, LeadRefusal)? in
            let sides = part.split(separator: ".")
            guard sides.count == 2, let id = Int64(sides[0]), let reason = LeadRefusal(rawValue: String(sides[1]))
            else {
                return nil
            }
            return (ContactID(id), reason)
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}
