import ContactCenter
import Foundation
import Logging
import Storage
import Telephony
import TestSupport
import Testing

@testable import PBXSimulator

/// More calls than a call-centre has in a day, pressed into an hour, as one PBX sends them: queues, voice menu, desks, calls to the
/// outside and among colleagues, many at a time.
@Suite("A call-centre's day", .timeLimit(.minutes(5))) struct ThousandCallsTests {
    private static let start = Date(timeIntervalSince1970: 1_795_000_000)
    private static let kinds: [any CallPattern] = [
        DirectCall(), QueueCall(), AbandonedInQueue(), AbandonedInIVR(), AbandonedWhileRinging(), OutboundCall(),
        InternalCall(),
    ]

    @Test(
        "S4.21 each of more than a thousand calls a day stands in the list once, as what it was",
        arguments: TestEngine.allCases
    )
    func day(engine: TestEngine) async throws {
        let recording = GeneratedRecording(calls: 1_050, of: Self.kinds, seed: 21, site: .standard(desks: 60))
        #expect(recording.truths.count >= 1_050)
        let transcript = try Transcript(bytes: Array(recording.transcript), times: recording.times)
        try await engine.withDatabase { store in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let switchboard = Switchboard(pbx: PBXName("office"), journal: store.callJournal, logger: logger) {
                _,
                _,
                _,
                _ in []
            }
            async let commits: Void = switchboard.run()
            let graph = ChannelGraph()
            var events: [PBXEvent] = []
            for entry in transcript.entries {
                let at = Self.start.addingTimeInterval(entry.at.timeIntervalSince1970)
                graph.apply(entry.message, receivedAt: at, into: &events)
                // In the batches in which a socket brings them.
                guard events.count >= 50 else { continue }
                await switchboard.apply(events)
                events = []
            }
            await switchboard.apply(events)
            await switchboard.stop()
            await commits
            try await compare(store, recording.truths)
        }
    }

    private func compare(_ store: DataStore, _ truths: [CallTruth]) async throws {
        let results: [(CallFilter.Kind, String)] = [
            (.answered, "answered"), (.missed, "missed"), (.unanswered, "unanswered"), (.busy, "busy"),
            (.failed, "failed"),
        ]
        for direction in CallDirection.allCases {
            let own = truths.filter { $0.direction == direction.rawValue }
            #expect(!own.isEmpty)
            #expect(try await count(store, direction) == own.count, "\(direction)")
            for (kind, result) in results where CallFilter.kinds(of: direction).contains(kind) {
                let expected = own.count { $0.result == result }
                #expect(try await count(store, direction, kind) == expected, "\(direction) \(result)")
            }
        }
    }

    private func count(
        _ store: DataStore,
        _ direction: CallDirection,
        _ kind: CallFilter.Kind? = nil
    ) async throws -> Int {
        var filter = CallFilter(direction: direction)
        filter.kind = kind
        let day = Period(from: Self.start.addingTimeInterval(-3_600), until: Self.start.addingTimeInterval(86_400))
        return try await store.callLog.answer(to: CallQuestion(filter: filter, days: [day])).counts.reduce(0, +)
    }
}
