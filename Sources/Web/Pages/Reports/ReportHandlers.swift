import ContactCenter
import Foundation
import Hummingbird

/// Reports: asked for by their addresses, shown as a page.
extension Site {
    @Sendable func showReport(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let report = try report(context)
        async let saved = savedReports.savedReports(
            for: try context.signedIn.user.id,
            of: report.name,
            includingHidden: false
        )
        let names = try await reportNames(for: viewer)
        let page = ReportPage(report, request, for: viewer).unfolded(by: names)
        var content = ReportView.Content.figures(nil, before: nil, beside: nil)
        if !page.isWrong {
            do {
                let question = page.question(names)
                async let now = reports.table(for: question)
                async let before = reports.earlier(than: question, for: viewer)
                async let beside = tableBeside(page, names)
                let then = try await before
                let table = page.report.showsGrowth ? try await now.compared(with: then) : try await now
                content = .figures(table, before: then, beside: try await beside)
            } catch ReportRefusal.isBeingRebuilt {
                content = .rebuilding
            }
        }
        let view = ReportView(page: page, names: names, content: content, saved: try await saved)
        return .page(
            view.html(address: request.addressWithoutLanguage),
            status: page.isWrong ? .badRequest : .ok
        )
    }

    /// That of the address.
    func report(_ context: Context) throws -> Report {
        guard let name = context.parameters.get("report").flatMap(Report.Name.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        return Report[name]
    }

    func reportNames(for viewer: Viewer) async throws -> ReportNames {
        try await ReportNames.read(registry, records, configuration, for: viewer)
    }

    /// The same, grouped as the report's second table is.
    private func tableBeside(_ page: ReportPage, _ names: ReportNames) async throws -> ReportTable? {
        guard let grouping = page.report.beside, grouping != page.grouping else { return nil }
        return try await reports.table(for: page.question(names, by: grouping))
    }
}
