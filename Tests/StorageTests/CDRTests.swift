import ContactCenter
import TestSupport
import Testing

@testable import Storage

@Suite("S4.4 The journal keeps an identical copy of the PBX's CDR rows")
struct CDRTests {
    static let call = Call.sample(1)

    @Test("field by field, in the order they came", arguments: TestEngine.allCases)
    func exactCopy(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var first = CDRRow.sample(1)
            first.accountCode = "sales"
            first.userField = "a,\"b\"; 'c'"
            first.peerAccount = ""
            let second = CDRRow.sample(2, sequence: 2)
            _ = try await store.callJournal.commit(.of(Self.call, cdrs: Self.entries(first, second)))
            #expect(try await store.callJournal.cdrs(of: Self.call.id) == [first, second])
        }
    }

    @Test("each once, however often it comes", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let row = CDRRow.sample(1)
            let batch = JournalBatch.of(Self.call, cdrs: Self.entries(row, row))
            _ = try await store.callJournal.commit(batch)
            _ = try await store.callJournal.commit(batch)
            #expect(try await store.callJournal.cdrs(of: Self.call.id) == [row])
        }
    }

    @Test("once when one source has no linkedid and no sequence, whichever comes first", arguments: TestEngine.allCases)
    func twoSources(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var fromEvent = CDRRow.sample(1, sequence: 5)
            fromEvent.peerAccount = nil
            var fromFile = CDRRow.sample(1, sequence: nil, linked: false)
            fromFile.peerAccount = "peer"
            var whole = fromEvent
            whole.peerAccount = "peer"
            for (number, order) in [[fromEvent, fromFile], [fromFile, fromEvent], [fromFile, fromEvent, fromFile]]
                .enumerated()
            {
                let rows = order.map { row in
                    var row = row
                    row.start = "2026-11-22 16:00:0\(number)"
                    return row
                }
                let call = Call.sample(number + 1)
                whole.start = rows[0].start
                for row in rows {
                    _ = try await store.callJournal.commit(.of(call, cdrs: [.init(row: row, call: call.id)]))
                }
                #expect(try await store.callJournal.cdrs(of: call.id) == [whole])
            }
        }
    }

    @Test("two rows that differ in any part of the key are two", arguments: TestEngine.allCases)
    func distinct(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let changes: [(inout CDRRow) -> Void] = [
                { _ in }, { $0.uniqueID = "1795364806.9" }, { $0.channel = "PJSIP/0111-1" },
                { $0.destinationChannel = "" }, { $0.start = "2026-11-22 16:26:47" }, { $0.sequence = 9 },
                { $0.linkedID = LinkedID("1.1") },
            ]
            let rows = changes.map { change in
                var row = CDRRow.sample(1)
                change(&row)
                return row
            }
            var batch = JournalBatch.of(Self.call)
            batch.cdrs = rows.map { .init(row: $0, call: Self.call.id) }
            _ = try await store.callJournal.commit(batch)
            #expect(try await store.callJournal.cdrs(of: Self.call.id) == rows)
        }
    }

    @Test(
        "of rows that a source without sequence cannot tell apart, none is lost or doubled",
        arguments: TestEngine.allCases
    )
    func alike(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = CDRRow.sample(1, sequence: 5)
            let second = CDRRow.sample(1, sequence: 6)
            let blind = CDRRow.sample(1, sequence: nil)
            _ = try await store.callJournal.commit(
                .of(Self.call, cdrs: Self.entries(blind, second, first, blind, second))
            )
            #expect(try await store.callJournal.cdrs(of: Self.call.id) == [second, first])
        }
    }

    @Test(
        "a row marks its call, also when it comes first or the call says otherwise later",
        arguments: TestEngine.allCases
    )
    func marksCall(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let row = CDRRow.sample(1)
            _ = try await store.callJournal.commit(.of(cdrs: [.init(row: row, call: Self.call.id)]))
            _ = try await store.callJournal.commit(.of(Self.call))
            #expect(try await store.callJournal.call(Self.call.id)?.hasCDR == false)
            _ = try await store.callJournal.commit(.of(cdrs: Self.entries(row)))
            _ = try await store.callJournal.commit(.of(Self.call.with { $0.isEndKnown = false }))
            #expect(try await store.callJournal.call(Self.call.id)?.hasCDR == true)
            #expect(try await store.callJournal.cdrs(of: Self.call.id) == [row])
        }
    }

    @Test("the place in the PBX's file is kept with the rows that were read", arguments: TestEngine.allCases)
    func cursor(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            #expect(try await store.callJournal.cdrCursor(of: office) == nil)
            for cursor in [
                CDRCursor(offset: 120, fingerprint: "a"), CDRCursor(offset: 5_000_000_000, fingerprint: "b"),
            ] {
                _ = try await store.callJournal.commit(.of(cursor: cursor))
                #expect(try await store.callJournal.cdrCursor(of: office) == cursor)
            }
            #expect(try await store.callJournal.cdrCursor(of: PBXName("branch")) == nil)
        }
    }

    private static func entries(_ rows: CDRRow...) -> [JournalBatch.CDREntry] {
        rows.map { .init(row: $0, call: call.id) }
    }
}
