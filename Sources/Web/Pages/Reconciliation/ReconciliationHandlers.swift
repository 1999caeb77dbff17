import ContactCenter
import Foundation
import Hummingbird

/// The check of the statistics: showing it, and mending what it finds.
extension Site {
    @Sendable func showReconciliation(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let page = ReconciliationPage(request, for: viewer)
        let address = request.addressWithoutLanguage
        guard page.period.refusal == nil else {
            return .page(page.html(ReconciliationContent(), address: address, for: viewer), status: .badRequest)
        }
        try await matchNow()
        var content = ReconciliationContent()
        for branch in page.opened {
            if case .registration = branch {
                content.calls = try await reconciliation.calls(
                    of: branch,
                    page.question,
                    after: page.after,
                    limit: ReconciliationPage.callsOnPage + 1
                )
            } else {
                content.levels.append(try await reconciliation.groups(of: branch, page.question))
            }
        }
        content.chosen = try await chosen(page.chosen, by: context.signedIn)
        content.told = page.address[ReconciliationPage.Field.told].flatMap(ReconciliationContent.Told.init)
        return .page(page.html(content, address: address, for: viewer))
    }

    /// A little is left to be matched at any time; nobody waits for a lot.
    func matchNow() async throws { _ = try await reconciliation.catchUp(limit: 500) }

    private func chosen(_ id: CallID?, by reader: SignedIn) async throws -> ReconciliationContent.Chosen? {
        guard let id, let call = try await reconciliation.call(id) else { return nil }
        let journal = try await journal.calls([call.call]).first
        var recordings = RecordingPlayers.Content.notSetUp
        if let journal {
            recordings = try await whatCanBeHeard(of: journal, rows: self.journal.cdrs(of: call.call), by: reader)
        }
        return ReconciliationContent.Chosen(
            call: call,
            journal: journal,
            recordings: recordings,
            candidates: call.contact == nil ? try await reconciliation.candidates(for: id, limit: 10) : []
        )
    }

    /// Leads to the next call without a contact, after the one that is chosen.
    @Sendable func mendNext(_ request: Request, _ context: Context) async throws -> Response {
        let page = ReconciliationPage(request, for: viewer(of: request, context))
        guard page.period.refusal == nil else { throw HTTPError(.badRequest) }
        try await matchNow()
        var next = try await reconciliation.nextOpen(after: page.chosen, page.question)
        // Round again: those before the chosen one may still be open.
        if next == nil, page.chosen != nil { next = try await reconciliation.nextOpen(after: nil, page.question) }
        guard let next else {
            let told = page.plain.with(ReconciliationPage.Field.told, ReconciliationContent.Told.noneLeft.rawValue)
            return .redirect(to: told.reference, type: .normal)
        }
        let did = ReconciliationKey(next.did.flatMap { numbers.read($0).key?.rawValue })
        return .redirect(to: page.address(choosing: next, did: did).reference + "#chosen", type: .normal)
    }

    @Sendable func linkCall(_ request: Request, _ context: Context) async throws -> Response {
        try await repair(request, context, .callLinked, told: .linked) { form in
            form["contact"].flatMap { Int64($0) }.map { .link(ContactID($0)) }
        }
    }

    @Sendable func exemptCall(_ request: Request, _ context: Context) async throws -> Response {
        try await repair(request, context, .callExempted, told: .exempted) { form in
            let typed = (form["reason"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            let reason = String(String.UnicodeScalarView(typed.unicodeScalars.prefix(200)))
            return reason.isEmpty ? nil : .exempt(reason)
        }
    }

    @Sendable func undoRepair(_ request: Request, _ context: Context) async throws -> Response {
        try await repair(request, context, .callRepairUndone, told: .undone) { _ in .takeBack }
    }

    /// Opens a contact for a call that has none, as if it had been begun when the call was answered.
    @Sendable func openContactOfCall(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)),
            let call = try await journal.calls([id]).first, call.direction == .inbound
        else { throw HTTPError(.badRequest) }
        let contact = try await contacts.begin(
            call,
            at: call.answeredBy?.phone,
            by: author(reader)
        )
        return .redirect(to: SitePath.contact(contact.id).markup, type: .normal)
    }

    /// Says of a call what the rules do not know, in the name of who asks.
    func repair(
        _ call: CallID,
        _ decision: ReconciliationDecision,
        _ action: AuditEntry.Action,
        _ request: Request,
        _ context: Context
    ) async throws -> ReconciliationRepair {
        let audit = AuditEntry(
            at: now(),
            user: try context.signedIn.user.id,
            action: action,
            subject: "call:\(call)",
            address: address(of: request, context)
        )
        try await matchNow()
        return try await reconciliation.repair(call, decision, audit: audit)
    }

    private func repair(
        _ request: Request,
        _ context: Context,
        _ action: AuditEntry.Action,
        told: ReconciliationContent.Told,
        _ decision: (Form) -> ReconciliationDecision?
    ) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let call = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        let page = ReconciliationPage(request, for: viewer(of: request, context))
        var words = ReconciliationContent.Told.noReason
        if let decision = decision(form) {
            words = .init(try await repair(call, decision, action, request, context), done: told)
        }
        let back = page.plain.with(ReconciliationPage.Field.call, call.description)
            .with(ReconciliationPage.Field.told, words.rawValue)
        return .redirect(to: back.reference, type: .normal)
    }
}
