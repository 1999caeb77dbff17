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
        let groups = page.grouping.eachOnce.map { language[$0.phrase] }.joined(" / ")
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
            title="\(names.explanation(of: column.name))">\(names.title(of: column.name))</a></th>
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
        let documents = hasInner ? nil : documents(of: row, path)
        let expanded: HTML =
            hasInner || documents != nil ? " aria-expanded=\"\(hasInner ? "true" : "false")\"" : .nothing
        let twist: HTML =
            hasInner || documents != nil
            ? """
            <button class="twist" type="button"\(expanded) data-twist aria-label="\(language[.reportFold])">\
            \(Icon.right.html())</button>
            """ : .nothing
        let kind: HTML = hasInner ? (level == 1 ? "subtotal" : "l\(level) inner") : "l\(level)"
        let source: HTML = documents.map { " data-below=\"\($0.html)\"" } ?? .nothing
        return """
            <tr class="\(kind)" aria-level="\(level)"\(expanded)\(source) data-row>\
            <th scope="row">\(twist)\(name)</th>\(figures(of: row, path: path))</tr>
            """
    }

    /// Where the documents below an innermost row of the funnel come from (requirement S0.72).
    private func documents(of row: ReportRow, _ path: [ReportKey]) -> ListAddress? {
        guard report.name == .funnel, viewer.seesAll(.document),
            row.counts.contains(where: { $0.key.kind == .document && $0.value != 0 })
        else { return nil }
        let rows = ReportRowsPage.address(of: page, .appointments, in: 0, path)
        return ListAddress(report.name.path + "/documents", fields: rows.fields)
    }

    private func figures(of row: ReportRow, path: [ReportKey]) -> [HTML] {
        report.bands.enumerated().flatMap { place, band in
            band.columns.enumerated().map { number, column -> HTML in
                let figure = canBeSaid(column, of: path) ? row.figure(column) : nil
                let text = figure.map { figure -> HTML in
                    // What there is none of stands empty inside the table, as on the paper that managers know.
                    if row.key != .total, figure == .count(0) || figure == .duration(0) { return .nothing }
                    let shown = page.values == .percent ? figure.share(of: table.total.figure(column)) : figure
                    return linked(HTML(text: shown.map { words(for: $0, column) } ?? ""), column, in: place, row, path)
                }
                return "<td class=\"num\(number == 0 ? edge(place) : .nothing)\">\(text ?? .nothing)</td>"
            }
        }
    }

    private func words(for figure: Figure, _ column: Report.Column) -> String {
        if case .growth = column.formula { return figure.signedText(for: viewer, decimals: report.decimals) }
        return figure.text(for: viewer, decimals: report.decimals)
    }

    /// There is no loss of a reason: a missed call has none.
    func canBeSaid(_ column: Report.Column, of path: [ReportKey]) -> Bool {
        guard !column.formula.isOfCounts, !column.formula.isOfLengths else { return true }
        return column.formula.measures.allSatisfy { measure in
            zip(page.grouping, path).allSatisfy { dimension, key in
                if case .value = key { measure.kind.knows(dimension) } else { false }
            }
        }
    }

    private func linked(
        _ text: HTML,
        _ column: Report.Column,
        in band: Int,
        _ row: ReportRow,
        _ path: [ReportKey]
    ) -> HTML {
        let link = ReportDrillDown(page: page, names: names, path: path).address(of: column, in: band, row)
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

    /// Numbers in their order, others by name; what has no value comes first, what cannot have one last.
    private func order(of key: ReportKey, in dimension: FactDimension) -> String {
        switch key {
        case .total, .value(nil): return ""
        case .value(let value?):
            switch dimension {
            case .hour, .weekday, .wait:
                let digits = Int(value).map(String.init) ?? "9999"
                return "1" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
            case .topic: return "1" + String(1_000_000 + names.place(ofTopic: value))
            default: return "1" + names.name(of: value, in: dimension).markup.lowercased()
            }
        case .other: return "2"
        }
    }
}
