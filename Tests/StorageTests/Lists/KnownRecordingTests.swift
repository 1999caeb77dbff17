import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("What calls of a period know of recordings")
struct KnownRecordingTests {
    private let period = Period(from: .sample(-3_600), until: .sample(86_400))

    @Test(
        "S4.6 the names of their files, their ids and those of their CDR rows; of other days nothing",
        arguments: TestEngine.allCases
    )
    func known(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var call = try #require(Call.sampleSteps(1).last)
            call.recordings[0].path = "/var/spool/asterisk/monitor/вход.wav"
            let row = CDRRow.sample(2)
            _ = try await store.callJournal.commit(.of(call, cdrs: [.init(row: row, call: call.id)]))
            let known = try await store.callLog.knownRecordings(in: period)
            for place in ["2026/11/22/вход.mp3", "q-1795364806.1.wav", "1795364806.2.wav"] {
                #expect(known.know(place), "\(place)")
            }
            #expect(!known.know("1795364806.3.wav"))
            let later = try await store.callLog.knownRecordings(
                in: Period(from: .sample(86_400), until: .sample(2 * 86_400))
            )
            #expect(!later.know("вход.wav") && !later.know("1795364806.1.wav"))
        }
    }

    @Test("S4.6 a call that goes on is known on every day", arguments: TestEngine.allCases)
    func open(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let call = Call.sample(1)
            _ = try await store.callJournal.commit(.of(call))
            let known = try await store.callLog.knownRecordings(
                in: Period(from: .sample(86_400), until: .sample(2 * 86_400))
            )
            #expect(known.know("1795364806.1.wav"))
        }
    }
}
