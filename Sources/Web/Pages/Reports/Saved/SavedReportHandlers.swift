import ContactCenter
import Foundation
import Hummingbird

/// Saved reports: keeping them, saying when and to whom they are sent, looking at what became of that.
extension Site {
    private static var mostRuns: Int { 50 }

    @Sendable func showReports(_ request: Request, _ context: Context) async throws -> Response {
        let includesHidden = request.uri.queryParameters["hidden"] != nil
        let reader = try context.signedIn
        let page = ReportsPage(
            saved: try await savedReports.savedReports(for: reader.user.id, includingHidden: includesHidden),
            includesHidden: includesHidden,
            sendsMail: configuration.sendsMail,
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    /// Saves a report as the address shows it.
    @Sendable func saveReport(_ request: Request, _ context: Context) async throws -> Response {
        let report = try report(context)
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let viewer = viewer(of: request, context)
        let page = ReportPage(report, request, for: viewer)
        guard !page.isWrong else { throw HTTPError(.badRequest) }
        let asked = SavedReport(
            name: "",
            report: report.name,
            query: page.address.query,
            language: viewer.language.code.rawValue
        )
        var draft = SavedReportDraft(form, over: asked, maySend: viewer.may(.export))
        if let typed = draft.read(over: asked, language: viewer.language.code) {
            let saving = try await savedReports.add(
                typed,
                of: reader.user.id,
                due: due(typed),
                audit: audit(asked.sendingChanges(to: typed), request, context)
            )
            switch saving {
            case .saved(let kept):
                // The small form on the page leads back to it.
                let next = form["stay"] == nil ? "\(SitePath.savedReport(kept.id).markup)?done=saved" : nil
                return .redirect(to: next ?? page.address.reference, type: .normal)
            case .refused(let problems):
                if problems.contains(where: { $0.field == "count" }) {
                    return .redirect(to: page.address.reference, type: .normal)
                }
                draft.refuse(problems)
            case .stale, .missing: throw HTTPError(.internalServerError)
            }
        }
        let shown = SavedReportPage(
            draft: draft,
            page: page,
            names: try await reportNames(for: viewer),
            sendsMail: configuration.sendsMail
        )
        return .page(shown.html, status: .unprocessableContent)
    }

    @Sendable func showSavedReport(_ request: Request, _ context: Context) async throws -> Response {
        let listed = try await ownReport(context)
        let told: SavedReportPage.Told? =
            switch request.uri.queryParameters["done"] {
            case "saved": .saved
            case "sending": .sending
            case "not-sending": .notSending
            default: nil
            }
        return try await savedReportPage(listed, told: told, viewer(of: request, context))
    }

    @Sendable func changeSavedReport(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let listed = try await ownReport(context)
        let viewer = viewer(of: request, context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        let present = listed.kept.record
        var draft = SavedReportDraft(form, over: present, maySend: viewer.may(.export))
        guard var report = draft.read(over: present, language: viewer.language.code) else {
            return try await savedReportPage(listed, draft, .unprocessableContent, viewer)
        }
        // Who may not have it sent changes nothing about it.
        if !viewer.may(.export) { (report.schedule, report.recipients) = (present.schedule, present.recipients) }
        let saving = try await savedReports.change(
            listed.kept.id,
            of: reader.user.id,
            over: version,
            to: report,
            // What is due is due once, whatever else is changed.
            due: report.schedule == present.schedule ? listed.nextDue ?? due(report) : due(report),
            at: now(),
            audit: audit(present.sendingChanges(to: report), request, context)
        )
        return try await response(to: saving, of: listed, draft, viewer)
    }

    @Sendable func hideSavedReport(_ request: Request, _ context: Context) async throws -> Response {
        try await setSavedReportHidden(true, request, context)
    }

    @Sendable func restoreSavedReport(_ request: Request, _ context: Context) async throws -> Response {
        try await setSavedReportHidden(false, request, context)
    }

    private func setSavedReportHidden(
        _ isHidden: Bool,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let listed = try await ownReport(context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        let saving = try await savedReports.setHidden(
            listed.kept.id,
            of: reader.user.id,
            over: version,
            to: isHidden,
            due: due(listed.kept.record),
            at: now()
        )
        return try await response(
            to: saving,
            of: listed,
            SavedReportDraft(listed.kept.record),
            viewer(of: request, context)
        )
    }

    @Sendable func sendSavedReport(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let listed = try await ownReport(context)
        let isSending = try await savedReports.send(listed.kept.id, by: reader.user.id, at: now())
        let path = SitePath.savedReport(listed.kept.id).markup
        return .redirect(to: "\(path)?done=\(isSending ? "sending" : "not-sending")", type: .normal)
    }

    @Sendable func sendSavedReportAgain(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let listed = try await ownReport(context)
        guard let run = form["run"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        guard !listed.kept.isHidden, try await savedReports.sendAgain(run, of: listed.kept.id, at: now()) else {
            throw HTTPError(.notFound)
        }
        return .redirect(to: "\(SitePath.savedReport(listed.kept.id).markup)?done=sending", type: .normal)
    }

    // MARK: -

    /// The reader's own report that the address names.
    ///
    /// - Throws: 404 for what is none, or somebody else's.
    private func ownReport(_ context: Context) async throws -> ListedReport {
        let id: SavedReportID = try recordID(context)
        guard let listed = try await savedReports.savedReport(id, of: try context.signedIn.user.id) else {
            throw HTTPError(.notFound)
        }
        return listed
    }

    private func due(_ report: SavedReport) -> Date? {
        report.schedule?.next(after: now(), in: BusinessCalendar(configuration.timeZone))
    }

    private func audit(_ fields: [String], _ request: Request, _ context: Context) throws -> AuditEntry? {
        guard !fields.isEmpty else { return nil }
        return AuditEntry(
            at: now(),
            user: try context.signedIn.user.id,
            action: .reportScheduled,
            fields: fields,
            address: address(of: request, context)
        )
    }

    private func response(
        to saving: Saving<SavedReport>,
        of listed: ListedReport,
        _ draft: SavedReportDraft,
        _ viewer: Viewer
    ) async throws -> Response {
        switch saving {
        case .saved(let kept):
            return .redirect(to: "\(SitePath.savedReport(kept.id).markup)?done=saved", type: .normal)
        case .stale(let kept):
            var listed = listed
            listed.kept = kept
            return try await savedReportPage(listed, draft, .conflict, told: .overtaken, viewer)
        case .refused(let problems):
            var draft = draft
            draft.refuse(problems)
            return try await savedReportPage(listed, draft, .unprocessableContent, viewer)
        case .missing: throw HTTPError(.notFound)
        }
    }

    private func savedReportPage(
        _ listed: ListedReport,
        _ draft: SavedReportDraft? = nil,
        _ status: HTTPResponse.Status = .ok,
        told: SavedReportPage.Told? = nil,
        _ viewer: Viewer
    ) async throws -> Response {
        let report = listed.kept.record
        let page = SavedReportPage(
            listed: listed,
            draft: draft ?? SavedReportDraft(report),
            page: ReportPage(Report[report.report], query: report.query, for: viewer),
            names: try await reportNames(for: viewer),
            runs: try await savedReports.runs(of: listed.kept.id, limit: Self.mostRuns),
            sendsMail: configuration.sendsMail,
            told: told
        )
        return .page(page.html, status: status)
    }
}
