import ContactCenter

/// The page of a report: filters, the main figures with their growth, the picture over time, and the table.
struct ReportView {
    enum Content {
        /// `nil` when the period cannot be read.
        ///
        /// - Parameter beside: the same, grouped as `Report.beside` says.
        case figures(ReportTable?, before: ReportTable?, beside: ReportTable?)
        /// The facts are being counted anew.
        case rebuilding
    }

    let page: ReportPage
    let names: ReportNames
    let content: Content
    /// Of this report, the reader's own and those that others share.
    var saved: [ListedReport] = []

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var report: Report { page.report }

    func html(address: String) -> HTML {
        let title = language[report.name.title]
        return Shell(title: title, place: report.name.place, statusline: keys).page(
            """
            <div class="page-head"><h1>\(title)</h1><span class="muted">\(daysText(page.period.days, for: viewer))</span>\
            \(choices)\(SheetLinks(address: page.address, isPrintable: true).html(for: viewer))</div>\
            \(bar.html(for: viewer))<p class="counting" role="status" data-counting hidden>\(language[.reportCounting])</p>\
            \(body)
            """,
            address: address,
            for: viewer
        )
    }

    private var bar: FilterBar {
        FilterBar(
            address: page.address,
            period: page.period,
            fields: fields,
            placeFields: [],
            more: ReportSaving(page: page, saved: saved, viewer: viewer).html
        )
    }

    private var body: HTML {
        switch content {
        case .rebuilding:
            return
                "<p class=\"notice warn\" role=\"status\">\(Icon.warn.html())<span>\(language[.reportRebuilding])</span></p>"
        case .figures(nil, _, _):
            guard page.isTextWrong else { return .nothing }
            return
                "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(language[.registryTextWrong])</span></p>"
        case .figures(let table?, let before, let beside):
            guard table.total.counts.values.contains(where: { $0 != 0 }) else {
                return bar.nothingFound(language[.reportNothing], for: viewer)
            }
            return "\(figures(table.total, before: before?.total))\(parts(of: table, beside))"
        }
    }

    /// Pictures are looked at first, and then the table is read.
    private func parts(of table: ReportTable, _ beside: ReportTable?) -> [HTML] {
        let rows = ReportTableView(page: page, table: table, names: names).html
        let overTime = ReportChart(overTime: page, table: table, names: names).html
        let picture =
            report.picture == .funnel
            ? FunnelPicture(page: page, table: table, viewer: viewer).html
            : ReportChart(rowsOf: page, table: table, names: names)?.html ?? .nothing
        let second = beside.map(secondTable) ?? .nothing
        return report.hasHeat ? [picture, second, rows, overTime] : [picture, rows, second, overTime]
    }

    private func secondTable(_ table: ReportTable) -> HTML {
        if report.hasHeat { return ReportHeat(page: page, table: table, names: names).html }
        var standing = page
        standing.grouping = report.beside ?? []
        return ReportTableView(page: standing, table: table, names: names).html
    }

    // MARK: - The main figures

    private func figures(_ total: ReportRow, before: ReportRow?) -> HTML {
        let items = report.headingColumns.map { column -> HTML in
            let figure = total.figure(column)
            let growth = Self.growth(of: figure, since: before?.figure(column))
            let change: HTML =
                growth.map { " <small title=\"\(language[.reportGrowth])\">\(sign($0))</small>" } ?? .nothing
            return """
                <div><dt title="\(names.explanation(of: column.name))">\(names.title(of: column.name))</dt>\
                <dd>\(figure.map { linked($0, column, total) } ?? "–")\(change)</dd></div>
                """
        }
        return "<dl class=\"stats\">\(items)</dl>"
    }

    /// What stands in the table's last line, too, leads to its list from there.
    private func linked(_ figure: Figure, _ column: Report.Column, _ total: ReportRow) -> HTML {
        let text = HTML(text: figure.text(for: viewer, decimals: report.decimals))
        let link =
            report.heading.isEmpty
            ? nil
            : ReportDrillDown(page: page, names: names, path: []).address(of: column, in: report.bands.count, total)
        return link.map { "<a class=\"figure\" href=\"\($0.html)\">\(text)</a>" } ?? text
    }

    /// By how much a count has grown since the period of the same length before; nothing where that had none (requirement S3.37).
    static func growth(of figure: Figure?, since before: Figure?) -> Figure? {
        guard case .count(let now)? = figure, case .count(let then)? = before else { return nil }
        return .growth(of: now, since: then)
    }

    private func sign(_ growth: Figure) -> HTML {
        "\(HTML(text: growth.signedText(for: viewer, decimals: report.decimals)))\u{00A0}%"
    }

    // MARK: - What can be chosen

    private var choices: HTML {
        let alternatives = report.alternatives.filter { names.isUsed($0) || $0 == page.grouping[0] }
        guard !alternatives.isEmpty else { return .nothing }
        let standard = report.grouping[0]
        let links = ([standard] + alternatives.filter { $0 != standard }).map { dimension -> HTML in
            let address = page.address.with(ReportPage.Field.grouping, dimension == standard ? nil : dimension.rawValue)
            let current: HTML = page.grouping[0] == dimension ? " aria-current=\"true\"" : .nothing
            return "<li><a href=\"\(address.html)\"\(current)>\(language[dimension.phrase])</a></li>"
        }
        return """
            <details class="choice push" name="filter"><summary class="chip">\(language[.reportGroupedBy]) \
            <b>\(language[page.grouping[0].phrase])</b>\(Icon.down.html())</summary>\
            <div class="sheet"><ul class="presets">\(links)</ul></div></details>
            """
    }

    var fields: [FilterField] {
        // What nothing in the report has a value for, nothing can be asked by.
        let known = ReportPage.filtered(report).filter { dimension in
            report.measures.contains { $0.kind.knows(dimension) }
        }
        return known.filter { names.isUsed($0) || page.address[$0.rawValue] != nil }.map { dimension in
            let value = page.address[dimension.rawValue]
            let kind: FilterField.Kind =
                names.choices(in: dimension).map { .choice($0) } ?? .text(hint: dimension == .did ? "646-71-71" : "")
            return FilterField(name: dimension.rawValue, label: language[dimension.phrase], kind: kind, value: value)
        } + (report.measures.contains { $0.kind.hasText } ? [textField] : [])
    }

    private var textField: FilterField {
        FilterField(
            name: ReportPage.Field.text,
            label: language[.registryText],
            kind: .text(hint: language[.registryTextHint]),
            value: page.address[ReportPage.Field.text],
            error: page.isTextWrong ? language[.registryTextWrong] : nil
        )
    }

    private var keys: HTML {
        """
        <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span> \
        <span><kbd>→</kbd> <kbd>←</kbd> \(language[.keyUnfold])</span> \
        <span><kbd>Enter</kbd> \(language[.reportKeyList])</span>
        """
    }
}
