import ContactCenter

/// How many contacts come on which weekday at which hour: the darker the more (requirement S2.19).
struct ReportHeat {
    static let grouping: [FactDimension] = [.weekday, .hour]

    let page: ReportPage
    /// Grouped by `grouping`.
    let table: ReportTable
    let names: ReportNames

    private static let shades: Int64 = 8

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var column: Report.Column { page.report.columns[0] }

    var html: HTML {
        let hours = shownHours
        let head = hours.map { hour -> HTML in "<th scope=\"col\">\(hour)</th>" }
        let most = table.total.rows.flatMap(\.rows).compactMap { count(of: $0) }.max() ?? 0
        let rows = (1...7).map { weekday -> HTML in
            let row = table.total.rows.first { $0.key == .value("\(weekday)") }
            let cells = hours.map { hour -> HTML in
                cell(row?.rows.first { $0.key == .value("\(hour)") }, [.value("\(weekday)"), .value("\(hour)")], most)
            }
            return """
                <tr><th scope="row">\(language[Day.weekdayPhrases[weekday - 1]])</th>\(cells)\
                <td class="sum">\(row.flatMap { text(of: $0) } ?? "0")</td></tr>
                """
        }
        let sums = hours.map { hour -> HTML in
            let sum = table.total.rows.flatMap(\.rows).filter { $0.key == .value("\(hour)") }
                .compactMap { count(of: $0) }.reduce(0, +)
            return "<td class=\"sum\">\(shown(.count(sum)))</td>"
        }
        return """
            <section class="card" data-heat><header><h2>\(language[.reportHeat])</h2>\
            <span class="muted">\(names.title(of: column.name))</span></header><div class="body"><div class="scroll" \
            tabindex="0" role="region" aria-label="\(language[.reportHeat])"><table class="heat">\
            <thead><tr><th></th>\(head)<th scope="col">\(language[.total])</th></tr></thead><tbody>\(rows)\
            <tr><th scope="row">\(language[.total])</th>\(sums)<td class="sum">\(text(of: table.total) ?? "0")</td></tr>\
            </tbody></table></div></div></section>
            """
    }

    /// The working day, and whatever is earlier or later.
    private var shownHours: ClosedRange<Int> {
        let hours = table.total.rows.flatMap(\.rows).filter { count(of: $0) ?? 0 != 0 }.compactMap { row -> Int? in
            if case .value(let hour?) = row.key { Int(hour) } else { nil }
        }
        return min(hours.min() ?? 8, 8)...max(hours.max() ?? 20, 20)
    }

    private func cell(_ row: ReportRow?, _ path: [ReportKey], _ most: Int64) -> HTML {
        guard let row, let count = count(of: row), count > 0, most > 0 else {
            return "<td class=\"h0\"><span></span></td>"
        }
        let shade = (count * Self.shades + most - 1) / most
        let text = text(of: row) ?? .nothing
        var standing = page
        standing.grouping = Self.grouping
        let link = ReportDrillDown(page: standing, names: names, path: path).address(of: column, in: 0, row)
        let content: HTML = link.map { "<a href=\"\($0.html)\">\(text)</a>" } ?? "<span>\(text)</span>"
        return "<td class=\"h\(shade)\">\(content)</td>"
    }

    private func count(of row: ReportRow) -> Int64? {
        if case .count(let count)? = row.figure(column) { count } else { nil }
    }

    private func text(of row: ReportRow) -> HTML? { row.figure(column).map(shown) }

    private func shown(_ figure: Figure) -> HTML {
        let figure = page.values == .percent ? figure.share(of: table.total.figure(column)) : figure
        return figure.map { HTML(text: $0.text(for: viewer)) } ?? .nothing
    }
}

extension Report {
    /// Whether it is about when things happen.
    var hasHeat: Bool { beside == ReportHeat.grouping }
}
