import ContactCenter
import Foundation
import Logging
import Testing

@Suite("The switchboard shows what is written, and writes what happened")
struct SwitchboardTests {
    private let journal = MemoryJournal()
    private let start = Date(timeIntervalSince1970: 1_795_364_806)

    private func switchboard() -> Switchboard {
        Switchboard(pbx: PBXName("office"), journal: journal, logger: Logger(label: "test")) { _, _, _ in [] }
    }

    private func inbound(_ id: String, number: String? = "9535237271") -> [PBXEvent] {
        let beginning = CallBeginning(direction: .inbound, caller: CallerID(number: number), dialled: "7559996")
        return [.call(CallEvent(LinkedID(id), .began(beginning), at: start))]
    }

    private func running(_ body: (Switchboard) async throws -> Void) async throws {
        let switchboard = switchboard()
        async let commits: Void = switchboard.run()
        try await body(switchboard)
        await switchboard.stop()
        await commits
    }

    @Test("S0.3 S0.4 S4.22 every call of the line is in the journal by itself, whatever operators do")
    func everyCall() async throws {
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1") + inbound("1795364806.2"))
            await journal.waitForBatches(1)
            let written = await journal.batches.flatMap(\.calls).map(\.id.linkedID.rawValue)
            #expect(written.sorted() == ["1795364806.1", "1795364806.2"])
        }
    }

    @Test("S0.6 without caller ID the number stays empty")
    func noCallerID() async throws {
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1", number: nil))
            await journal.waitForBatches(1)
            #expect(await journal.batches[0].calls.map(\.caller.number) == [nil])
        }
    }

    @Test("what is not committed is not shown")
    func commitFirst() async throws {
        await journal.holdCommits()
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1"))
            await journal.waitUntilHeld()
            #expect(await switchboard.snapshot().calls.isEmpty)
            await journal.letCommitsGo()
            await journal.waitForBatches(1)
            while await switchboard.snapshot().calls.isEmpty { await Task.yield() }
            #expect(await switchboard.snapshot().position == Position(1))
        }
    }

    @Test("what arrives while a commit is under way goes into the next one, together")
    func groupCommit() async throws {
        await journal.holdCommits()
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1"))
            await journal.waitUntilHeld()
            for number in 2...50 { await switchboard.apply(inbound("1795364806.\(number)")) }
            await journal.letCommitsGo()
            await journal.waitForBatches(2)
            #expect(await journal.batches.map(\.calls.count).reduce(0, +) == 50)
            #expect(await journal.batches.count <= 3)
        }
    }

    @Test("a database that fails for a while loses nothing")
    func databaseAway() async throws {
        await journal.refuse({ _ in .init(isAboutContent: false) }, { _ in .init(isAboutContent: false) })
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1"))
            await journal.waitForBatches(1)
            #expect(await journal.batches[0].calls.count == 1)
        }
    }

    @Test("a record that can never be written does not keep the rest from being written")
    func poisonedRecord() async throws {
        let isPoisoned: @Sendable (JournalBatch) -> MemoryJournal.Refusal? = { batch in
            batch.calls.contains { $0.caller.number == "poison" } ? .init(isAboutContent: true) : nil
        }
        await journal.refuse(isPoisoned, isPoisoned)
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1", number: "poison") + inbound("1795364806.2"))
            await journal.waitForBatches(1)
            #expect(await journal.batches.flatMap(\.calls).map(\.id.linkedID.rawValue) == ["1795364806.2"])
        }
    }

    @Test("S4.4 S4.5 a CDR row is copied as it is, with the call it belongs to")
    func cdrRow() async throws {
        var row = CDRRow()
        row.uniqueID = "1795364806.1"
        row.linkedID = LinkedID("1795364806.1")
        row.callerID = "\"\"\"Robert\"\"); DROP TABLE calls;--\" <1>"
        let copied = row
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1") + [.cdr(copied, at: start)])
            await journal.waitForBatches(1)
            let entries = await journal.batches.flatMap(\.cdrs)
            #expect(entries.map(\.row) == [copied])
            #expect(entries.first?.call?.linkedID == LinkedID("1795364806.1"))
            #expect(await journal.batches[0].calls.map(\.hasCDR) == [true])
        }
    }

    @Test("after a restart, calls that the PBX no longer has in progress are closed as ended at an unknown time")
    func restart() async throws {
        try await running { switchboard in
            await switchboard.apply(inbound("1795364806.1") + inbound("1795364806.2"))
            await journal.waitForBatches(1)
        }
        let second = switchboard()
        try await second.resume()
        async let commits: Void = second.run()
        await second.apply([.inProgress([LinkedID("1795364806.2")], at: start.addingTimeInterval(60))])
        await journal.waitForBatches(2)
        let closed = await journal.batches[1].calls
        #expect(closed.map(\.id.linkedID.rawValue) == ["1795364806.1"])
        #expect(closed.first?.isEndKnown == false)
        await second.stop()
        await commits
    }
}
