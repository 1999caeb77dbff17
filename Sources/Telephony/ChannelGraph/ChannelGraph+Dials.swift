import ContactCenter
import Foundation

extension ChannelGraph {
    func dialBegan() {
        guard let called = channel(.destination), called.isReal else { return }
        called.dialler = channels[fields[.uniqueid] ?? ""]
        let dialString = fields[.dialString] ?? ""
        if called.role == .leg { noteDialled(dialString, called) }
        announce(called)
    }

    private func noteDialled(_ dialString: String, _ called: Channel) {
        let call = called.call
        if let kind = endpoints.noteDialled(dialString, of: called.name) {
            forgetLine(called)
            called.endpoint = kind
        }
        if called.isTrunk, called.outsideNumber == nil {
            called.outsideNumber =
                Endpoints.outsideNumber(in: dialString, endpoint: called.name.endpoint)
                ?? call.dialled.flatMap { call.direction == .inbound ? nil : $0 }
                ?? Self.dialledNumber(fields[.exten] ?? "")
        }
        let isFirst = !call.channels.contains { $0 !== called && $0.role == .leg && $0.isAnnounced }
        guard call.direction != .inbound, isFirst, !call.hasAnswer else { return }
        let direction: CallDirection = called.isTrunk ? .outbound : .internal
        let dialled = call.dialled ?? called.party?.number
        guard direction != call.direction || dialled != call.dialled else { return }
        call.direction = direction
        call.dialled = dialled
        emit(.described(direction: direction, dialled: dialled, caller: nil, callerPhone: nil), call)
    }

    func dialProgressed() {
        guard let called = channel(.destination) else { return }
        if fields.isText(.dialStatus, "RINGING") { rang(called) }
    }

    func dialEnded() {
        noteFaxDialled()
        if let dialling = channels[fields[.uniqueid] ?? ""] { noteStep(of: dialling) }
        guard let called = channel(.destination), let status = fields[.dialStatus] else {
            return
        }
        called.twin?.outerDialStatus = called.twin?.outerDialStatus ?? status
        guard called.role == .leg, status != "ANSWER", !called.hasJoined, !called.isReleased else { return }
        announce(called)
        release(called, result(ofDial: status, called))
    }

    private func result(ofDial status: String, _ called: Channel) -> LegResult {
        let refusal: LegResult = called.hasRung && !isBusy(called) ? .rejected : .busy
        switch status {
        case "BUSY": return refusal
        case "NOANSWER":
            guard let cause = called.refusal else { return .noAnswer }
            return Self.saysUnreachable(cause) ? .failed : refusal
        case "CONGESTION", "CHANUNAVAIL": return called.refusal != nil && called.hasRung ? refusal : .failed
        default: return called.dialler?.outerDialStatus == "NOANSWER" && called.refusal == nil ? .noAnswer : .cancelled
        }
    }

    func originateAnswered() {
        if faxOriginated() { return }
        let call = originatedCall()
        if fields.isText(.application, "ChanSpy") { return spyOriginated(call) }
        guard let call, call.isOriginated else { return }
        if let actionID = fields.known(.actionID) { emit(.originated(actionID: actionID), call) }
        if let dialled = fields[.exten].flatMap(Self.dialledNumber) {
            call.dialled = dialled
            let direction: CallDirection = Self.looksOutside(dialled) ? .outbound : (call.direction ?? .outbound)
            call.direction = direction
            emit(.described(direction: direction, dialled: dialled, caller: nil, callerPhone: nil), call)
        }
    }

    /// A failed Originate has no Uniqueid: it is the oldest one to that device that nobody has picked up.
    private func originatedCall() -> CallNode? {
        if let uniqueID = fields.known(.uniqueid) { return channels[uniqueID]?.call }
        guard let device = fields[.channel] else { return nil }
        return channels.values
            .filter { $0.role == .originator && $0.call.isOriginated && !$0.isUp && $0.name.device == device }
            .map(\.call).min { $0.isOlder(than: $1) }
    }

    func faxed() {
        if let channel = channels[fields[.uniqueid] ?? ""] { noteFax(fields[.exten] ?? channel.exten, on: channel) }
    }

    func withdraw(_ call: CallNode) {
        emit(.withdrawn, call)
        call.isIgnored = true
    }
}
