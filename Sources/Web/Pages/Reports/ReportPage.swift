import ContactCenter
import Foundation
import Hummingbird

/// What the address of a report asks for: period, filters, grouping, step, order. All of it can be kept and sent (decision D9).
struct ReportPage: Sendable {
    enum Field {
        static let grouping = "by"
        static let step = "step"
        static let sort = "sort"
        static let shape = "shape"
        static let values = "values"
        static let text = RegistryList.Field.text
    }

    /// Counts as they are, or as shares of the column's total (requirement S2.20).
    enum Values: String, CaseIterable, Sendable {
        case numbers
        case percent
    }

    /// How the figures over time are drawn (requirement S2.20).
    enum Shape: String, CaseIterable, Sendable {
        case bars
        /// Of what makes a whole together.
        case stacked
        case lines
    }

    /// By what the standard filter narrows a report (decision D9).
    static let filtered: [FactDimension] = [
        .employee, .team, .branch, .department, .workshop, .position, .responsible, .registrar, .channel, .source, .did,
        .project, .reason, .topic, .clientType, .novelty, .inquiryKind, .quality, .dealStage, .sourceType, .trunk,
    ]

    /// A report that names its filters has these and no others; who did something is asked by no other.
    static func filtered(_ report: Report) -> [FactDimension] {
        filtered.filter { report.filters?.contains($0) ?? ($0.base != .person) }
    }

    /// What is shown where the address does not say.
    static let standardPeriod = PeriodChoice.Preset.thisMonth
    /// Facts that have no value in the dimension.
    static let none = "none"

    let report: Report
    let address: ListAddress
    let period: ListPeriod
    var grouping: [FactDimension]
    let step: ReportStep
    let shape: Shape
    let values: Values
    /// As it was chosen; see `question`.
    let filter: [FactDimension: Set<String?>]
    let text: SoughtText?

    init(_ report: Report, _ request: Request, for viewer: Viewer) {
        self.init(report, ListAddress(report.name.path, of: request, fields: Self.fields), for: viewer)
    }

    /// - Parameter query: of an address that was kept.
    init(_ report: Report, query: String, for viewer: Viewer) {
        self.init(report, ListAddress(report.name.path, query: query, fields: Self.fields), for: viewer)
    }

    private init(_ report: Report, _ address: ListAddress, for viewer: Viewer) {
        self.report = report
        self.address = address
        period = ListPeriod(address, standard: Self.standardPeriod, for: viewer)
        grouping = report.grouping(by: address[Field.grouping].flatMap(FactDimension.init(rawValue:)))
        let step = address[Field.step].flatMap(ReportStep.init(rawValue:)) ?? .fitting(period.days)
        self.step = step.suits(period.days) ? step : .fitting(period.days)
        shape = address[Field.shape].flatMap(Shape.init(rawValue:)) ?? report.standardShape
        values = address[Field.values].flatMap(Values.init(rawValue:)) ?? .numbers
        filter = Self.filter(report, address, for: viewer)
        text = address[Field.text].flatMap(SoughtText.init(typed:))
    }

    /// Nothing can be looked for by it: it has no word.
    var isTextWrong: Bool { text == nil && address[Field.text] != nil }

    /// It asks for nothing that could be counted; the page says why.
    var isWrong: Bool { isTextWrong || period.refusal != nil }

    /// What a report's address may say.
    static let fields =
        PeriodChoice.fields + filtered.map(\.rawValue)
        + [Field.text, Field.grouping, Field.step, Field.sort, Field.shape, Field.values]

    func question(_ names: ReportNames, by grouping: [FactDimension]? = nil) -> ReportQuestion {
        var question = ReportQuestion(
            report,
            days: period.days,
            filter: meant(by: names),
            grouping: grouping ?? self.grouping,
            step: step
        )
        question.text = text
        question.together = names.together
        question.told = names.told
        question.paths = names.paths
        return question
    }

    /// The same with a level for each at which topics stand below each other.
    func unfolded(by names: ReportNames) -> ReportPage {
        var page = self
        page.grouping = grouping.flatMap { dimension in
            [FactDimension](repeating: dimension, count: dimension == .topic ? names.topicLevels : 1)
        }
        return page
    }

    /// The filter by what facts have: all reasons of a caption, the employees of a position.
    func meant(by names: ReportNames) -> [FactDimension: Set<String?>] {
        filter.reduce(into: [:]) { meant, chosen in
            for value in chosen.value { meant.narrow(chosen.key, to: value, names) }
        }
    }

    private static func filter(
        _ report: Report,
        _ address: ListAddress,
        for viewer: Viewer
    ) -> [FactDimension: Set<String?>] {
        var filter: [FactDimension: Set<String?>] = [:]
        for dimension in filtered(report) {
            guard let value = address[dimension.rawValue] else { continue }
            // What is no number is nobody's.
            let meant = dimension == .did ? viewer.numbers.read(value).key?.rawValue ?? "?" : value
            filter[dimension] = [value == none ? nil : meant]
        }
        return filter
    }

    /// Which column the rows are sorted by; by their names where nothing is said.
    var sort: (column: Report.ColumnName, band: Int, isDescending: Bool)? {
        guard let text = address[Field.sort],
            let found = Self.column(String(text.drop { $0 == "-" }), of: report),
            report.bands.indices.contains(found.band)
        else { return nil }
        return (found.column.name, found.band, text.hasPrefix("-"))
    }

    /// - Parameter text: `0.total`: the place of its band and its name.
    static func column(_ text: String, of report: Report) -> (band: Int, column: Report.Column)? {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let band = Int(parts[0]),
            let column = report.columns(at: band).first(where: { $0.name.rawValue == parts[1] })
        else { return nil }
        return (band, column)
    }

    func address(sortedBy column: Report.ColumnName, in band: Int) -> ListAddress {
        let name = "\(band).\(column.rawValue)"
        // The greatest first, then the smallest, then by name again.
        let next: String? =
            switch address[Field.sort] {
            case "-\(name)": name
            case name: nil
            default: "-\(name)"
            }
        return address.with(Field.sort, next)
    }
}

extension [FactDimension: Set<String?>] {
    /// Only facts that have this value, by what facts have for it.
    mutating func narrow(_ dimension: FactDimension, to value: String?, _ names: ReportNames) {
        let values: Set<String?> =
            switch dimension {
            case _ where dimension.base != nil: names.bases(of: value, in: dimension)
            case .reason: Set(value.map(names.reasons)?.map(Optional.some) ?? [nil])
            case .topic: value.map(names.topics(within:)) ?? [nil]
            default: [value]
            }
        narrow(dimension.kept, to: values)
    }

    mutating func narrow(_ dimension: FactDimension, to values: Set<String?>) {
        self[dimension] = self[dimension]?.intersection(values) ?? values
    }
}

extension Report {
    /// Leads of each kind are the leads together.
    var standardShape: ReportPage.Shape { picture == .stacked ? .stacked : .bars }
}

extension Report.Name {
    var path: String { "/reports/\(rawValue)" }

    var place: Place {
        switch self {
        case .statistics: .statistics
        case .funnel: .funnel
        case .hours: .hours
        case .calls: .callStatistics
        case .leads: .leadStatistics
        case .topics: .topicStatistics
        case .staff: .staff
        case .lines: .lines
        }
    }

    var title: Phrase {
        switch self {
        case .statistics: .reportStatistics
        case .funnel: .reportFunnel
        case .hours: .reportHours
        case .calls: .reportCallStatistics
        case .leads: .reportLeads
        case .topics: .reportTopics
        case .staff: .reportStaff
        case .lines: .reportLinesInUse
        }
    }

    /// What it shows, in a line.
    var about: Phrase {
        switch self {
        case .statistics: .reportAboutStatistics
        case .funnel: .reportAboutFunnel
        case .hours: .reportAboutHours
        case .calls: .reportAboutCalls
        case .leads: .reportAboutLeads
        case .topics: .reportAboutTopics
        case .staff: .reportAboutStaff
        case .lines: .reportAboutLines
        }
    }
}
