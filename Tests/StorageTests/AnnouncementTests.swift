import ContactCenter
import Dispatch
import TestSupport
import Testing

@testable import Storage

@Suite("What changed is announced")
struct AnnouncementTests {
    @Test("each call and merge of a batch, numbered from 1 without gaps", arguments: TestEngine.allCases)
    func numbered(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = store.callJournal
            let noneYet = try await journal.announcements(after: .start, limit: 10)
            #expect(noneYet == .announcements([]))
            #expect(try await journal.lastPosition() == .start)

            let merge = JournalBatch.Merge(call: .sample(2), into: .sample(1))
            #expect(try await journal.commit(.of(.sample(1), .sample(2))) == Position(2))
            #expect(try await journal.commit(.of(.sample(1), merges: [merge])) == Position(4))
            #expect(try await journal.commit(.of(cursor: CDRCursor(offset: 1, fingerprint: ""))) == Position(4))

            let all = [1, 2, 1, 2].enumerated().map { index, call in
                Announcement(position: Position(Int64(index) + 1), call: .sample(call))
            }
            #expect(try await journal.lastPosition() == Position(4))
            #expect(try await journal.announcements(after: .start, limit: 10) == .announcements(all))
            #expect(
                try await journal.announcements(after: Position(1), limit: 2) == .announcements(Array(all[1...2]))
            )
            #expect(try await journal.announcements(after: Position(4), limit: 10) == .announcements([]))
        }
    }

    @Test("a position that was never given is answered with reset", arguments: TestEngine.allCases)
    func beyondTheLast(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample(1)))
            for position in [2, 1_000, -1, Int64.max] {
                #expect(try await store.callJournal.announcements(after: Position(position), limit: 10) == .reset)
            }
        }
    }

    @Test("old ones are deleted, and who asks for them gets reset", arguments: TestEngine.allCases)
    func pruned(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let journal = CallJournalStore(store.database, numbers: .russian, keptAnnouncements: 10)
            let batch = JournalBatch.of((0..<600).map { .sample($0) })
            for _ in 0..<4 { _ = try await journal.commit(batch) }

            #expect(try await journal.lastPosition() == Position(2_400))
            #expect(try await journal.announcements(after: .start, limit: 10) == .reset)
            #expect(try await journal.announcements(after: Position(1_000), limit: 10) == .reset)
            let last = Announcement(position: Position(2_400), call: .sample(599))
            #expect(try await journal.announcements(after: Position(2_399), limit: 10) == .announcements([last]))
            guard case .announcements(let kept) = try await journal.announcements(after: Position(2_390), limit: 100)
            else {
                Issue.record("the last ten are not there")
                return
            }
            #expect(kept.count == 10)
        }
    }

    @Test("a batch that is given again changes nothing but is announced again", arguments: TestEngine.allCases)
    func repeated(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var batch = JournalBatch.of(.endedSample(1), cdrs: [.init(row: .sample(1), call: .sample(1))])
            batch.calls[0].hasCDR = true
            _ = try await store.callJournal.commit(batch)
            let before = try await contents(of: store)
            #expect(try await store.callJournal.commit(batch) == Position(2))
            #expect(try await contents(of: store) == before)
        }
    }

    @Test("numbering goes on after a restart", arguments: TestEngine.allCases)
    func restart(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample(1), .sample(2)))
            let restarted = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            try await restarted.migrate()
            #expect(try await restarted.callJournal.lastPosition() == Position(2))
            #expect(try await restarted.callJournal.commit(.of(.sample(1))) == Position(3))
            await restarted.close()
        }
    }

    @Test("a reader misses none while two programs write", .timeLimit(.minutes(1)), arguments: TestEngine.allCases)
    func twoWriters(engine: TestEngine) async throws {
        let commits = 60
        try await engine.withDatabase { store in
            let writers = [
                try await DataStore.open(store.location, numbers: .russian, logger: .silent),
                try await DataStore.open(store.location, numbers: .russian, logger: .silent),
            ]
            let seen = try await withThrowingTaskGroup(of: [Announcement].self) { group in
                for (number, writer) in writers.enumerated() {
                    group.addTask {
                        for commit in 0..<commits {
                            var batch = JournalBatch(pbx: PBXName("pbx\(number)"))
                            batch.calls = (0...(commit % 3)).map { .sample(commit * 10 + $0, pbx: batch.pbx) }
                            _ = try await writer.callJournal.commit(batch)
                        }
                        return []
                    }
                }
                group.addTask {
                    var seen: [Announcement] = []
                    while seen.count < 4 * commits {
                        let position = seen.last?.position ?? .start
                        let page = try await store.callJournal.announcements(after: position, limit: 7)
                        guard case .announcements(let next) = page else { throw Gap(after: position) }
                        seen += next
                    }
                    return seen
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(seen.map(\.position.rawValue) == Array(1...Int64(4 * commits)))
            #expect(Set(seen.map(\.call)).count == 4 * commits)
            for writer in writers { await writer.close() }
        }
    }

    @Test("on PostgreSQL a higher number waits for a lower one that is not committed yet", .timeLimit(.minutes(1)))
    func numbersWaitForEachOther() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let firstHasNumbers = DispatchSemaphore(value: 0)
            let firstMayCommit = DispatchSemaphore(value: 0)
            defer { firstMayCommit.signal() }
            let first = Task {
                try await store.database.write { transaction in
                    let announced = try AnnouncementTable.announce([.sample(1)], in: transaction)
                    #expect(throws: StorageError.self) { try announced.position() }
                    // Rows that are waited for show that the numbers have been taken.
                    _ = try transaction.rows("SELECT 1")
                    firstHasNumbers.signal()
                    firstMayCommit.wait()
                    return announced
                }
            }
            try await offTheCooperativeThreads { firstHasNumbers.wait() }
            let other = CallJournalStore(store.database, numbers: .russian)
            let second = Task { try await other.commit(.of(.sample(2))) }
            // Until the server says that the second one waits for a lock.
            while try await lockWaits(of: store) == 0 {}
            #expect(try await store.callJournal.lastPosition() == .start)
            firstMayCommit.signal()
            #expect(try await first.value.position() == Position(1))
            #expect(try await second.value == Position(2))
        }
    }

    private struct Gap: Error {
        let after: Position
    }

    /// All rows of all tables but those of the announcements.
    private func contents(of store: DataStore) async throws -> [[SQLRow]] {
        let tables = ["calls", "call_legs", "call_transfers", "call_recordings", "call_linkedids", "cdrs"]
        return try await store.database.read { transaction in
            try tables.map { try transaction.rows("SELECT * FROM \($0) ORDER BY 1, 2") }
        }
    }

    private func lockWaits(of store: DataStore) async throws -> Int64 {
        try await store.database.read { transaction in
            var row = try transaction.rows(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE application_name = current_setting('application_name') AND wait_event_type = 'Lock'
                """
            )[0]
            return try row.integer()
        }
    }

    private func offTheCooperativeThreads(_ work: @escaping @Sendable () -> Void) async throws {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                work()
                continuation.resume()
            }
        }
    }
}
