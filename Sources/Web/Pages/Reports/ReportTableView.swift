import ContactCenter

/// The figures of a report as nested rows (requirements S0.64, S0.72).
struct ReportTableView {
    let page: ReportPage
    let table: ReportTable
    let names: ReportNames

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var report: Report { page.report }

    var html: HTML {
        let title = language[report.name.title]
        return """
            <div class="card"><div class="scroll" tabindex="0" role="region" aria-label="\(title)">\
            <table class="table frozen report" role="treegrid" data-report><thead>\(head)</thead>\
            <tbody>\(rows(of: table.total, level: 0, path: []))</tbody>\
            <tfoot><tr><th scope="row">\(language[.total])</th>\(figures(of: table.total, path: []))</tr></tfoot></table></div></div>
            """
    }

    // MARK: - The head

    private var head: HTML {
        let groups = page.grouping.map { language[$0.phrase] }.joined(" / ")
        let bands = report.bands.enumerated().map { place, band -> HTML in
            "<th scope=\"colgroup\" class=\"num\(edge(place))\" colspan=\"\(band.columns.count)\">\(language[band.name.phrase])</th>"
        }
        let columns = report.bands.enumerated().flatMap { place, band in
            band.columns.enumerated().map { heading($1, band: place, isFirst: $0 == 0) }
        }
        return """
            <tr><th scope="col" rowspan="2">\(groups)</th>\(bands)</tr><tr>\(columns)</tr>
            """
    }

    private func edge(_ band: Int) -> HTML { band == 0 ? .nothing : " edge" }

    private func heading(_ column: Report.Column, band: Int, isFirst: Bool) -> HTML {
        let sort = page.sort.flatMap { $0.column == column.name && $0.band == band ? $0 : nil }
        let state: HTML = sort.map { " aria-sort=\"\($0.isDescending ? "descending" : "ascending")\"" } ?? .nothing
        return """
            <th scope="col" class="num\(isFirst ? edge(band) : .nothing)"\(state)>\
            <a class="sort" href="\(page.address(sortedBy: column.name, in: band).html)" \
            title="\(language[column.name.explanation])">\(language[column.name.phrase])</a></th>
            """
    }

    // MARK: - The rows

    private func rows(of row: ReportRow, level: Int, path: [ReportKey]) -> [HTML] {
        guard level < page.grouping.count else { return [] }
        return sorted(row.rows, in: page.grouping[level]).flatMap { child -> [HTML] in
            let place = path + [child.key]
            let inner = rows(of: child, level: level + 1, path: place)
            return [html(of: child, level: level + 1, path: place, hasInner: !inner.isEmpty)] + inner
        }
    }

    private func html(of row: ReportRow, level: Int, path: [ReportKey], hasInner: Bool) -> HTML {
        let name = names.name(of: row.key, in: page.grouping[level - 1])
        let twist: HTML =
            hasInner
            ? """
            <button class="twist" type="button" aria-expanded="true" data-twist aria-label="\(language[.reportFold])">\
            \(Icon.right.html())</button>
            """ : .nothing
        let kind: HTML = hasInner ? "subtotal" : "l\(level)"
        return """
            <tr class="\(kind)" aria-level="\(level)"\(hasInner ? " aria-expanded=\"true\"" as HTML : .nothing) data-row>\
            <th scope="row">\(twist)\(name)</th>\(figures(of: row, path: path))</tr>
            """
    }

    private func figures(of row: ReportRow, path: [ReportKey]) -> [HTML] {
        report.bands.enumerated().flatMap { place, band in
            band.columns.enumerated().map { number, column -> HTML in
                let figure = canBeSaid(column, of: path) ? row.figure(column) : nil
                let text = figure.map { figure -> HTML in
                    // What there is none of stands empty inside the table, as on the paper that managers know.
                    if case .count(0) = figure, row.key != .total { return .nothing }
                    return linked(HTML(text: figure.text(for: viewer)), column, row, path)
                }
                return "<td class=\"num\(number == 0 ? edge(place) : .nothing)\">\(text ?? .nothing)</td>"
            }
        }
    }

    /// There is no loss of a reason: a missed call has none.
    func canBeSaid(_ column: Report.Column, of path: [ReportKey]) -> Bool {
        guard case .percent = column.formula else { return true }
        return column.formula.measures.allSatisfy { measure in
            zip(page.grouping, path).allSatisfy { dimension, key in
                if case .value = key { measure.kind.dimensions.contains(dimension) } else { false }
            }
        }
    }

    private func linked(_ text: HTML, _ column: Report.Column, _ row: ReportRow, _ path: [ReportKey]) -> HTML {
        let link = ReportDrillDown(page: page, names: names, path: path).address(of: column.formula, in: row)
        return link.map { "<a class=\"figure\" href=\"\($0.html)\">\(text)</a>" } ?? text
    }

    // MARK: - Order

    func sorted(_ rows: [ReportRow], in dimension: FactDimension) -> [ReportRow] {
        let named = rows.map { (row: $0, name: order(of: $0.key, in: dimension)) }.sorted { $0.name < $1.name }.map(
            \.row
        )
        guard let sort = page.sort,
            let column = report.bands[sort.band].columns.first(where: { $0.name == sort.column })
        else { return named }
        return named.enumerated().sorted { left, right in
            let (one, other) = (left.element.figure(column)?.size, right.element.figure(column)?.size)
            // Rows without the figure come last, whichever way it is.
            switch (one, other) {
            case (let one?, let other?) where one != other: return sort.isDescending ? one > other : one < other
            case (nil, .some): return false
            case (.some, nil): return true
            default: return left.offset < right.offset
            }
        }.map(\.element)
    }

    /// Hours in their order, others by name; what has no value comes first, what cannot have one last.
    private func order(of key: ReportKey, in dimension: FactDimension) -> String {
        switch key {
        case .total, .value(nil): ""
        case .value(let value?):
            dimension == .hour
                ? twoDigits(Int(value) ?? 0) : "1" + names.name(of: value, in: dimension).markup.lowercased()
        case .other: "2"
        }
    }
}
