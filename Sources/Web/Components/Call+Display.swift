import ContactCenter
import Foundation

/// Sides and phones of a call, as pages show them.
extension Call {
    /// Number and name at the other end: of the caller, or of the one who was called.
    var otherSide: (number: String?, name: String?) {
        switch direction {
        case .inbound: (caller.number, caller.name)
        case .outbound: (dialled, nil)
        case .internal: (callerPhone?.rawValue ?? caller.number, caller.name)
        }
    }

    /// As `otherSide`; within the house, the one who called sees whom he called.
    func otherSide(seenFrom phone: Extension) -> (number: String?, name: String?) {
        direction == .internal && callerPhone == phone ? (dialled, nil) : otherSide
    }

    /// Since when the caller has been waiting for a person, if he waits now: from the first queue or ring on, after an
    /// answer only in a queue that he was handed on to.
    var waitingSince: Date? {
        guard direction == .inbound, state == .inQueue || state == .ringing else { return nil }
        guard let answered = answeredAt ?? answeredBefore else { return [queuedAt, rangAt].compactMap { $0 }.min() }
        return queuedAt.flatMap { $0 > answered ? $0 : nil }
    }

    /// Since when a leg has been in a state, the earliest if there are several.
    func liveSince(_ state: CallLeg.State) -> Date? {
        legs.filter { $0.state == state }.map(\.stateSince).min()
    }

    /// The colleagues with whom a phone speaks while the other side waits.
    func consulted(apartFrom phone: Extension?) -> [Party] {
        legs.filter { $0.state == .consulting && $0.party.phone != phone }.map(\.party)
    }

    /// For lists of calls in progress, oldest first. Those that began together stand in the order of their ids, so that
    /// every reader has the same order.
    func beganEarlier(than other: Call) -> Bool {
        (startedAt, id.description) < (other.startedAt, other.id.description)
    }

    /// For lists of ended calls, latest first.
    func endedLater(than other: Call) -> Bool {
        (endedAt ?? .distantPast, id.description) > (other.endedAt ?? .distantPast, other.id.description)
    }
}
