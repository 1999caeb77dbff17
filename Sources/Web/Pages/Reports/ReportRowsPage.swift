import ContactCenter
import Foundation
import Hummingbird

/// What the address of a list behind a figure asks for: the report with all that was chosen on it, the column, the row, and where in
/// the list the reader is.
struct ReportRowsPage: Sendable {
    enum Field {
        static let column = "column"
        static let path = "at"
        /// Of a figure that counts facts of several kinds, which of them.
        static let kind = "kind"
        static let before = "before"
    }

    static let rowsOnPage = 50

    /// Grouped by the levels of the row.
    let page: ReportPage
    let address: ListAddress
    let band: Int
    let column: Report.Column
    let path: [ReportKey]
    let place: FactPlace?

    static func address(
        of page: ReportPage,
        _ column: Report.ColumnName,
        in band: Int,
        _ path: [ReportKey]
    ) -> ListAddress {
        // A period such as "this month" goes on; the list is of the days that the figure is of.
        let days = page.address.with(.days(page.period.days)).without(ReportPage.Field.sort, ReportPage.Field.values)
        let levels = zip(page.grouping, path).map { "\($0.rawValue).\($1.inAddress)" }
        return ListAddress(page.report.name.path + "/rows", fields: days.fields)
            .with(Field.column, "\(band).\(column.rawValue)")
            .with(Field.path, path.isEmpty ? nil : levels.joined(separator: "~"))
    }

    /// - Returns: `nil` for an address that no report has given out.
    init?(_ report: Report, _ request: Request, for viewer: Viewer) {
        var page = ReportPage(report, request, for: viewer)
        let own = [Field.column, Field.path, Field.kind, Field.before]
        address = ListAddress(report.name.path + "/rows", of: request, fields: ReportPage.fields + own)
        guard !page.isWrong, let column = ReportPage.column(address[Field.column] ?? "", of: report),
            column.column.formula.isOfCounts
        else { return nil }
        (band, self.column) = column
        let parts = address[Field.path]?.split(separator: "~", omittingEmptySubsequences: false) ?? []
        let levels = parts.compactMap(Self.level)
        guard levels.count == parts.count else { return nil }
        // By whatever the figure was grouped.
        page.grouping = levels.map(\.dimension)
        path = levels.map(\.key)
        self.page = page
        place = address[Field.before].flatMap(FactPlace.init(text:))
    }

    /// - Parameter text: `weekday.v3`
    private static func level(_ text: Substring) -> (dimension: FactDimension, key: ReportKey)? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let dimension = FactDimension(rawValue: String(parts[0])),
            let key = ReportKey(address: String(parts[1]))
        else { return nil }
        return (dimension, key)
    }

    /// The kinds of facts that are counted there.
    func measures(_ names: ReportNames) -> [Measure] {
        column.formula.measures.filter { measure in
            page.question(names).canCount(measure.kind) && isThere(measure.kind)
        }
    }

    /// Of those the one that is chosen, or the first.
    ///
    /// - Throws: `HTTPError`, where there is none, or the reader may not see all that it counts.
    func measure(_ names: ReportNames) throws -> Measure {
        let all = measures(names)
        guard let measure = all.first(where: { $0.kind.rawValue == address[Field.kind] }) ?? all.first else {
            throw HTTPError(.notFound)
        }
        guard names.viewer.seesAll(measure.kind) else { throw HTTPError(.forbidden) }
        return measure
    }

    /// Below "missed calls" there are no contacts, and below a reason no missed calls.
    private func isThere(_ kind: FactKind) -> Bool {
        zip(page.grouping, path).allSatisfy { dimension, key in
            switch key {
            case .other(let other): kind == other
            case .value: kind.knows(dimension)
            case .total: true
            }
        }
    }

    func question(_ measure: Measure, _ names: ReportNames) -> FactListQuestion {
        var filter = page.meant(by: names)
        for (dimension, key) in zip(page.grouping, path) {
            if case .value(let value) = key { filter.narrow(dimension, to: value, names) }
        }
        for (dimension, values) in measure.only { filter.narrow(dimension, to: Set(values.map(Optional.some))) }
        return FactListQuestion(
            measure.kind,
            days: page.period.days,
            filter: filter,
            text: page.text,
            before: place,
            limit: Self.rowsOnPage
        )
    }
}

extension ReportKey {
    /// `v5`, `n` for no value, `o` and a kind for facts that cannot have one.
    fileprivate var inAddress: String {
        switch self {
        case .total: "t"
        case .value(let value?): "v" + SitePath.percentEncoded(value)
        case .value(nil): "n"
        case .other(let kind): "o" + kind.rawValue
        }
    }

    fileprivate init?(address text: String) {
        let rest = String(text.dropFirst())
        switch text.first {
        case "t": self = .total
        case "v": self = .value(rest.removingPercentEncoding ?? rest)
        case "n": self = .value(nil)
        case "o":
            guard let kind = FactKind(rawValue: rest) else { return nil }
            self = .other(kind)
        default: return nil
        }
    }
}

extension FactPlace {
    /// `15512_1340274793000_2851`
    var text: String { "\(day.number)_\(milliseconds(at))_\(row)" }

    init?(text: String) {
        let parts = text.split(separator: "_").compactMap { Int64($0) }
        guard parts.count == 3, abs(parts[0]) < 4_000_000, abs(parts[1]) < 253_402_300_800_000 else { return nil }
        self.init(
            day: Day(number: Int(parts[0])),
            at: Date(timeIntervalSince1970: Double(parts[1]) / 1_000),
            row: parts[2]
        )
    }
}

extension Site {
    @Sendable func showReportRows(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let rows = try reportRows(request, context, for: viewer)
        let names = try await reportNames(for: viewer)
        let measure = try rows.measure(names)
        var answer: FactListAnswer?
        do { answer = try await reports.list(rows.question(measure, names)) } catch ReportRefusal.isBeingRebuilt {}
        let view = ReportRowsView(
            rows: rows,
            kinds: rows.measures(names).map(\.kind),
            kind: measure.kind,
            names: names,
            answer: answer
        )
        return .page(view.html(address: request.addressWithoutLanguage))
    }

    /// - Throws: `HTTPError`, for an address that no report has given out.
    func reportRows(_ request: Request, _ context: Context, for viewer: Viewer) throws -> ReportRowsPage {
        guard let rows = ReportRowsPage(try report(context), request, for: viewer) else { throw HTTPError(.notFound) }
        return rows
    }
}
