import ContactCenter
import Foundation
import Hummingbird

/// A report as a file: its rows as on the page, nested groups as levels that fold, figures as numbers, percentages not rounded.
struct ReportSheet {
    let page: ReportPage
    let table: ReportTable
    let names: ReportNames

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }

    var export: SheetExport {
        let view = ReportView(page: page, names: names, content: .rebuilding)
        let rows = self.rows
        let sheet = Sheet(
            title: language[page.report.name.title].words,
            remarks: sheetRemarks(page.period.days, view.fields, for: viewer),
            columns: columns,
            timeZone: viewer.timeZone
        ) { take in try await take(rows) }
        typealias Field = ReportPage.Field
        return SheetExport(
            page.report.name.rawValue,
            language[page.report.name.title],
            page.period.days,
            page.address,
            besides: [Field.sort, Field.shape, Field.step, Field.grouping],
            sheet: sheet
        )
    }

    private var columns: [Sheet.Column] {
        let groups = page.grouping.eachOnce.map { language[$0.phrase].words }.joined(separator: " / ")
        let figures = page.report.bands.flatMap { band in
            let heading = Sheet.Band(band.name.rawValue, language[band.name.phrase].words)
            return band.columns.map { column in
                Sheet.Column(
                    column.name.rawValue,
                    names.title(of: column.name).words,
                    kind(of: column),
                    band: heading
                )
            }
        }
        return [Sheet.Column("name", groups, .text)] + figures
    }

    private func kind(of column: Report.Column) -> Sheet.Column.Kind {
        switch column.formula {
        case .percent, .share, .growth: .share
        case .average: .duration
        case .peak: page.values == .percent ? .share : .number
        case .count, .sum:
            if column.formula.isOfLengths { .duration } else { page.values == .percent ? .share : .number }
        }
    }

    private var rows: [Sheet.Row] {
        let view = ReportTableView(page: page, table: table, names: names)
        let total = Sheet.Row([.text(language[.total].words)] + cells(of: table.total, path: [], view), kind: .total)
        return rows(of: table.total, path: [], view) + [total]
    }

    private func rows(of row: ReportRow, path: [ReportKey], _ view: ReportTableView) -> [Sheet.Row] {
        guard path.count < page.grouping.count else { return [] }
        let dimension = page.grouping[path.count]
        return view.sorted(row.rows, in: dimension).flatMap { child -> [Sheet.Row] in
            let place = path + [child.key]
            let inner = rows(of: child, path: place, view)
            let name = names.name(of: child.key, in: dimension).words
            let own = Sheet.Row(
                [.text(name)] + cells(of: child, path: place, view),
                level: path.count,
                kind: inner.isEmpty ? .plain : .subtotal
            )
            return [own] + inner
        }
    }

    private func cells(of row: ReportRow, path: [ReportKey], _ view: ReportTableView) -> [Sheet.Cell] {
        page.report.columns.map { column in
            guard view.canBeSaid(column, of: path), let figure = row.figure(column) else { return .nothing }
            return switch page.values == .percent ? figure.share(of: table.total.figure(column)) : figure {
            case .count(let count)?: .number(count)
            case .percent(let part, let whole)?: .share(part, of: whole)
            case .duration(let milliseconds)?: .duration(.milliseconds(milliseconds))
            case nil: .nothing
            }
        }
    }
}

extension Site {
    func exportReport(_ name: Report.Name, as form: SheetForm) -> Handler {
        { request, context in
            let viewer = viewer(of: request, context)
            let names = try await reportNames(for: viewer)
            let page = ReportPage(Report[name], request, for: viewer).unfolded(by: names)
            guard !page.isWrong else { throw HTTPError(.badRequest) }
            do {
                let table = try await reports.table(of: page, names)
                let export = ReportSheet(page: page, table: table, names: names).export
                return try await send(export, as: form, request, context)
            } catch ReportRefusal.isBeingRebuilt {
                // Its page says so.
                return .redirect(to: page.address.reference, type: .normal)
            }
        }
    }
}
