import Foundation
import Logging
import Testing

@testable import ContactCenter

@Suite("The switchboard shows what is written, and writes what happened")
struct SwitchboardTests {
    private let journal = MemoryJournal()
    private let start = Date(timeIntervalSince1970: 1_795_364_806)

    private func switchboard() -> Switchboard {
        Switchboard(pbx: PBXName("office"), journal: journal, logger: Logger(label: "test")) { _, _, _, _ in [] }
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

    @Test("a change of a phone's line wakes those who watch that phone, and nobody at another one")
    func concernedPhones() async {
        let switchboard = switchboard()
        let (own, other) = (Extension("0111"), Extension("0125"))
        let (ofOwn, ofOther) = (switchboard.updates(.phones([own])), switchboard.updates(.phones([other])))
        let everything = switchboard.updates(.everything)
        let member = QueueMember(interface: "PJSIP/0111", name: "0111", phone: own, line: .ringing)
        await switchboard.apply([.floor(.phone(own, .ringing))])
        await switchboard.apply([.floor(.member(member, of: QueueName("service")))])
        await switchboard.apply([.floor(.connection(.connected))])
        #expect(await floors(of: ofOwn, 3).map(\.connection) == [.connecting, .connecting, .connected])
        #expect(await floors(of: ofOther, 1).map(\.connection) == [.connected])
        #expect(await floors(of: everything, 3).map(\.queues.count) == [0, 1, 1])
    }

    @Test("S4.19 who watches a person hears of the calls at the phone where that person sits now, and of no others")
    func watchedPeople() async {
        let feed = ChangeFeed()
        let updates = feed.updates(.people([UserID(1)]))
        func publish(_ linkedID: String, at phone: String) {
            let id = CallID(pbx: PBXName("office"), linkedID: LinkedID(linkedID), startSecond: 0)
            feed.publish([(.withdrawn(id), [Extension(phone)])], at: .start)
        }
        func sit(_ user: Int64, at phone: String) -> Seat {
            Seat(phone: Extension(phone), user: UserID(user), displayName: "", since: .now)
        }
        publish("before", at: "0111")
        feed.seat([sit(1, at: "0111"), sit(2, at: "0125")], at: .start)
        publish("first", at: "0111")
        publish("other", at: "0125")
        feed.seat([sit(2, at: "0111"), sit(1, at: "0125")], at: .start)
        publish("left", at: "0111")
        publish("second", at: "0125")
        feed.finish()
        var heard: [String] = []
        for await update in updates {
            guard case .changes(let changes) = update.content else {
                heard.append("anew")
                continue
            }
            for case .withdrawn(let call) in changes { heard.append(call.linkedID.rawValue) }
        }
        #expect(heard == ["anew", "first", "anew", "second"])
    }

    @Test("who shows contacts hears of them, and nobody else wakes when one is written")
    func contacts() async {
        let feed = ChangeFeed()
        let readers = [
            LiveInterest.contacts, .everything, .phones([]), .phones([Extension("0111")]), .people([UserID(1)]),
        ]
        let updates = readers.map(feed.updates)
        feed.publish(ContactID(7), at: .start)
        feed.publish([(.floor(Floor()), nil)], at: .start)
        feed.finish()
        var heard: [[String]] = []
        for updates in updates {
            var kinds: [String] = []
            for await update in updates {
                guard case .changes(let changes) = update.content else { continue }
                kinds += changes.map { if case .contact = $0 { "contact" } else { "floor" } }
            }
            heard.append(kinds)
        }
        #expect(heard == [["contact"]] + Array(repeating: ["floor"], count: 4))
    }

    private func floors(of updates: AsyncStream<LiveUpdate>, _ count: Int) async -> [Floor] {
        var floors: [Floor] = []
        for await update in updates {
            if case .changes(let changes) = update.content {
                floors += changes.compactMap { if case .floor(let floor) = $0 { floor } else { nil } }
            }
            if floors.count >= count { break }
        }
        return floors
    }

    @Test("a busy system gathers what nobody waits for")
    func gathering() async throws {
        try await running { switchboard in
            let began = ContinuousClock.now
            for number in 1...100 {
                await switchboard.apply(inbound("1795364806.\(number)"))
                try await Task.sleep(for: .milliseconds(1))
            }
            while await journal.batches.flatMap(\.calls).count < 100 { await Task.yield() }
            let gatheringTimes = (ContinuousClock.now - began) / CommitPace.gatheringTime
            #expect(Double(await journal.batches.count) <= gatheringTimes + 2)
        }
    }

    @Test("however busy the system is, nothing is held back for 50 ms", arguments: [true, false])
    func bound(isAwaited: Bool) {
        var pace = CommitPace()
        var now = ContinuousClock.now
        for step in 0..<10_000 {
            let next = pace.nextBeginning(isAwaited: isAwaited, at: now)
            #expect(next - now <= .milliseconds(50))
            now = max(now, next) + .microseconds(step % 7 * 100)
            pace.noteBeginning(at: now)
        }
    }

    @Test("what somebody waits for does not wait until a busy system has gathered enough")
    func hurry() {
        var pace = CommitPace()
        let now = ContinuousClock.now
        #expect(pace.nextBeginning(isAwaited: true, at: now) == now)
        #expect(pace.nextBeginning(isAwaited: false, at: now) == now + CommitPace.moment)
        pace.noteBeginning(at: now)
        #expect(pace.nextBeginning(isAwaited: true, at: now) <= now)
        #expect(pace.nextBeginning(isAwaited: false, at: now) == now + CommitPace.gatheringTime)
        for _ in 0..<1_000 { pace.noteBeginning(at: now) }
        #expect(pace.nextBeginning(isAwaited: true, at: now) == now + CommitPace.gatheringTime)
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

    @Test("S4.4 a CDR row is copied as it is, with the call it belongs to")
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
