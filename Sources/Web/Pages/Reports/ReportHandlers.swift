import ContactCenter
import Foundation
import Hummingbird

/// Reports: asked for by their addresses, shown as a page.
extension Site {
    @Sendable func showReport(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let names = try await reportNames(for: viewer)
        let page = ReportPage(try report(context), request, for: viewer).unfolded(by: names)
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
        let saved = try await savedReports.savedReports(for: try context.signedIn.user.id, includingHidden: false)
        let view = ReportView(
            page: page,
            names: names,
            content: content,
            saved: saved.filter { $0.kept.record.report == page.report.name }
        )
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
        ReportNames(
            options: try await registry.options(),
            clocks: try await records.workCalendar(in: viewer.timeZone),
            serviceLevel: configuration.serviceLevel,
            viewer: viewer
        )
    }

    /// The same, grouped as the report's second table is.
    private func tableBeside(_ page: ReportPage, _ names: ReportNames) async throws -> ReportTable? {
        guard let grouping = page.report.beside, grouping != page.grouping else { return nil }
        return try await reports.table(for: page.question(names, by: grouping))
    }
}
