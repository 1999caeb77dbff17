import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Calls are found again")
struct CallQueryTests {
    @Test("open ones of one PBX, oldest first", arguments: TestEngine.allCases)
    func open(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let early = Call.sample(1, second: 1_000)
            let late = Call.sample(2, second: 2_000)
            let elsewhere = Call.sample(3, pbx: PBXName("branch"))
            _ = try await store.callJournal.commit(.of(late, early, .endedSample(4), elsewhere))
            #expect(try await store.callJournal.openCalls(of: office) == [early, late])
            #expect(try await store.callJournal.openCalls(of: PBXName("branch")) == [elsewhere])
            #expect(try await store.callJournal.openCalls(of: PBXName("nowhere")).isEmpty)
        }
    }

    @Test("the last ended, latest first", arguments: TestEngine.allCases)
    func lastEnded(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let calls = (0..<5).map { Call.endedSample($0, second: 1_000 + Int64($0)) }
            for call in calls.shuffled() { _ = try await store.callJournal.commit(.of(call)) }
            _ = try await store.callJournal.commit(.of(.sample(9)))
            #expect(try await store.callJournal.lastEndedCalls(limit: 3) == [calls[4], calls[3], calls[2]])
        }
    }

    @Test("earlier ones of a number, in either direction", arguments: TestEngine.allCases)
    func earlier(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let inbound = Call.endedSample(1, second: 1_000)
            let outbound = Call.endedSample(2, second: 2_000).with { call in
                call.direction = .outbound
                call.caller = CallerID()
                call.dialled = "9535237271"
            }
            let later = Call.endedSample(3, second: 3_000)
            let other = Call.endedSample(4, second: 1_500).with { $0.caller.number = "9535237272" }
            let withheld = Call.endedSample(5, second: 1_500).with { $0.caller.number = nil }
            let open = Call.sample(6, second: 1_600)
            _ = try await store.callJournal.commit(.of(inbound, outbound, later, other, withheld, open))

            func earlier(_ number: String, limit: Int) async throws -> [Call] {
                try await store.callJournal.earlierCalls(ofNumber: number, before: later.startedAt, limit: limit)
            }
            #expect(try await earlier("9535237271", limit: 10) == [outbound, inbound])
            #expect(try await earlier("9535237271", limit: 1) == [outbound])
            #expect(try await earlier("6467171", limit: 10) == [withheld, other, inbound])
            #expect(try await earlier("", limit: 10).isEmpty)
        }
    }

    @Test("by Linkedid, own or merged, of the right year", arguments: TestEngine.allCases)
    func linked(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let call = Call.sample(1).with { $0.mergedLinkedIDs = [LinkedID("1795364810.7")] }
            let repeated = call.with { call in
                call.id.startSecond -= 86_400 * 365
                call.startedAt -= 86_400 * 365
            }
            let elsewhere = Call.sample(1, pbx: PBXName("branch"))
            _ = try await store.callJournal.commit(.of(call, repeated, elsewhere))

            func found(_ ids: String..., near: Date = .sample(60)) async throws -> [Call] {
                try await store.callJournal.calls(of: office, linkedIDs: ids.map { LinkedID($0) }, near: near)
            }
            #expect(try await found("1795364806.1") == [call])
            #expect(try await found("1795364810.7") == [call])
            #expect(try await found("1795364810.7", "1795364806.1", "1.1") == [call])
            #expect(try await found("1795364806.1", near: repeated.startedAt) == [repeated])
            #expect(try await found("1795364806.1", near: .sample(86_401)).isEmpty)
        }
    }

    @Test("unknown ones are left out", arguments: TestEngine.allCases)
    func unknown(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample(1)))
            #expect(try await store.callJournal.calls([.sample(2), .sample(1)]) == [.sample(1)])
            #expect(try await store.callJournal.calls([]).isEmpty)
        }
    }

    @Test("S0.56 the same id in another second is another call", arguments: TestEngine.allCases)
    func repeatedID(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = Call.sample(1)
            let second = first.with { $0.id.startSecond += 1 }
            _ = try await store.callJournal.commit(.of(first, second))
            #expect(try await store.callJournal.openCalls(of: office).count == 2)
        }
    }
}
