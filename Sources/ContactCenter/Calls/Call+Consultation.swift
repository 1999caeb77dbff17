import Foundation

extension Call {
    /// The colleague whom the person at this phone consults: called while the client was spoken with there, ringing or on
    /// the line (requirement S4.20).
    ///
    /// - Returns: `nil` where nobody is asked, and where somebody dialled from a second line: such a call is known to be a
    ///   consultation only once it has become a transfer.
    package func consulted(by phone: Extension) -> CallLeg? {
        guard isSpoken(at: phone),
            let since = legs.last(where: { $0.party == .phone(phone) })?.answeredAt ?? answeredAt
        else { return nil }
        // Whom the client was sent on to is called just before this phone is out of the call.
        let isSentOn = transfers.contains {
            $0.from == .phone(phone) && $0.at >= since && !$0.isReturned && ($0.kind != .attended || $0.isAnswered)
        }
        if isSentOn { return nil }
        return legs.last { leg in
            leg.role == nil && leg.state != .released && leg.calledAt > since
                && leg.party.phone.map { $0 != phone } ?? false
        }
    }
}
