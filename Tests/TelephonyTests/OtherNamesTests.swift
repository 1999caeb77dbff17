import Asterisk
import ContactCenter
import Foundation
import Telephony
import Testing

/// Every recording once more, as a PBX would have sent it that names everything otherwise: another channel driver, trunks, phones and
/// contexts whose names say nothing to anybody.
@Suite("Any configuration of Asterisk is understood by settings alone") struct OtherNamesTests {
    /// What the recorded PBX calls its things, and what the other one does.
    private static let names = [
        ("from-trunk", "ot-gorod"), ("from-internal", "kabinety"), ("from-queue", "stol-ocheredi"),
        ("PJSIP/trunk", "SIP/megaline"),
    ]
    private static let phones = ["0111", "0113", "0125", "0201", "0202"]

    /// Renames in all headers alike, as a PBX that is set up so would have sent them.
    private static func renamed(_ message: AMIMessage) -> AMIMessage {
        let headers = message.headers.map { name, value in
            var text = value
            for (old, new) in names { text = text.replacing(old, with: new) }
            for phone in phones { text = text.replacing("PJSIP/\(phone)", with: "SIP/kabinet-\(phone)-apparat") }
            return (name: name, value: text)
        }
        return AMIMessage(headers)
    }

    /// What the PBX tells after every log-in: which phone has which extension.
    private static let hints = phones.map { phone in
        let hint = AMIMessage([
            ("Event", "ExtensionStatus"), ("ActionID", "hints"), ("Exten", phone), ("Context", "kabinety"),
            ("Hint", "SIP/kabinet-\(phone)-apparat"), ("Status", "0"), ("StatusText", "Idle"),
        ])
        return Transcript.Entry(message: hint, at: Date(timeIntervalSince1970: 0))
    }

    private static var settings: DialplanPatterns {
        var patterns = DialplanPatterns()
        patterns.trunks = ["megaline*"]
        patterns.phones = ["kabinet-*"]
        patterns.inboundContexts = ["ot-*"]
        patterns.internalContexts = ["kabinety*", "stol-*"]
        return patterns
    }

    private func play(_ scenario: Scenario, _ patterns: DialplanPatterns, isRenamed: Bool) throws -> Replay {
        var replay = Replay(patterns: patterns)
        for transcript in try scenario.transcripts {
            guard isRenamed else {
                replay.play(transcript.entries)
                continue
            }
            let entries = transcript.entries.filter { $0.message.banner == nil }
            replay.play(
                Self.hints + entries.map { Transcript.Entry(message: Self.renamed($0.message), at: $0.at) }
            )
        }
        return replay
    }

    @Test(
        "S4.26 a PBX that names everything otherwise gives the same calls, by settings alone",
        arguments: Scenario.all
    )
    func sameCalls(_ scenario: Scenario) throws {
        let calls = try play(scenario, Self.settings, isRenamed: true).orderedCalls
        let expected = try play(scenario, DialplanPatterns(), isRenamed: false).orderedCalls
        #expect(calls.map(\.id) == expected.map(\.id))
        for (call, other) in zip(calls, expected) {
            #expect(call.direction == other.direction)
            #expect(call.result == other.result && call.cause == other.cause)
            #expect(call.caller.number == other.caller.number && call.dialled == other.dialled)
            #expect(call.queue == other.queue)
            #expect(call.answeredBy == other.answeredBy)
            #expect(call.legs.map(\.party) == other.legs.map(\.party))
            #expect(call.legs.map(\.answeredAt) == other.legs.map(\.answeredAt))
            #expect(call.transfers.map(\.to) == other.transfers.map(\.to))
        }
    }

    @Test(
        "S4.26 it is the settings that tell: a caller with a short number, on a trunk of no known name, is one from outside"
    )
    func withoutSettings() throws {
        let scenario = try Scenario.named("16")
        func shortNumber(_ patterns: DialplanPatterns) throws -> Call {
            let calls = try play(scenario, patterns, isRenamed: true).orderedCalls
            return try #require(calls.first { $0.caller.number == "104" || $0.callerPhone == Extension("104") })
        }
        let understood = try shortNumber(Self.settings)
        #expect(understood.direction == .inbound && understood.callerPhone == nil)
        #expect(try shortNumber(DialplanPatterns()).direction != .inbound)
    }
}
