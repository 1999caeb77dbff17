import ContactCenter
import Foundation
import Hummingbird

/// Reports: asked for by their addresses, shown as a page.
extension Site {
    @Sendable func showReport(_ request: Request, _ context: Context) async throws -> Response {
        guard let name = context.parameters.get("report").flatMap(Report.Name.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        let viewer = viewer(of: request, context)
        let names = try await reportNames(for: viewer)
        let page = ReportPage(Report[name], request, for: viewer).unfolded(by: names)
        var content = ReportView.Content.figures(nil, before: nil, heat: nil)
        if page.period.refusal == nil {
            do {
                let question = page.question(names)
                async let now = reports.table(for: question)
                async let before = earlier(question.before(on: today(of: viewer)))
                async let heat = heat(of: page, names)
                let then = try await before
                let table = page.report.showsGrowth ? try await now.compared(with: then) : try await now
                content = .figures(table, before: then, heat: try await heat)
            } catch ReportRefusal.isBeingRebuilt {
                content = .rebuilding
            }
        }
        let view = ReportView(page: page, names: names, content: content)
        return .page(
            view.html(address: request.addressWithoutLanguage),
            status: page.period.refusal == nil ? .ok : .badRequest
        )
    }

    func reportNames(for viewer: Viewer) async throws -> ReportNames {
        ReportNames(
            options: try await registry.options(),
            clocks: try await records.workCalendar(in: viewer.timeZone),
            serviceLevel: configuration.serviceLevel,
            viewer: viewer
        )
    }

    /// The same by weekdays and hours, where a report is about when things happen.
    private func heat(of page: ReportPage, _ names: ReportNames) async throws -> ReportTable? {
        guard page.report.name.hasHeat else { return nil }
        return try await reports.table(for: page.question(names, by: ReportHeat.grouping))
    }

    func today(of viewer: Viewer) -> Day { BusinessCalendar(viewer.timeZone).day(of: viewer.now) }

    /// The figures of the period before, as far as they are there.
    func earlier(_ question: ReportQuestion) async throws -> ReportTable? {
        do { return try await reports.table(for: question) } catch ReportRefusal.isBeingRebuilt { return nil }
    }
}
