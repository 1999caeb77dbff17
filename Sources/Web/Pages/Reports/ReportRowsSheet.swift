import ContactCenter
import Foundation
import Hummingbird

/// The list behind a figure as a file: all its pages (requirement S2.22).
struct ReportRowsSheet: Sendable {
    private let rows: ReportRowsPage
    private let measure: Measure
    private let names: ReportNames
    private let columns: [ReportRowColumn]

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }

    private static let rowsAtOnce = 2_000

    init(_ rows: ReportRowsPage, _ measure: Measure, _ names: ReportNames) {
        self.rows = rows
        self.measure = measure
        self.names = names
        columns = ReportRowColumn.columns(of: measure.kind, in: rows.page.report)
    }

    /// - Parameter first: its first rows.
    func export(of reports: any Reports, first: FactListAnswer) -> SheetExport {
        let page = rows.page
        let view = ReportRowsView(rows: rows, kinds: [], kind: measure.kind, names: names, answer: nil)
        let title: HTML = "\(language[page.report.name.title]). \(view.heading)"
        let fields = ReportView(page: page, names: names, content: .rebuilding).fields
        let sheet = Sheet(
            title: title.words,
            remarks: sheetRemarks(page.period.days, fields, for: viewer),
            columns: columns.map { Sheet.Column($0.name, language[$0.phrase].words, $0.kindOfCells) },
            timeZone: viewer.timeZone
        ) { take in
            try await readAhead(first) { before in
                guard before.hasMore, let place = before.facts.last?.place else { return nil }
                return try await reports.list(question(before: place))
            } take: { answer in
                try await take(answer.facts.map { fact in Sheet.Row(columns.map { cell($0, fact) }) })
            }
        }
        typealias Field = ReportPage.Field
        return SheetExport(
            "\(page.report.name.rawValue)-rows",
            title,
            page.period.days,
            rows.address,
            besides: [Field.shape, Field.step, Field.sort],
            sheet: sheet
        )
    }

    /// - Parameter place: after which the rows are wanted; `nil` for the first ones.
    func question(before place: FactPlace? = nil) -> FactListQuestion {
        var question = rows.question(measure, names)
        (question.before, question.limit) = (place, Self.rowsAtOnce)
        // Later days have been read.
        if let place { question.days = question.days.lowerBound...place.day }
        return question
    }

    private func cell(_ column: ReportRowColumn, _ fact: ListedFact) -> Sheet.Cell {
        switch column {
        case .moment: .instant(fact.place.at)
        case .number: fact.number.map { .text($0) } ?? .nothing
        case .document: fact.documentKind.map { .text(language[$0.phrase].words) } ?? .nothing
        case .person: fact.person.map { .text($0) } ?? .nothing
        case .phone: fact.phone.map { .phone(viewer.phoneText($0)) } ?? .nothing
        case .dimension(let dimension):
            fact.values[dimension].map { value in
                .text(names.name(of: .value(names.shown(value, in: dimension)), in: dimension).words)
            } ?? .nothing
        case .amount(let quantity): fact.amounts[quantity].map { .duration(.milliseconds($0)) } ?? .nothing
        }
    }
}

extension ReportRowColumn {
    fileprivate var kindOfCells: Sheet.Column.Kind {
        switch self {
        case .moment: .instant
        case .phone: .phone
        case .amount: .duration
        case .number, .document, .person, .dimension: .text
        }
    }
}

extension Site {
    func exportReportRows(as form: SheetForm) -> Handler {
        { request, context in
            let viewer = viewer(of: request, context)
            let rows = try reportRows(request, context, for: viewer)
            let names = try await reportNames(for: viewer)
            let measure = try rows.measure(names)
            let sheet = ReportRowsSheet(rows, measure, names)
            do {
                let first = try await reports.list(sheet.question())
                return try await send(sheet.export(of: reports, first: first), as: form, request, context)
            } catch ReportRefusal.isBeingRebuilt {
                // Its page says so.
                return .redirect(to: rows.address.reference, type: .normal)
            }
        }
    }
}
