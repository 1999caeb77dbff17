import ContactCenter
import Hummingbird

/// The documents below a row of the funnel: requests by number and time, and beneath each what came of it (requirements S0.72, S0.75).
///
/// Fetched when the row is unfolded: there may be thousands.
struct FunnelDocuments {
    /// So many; the list behind the figure has them all.
    static let most = 200

    let page: ReportPage
    let names: ReportNames
    /// The level of the rows.
    let level: Int
    let answer: FactListAnswer
    /// Where all of them are.
    let all: ListAddress

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }

    /// Rows of the report's table.
    var html: HTML {
        let groups = groups
        let rows = groups.flatMap { group -> [HTML] in
            [row(group.document, level, counting: [group.document] + group.beneath)]
                + group.beneath.map { row($0, level + 1, counting: [$0]) }
        }
        return "\(rows)\(answer.hasMore ? more : .nothing)"
    }

    private struct Group {
        var document: ListedFact
        /// Work orders of the same contact.
        var beneath: [ListedFact] = []
    }

    /// In the order of time, as they follow from one another.
    private var groups: [Group] {
        let facts = Array(answer.facts.reversed())
        let requests = facts.filter { !$0.isArrival }
        let first = Dictionary(
            requests.enumerated().compactMap { place, fact in fact.contact.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first }
        )
        var groups = requests.map { Group(document: $0) }
        for arrival in facts where arrival.isArrival {
            if let place = arrival.contact.flatMap({ first[$0] }) {
                groups[place].beneath.append(arrival)
            } else {
                groups.append(Group(document: arrival))
            }
        }
        return groups
    }

    /// - Parameter documents: what the row stands for: with the document what came of it.
    private func row(_ fact: ListedFact, _ level: Int, counting documents: [ListedFact]) -> HTML {
        let kind = fact.documentKind.map { language[$0.phrase] } ?? .nothing
        let cells = page.report.bands.enumerated().flatMap { place, band in
            band.columns.enumerated().map { number, column -> HTML in
                let edge = number == 0 && place > 0 ? " edge" : ""
                return "<td class=\"num\(edge)\">\(count(of: documents, in: column) ?? .nothing)</td>"
            }
        }
        return """
            <tr class="l\(min(level, 5))" aria-level="\(level)" data-row><th scope="row">\
            <a href="\(SitePath.document(DocumentID(fact.place.row)))">\(kind) \(foreign(fact.number ?? "", limit: 64))</a> \
            <span class="muted">\(dayAndSecondsTime(fact.place.at, for: viewer))</span></th>\(cells)</tr>
            """
    }

    private func count(of documents: [ListedFact], in column: Report.Column) -> HTML? {
        guard case .count(let measure) = column.formula, measure.kind == .document else { return nil }
        let count = documents.count { measure.counts($0.values) }
        return count == 0 ? nil : "\(count)"
    }

    private var more: HTML {
        """
        <tr class="l\(min(level, 5))" aria-level="\(level)" data-row><th scope="row"><a href="\(all.html)">\
        \(language[.reportRowsAll]) <b class="number">\(grouped(Int(answer.count)))</b></a></th>\
        <td colspan="\(page.report.columns.count)"></td></tr>
        """
    }
}

extension ListedFact {
    fileprivate var isArrival: Bool { values[.stage] == Report.Stage.arrival.rawValue }
}

extension Site {
    /// The documents below a row, as rows of its table.
    @Sendable func showReportDocuments(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        guard context.parameters.get("report") == Report.Name.funnel.rawValue,
            let rows = ReportRowsPage(.funnel, request, for: viewer)
        else { throw HTTPError(.notFound) }
        guard viewer.seesAll(.document) else { throw HTTPError(.forbidden) }
        let names = try await reportNames(for: viewer)
        var question = rows.question(Measure(.document), names)
        question.limit = FunnelDocuments.most
        let documents = FunnelDocuments(
            page: rows.page,
            names: names,
            level: rows.path.count + 1,
            answer: try await reports.list(question),
            all: ReportRowsPage.address(of: rows.page, .appointments, in: 0, rows.path)
        )
        return .page(documents.html)
    }
}
