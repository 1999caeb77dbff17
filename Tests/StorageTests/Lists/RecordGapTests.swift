import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Where calls and the PBX's own records do not agree")
struct RecordGapTests {
    private let day = Day("2026-11-22")
    private let period = Period(from: .sample(-3_600), until: .sample(3_600))

    /// What the PBX writes of a fax that was dialled and of listening, besides the row that says so.
    private static var ofOrders: [CDRRow] {
        let fax = "priyom-fax-12345678901234567890123456789012"
        return [
            (fax, fax, "SendFAX"), ("\(fax);2", fax, "Dial"), ("priyom-listen-5", "priyom-listen-5", "AppDial2"),
            // Of an Asterisk that gives ids of its own.
            ("1795365190.161", "1795365190.161", "SendFAX"), ("1795365190.162", "1795365190.161", "Dial"),
        ].enumerated().map { place, ids in
            CDRRow.sample(5, sequence: Int64(10 + place)).with {
                ($0.uniqueID, $0.linkedID, $0.lastApplication) = (ids.0, LinkedID(ids.1), ids.2)
            }
        }
    }

    @Test(
        "S4.4 S4.5 calls without a record and records without a call are found, and nothing else",
        arguments: TestEngine.allCases
    )
    func gaps(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let day = try #require(day)
            let recorded = Call.endedSample(1)
            let lacking = Call.endedSample(2)
            var entries = [
                JournalBatch.CDREntry(row: .sample(1), call: recorded.id),
                JournalBatch.CDREntry(row: .sample(2, sequence: 2), call: nil),
                JournalBatch.CDREntry(
                    row: CDRRow.sample(3, sequence: 3).with { $0.lastApplication = "ChanSpy" },
                    call: nil
                ),
                JournalBatch.CDREntry(
                    row: CDRRow.sample(4, sequence: 4).with { $0.start = "2026-11-23 00:00:00" },
                    call: nil
                ),
            ]
            entries += Self.ofOrders.map { JournalBatch.CDREntry(row: $0, call: nil) }
            var batch = JournalBatch(pbx: recorded.id.pbx)
            batch.calls = [recorded, lacking].map { call in
                var call = call
                call.hasCDR = false
                return call
            }
            batch.cdrs = entries
            _ = try await store.callJournal.commit(batch)
            let gaps = try await store.callLog.recordGaps(of: day, calls: period, limit: 10)
            #expect(gaps.calls.map(\.id) == [lacking.id] && gaps.callCount == 1)
            #expect(gaps.rows == [.sample(2, sequence: 2)] && gaps.rowCount == 1)
            let counted = try await store.callLog.recordGaps(of: day, calls: period, limit: 0)
            #expect(counted == RecordGaps(callCount: 1, rowCount: 1))
            let before = Period(from: .sample(-7_200), until: .sample(-3_600))
            #expect(try await store.callLog.recordGaps(of: day - 1, calls: before, limit: 10) == RecordGaps())
        }
    }
}
