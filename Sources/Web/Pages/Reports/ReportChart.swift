import ContactCenter

/// How the figures are spread over time, or over the hours of the day: a picture, and the table that it is drawn from, which is also
/// what screen readers get.
///
/// The picture is drawn by Chart.js from the table (`reports.js`); where that is not installed the table alone is there.
struct ReportChart {
    let page: ReportPage
    let table: ReportTable
    let names: ReportNames

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }

    var html: HTML {
        let lines = series
        let unit: HTML = page.values == .percent ? " data-percent" : .nothing
        let head = columns.map { column -> HTML in
            """
            <th scope="col" class="num" data-stack="\(page.report.band(of: column)?.rawValue ?? "")">\
            \(names.title(of: column.name))</th>
            """
        }
        let rows = lines.map { line -> HTML in
            let figures = columns.map { column -> HTML in
                let figure = shown(line.row.figure(column), column)
                return """
                    <td class="num" data-value="\(figure.map { value(of: $0) } ?? "")">\
                    \(figure.map { HTML(text: $0.text(for: viewer, decimals: page.report.decimals)) } ?? .nothing)</td>
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

    /// Counts alone: a percentage of small steps jumps about.
    private var columns: [Report.Column] { page.report.drawnColumns }

    /// By what the rows are drawn; `nil`: the picture is over time.
    private let groups: FactDimension?

    /// Over the steps of the period, whatever the rows are grouped by.
    init(overTime page: ReportPage, table: ReportTable, names: ReportNames) {
        (self.page, self.table, self.names) = (page, table, names)
        groups = nil
    }

    /// - Returns: `nil` where the report has none of its rows, or they are not what it draws.
    init?(rowsOf page: ReportPage, table: ReportTable, names: ReportNames) {
        guard page.grouping.count == 1, let dimension = page.grouping.first else { return nil }
        switch page.report.picture {
        case .clock where Self.round[dimension] != nil, .stacked: groups = dimension
        case .clock, .funnel, nil: return nil
        }
        (self.page, self.table, self.names) = (page, table, names)
    }

    /// What goes round, of which all are shown.
    private static let round: [FactDimension: [String]] = [
        .hour: (0..<24).map(String.init), .weekday: (1...7).map(String.init),
    ]

    private var series: [(name: HTML, row: ReportRow)] {
        guard let groups else { return zip(table.moments, table.steps).map { (name(of: $0), $1) } }
        guard let round = Self.round[groups] else {
            let rows = ReportTableView(page: page, table: table, names: names).sorted(table.total.rows, in: groups)
            return rows.filter { $0.figure(page.report.columns[0]) != .count(0) }
                .map { (names.name(of: $0.key, in: groups), $0) }
        }
        return round.map { value in
            let found = table.total.rows.first { $0.key == .value(value) }
            return (
                names.name(of: value, in: groups),
                found ?? ReportRow(key: .value(value), counts: table.total.counts.mapValues { _ in 0 })
            )
        }
    }

    private func name(of moment: ReportMoment) -> HTML {
        let (year, month, _) = moment.day.date
        let date = HTML(text: String(dateText(moment.day).prefix(5)))
        return switch page.step {
        case .hour where page.period.days.count == 1: "\(twoDigits(moment.hour ?? 0)):00"
        case .hour: "\(date) \(twoDigits(moment.hour ?? 0)):00"
        case .day, .week: date
        case .month: "\(twoDigits(month)).\(year)"
        case .year: "\(year)"
        }
    }

    private var of: HTML { HTML(text: groups?.rawValue ?? "time") }

    private var title: HTML {
        switch groups {
        case .hour?: language[.reportHours]
        case .weekday?: language[.reportByWeekdays]
        case let dimension?: language[dimension.phrase]
        case nil: language[page.step.phrase]
        }
    }
    private var first: HTML { language[groups?.phrase ?? .reportPeriod] }

    private var switches: HTML {
        let steps =
            groups != nil
            ? []
            : ReportStep.allCases.filter { $0.suits(page.period.days) }.map { step in
                link(
                    page.address.with(ReportPage.Field.step, step.rawValue),
                    language[step.inShort],
                    isChosen: step == page.step
                )
            }
        let shapes = ReportPage.Shape.allCases.map { shape in
            link(
                page.address.with(ReportPage.Field.shape, shape == page.report.standardShape ? nil : shape.rawValue),
                language[shape.phrase],
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

extension ReportPage.Shape {
    fileprivate var phrase: Phrase {
        switch self {
        case .bars: .reportBars
        case .stacked: .reportStacked
        case .lines: .reportLines
        }
    }
}

extension ReportStep {
    fileprivate var phrase: Phrase {
        switch self {
        case .hour: .reportByHours
        case .day: .reportByDays
        case .week: .reportByWeeks
        case .month: .reportByMonths
        case .year: .reportByYears
        }
    }

    var inShort: Phrase {
        switch self {
        case .hour: .reportHourStep
        case .day: .reportDay
        case .week: .reportWeek
        case .month: .reportMonth
        case .year: .reportYear
        }
    }
}
