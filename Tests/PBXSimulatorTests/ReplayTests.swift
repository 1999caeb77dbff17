import Asterisk
import Foundation
import NIOCore
import Testing

@testable import PBXSimulator

@Suite struct ReplayTests {
    @Test(
        "a replayed recording says the same with ids of its own",
        arguments: ["01-inbound-direct", "07b-attended-ami-atxfer"]
    )
    func freshIDs(name: String) throws {
        let path = Recordings.folder.appending(path: name + ".txt").path()
        let recording = try Recording(path: path)
        let identities = IdentitySource(random: SeededRandom(seed: 1))
        let original = try Recordings.messages(name + ".txt").filter {
            $0.event != nil && $0["Privilege"] != nil && !["FullyBooted", "SuccessfulAuth"].contains($0.event)
        }
        let copies = try (1...2).map { repetition in
            var buffer = ByteBuffer()
            recording.render(shiftedBy: Int64(repetition * 3_600), identities, into: &buffer)
            return try buffer.decoded()
        }
        for copy in copies { #expect(copy.map(\.shape) == original.map(\.shape)) }
        let ids = { (messages: [AMIMessage]) in Set(messages.compactMap { $0["Uniqueid"] ?? $0["UniqueID"] }) }
        #expect(ids(copies[0]).count == ids(original).count)
        #expect(ids(copies[0]).isDisjoint(with: ids(original)))
        #expect(ids(copies[0]).isDisjoint(with: ids(copies[1])))
        #expect(pattern(copies[0]) == pattern(original))
    }

    /// Which messages speak of the same channel, whatever it is called.
    private func pattern(_ messages: [AMIMessage]) -> [Int] {
        var numbers: [String: Int] = [:]
        return messages.map { message in
            let id = message["Uniqueid"] ?? message["UniqueID"] ?? ""
            if numbers[id] == nil { numbers[id] = numbers.count }
            return numbers[id] ?? 0
        }
    }

    @Test("ids, names of channels, files and times move together")
    func renaming() throws {
        let message = AMIMessage([
            ("Event", "Cdr"), ("Privilege", "cdr,all"), ("Channel", "PJSIP/trunk-0000001e"),
            ("DestinationChannel", "Local/0201@from-internal-00000002;1"), ("StartTime", "2026-11-22 16:25:54"),
            ("LastData", "1795364754.0.wav,b"), ("UniqueID", "1795364754.0"), ("Sequence", "41"),
            ("Bridge", "7e366a33-4f00-4696-aede-3b367b9aa43a"),
        ])
        let recorded = try #require(RecordedMessage(message, at: 0))
        var renaming = Renaming(
            shift: 3_600,
            identities: IdentitySource(random: SeededRandom(seed: 1)),
            timeZone: try #require(TimeZone(secondsFromGMT: 0))
        )
        var buffer = ByteBuffer()
        renaming.write(recorded, to: &buffer)
        let renamed = try #require(try buffer.decoded().first)
        #expect(renamed["Channel"] == "PJSIP/trunk-00000000")
        #expect(renamed["DestinationChannel"] == "Local/0201@from-internal-00000000;1")
        #expect(renamed["StartTime"] == "2026-11-22 17:25:54")
        #expect(renamed["UniqueID"] == "1795368354.0")
        #expect(renamed["LastData"] == "1795368354.0.wav,b")
        #expect(renamed["Sequence"] == "0")
        #expect(renamed["Bridge"]?.count == 36 && renamed["Bridge"] != message["Bridge"])
    }

    @Test("replays one beside the other leave the CDRs and the truths of the recordings, each with its own ids")
    func beside() throws {
        let pbx = SimulatedPBX(seed: 1, start: PBXInstant(microseconds: 1_800_000_000_000_000))
        var cdrs: [SimulatedCDR] = []
        var truths: [CallTruth] = []
        pbx.onCDR = { cdrs.append($0) }
        pbx.onEnd = { truths.append($0) }
        let path = Recordings.folder.appending(path: "02-queue-ringall-answered.txt").path()
        let recording = try Recording(path: path)
        let replays = (0..<3).map { _ in RecordingReplay(recording, start: pbx.now, repeats: false, pbx: pbx) }
        while let due = replays.compactMap(\.nextDue).min() { for replay in replays { replay.run(until: due) } }
        #expect(cdrs.count == 9)
        #expect(Set(cdrs.map(\.linkedID)) == Set(truths.map(\.linkedid)))
        #expect(truths.count == 3)
        #expect(Set(truths.map(\.linkedid)).count == 3)
        #expect(truths.allSatisfy { $0.wait_s == 4.005 && $0.recording == $0.linkedid + ".wav" })
        #expect(pbx.liveChannelCount == 0)
    }
}
