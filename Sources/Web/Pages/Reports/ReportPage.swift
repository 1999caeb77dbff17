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
    }

    /// How the figures over time are drawn (requirement S2.20).
    enum Shape: String, CaseIterable, Sendable {
        case bars
        case lines
    }

    /// By what the standard filter narrows a report (decision D9).
    static let filtered: [FactDimension] = [
        .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .reason, .clientType,
        .novelty,
    ]
    /// Facts that have no value in the dimension.
    static let none = "none"

    let report: Report
    let address: ListAddress
    let period: ListPeriod
    let grouping: [FactDimension]
    let step: ReportStep
    let shape: Shape
    let filter: [FactDimension: Set<String?>]

    init(_ report: Report, _ request: Request, for viewer: Viewer) {
        self.report = report
        let fields =
            PeriodChoice.fields + Self.filtered.map(\.rawValue)
            + [Field.grouping, Field.step, Field.sort, Field.shape]
        address = ListAddress(report.name.path, of: request, fields: fields)
        period = ListPeriod(address, standard: .thisMonth, for: viewer)
        let outermost = address[Field.grouping].flatMap(FactDimension.init(rawValue:))
        grouping =
            outermost.flatMap {
                report.alternatives.contains($0) ? [$0] + report.grouping.filter { $0 != .branch } : nil
            }
            ?? report.grouping
        step = address[Field.step].flatMap(ReportStep.init(rawValue:)) ?? .fitting(period.days)
        shape = address[Field.shape].flatMap(Shape.init(rawValue:)) ?? .bars
        filter = Self.filter(address, for: viewer)
    }

    func question(_ names: ReportNames) -> ReportQuestion {
        var question = ReportQuestion(report, days: period.days, filter: filter, grouping: grouping, step: step)
        question.together = names.together
        if let reasons = filter[.reason] {
            let all = reasons.flatMap { reason -> [String?] in reason.map(names.reasons) ?? [nil] }
            question.filter[.reason] = Set(all)
        }
        return question
    }

    private static func filter(_ address: ListAddress, for viewer: Viewer) -> [FactDimension: Set<String?>] {
        var filter: [FactDimension: Set<String?>] = [:]
        for dimension in filtered {
            guard let value = address[dimension.rawValue] else { continue }
            // What is no number is nobody's.
            let meant = dimension == .did ? viewer.numbers.read(value).key?.rawValue ?? "?" : value
            filter[dimension] = [value == none ? nil : meant]
        }
        return filter
    }

    /// Which column the rows are sorted by; by their names where nothing is said.
    var sort: (column: Report.ColumnName, band: Int, isDescending: Bool)? {
        guard let text = address[Field.sort] else { return nil }
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        guard parts.count == 2, let band = Int(parts[0]), report.bands.indices.contains(band),
            let name = Report.ColumnName(rawValue: String(parts[1])),
            report.bands[band].columns.contains(where: { $0.name == name })
        else { return nil }
        return (name, band, text.hasPrefix("-"))
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

extension Report.Name {
    var path: String { "/reports/\(rawValue)" }

    var place: Place {
        switch self {
        case .statistics: .statistics
        case .funnel: .funnel
        case .hours: .hours
        }
    }

    var title: Phrase {
        switch self {
        case .statistics: .reportStatistics
        case .funnel: .reportFunnel
        case .hours: .reportHours
        }
    }
}
