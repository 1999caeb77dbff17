import ContactCenter

/// How the figures are spread over time, or over the hours of the day: a picture, and the table that it is drawn from, which is also
/// what screen readers get.
///
/// The picture is drawn by Chart.js from the table (`reports.js`); where that is not installed the table alone is there.
struct ReportChart {
    let page: ReportPage
    let table: ReportTable
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let lines = series
        let head = columns.map { "<th scope=\"col\" class=\"num\">\(language[$0.name.phrase])</th>" as HTML }
        let rows = lines.map { line -> HTML in
            let figures = columns.map { column -> HTML in
                let figure = line.row.figure(column)
                return """
                    <td class="num" data-value="\(figure.map { "\(Int($0.size))" } ?? "")">\
                    \(figure.map { HTML(text: $0.text(for: viewer)) } ?? .nothing)</td>
                    """
            }
            return "<tr><th scope=\"row\">\(line.name)</th>\(figures)</tr>"
        }
        return """
            <section class="card" data-chart="\(page.shape.rawValue)"><header><h2>\(title)</h2>\(switches)</header>\
            <div class="body chart"><div class="picture" hidden><canvas role="img" aria-label="\(title)"></canvas></div>\
            <details open><summary>\(language[.reportAsTable])</summary><div class="scroll" tabindex="0" role="region" \
            aria-label="\(title)"><table class="table dense"><thead><tr><th scope="col">\(first)</th>\(head)</tr></thead>\
            <tbody>\(rows)</tbody></table></div></details></div></section>
            """
    }

    private var isByHour: Bool { page.grouping == [.hour] }

    /// Counts alone: a percentage of small steps jumps about. A total stands beside no parts of it.
    private var columns: [Report.Column] {
        page.report.leadingColumns.filter { column in
            if case .percent = column.formula { return false }
            return column.name != .total
        }
    }

    private var series: [(name: HTML, row: ReportRow)] {
        guard isByHour else { return zip(table.stepDays, table.steps).map { (stepName($0), $1) } }
        return (0..<24).map { hour in
            let found = table.total.rows.first { $0.key == .value(String(hour)) }
            return (
                "\(twoDigits(hour)):00",
                found ?? ReportRow(key: .value(String(hour)), counts: table.total.counts.mapValues { _ in 0 })
            )
        }
    }

    private func stepName(_ day: Day) -> HTML {
        let (year, month, _) = day.date
        return switch page.step {
        case .day, .week: HTML(text: String(dateText(day).prefix(5)))
        case .month: "\(twoDigits(month)).\(year)"
        case .year: "\(year)"
        }
    }

    private var title: HTML { isByHour ? language[.reportHours] : language[page.step.phrase] }
    private var first: HTML { isByHour ? language[.reportHour] : language[.reportPeriod] }

    private var switches: HTML {
        let steps =
            isByHour
            ? []
            : ReportStep.allCases.map { step in
                link(
                    page.address.with(ReportPage.Field.step, step.rawValue),
                    language[step.inShort],
                    isChosen: step == page.step
                )
            }
        let shapes = ReportPage.Shape.allCases.map { shape in
            link(
                page.address.with(ReportPage.Field.shape, shape == .bars ? nil : shape.rawValue),
                language[shape == .bars ? .reportBars : .reportLines],
                isChosen: shape == page.shape
            )
        }
        let stepSwitch: HTML = steps.isEmpty ? .nothing : "<span class=\"segmented\">\(steps)</span>"
        return "<span class=\"push buttons\">\(stepSwitch)<span class=\"segmented\">\(shapes)</span></span>"
    }

    private func link(_ address: ListAddress, _ words: HTML, isChosen: Bool) -> HTML {
        let current: HTML = isChosen ? " aria-current=\"true\"" : .nothing
        return "<a href=\"\(address.html)\"\(current)>\(words)</a>"
    }
}

extension ReportStep {
    fileprivate var phrase: Phrase {
        switch self {
        case .day: .reportByDays
        case .week: .reportByWeeks
        case .month: .reportByMonths
        case .year: .reportByYears
        }
    }

    fileprivate var inShort: Phrase {
        switch self {
        case .day: .reportDay
        case .week: .reportWeek
        case .month: .reportMonth
        case .year: .reportYear
        }
    }
}
