/// Presses the keys of people's own telephones for them, where those do what the PBX tells them.
package protocol HandsetControl: Sendable {
    /// Whether this phone does what it is told. A key that cannot work is not shown.
    func obeys(_ phone: Extension) async -> Bool

    /// Has a phone answer, hold or resume a call, and waits until it has.
    func press(_ key: HandsetKey, in call: CallID, at own: Extension) async -> HandsetOutcome
}

/// What a phone is told to do with a call.
package enum HandsetKey: String, CaseIterable, Sendable {
    case answer
    case hold
    case resume
}

/// What became of it.
package enum HandsetOutcome: Hashable, Sendable {
    case done
    /// The call has ended, or is not in a state in which the phone can do this.
    case nothingToDo
    /// The phone is none of those that do what the PBX tells them.
    case doesNotObey
    /// The PBX does not reach that phone in this call.
    case refused
    /// The PBX's user lacks a right.
    case notPermitted
    /// The PBX cannot be heard, or did not answer.
    case pbxNotHeard
    /// The PBX has told the phone, and it did not do it in time.
    case notConfirmed
}

extension Call {
    /// What the phone can be told to do with this call now; `nil` where nothing.
    ///
    /// In a consultation the phone is left alone: who waits there is the PBX's business.
    package func handsetKey(at phone: Extension) -> HandsetKey? {
        guard !isEnded else { return nil }
        let leg = legs.last { $0.party == .phone(phone) && $0.state != .released }
        if leg?.state == .ringing { return .answer }
        guard isSpoken(at: phone), consulted(by: phone) == nil else { return nil }
        // Who dialled by hand has no leg.
        guard let leg else {
            return switch state {
            case .talking: .hold
            case .onHold: .resume
            case .arriving, .inIVR, .inQueue, .ringing, .consulting, .ended: nil
            }
        }
        return switch leg.state {
        case .talking: .hold
        case .holding: .resume
        case .calling, .ringing, .answered, .consulting, .released: nil
        }
    }
}
