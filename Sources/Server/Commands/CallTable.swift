import ContactCenter
import Foundation

/// Calls as a table for a terminal: one line each, and below it one for each leg, transfer and steering.
struct CallTable {
    private let calls: [Call]

    init(_ calls: [Call]) {
        self.calls = calls
    }

    var text: String {
        calls.flatMap(lines).joined(separator: "\n")
    }

    private func lines(of call: Call) -> [String] {
        let end = call.endedAt ?? call.startedAt
        let caller = call.callerPhone?.rawValue ?? call.caller.number ?? "(no number)"
        var head = [
            Self.seconds(call.startedAt), call.direction.rawValue,
            "\(Self.plain(caller)) → \(Self.plain(call.dialled ?? "?"))",
        ]
        if let queue = call.queue { head.append("queue \(Self.plain(queue.rawValue))") }
        head.append(Self.outcome(of: call))
        if let wait = call.waitTime(asOf: end) { head.append("waited \(Self.seconds(wait))") }
        if call.answeredAt != nil { head.append("connected \(Self.seconds(call.connectedTime(asOf: end)))") }
        if let recording = call.recording { head.append("recorded \(Self.plain(recording.fileName))") }
        head.append(call.id.linkedID.rawValue)
        return [head.joined(separator: "  ")] + call.legs.map(Self.line) + call.transfers.map(Self.line)
            + call.steerings.map {
                "    steered from \(Self.plain($0.from)) to \(Self.plain($0.to.number)) at \(Self.seconds($0.at))"
            }
    }

    private static func outcome(of call: Call) -> String {
        guard let result = call.result else { return "in progress" }
        let person = call.answeredBy.map { " by \(plain($0.number))" } ?? ""
        let cause = call.cause.map { " (\($0.rawValue))" } ?? ""
        return result.rawValue + person + cause + (call.isEndKnown ? "" : ", end not known")
    }

    private static func line(of leg: CallLeg) -> String {
        var words = ["    \(plain(leg.party.number))"]
        if let rang = leg.rangAt { words.append("rang \(seconds(rang))") }
        if let answered = leg.answeredAt { words.append("answered \(seconds(answered))") }
        if let left = leg.leftAt { words.append("left \(seconds(left))") }
        if leg.talkTime > .zero { words.append("talked \(seconds(leg.talkTime))") }
        if leg.holdTime > .zero { words.append("held \(seconds(leg.holdTime))") }
        if leg.consultTime > .zero { words.append("consulted \(seconds(leg.consultTime))") }
        words.append(leg.result?.rawValue ?? leg.state.rawValue)
        return words.joined(separator: "  ")
    }

    private static func line(of transfer: Transfer) -> String {
        let done = transfer.completedAt.map { "answered at \(seconds($0))" } ?? "not answered"
        let from = transfer.from.map { " from \(plain($0.number))" } ?? ""
        let returned = transfer.isReturned ? " (came back)" : ""
        return
            "    \(transfer.kind.rawValue) transfer\(from) to \(plain(transfer.to.number)) at \(seconds(transfer.at)), "
            + done + returned
    }

    private static func seconds(_ date: Date) -> String { String(format: "%.3f", date.timeIntervalSince1970) }

    private static func seconds(_ length: Duration) -> String { String(format: "%.3f s", length.inSeconds) }

    /// What a caller chose may hold control characters, which a terminal would obey.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "�" : $0 })
        )
    }
}
