import Asterisk
import ContactCenter

/// A caller from outside of whom the dialplan has just taken its first step.
package struct ArrivingCall: Hashable, Sendable {
    /// As it is named at that moment.
    package var channel: String
    package var linkedID: LinkedID
    /// As it was delivered, before the dialplan changed anything.
    package var callerNumber: String
    /// Where the PBX's own route begins.
    package var context: String
    package var exten: String

    /// The same as the dialplan goes there; `nil` where it would not be read as one place, for the caller's network chose a part of it.
    package var way: String? {
        let isPlain = (context + exten).unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || "+*#-_.".unicodeScalars.contains(scalar)
        }
        return isPlain ? "\(context),\(exten),1" : nil
    }

    package init(channel: String, linkedID: LinkedID, callerNumber: String, context: String, exten: String) {
        self.channel = channel
        self.linkedID = linkedID
        self.callerNumber = callerNumber
        self.context = context
        self.exten = exten
    }
}

/// Callers who arrive in certain contexts, on their way from the reader to who sends them on.
package struct ArrivalFeed: Sendable {
    let contexts: [GlobPattern]
    let calls: AsyncStream<ArrivingCall>
    private let continuation: AsyncStream<ArrivingCall>.Continuation

    /// - Parameter contexts: in which callers arrive, `routing.redirect-contexts`.
    package init(contexts: [GlobPattern]) {
        self.contexts = contexts
        // The reader never waits; who is too far behind to be of use goes the PBX's own way.
        (calls, continuation) = AsyncStream.makeStream(of: ArrivingCall.self, bufferingPolicy: .bufferingNewest(1_000))
    }

    func tell(_ call: ArrivingCall) { continuation.yield(call) }
}

/// Notices callers who arrive: a channel that was born in one of the contexts, at its first step in the dialplan (`Newexten`).
///
/// Not at its birth (`Newchannel`): until the dialplan runs, Asterisk would not redirect the channel but make another in its place.
/// Who is found on the way, after a connection was lost, does not arrive.
struct ArrivalWatch {
    private static let names = AMINameTable(["Newchannel", "Newexten", "Hangup"])
    /// No PBX has as many callers between birth and first step.
    private static let most = 10_000

    private let contexts: [GlobPattern]
    private var born: [String: ArrivingCall] = [:]

    init(contexts: [GlobPattern]) { self.contexts = contexts }

    mutating func connectionWasLost() { born = [:] }

    /// - Returns: who has arrived with this message.
    mutating func see(_ message: AMIMessage) -> ArrivingCall? {
        switch message.withEventName({ Self.names.place(of: $0) }) ?? nil {
        case 0?:
            note(message)
            return nil
        case 1?: return message["Uniqueid"].flatMap { born.removeValue(forKey: $0) }
        case 2?:
            if !born.isEmpty, let unique = message["Uniqueid"] { born[unique] = nil }
            return nil
        default: return nil
        }
    }

    private mutating func note(_ message: AMIMessage) {
        guard message["ChannelStateDesc"] == "Ring", let unique = message["Uniqueid"], unique == message["Linkedid"],
            let channel = message["Channel"], ChannelName(channel).kind == .device,
            let context = message["Context"], contexts.match(context), let exten = message["Exten"], !exten.isEmpty,
            let number = message["CallerIDNum"], !number.isEmpty, number != "<unknown>", born.count < Self.most
        else { return }
        born[unique] = ArrivingCall(
            channel: channel,
            linkedID: LinkedID(unique),
            callerNumber: number,
            context: context,
            exten: exten
        )
    }
}
