import ContactCenter
import Foundation
import Hummingbird

/// The check of the statistics: inbound calls held against contacts, as the report "Статистика по звонкам" and, beside it, the
/// call that is being looked at with what mends it (requirements S0.51 to S0.58).
///
/// The address says everything: the period, what is opened, which call is chosen.
struct ReconciliationPage: Sendable {
    static let path = "/reconciliation"

    enum Field {
        static let registered = "contact"
        static let unanswered = "unanswered"
        static let did = "did"
        static let phone = "phone"
        static let process = "process"
        static let after = "after"
        static let call = "call"
        /// What was just done, told once.
        static let told = "told"

        static let filters = [registered, unanswered]
        static let branch = [did, phone, process, after]
        static let all = PeriodChoice.fields + filters + branch + [call, told]
    }

    static let callsOnPage = 100

    var address: ListAddress
    var period: ListPeriod
    var registered: Bool?
    var includesUnanswered: Bool

    init(_ request: Request, for viewer: Viewer) {
        address = ListAddress(Self.path, of: request, fields: Field.all)
        period = ListPeriod(address, standard: .sevenDays, for: viewer)
        registered = Self.flag(address[Field.registered])
        includesUnanswered = address[Field.unanswered] == "yes"
    }

    var question: ReconciliationQuestion {
        ReconciliationQuestion(
            period: period.period,
            isRegistered: registered,
            includesUnanswered: includesUnanswered
        )
    }

    /// What is opened, from the outermost level inwards.
    var opened: [ReconciliationBranch] {
        guard let did = key(Field.did) else { return [.all] }
        guard let phone = key(Field.phone) else { return [.all, .did(did)] }
        let toPhone: [ReconciliationBranch] = [.all, .did(did), .phone(did: did, phone: phone)]
        guard let isRegistered = Self.flag(address[Field.process]) else { return toPhone }
        return toPhone + [.registration(did: did, phone: phone, isRegistered: isRegistered)]
    }

    var after: CallID? { address[Field.after].flatMap(CallID.init(description:)) }
    var chosen: CallID? { address[Field.call].flatMap(CallID.init(description:)) }

    /// The address without what was told once.
    var plain: ListAddress { address.without(Field.told) }

    func address(opening branch: ReconciliationBranch) -> ListAddress {
        let base = plain.without(Field.branch)
        return switch branch {
        case .all: base
        case .did(let did): base.with(Field.did, Self.text(did))
        case .phone(let did, let phone):
            base.with(Field.did, Self.text(did)).with(Field.phone, Self.text(phone))
        case .registration(let did, let phone, let isRegistered):
            base.with(Field.did, Self.text(did)).with(Field.phone, Self.text(phone))
                .with(Field.process, isRegistered ? "yes" : "no")
        }
    }

    /// The address in which only what holds the branch is opened.
    func address(closing branch: ReconciliationBranch) -> ListAddress {
        switch branch {
        case .all, .did: address(opening: .all)
        case .phone(let did, _): address(opening: .did(did))
        case .registration(let did, let phone, _): address(opening: .phone(did: did, phone: phone))
        }
    }

    /// The address in which the call is chosen, with all that leads to it opened.
    func address(choosing call: ReconciledCall, did: ReconciliationKey) -> ListAddress {
        let branch = ReconciliationBranch.registration(
            did: did,
            phone: ReconciliationKey(call.phone?.rawValue),
            isRegistered: call.contact != nil
        )
        return address(opening: branch).with(Field.call, call.call.description)
    }

    // MARK: - Keys in addresses

    /// A full stop stands for what has no value: no number and no phone is called that.
    private static let nothing = "."

    private static func text(_ key: ReconciliationKey) -> String { key.text ?? nothing }

    private func key(_ field: String) -> ReconciliationKey? {
        address[field].map { $0 == Self.nothing ? .none : .value($0) }
    }

    private static func flag(_ text: String?) -> Bool? {
        switch text {
        case "yes": true
        case "no": false
        default: nil
        }
    }
}
