import ContactCenter
import TestSupport
import Testing

@testable import Storage

@Suite("What a caller sends is text")
struct HostileTextTests {
    static let texts = [
        #""; DROP TABLE calls; --"#,
        "'); DROP TABLE calls; --",
        "<script>alert(1)</script>",
        "$1 ?1 {bigint} {strict} %s \\0 \\'",
        "NULL",
        "",
        "\u{FEFF}\u{202E}gnirts\u{0301}",
        String(repeating: "a'\"", count: 20_000),
    ]

    @Test("in every field of a call", arguments: TestEngine.allCases)
    func calls(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for (number, text) in Self.texts.enumerated() {
                let call = Call.endedSample(number).with { call in
                    call.caller = CallerID(number: text, name: text)
                    call.dialled = text
                    call.queue = QueueName(text)
                    call.answeredBy = .outside(text)
                    call.legs[0].party = .phone(Extension(text))
                    call.recordings[0].path = text
                }
                _ = try await store.callJournal.commit(.of(call))
                #expect(try await store.callJournal.call(call.id) == call)
                let earlier = try await store.callJournal.earlierCalls(ofNumber: text, before: .sample(60), limit: 10)
                #expect(earlier.isEmpty)
            }
        }
    }

    @Test("a NUL byte, which PostgreSQL cannot hold, becomes U+FFFD on both", arguments: TestEngine.allCases)
    func nul(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let call = Call.sample().with { $0.caller.name = "An\0na\0" }
            _ = try await store.callJournal.commit(.of(call))
            #expect(try await store.callJournal.call(call.id)?.caller.name == "An\u{FFFD}na\u{FFFD}")
        }
    }

    @Test(
        "ids longer than any PBX makes are refused by both, and nothing of the batch is written",
        arguments: TestEngine.allCases
    )
    func tooLong(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var long = CallID.sample(1)
            long.linkedID = LinkedID(String(repeating: "7", count: 151))
            let batch = JournalBatch.of(.sample(0), Call(id: long, direction: .inbound, startedAt: .sample(0)))
            let error = await #expect(throws: StorageError.self) { try await store.callJournal.commit(batch) }
            #expect(error?.code == .refusedValue)
            let kept = try await store.callJournal.call(.sample(0))
            #expect(kept == nil)
            #expect(try await store.callJournal.lastPosition() == .start)
        }
    }
}
