import ContactCenter

/// The page of a report: filters, the main figures with their growth, the picture over time, and the table.
struct ReportView {
    enum Content {
        /// `nil` when the period cannot be read.
        ///
        /// - Parameter heat: the same by weekdays and hours, where that is shown.
        case figures(ReportTable?, before: ReportTable?, heat: ReportTable?)
        /// The facts are being counted anew.
        case rebuilding
    }

    let page: ReportPage
    let names: ReportNames
    let content: Content

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var report: Report { page.report }

    func html(address: String) -> HTML {
        let title = language[report.name.title]
        return Shell(title: title, place: report.name.place, statusline: keys).page(
            """
            <div class="page-head"><h1>\(title)</h1><span class="muted">\(daysText(page.period.days, for: viewer))</span>\
            \(choices)\(SheetLinks(address: page.address, isPrintable: true).html(for: viewer))</div>\
            \(bar.html(for: viewer))\(body)
            """,
            address: address,
            for: viewer
        )
    }

    private var bar: FilterBar {
        FilterBar(address: page.address, period: page.period, fields: fields, placeFields: [])
    }

    private var body: HTML {
        switch content {
        case .rebuilding:
            return
                "<p class=\"notice warn\" role=\"status\">\(Icon.warn.html())<span>\(language[.reportRebuilding])</span></p>"
        case .figures(nil, _, _): return .nothing
        case .figures(let table?, let before, let heat):
            guard table.total.counts.values.contains(where: { $0 != 0 }) else {
                return bar.nothingFound(language[.reportNothing], for: viewer)
            }
            let (rows, chart) = (
                ReportTableView(page: page, table: table, names: names).html,
                ReportChart(page: page, table: table, names: names).html
            )
            let picture =
                report.name == .funnel ? FunnelPicture(page: page, table: table, viewer: viewer).html : .nothing
            let map = heat.map { ReportHeat(page: page, table: $0, names: names).html } ?? .nothing
            // Hours are looked at rather than read.
            let overTime = ReportChart(page: page, table: table, names: names, isOverTime: true).html
            let content = report.name.hasHeat ? [chart, map, rows, overTime] : [picture, rows, chart]
            return "\(figures(table.total, before: before?.total))\(content)"
        }
    }

    // MARK: - The main figures

    private func figures(_ total: ReportRow, before: ReportRow?) -> HTML {
        let items = report.leadingColumns.map { column -> HTML in
            let figure = total.figure(column)
            let growth = Self.growth(of: figure, since: before?.figure(column))
            let change: HTML =
                growth.map { " <small title=\"\(language[.reportGrowth])\">\(sign($0))</small>" } ?? .nothing
            return """
                <div><dt title="\(names.explanation(of: column.name))">\(names.title(of: column.name))</dt>\
                <dd>\(figure.map { HTML(text: $0.text(for: viewer)) } ?? "–")\(change)</dd></div>
                """
        }
        return "<dl class=\"stats\">\(items)</dl>"
    }

    /// By how much a count has grown since the period of the same length before; nothing where that had none (requirement S3.37).
    static func growth(of figure: Figure?, since before: Figure?) -> Figure? {
        guard case .count(let now)? = figure, case .count(let then)? = before, then != 0 else { return nil }
        return .percent(now - then, of: then)
    }

    private func sign(_ growth: Figure) -> HTML {
        let text = growth.text(for: viewer)
        return "\((growth.hundredths ?? 0) > 0 ? "+" : "")\(HTML(text: text))\u{00A0}%"
    }

    // MARK: - What can be chosen

    private var choices: HTML {
        guard !report.alternatives.isEmpty else { return .nothing }
        let standard = report.grouping[0]
        let links = ([standard] + report.alternatives.filter { $0 != standard }).map { dimension -> HTML in
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
        return known.map { dimension in
            let value = page.address[dimension.rawValue]
            let kind: FilterField.Kind = names.choices(in: dimension).map { .choice($0) } ?? .text(hint: "646-71-71")
            return FilterField(name: dimension.rawValue, label: language[dimension.phrase], kind: kind, value: value)
        }
    }

    private var keys: HTML {
        """
        <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span> \
        <span><kbd>→</kbd> <kbd>←</kbd> \(language[.keyUnfold])</span> \
        <span><kbd>Enter</kbd> \(language[.reportKeyList])</span>
        """
    }
}
