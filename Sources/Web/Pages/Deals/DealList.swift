import ContactCenter
import Foundation

/// What the address of the list of deals asks for.
struct DealList: Sendable {
    static let path = "/deals"
    static let rowsOnPage = 50

    enum Field {
        static let pipeline = "pipeline"
        static let stage = "stage"
        static let kind = "kind"
        static let responsible = "responsible"
        static let client = "client"
        static let source = "source"
        static let text = "text"
        static let hidden = "hidden"
        static let after = "after"
        static let all =
            PeriodChoice.fields + [pipeline, stage, kind, responsible, client, source, text, hidden, after]
    }

    let address: ListAddress
    let period: ListPeriod
    let filter: DealFilter
    let isTextWrong: Bool

    static func path(of deal: DealID) -> String { "\(path)/\(deal)" }

    init(_ address: ListAddress, reach: Sitters?, for viewer: Viewer) {
        self.address = address
        // Deals take long.
        period = ListPeriod(address, standard: .thisYear, for: viewer)
        var filter = DealFilter()
        filter.pipeline = address.id(Field.pipeline)
        filter.stage = address.id(Field.stage)
        filter.kind = address[Field.kind].flatMap(FunnelStage.Kind.init(rawValue:))
        filter.responsible = address.id(Field.responsible)
        filter.client = address.id(Field.client)
        filter.source = address.id(Field.source)
        filter.text = address[Field.text].flatMap(SoughtText.init(typed:))
        filter.includesHidden = address[Field.hidden] != nil
        filter.reach = reach
        self.filter = filter
        isTextWrong = address[Field.text] != nil && filter.text == nil
    }

    var isWrong: Bool { isTextWrong || period.refusal != nil }
    /// The list without where the reader is on it.
    var top: ListAddress { address.without(Field.after) }
    var place: DealPlace? { address[Field.after].flatMap(DealPlace.init(text:)) }
}

extension DealPlace {
    /// `1340274793000-2851`
    init?(text: String) {
        let parts = text.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let milliseconds = parts[0], let id = parts[1],
            // Up to the year 9999: what is beyond cannot be counted with.
            (0..<253_402_300_800_000).contains(milliseconds)
        else { return nil }
        self.init(createdAt: Date(timeIntervalSince1970: Double(milliseconds) / 1_000), id: DealID(id))
    }

    var text: String { "\(milliseconds(createdAt))-\(id)" }
}
