import ContactCenter
import Foundation
import Telephony
import Testing

@testable import PBXSimulator

/// What the simulator says happened is what the tracker derives from its events.
@Suite struct TrackerJudgementTests {
    @Test(
        "the tracker finds out what really happened in calls of every kind",
        arguments: CallPatterns.all.map(\.name)
    )
    func everyKind(pattern: String) throws {
        let recording = GeneratedRecording(calls: 12, of: [try #require(CallPatterns.named(pattern))], seed: 21)
        try judge(recording)
    }

    @Test("the tracker finds out what really happened when calls of all kinds overlap")
    func mixed() throws {
        let patterns = CallPatterns.all.filter { $0.weight > 0 }
        try judge(GeneratedRecording(calls: 120, of: patterns, seed: 4))
    }

    private func judge(_ recording: GeneratedRecording) throws {
        let transcript = try Transcript(bytes: Array(recording.transcript), times: recording.times)
        var replay = Replay()
        replay.play(transcript.entries)
        let derived = Dictionary(
            replay.orderedCalls.map { ($0.id.linkedID.rawValue, $0) },
            uniquingKeysWith: { $1 }
        )
        #expect(Set(derived.keys) == Set(recording.truths.map(\.linkedid)))
        for truth in recording.truths {
            guard let call = derived[truth.linkedid] else { continue }
            let told = try TruthComparison(call)
            let differences = told.differences(from: truth)
            #expect(
                differences.isEmpty,
                "\(truth.pattern ?? "") \(truth.linkedid): \(differences.joined(separator: "; "))"
            )
        }
    }
}
