import ContactCenter
import Foundation

/// Channels that run `ChanSpy`: a phone that hears another one (recording 11).
extension ChannelGraph {
    /// What a channel that listens in was told, and what it hears.
    final class Spying {
        /// The ActionID of the Originate that began it, once that was answered.
        var attempt: String?
        /// `nil` where its options are not known.
        var mode: ListeningMode?
        /// The keys 4, 5 and 6 of its phone switch the mode (option `d`).
        var obeysKeys = false
        var followsNext = false
        var heard: Extension?
        var call: LinkedID?
        var since: Date
        /// It has heard somebody, so it is known to the floor.
        var hasBegun = false

        init(since: Date) { self.since = since }

        /// - Parameter data: the application's arguments, `PJSIP/0111-00000048,qd`: whose channels begin like this, and options.
        func take(data: String) {
            let parts = data.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
            // Options have arguments in parentheses.
            var depth = 0
            let options = Set(
                (parts.count > 1 ? parts[1] : "").filter { character in
                    if character == "(" { depth += 1 }
                    defer { if character == ")" { depth -= 1 } }
                    return depth == 0
                }
            )
            obeysKeys = options.contains("d")
            mode = options.contains("B") ? .join : options.contains("w") ? .whisper : .listen
            followsNext = !options.contains("E") && !options.contains("S")
        }
    }

    /// How the Uniqueids begin that `PBXListening` gives its channels: so they are never taken for calls, not even while they ring. Of
    /// an Asterisk that gives its own, the answer to the Originate tells it.
    static let listeningPrefix = CDRRow.listeningOrder

    static func isListening(_ linkedID: LinkedID) -> Bool { linkedID.rawValue.hasPrefix(listeningPrefix) }

    func spyStarted() {
        guard let spy = channels[fields[.spyerUniqueid] ?? ""] else { return }
        withdraw(spy.call)
        let spying = spying(of: spy)
        let heard = channels[fields[.spyeeUniqueid] ?? ""]
        spying.heard = heard?.phone ?? spying.heard
        spying.call = heard?.call.linkedID ?? fields.known(.spyeeLinkedid).map { LinkedID($0) }
        spying.since = now
        spying.hasBegun = true
        tell(of: spy)
    }

    func spyStopped() {
        guard let spy = channels[fields[.spyerUniqueid] ?? ""], let spying = spy.spying, spying.call != nil else {
            return
        }
        spying.call = nil
        spying.since = now
        tell(of: spy)
    }

    /// The phone that is to listen has answered, or has not.
    ///
    /// - Parameter call: what its channel was taken for so far; `nil` where there never was one.
    func spyOriginated(_ call: CallNode?) {
        if let call { withdraw(call) }
        let attempt = fields.known(.actionID)
        guard fields.isText(.response, "Success"), let uniqueID = fields.known(.uniqueid), let spy = channels[uniqueID]
        else {
            let phone = call?.originator?.phone ?? fields[.channel].flatMap(Self.phone(ofDevice:))
            if let attempt, let phone {
                let isBusy = busyListeners.remove(attempt) != nil
                let reason = isBusy ? .busy : Self.reason(fields[.reason])
                emit(.listening(.failed(FailedListening(attempt: attempt, phone: phone, reason: reason))))
            }
            return
        }
        let spying = spying(of: spy)
        spying.attempt = attempt
        spying.take(data: fields[.data] ?? "")
        // Whether the answer or the hearing is told first is not certain.
        if spying.hasBegun { tell(of: spy) }
    }

    /// - Returns: false where the key means nothing to listening in.
    func switchMode(of channel: Channel) -> Bool {
        guard let spying = channel.spying else { return false }
        // Between two calls the PBX takes no notice of keys.
        guard spying.obeysKeys, spying.call != nil else { return true }
        switch fields[.digit] {
        case "4": spying.mode = .listen
        case "5": spying.mode = .whisper
        case "6": spying.mode = .join
        default: return true
        }
        tell(of: channel)
        return true
    }

    /// The channel is gone.
    func spyLeft(_ channel: Channel) {
        guard let spying = channel.spying else { return }
        channel.spying = nil
        if spying.hasBegun {
            emit(.listening(.over(listening(spying, on: channel))))
        } else if let attempt = spying.attempt, let phone = channel.phone {
            emit(.listening(.failed(FailedListening(attempt: attempt, phone: phone, reason: .nothingToHear))))
        }
    }

    /// A channel that a resync lists as listening in.
    ///
    /// - Parameter heard: the channel that its arguments name; `nil` where that is not there.
    func foundSpying(_ channel: Channel, data: String, heard: Channel?) {
        guard channel.spying == nil else { return }
        withdraw(channel.call)
        let spying = spying(of: channel)
        spying.take(data: data)
        // Keys may have been pressed meanwhile.
        if spying.obeysKeys { spying.mode = nil }
        spying.heard = heard?.phone
        spying.call = heard?.call.linkedID
        spying.hasBegun = true
        tell(of: channel)
    }

    private func spying(of channel: Channel) -> Spying {
        if let known = channel.spying { return known }
        let spying = Spying(since: now)
        channel.spying = spying
        return spying
    }

    private func tell(of channel: Channel) {
        guard let spying = channel.spying else { return }
        emit(.listening(.changed(listening(spying, on: channel))))
    }

    private func listening(_ spying: Spying, on channel: Channel) -> Listening {
        Listening(
            id: ListeningID(channel.uniqueID),
            by: channel.phone,
            to: spying.heard,
            call: spying.call,
            mode: spying.mode,
            followsNext: spying.followsNext,
            since: spying.since,
            attempt: spying.attempt
        )
    }

    private static func phone(ofDevice device: String) -> Extension? {
        Endpoints.leadingExtension(of: ChannelName(device).endpoint).map { Extension($0) }
    }

    /// Of `OriginateResponse`: what the dialling of the phone ended with.
    private static func reason(_ reason: String?) -> FailedListening.Reason {
        switch reason {
        case "5": .busy
        case "1", "3": .notAnswered
        default: .unreachable
        }
    }
}
