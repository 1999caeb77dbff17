import ContactCenter

/// A column of a list behind a figure.
enum ReportRowColumn: Hashable {
    case moment
    case number
    case document
    case person
    case phone
    case dimension(FactDimension)
    case amount(FactQuantity)

    /// Below a report by topic each contact says what it is about.
    static func columns(of kind: FactKind, in report: Report) -> [ReportRowColumn] {
        var columns = columns(of: kind)
        if kind == .contact, report.grouping.contains(.topic) { columns.insert(.dimension(.topic), at: 4) }
        return columns
    }

    private static func columns(of kind: FactKind) -> [ReportRowColumn] {
        switch kind {
        case .contact:
            [
                .number, .moment, .person, .phone, .dimension(.channel), .dimension(.reason), .dimension(.branch),
                .dimension(.responsible), .dimension(.registrar), .dimension(.novelty),
            ]
        case .missed:
            [.moment, .phone, .person, .dimension(.did), .dimension(.source), .dimension(.branch), .dimension(.cause)]
        case .document:
            [
                .number, .document, .moment, .person, .phone, .dimension(.responsible), .dimension(.workshop),
                .dimension(.reason), .dimension(.novelty),
            ]
        case .call:
            [
                .moment, .dimension(.direction), .phone, .person, .dimension(.result), .dimension(.cause),
                .dimension(.did), .dimension(.queue), .amount(.waiting), .amount(.talking),
            ]
        case .participation:
            [
                .moment, .dimension(.direction), .phone, .person, .dimension(.person), .dimension(.progress),
                .dimension(.did), .dimension(.queue), .amount(.ringing), .amount(.talking), .amount(.holding),
            ]
        case .assignment:
            [
                .number, .moment, .person, .phone, .dimension(.person), .dimension(.channel), .dimension(.reason),
                .dimension(.progress), .amount(.untilTaken), .amount(.untilProcessed),
            ]
        case .reminder: [.number, .moment, .person, .phone, .dimension(.person), .dimension(.progress)]
        case .state, .line: []
        }
    }

    var phrase: Phrase {
        switch self {
        case .moment: .documentAt
        case .number: .documentNumber
        case .document: .documentKind
        case .person: .clientName
        case .phone: .clientPhone
        case .dimension(let dimension): dimension.phrase
        case .amount(.waiting): .reportWait
        case .amount(.talking): .boardTalk
        case .amount(.connected): .reportAverageHandling
        case .amount(.ringing): .rang
        case .amount(.holding): .reportOwnHold
        case .amount(.lasting): .reportAtWork
        case .amount(.atOnce): .reportLinePeak
        case .amount(.untilTaken): .reportAverageTaken
        case .amount(.untilProcessed): .reportAverageProcessed
        }
    }

    /// For programs.
    var name: String {
        switch self {
        case .moment: "at"
        case .number: "number"
        case .document: "kind"
        case .person: "client"
        case .phone: "phone"
        case .dimension(let dimension): dimension.rawValue
        case .amount(let quantity): "\(quantity.rawValue)_ms"
        }
    }

    var isAmount: Bool { if case .amount = self { true } else { false } }

    var mark: HTML { isAmount ? " class=\"num\"" : .nothing }
}
