import ContactCenter
import Foundation

/// Channels that run `SendFAX` (recording 15).
///
/// Neither `SendFAX` nor `FAXStatus` says how it ended: variables of the channel do. They say FAILED before a transmission has even
/// begun, and again at the end of one that succeeded, before they say so: what they hold when the application is done is true.
extension ChannelGraph {
    /// What a channel that sends a fax has been told of it.
    final class Faxing {
        let key: FaxKey
        var status = ""
        var error = ""
        var words = ""
        var pages = 0
        /// Its end has been told.
        var isOver = false

        init(key: FaxKey) { self.key = key }

        var end: FaxEnd {
            if status == "SUCCESS" { return .sent(pages: pages) }
            // A PBX that does not tell its variables says nothing at all.
            guard !status.isEmpty else { return .unknown }
            let words = self.words.isEmpty ? error : self.words
            return .failed(
                Self.failure("\(error) \(words)"),
                pages: pages,
                words: words.isEmpty ? nil : Self.shortened(words)
            )
        }

        private static func shortened(_ words: String) -> String {
            String(String.UnicodeScalarView(words.unicodeScalars.prefix(FaxEnd.longestWords)))
        }

        /// By the sentences of SpanDSP, which Asterisk hands on as they are.
        private static func failure(_ words: String) -> FaxFailure {
            if words.contains("Timed out waiting for initial") || words.contains("Timed out waiting for the first") {
                return .noFax
            }
            let breaks = ["call dropped", "HANGUP", "hungup", "Disconnected", "No response after sending", "went away"]
            return breaks.contains { words.contains($0) } ? .dropped : .refused
        }
    }

    /// How the Uniqueids begin that `PBXFaxing` gives its channels: so they are never taken for calls, not even while they ring. Behind it
    /// stands the key.
    static let faxPrefix = CDRRow.faxOrder

    /// No call, whatever its channels do: PBXs that took the id say so themselves.
    static func isFax(_ linkedID: LinkedID) -> Bool { linkedID.rawValue.hasPrefix(faxPrefix) }

    /// The key in an id that `PBXFaxing` has given.
    private static func faxKey(_ id: String) -> FaxKey? {
        guard id.hasPrefix(faxPrefix) else { return nil }
        let key = FaxKey(String(id.dropFirst(faxPrefix.utf8.count)))
        return key.isWellFormed ? key : nil
    }

    /// A channel that was made for a fax is there.
    func faxAppeared(_ channel: Channel) {
        if let key = Self.faxKey(channel.uniqueID) { tell(.dialling, key, channel) }
    }

    /// The dialplan sends the fax from the extension that has its key for a name.
    func faxBegan(on channel: Channel) {
        guard channel.faxing?.isOver ?? true, let exten = fields[.exten] else { return }
        beginFax(exten, on: channel)
    }

    /// A channel that a resync lists as sending.
    func foundFaxing(_ channel: Channel, exten: String) {
        guard channel.faxing == nil else { return }
        noteFax(exten, on: channel)
        beginFax(exten, on: channel)
    }

    /// A channel that faxes is no call, unless somebody has spoken there before, or had it sent there from a call: of that not more than
    /// its end may have been seen.
    func noteFax(_ exten: String, on channel: Channel) {
        guard !channel.call.hasAnswer, !FaxKey(exten).isWellFormed || Self.isFax(channel.call.linkedID) else { return }
        withdraw(channel.call)
    }

    private func beginFax(_ exten: String, on channel: Channel) {
        let faxing = Faxing(key: FaxKey(exten))
        channel.faxing = faxing
        tell(.sending, faxing.key, channel)
    }

    func faxVariableSet(_ name: String, to value: String, on channel: Channel) {
        guard let faxing = channel.faxing, !faxing.isOver else { return }
        switch name {
        case "FAXSTATUS": faxing.status = value
        case "FAXERROR": faxing.error = value
        case "FAXSTATUSSTRING": faxing.words = value
        case "FAXPAGES": faxing.pages = max(0, Int(value) ?? 0)
        default: break
        }
    }

    /// `SendFAX` has done what it could; the channel may go on in the dialplan.
    func faxWasSent() {
        if let channel = channels[fields[.uniqueid] ?? ""] { endFax(of: channel, isKnown: true) }
    }

    /// The channel is gone.
    func faxLeft(_ channel: Channel, isKnown: Bool) {
        if channel.faxing != nil { return endFax(of: channel, isKnown: isKnown) }
        guard let key = Self.faxKey(channel.uniqueID) else { return }
        if !isKnown {
            tell(.over(.unknown), key, channel)
        } else if channel.isUp {
            // Somebody answered, and the dialplan has no fax there. Who did not answer is told by the answer to the Originate.
            tell(.over(.failed(.notConfirmed, pages: 0, words: nil)), key, channel)
        }
    }

    private func endFax(of channel: Channel, isKnown: Bool) {
        guard let faxing = channel.faxing, !faxing.isOver else { return }
        faxing.isOver = true
        tell(.over(isKnown || faxing.status == "SUCCESS" ? faxing.end : .unknown), faxing.key, channel)
    }

    /// The number that the fax goes to has answered, or has not.
    ///
    /// - Returns: false where the Originate was none for a fax.
    func faxOriginated() -> Bool {
        guard let key = fields.known(.actionID).flatMap(Self.faxKey) else { return false }
        let dialled = refusedFaxes.removeValue(forKey: key)
        if !fields.isText(.response, "Success") {
            let failure = Self.faxFailure(fields[.reason], dialled: dialled)
            let end = FaxEnd.failed(failure, pages: 0, words: nil)
            emit(.fax(FaxTransmission(key: key, call: nil, stage: .over(end), since: now)))
        }
        return true
    }

    /// The Originate's own dialling has ended. Through a Local channel its answer says 0 of whatever refused, where this says `BUSY`.
    func noteFaxDialled() {
        guard let key = fields.known(.destUniqueid).flatMap(Self.faxKey), let status = fields[.dialStatus],
            status != "ANSWER"
        else { return }
        refusedFaxes[key] = status
    }

    /// - Parameters:
    ///   - reason: of `OriginateResponse`: what the dialling ended with.
    ///   - dialled: of its `DialEnd`.
    private static func faxFailure(_ reason: String?, dialled: String?) -> FaxFailure {
        switch (reason, dialled) {
        case ("5", _), ("0", "BUSY"): .busy
        case ("1", _), ("3", _), ("0", "NOANSWER"): .notAnswered
        default: .notReached
        }
    }

    private func tell(_ stage: FaxTransmission.Stage, _ key: FaxKey, _ channel: Channel) {
        emit(.fax(FaxTransmission(key: key, call: channel.call.linkedID, stage: stage, since: now)))
    }
}
