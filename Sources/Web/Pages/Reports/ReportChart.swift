import ContactCenter

/// How the figures are spread over time, or over the hours of the day: a picture, and the table that it is drawn from, which is also
/// what screen readers get.
///
/// The picture is drawn by Chart.js from the table (`reports.js`); where that is not installed the table alone is there.
struct ReportChart {
    let page: ReportPage
    let table: ReportTable
    let names: ReportNames
    /// Over the steps of the period, whatever the rows are grouped by.
    var isOverTime = false

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }

    var html: HTML {
        let lines = series
        let unit: HTML = page.values == .percent ? " data-percent" : .nothing
        let head = columns.map { "<th scope=\"col\" class=\"num\">\(names.title(of: $0.name))</th>" as HTML }
        let rows = lines.map { line -> HTML in
            let figures = columns.map { column -> HTML in
                let figure = shown(line.row.figure(column), column)
                return """
                    <td class="num" data-value="\(figure.map { value(of: $0) } ?? "")">\
                    \(figure.map { HTML(text: $0.text(for: viewer)) } ?? .nothing)</td>
                    """
            }
            return "<tr><th scope=\"row\">\(line.name)</th>\(figures)</tr>"
        }
        return """
            <section class="card" data-chart="\(page.shape.rawValue)" data-of="\(of)"\(unit)><header><h2>\(title)</h2>\(switches)</header>\
            <div class="body chart"><div class="picture" hidden><canvas role="img" aria-label="\(title)"></canvas></div>\
            <details open><summary>\(language[.reportAsTable])</summary><div class="scroll" tabindex="0" role="region" \
            aria-label="\(title)"><table class="table dense"><thead><tr><th scope="col">\(first)</th>\(head)</tr></thead>\
            <tbody>\(rows)</tbody></table></div></details></div></section>
            """
    }

    private func shown(_ figure: Figure?, _ column: Report.Column) -> Figure? {
        page.values == .percent ? figure?.share(of: table.total.figure(column)) : figure
    }

    /// What the picture is drawn from: a count, or hundredths of a percent.
    private func value(of figure: Figure) -> String {
        switch figure {
        case .count(let count): "\(count)"
        case .percent, .duration: "\(figure.hundredths ?? 0)"
        }
    }

    /// Counts alone: a percentage of small steps jumps about. A total stands beside no parts of it, and what people do by one figure of
    /// each kind.
    private var columns: [Report.Column] {
        page.report.leadingColumns.filter { $0.formula.isOfCounts && !Self.left.contains($0.name) }
    }

    private static let left: Set<Report.ColumnName> = [
        .total, .outboundAnswered, .offered, .placed, .assigned, .booked, .arrived, .callBacksDue,
        .callBacksKept,
    ]

    /// Grouped by what goes round, the hours of the day or the days of the week, the picture is of that.
    private var round: (dimension: FactDimension, values: [String])? {
        if isOverTime { return nil }
        return switch page.grouping {
        case [.hour]: (.hour, (0..<24).map(String.init))
        case [.weekday]: (.weekday, (1...7).map(String.init))
        default: nil
        }
    }

    private var series: [(name: HTML, row: ReportRow)] {
        guard let round else { return zip(table.stepDays, table.steps).map { (stepName($0), $1) } }
        return round.values.map { value in
            let found = table.total.rows.first { $0.key == .value(value) }
            return (
                names.name(of: value, in: round.dimension),
                found ?? ReportRow(key: .value(value), counts: table.total.counts.mapValues { _ in 0 })
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

    private var of: HTML { HTML(text: round?.dimension.rawValue ?? "time") }

    private var title: HTML {
        switch round?.dimension {
        case .hour?: language[.reportHours]
        case .weekday?: language[.reportByWeekdays]
        default: language[page.step.phrase]
        }
    }
    private var first: HTML { language[round?.dimension.phrase ?? .reportPeriod] }

    private var switches: HTML {
        let steps =
            round != nil
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
        let values = ReportPage.Values.allCases.map { values in
            link(
                page.address.with(ReportPage.Field.values, values == .numbers ? nil : values.rawValue),
                language[values == .numbers ? .reportNumbers : .reportPercent],
                isChosen: values == page.values
            )
        }
        let stepSwitch: HTML = steps.isEmpty ? .nothing : "<span class=\"segmented\">\(steps)</span>"
        return """
            <span class="push buttons">\(stepSwitch)<span class="segmented">\(values)</span>\
            <span class="segmented">\(shapes)</span></span>
            """
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
