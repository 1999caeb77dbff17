import ContactCenter
import TestSupport
import Testing

@testable import Storage

@Suite("A call that became part of another is no call any more")
struct MergedCallTests {
    static let consultation = Call.sample(7)
    static let call = Call.sample(1)
    static let merge = JournalBatch.Merge(call: consultation.id, into: call.id)

    @Test("it is found nowhere but under the other's name", arguments: TestEngine.allCases)
    func gone(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            _ = try await journal.commit(.of(Self.consultation, Self.call))
            _ = try await journal.commit(.of(merges: [Self.merge]))
            #expect(try await journal.call(Self.consultation.id) == nil)
            #expect(try await journal.openCalls(of: office) == [Self.call])
            let found = try await journal.calls(
                of: office,
                linkedIDs: [Self.consultation.id.linkedID],
                near: .sample(0)
            )
            #expect(found == [Self.call])
        }
    }

    @Test("also when it is written once more", arguments: TestEngine.allCases)
    func writtenAgain(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            _ = try await journal.commit(.of(Self.consultation, Self.call, merges: [Self.merge]))
            _ = try await journal.commit(.of(.endedSample(7)))
            #expect(try await journal.calls([Self.consultation.id, Self.call.id]) == [Self.call])
            #expect(try await journal.lastEndedCalls(limit: 10).isEmpty)
        }
    }

    @Test("also when it was never written before", arguments: TestEngine.allCases)
    func neverWritten(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            let position = try await journal.commit(.of(Self.call, merges: [Self.merge]))
            #expect(position == Position(2))
            #expect(try await journal.openCalls(of: office) == [Self.call])
            let found = try await journal.calls(
                of: office,
                linkedIDs: [Self.consultation.id.linkedID],
                near: .sample(0)
            )
            #expect(found == [Self.call])
        }
    }

    @Test("also when that one is merged further, at once or later", arguments: TestEngine.allCases)
    func chain(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            let last = Call.sample(3)
            let further = JournalBatch.Merge(call: Self.call.id, into: last.id)
            _ = try await journal.commit(.of(last, merges: [Self.merge, further]))
            let other = JournalBatch.Merge(call: .sample(8), into: Self.consultation.id)
            _ = try await journal.commit(.of(merges: [other]))
            for number in [8, 7, 1] {
                let id = CallID.sample(number).linkedID
                #expect(try await journal.calls(of: office, linkedIDs: [id], near: .sample(0)) == [last])
            }
            _ = try await journal.commit(.of(.sample(4), merges: [.init(call: last.id, into: .sample(4))]))
            let found = try await journal.calls(of: office, linkedIDs: [CallID.sample(8).linkedID], near: .sample(0))
            #expect(found == [.sample(4)])
        }
    }

    @Test("a merge in a circle, into itself or into nothing loses no call", arguments: TestEngine.allCases)
    func circle(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            _ = try await journal.commit(.of(Self.consultation, Self.call, merges: [Self.merge]))
            _ = try await journal.commit(
                .of(merges: [
                    .init(call: Self.call.id, into: Self.consultation.id),
                    .init(call: Self.call.id, into: Self.call.id),
                    .init(call: Self.call.id, into: .sample(99)),
                ])
            )
            #expect(try await journal.openCalls(of: office) == [Self.call])
        }
    }

    @Test("its CDR rows go with it", arguments: TestEngine.allCases)
    func cdrs(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            let early = CDRRow.sample(7)
            let late = CDRRow.sample(8)
            _ = try await journal.commit(
                .of(Self.consultation, Self.call, cdrs: [.init(row: early, call: Self.consultation.id)])
            )
            _ = try await journal.commit(.of(merges: [Self.merge]))
            _ = try await journal.commit(.of(cdrs: [.init(row: late, call: Self.consultation.id)]))
            #expect(try await journal.cdrs(of: Self.call.id) == [early, late])
            #expect(try await journal.call(Self.call.id)?.hasCDR == true)
        }
    }
}
