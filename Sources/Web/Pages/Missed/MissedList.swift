import ContactCenter
import Foundation
import Hummingbird

/// What the address of the register asks for, and the parts by which people ask for something else.
struct MissedList: Sendable {
    static let path = "/missed"
    /// The days that the register opens with; `MissedDesk` counts the same.
    static let standardPeriod = MissedDesk.period
    /// What was just done, told once.
    static let noticeFields = ["done", "refused", "undone", "wrong"]
    private static let placeFields = ["after"] + noticeFields
    private static let fields =
        ["view", "by"] + PeriodChoice.fields + ["cause", "hours", "did", "phone", "number"] + placeFields

    let address: ListAddress
    let period: ListPeriod
    let query: MissedQuery

    init(_ request: Request, for reader: SignedIn, seenBy viewer: Viewer) {
        let address = ListAddress(Self.path, of: request, fields: Self.fields)
        self.address = address
        period = ListPeriod(address, standard: Self.standardPeriod, for: viewer)
        var query = MissedQuery(period: period.period.from..<period.period.until, reader: reader.user.id)
        query.view = address["view"].flatMap(MissedQuery.View.init(address:)) ?? .waiting
        if query.view == .hidden, !viewer.may(.distribute) { query.view = .all }
        query.arrangement = address["by"] == "call" ? .byCall : .byCaller
        query.cause = address["cause"].flatMap(CallCause.init(rawValue:))
        query.isOutsideHours = ["outside": true, "within": false][address["hours"] ?? ""]
        // What is no number is nobody's.
        query.did = address["did"].map { viewer.numbers.read($0).key ?? NumberKey("") }
        query.number = address["number"].map { viewer.numbers.read($0).key ?? NumberKey("") }
        query.phone = address["phone"].flatMap(Extension.init(typed:))
        query.concerning = reader.missedSitters
        query.after = address["after"].flatMap(MissedQuery.Place.init(address:))
        self.query = query
    }

    /// The register as it is asked for, without what was just done.
    var plain: ListAddress { address.without(Self.noticeFields) }

    func address(of view: MissedQuery.View) -> ListAddress {
        address.without(Self.placeFields).with("view", view == .waiting ? nil : view.rawValue)
    }

    func address(arranged arrangement: MissedQuery.Arrangement) -> ListAddress {
        address.without(Self.placeFields).with("by", arrangement == .byCall ? "call" : nil)
    }

    func address(after place: MissedQuery.Place) -> ListAddress {
        plain.with("after", place.text)
    }

    var firstPage: ListAddress? { query.after == nil ? nil : address.without(Self.placeFields) }

    func bar(for viewer: Viewer) -> FilterBar {
        let language = viewer.language
        let causes = CallCause.allCases.filter { $0 != .operatorDidNotPickUp }.map {
            FilterField.Option($0.rawValue, language[$0.phrase])
        }
        let number = language[.missedFilterNumber]
        return FilterBar(
            address: address,
            period: period,
            fields: [
                FilterField(
                    name: "cause",
                    label: language[.missedCause],
                    kind: .choice(causes),
                    value: address["cause"]
                ),
                FilterField(
                    name: "hours",
                    label: language[.missedHoursFilter],
                    kind: .choice([
                        FilterField.Option("outside", language[.missedOutsideHours]),
                        FilterField.Option("within", language[.missedWithinHours]),
                    ]),
                    value: address["hours"]
                ),
                FilterField(
                    name: "number",
                    label: language[.missedNumber],
                    kind: .text(hint: number),
                    value: address["number"]
                ),
                FilterField(name: "did", label: language[.did], kind: .text(hint: number), value: address["did"]),
                FilterField(
                    name: "phone",
                    label: language[.extensionNumber],
                    kind: .text(hint: "0111"),
                    value: address["phone"]
                ),
            ],
            placeFields: Self.placeFields
        )
    }

    var isFiltered: Bool { ["cause", "hours", "did", "phone", "number"].contains { address[$0] != nil } }
}

extension MissedQuery.View {
    fileprivate init?(address text: String) { self.init(rawValue: text) }

    var phrase: Phrase {
        switch self {
        case .waiting: .missedWaiting
        case .nobodys: .missedNobodys
        case .mine: .missedMine
        case .all: .missedAll
        case .hidden: .missedHidden
        }
    }
}

extension MissedQuery.Place {
    /// Reads `1795364806000.17`.
    fileprivate init?(address text: String) {
        guard let (start, id) = Date.andNumber(inPlace: text) else { return nil }
        self.init(startedAt: start, id: MissedCall.ID(id))
    }

    var text: String { "\(milliseconds(startedAt)).\(id)" }
}

extension Date {
    /// Reads `1795364806000.17`, as addresses name places in lists.
    static func andNumber(inPlace text: String) -> (Date, Int64)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = Int64(parts[0]), let number = Int64(parts[1]),
            abs(start) < 253_402_300_800_000
        else { return nil }
        return (Date(timeIntervalSince1970: Double(start) / 1_000), number)
    }
}

extension SignedIn {
    /// Whose missed calls the reader may see; `nil`: everybody's.
    var missedSitters: Sitters? {
        switch reach(of: .missed) {
        case .everybody: nil
        case .some(let sitters): sitters
        case .nobody: .user(user.id)
        }
    }
}
