import ContactCenter
import Foundation

/// What stays readable for some seconds of a call that has left a phone.
struct QuietLine: Hashable, Sendable {
    enum End: Hashable, Sendable {
        /// Somebody else picked up while this phone rang.
        case answered(by: Party)
        case callerLeft(wait: Duration?)
        /// This phone did not pick up, and the PBX tries elsewhere.
        case movedOn
        case rejected
        case talked(Duration)
        case transferred(to: Party)
        /// This phone called and nobody answered, or it was busy there.
        case notAnswered

        var people: [Party] {
            switch self {
            case .answered(let person), .transferred(let person): [person]
            case .callerLeft, .movedOn, .rejected, .talked, .notAnswered: []
            }
        }
    }

    var id: CallID
    var number: String?
    var name: String?
    var end: End
    var at: Date
    /// Who sits at the phones that it names.
    var names: [Extension: String] = [:]

    var people: [Party] { end.people }

    /// - Returns: `nil` while the phone is still part of the call, and when it never was.
    init?(_ call: Call, on phone: Extension) {
        guard PhoneCall(call, on: phone) == nil, let (end, at) = Self.end(of: call, on: phone) else { return nil }
        id = call.id
        (number, name) = call.otherSide(seenFrom: phone)
        self.end = end
        self.at = at
    }

    private static func end(of call: Call, on phone: Extension) -> (End, at: Date)? {
        if let leg = call.legs.last(where: { $0.party == .phone(phone) }) {
            guard let leftAt = leg.leftAt ?? call.endedAt else { return nil }
            return (leg.answeredAt == nil ? missed(leg, of: call) : spoken(leg, of: call, on: phone), leftAt)
        }
        guard call.callerPhone == phone else { return nil }
        if let transfer = call.transferAway(by: phone) {
            return (.transferred(to: transfer.to), transfer.completedAt ?? transfer.at)
        }
        guard let endedAt = call.endedAt else { return nil }
        return (call.answeredAt == nil ? .notAnswered : .talked(call.connectedTime(asOf: endedAt)), endedAt)
    }

    private static func missed(_ leg: CallLeg, of call: Call) -> End {
        if leg.result == .rejected { return .rejected }
        let taker = call.legs.first { other in
            other.party != leg.party && other.answeredAt.map { $0 >= leg.calledAt } ?? false
        }
        if let taker { return .answered(by: taker.party) }
        return call.isEnded ? .callerLeft(wait: call.endedAt.flatMap(call.waitTime)) : .movedOn
    }

    private static func spoken(_ leg: CallLeg, of call: Call, on phone: Extension) -> End {
        if let transfer = call.transferAway(by: phone) { return .transferred(to: transfer.to) }
        guard let answeredAt = leg.answeredAt, let leftAt = leg.leftAt ?? call.endedAt else {
            return .talked(leg.talkTime)
        }
        return .talked(.between(answeredAt, leftAt))
    }
}
