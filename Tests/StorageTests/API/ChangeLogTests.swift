import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Who follows changes misses none") struct ChangeLogTests {
    private let author = RecordAuthor(nil, at: .sample(0))

    private func source(_ name: String) -> Source {
        var source = Source()
        source.name = name
        return source
    }

    private func add(_ name: String, to store: DataStore) async throws -> Int64 {
        guard case .saved(let kept) = try await store.records.add(source(name), by: author) else {
            throw CocoaError(.featureUnsupported)
        }
        return kept.id.rawValue
    }

    /// Asks until so many records are told: transactions of other tests on the same server may hold them back.
    private func page(
        of store: DataStore,
        after place: ChangePlace?,
        limit: Int = 9,
        with count: Int
    ) async throws -> ChangePage {
        while true {
            let page = try #require(await store.changeLog.changes(of: .sources, after: place, limit: limit))
            if page.records.count >= count { return page }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test(
        "changes are told in pages, each record once on a page, and of the kind asked for only",
        arguments: TestEngine.allCases
    )
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (one, two) = try await (add("Радио", to: store), add("Газета", to: store))
            _ = try await store.records.add(Workshop(), by: author)
            _ = try await store.records.change(SourceID(one), over: 1, to: source("Радио 7"), by: author)
            let first = try await page(of: store, after: nil, limit: 2, with: 2)
            #expect(first.records == [one, two])
            // The third change is of one of the two.
            let rest = try await page(of: store, after: first.last, limit: 2, with: 1)
            let all = try await page(of: store, after: nil, with: 2)
            #expect(all.records == [two, one] && !all.hasMore)
            #expect(try await page(of: store, after: nil, limit: 2, with: 2).hasMore)
            #expect(rest.records == [one] && rest.last == all.last && !rest.hasMore)
            let none = try #require(await store.changeLog.changes(of: .sources, after: rest.last, limit: 2))
            #expect(none.records.isEmpty && none.last == rest.last)
        }
    }

    @Test("from now on: nothing of before, all that comes", arguments: TestEngine.allCases)
    func now(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await add("Радио", to: store)
            let place = try await store.changeLog.lastPlace()
            let two = try await add("Газета", to: store)
            var told: [Int64] = []
            while !told.contains(two) { told = try await page(of: store, after: place, with: 1).records }
            // What another test's transaction still held back then is told once more.
            #expect(told.last == two && (engine == .postgreSQL || told == [two]))
        }
    }

    @Test("a place that the database has not come to is told as such", arguments: TestEngine.allCases)
    func ahead(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let place = ChangePlace(transaction: .max, change: 1)
            let page = try await store.changeLog.changes(of: .sources, after: place, limit: 9)
            #expect(page == nil)
        }
    }

    @Test("what is committed later than what follows it is not passed over")
    func overtaken() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let place = try await store.changeLog.lastPlace()
            let (begun, hasBegun) = AsyncStream<Void>.makeStream()
            let gate = Gate()
            let slow = Task {
                try await store.database.write { transaction in
                    let change = Change(.added, by: author)
                    try ChangeTable.add(change, of: .sources, 1_000, in: transaction)
                    hasBegun.finish()
                    gate.wait()
                }
            }
            for await _ in begun {}
            let quick = try await add("Газета", to: store)
            // The quick one was numbered later: it is told when nothing can come before it any more.
            let early = try #require(await store.changeLog.changes(of: .sources, after: place, limit: 9))
            #expect(early.records.isEmpty)
            let now = try await store.changeLog.lastPlace()
            gate.open()
            try await slow.value
            #expect(try await page(of: store, after: early.last, with: 2).records == [1_000, quick])
            #expect(try await page(of: store, after: now, with: 2).records == [1_000, quick])
        }
    }
}

/// Holds a transaction open, on the thread that runs it.
private final class Gate: @unchecked Sendable {
    // `@unchecked`: a condition guards the flag.
    private let condition = NSCondition()
    private var isOpen = false

    func wait() {
        condition.lock()
        while !isOpen { condition.wait() }
        condition.unlock()
    }

    func open() {
        condition.lock()
        isOpen = true
        condition.broadcast()
        condition.unlock()
    }
}
