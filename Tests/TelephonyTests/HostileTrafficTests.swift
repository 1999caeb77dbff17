import Asterisk
import ContactCenter
import Foundation
import Telephony
import TestSupport
import Testing

@Suite("Anything at all may come from the PBX")
struct HostileTrafficTests {
    @Test(
        "messages lost, doubled, out of order and garbled crash nothing, and at the end no call stays open",
        arguments: 1...40
    )
    func garbled(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let scenario = Scenario.all[Int(seed) % Scenario.all.count]
        var entries = try scenario.transcripts.flatMap(\.entries)
        for _ in 0..<entries.count / 5 {
            let index = Int.random(in: 0..<entries.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: entries.remove(at: index)
            case 1: entries.insert(entries[index], at: index)
            case 2: entries.swapAt(index, Int.random(in: 0..<entries.count, using: &random))
            default: entries[index] = garbled(entries[index], using: &random)
            }
        }
        var replay = Replay()
        replay.play(entries)
        replay.play(Self.emptyList(at: entries.map(\.at).max() ?? Date(timeIntervalSince1970: 0)))
        let open = replay.orderedCalls.filter { !$0.isEnded }
        #expect(open.isEmpty)
    }

    @Test(
        "markup and commands in a caller's name are text",
        arguments: ["<script>alert(1)</script>", "\"; DROP TABLE calls; --"]
    )
    func hostileNames(name: String) throws {
        let message = AMIMessage([
            ("Event", "Newchannel"), ("Channel", "PJSIP/trunk-00000001"), ("ChannelStateDesc", "Ring"),
            ("CallerIDNum", "1"), ("CallerIDName", name), ("Context", "from-trunk"), ("Exten", "7559996"),
            ("Uniqueid", "1795364806.1"), ("Linkedid", "1795364806.1"),
        ])
        var replay = Replay()
        replay.play(Transcript.Entry(message: message, at: Date(timeIntervalSince1970: 0)))
        #expect(replay.orderedCalls.map(\.caller.name) == [name])
    }

    private func garbled(_ entry: Transcript.Entry, using random: inout SeededRandom) -> Transcript.Entry {
        var bytes = Array(entry.message.bytes)
        for _ in 0..<8 where !bytes.isEmpty {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 32...255, using: &random)
        }
        return Transcript.Entry(message: AMIMessage(bytes: bytes), at: entry.at)
    }

    /// A PBX that has no channel any more.
    private static func emptyList(at instant: Date) -> [Transcript.Entry] {
        let answer = AMIMessage([
            ("Response", "Success"), ("ActionID", "x"), ("EventList", "start"), ("Message", "Channels will follow"),
        ])
        let end = AMIMessage([("Event", "CoreShowChannelsComplete"), ("ActionID", "x"), ("ListItems", "0")])
        return [answer, end].map { Transcript.Entry(message: $0, at: instant.addingTimeInterval(1)) }
    }
}
