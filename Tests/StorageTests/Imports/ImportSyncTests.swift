import ContactCenter
import Foundation
import Integrations
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite("Clients come by themselves")
struct ImportSyncTests {
    /// A source that a test fills; it may go away after some rows.
    private final class Feed: ImportFeed {
        let name = "test:erp"
        let mapping = "ERP"
        private let state = Mutex<(rows: [[String]], breaksAfter: Int?)>(([], nil))
        private let finished = Mutex<[Bool]>([])

        func fill(_ rows: [[String]], breaksAfter: Int? = nil) { state.withLock { $0 = (rows, breaksAfter) } }
        var outcomes: [Bool] { finished.withLock { $0 } }

        func next(at now: Date, after last: Date?) async throws -> ImportDelivery? {
            let state = state.withLock { $0 }
            return ImportDelivery(name: "erp") {
                Table(rows: state.rows, breaksAfter: state.breaksAfter)
            } finish: { [self] isTaken in
                finished.withLock { $0.append(isTaken) }
            }
        }
    }

    private struct WentAway: Error, CustomStringConvertible { let description = "the server closed the connection" }

    private final class Table: OpenTable {
        let form = TableForm.query
        private let rows: [[String]]
        private let breaksAfter: Int?
        private let place = Mutex(0)

        init(rows: [[String]], breaksAfter: Int?) { (self.rows, self.breaksAfter) = (rows, breaksAfter) }

        func next() async throws -> [TableRow] {
            let place = place.withLock { place in
                defer { place += 1 }
                return place
            }
            if let breaksAfter, place >= breaksAfter { throw WentAway() }
            return place < rows.count ? [TableRow(number: place + 1, cells: rows[place])] : []
        }
    }

    private let heads = ["Имя", "Телефон", "Остаток"]

    private func desk(_ store: DataStore, _ feeds: [any ImportFeed] = []) -> ImportDesk {
        ImportDesk(
            store: store.imports,
            tables: TableFiles(),
            records: store.records,
            feeds: feeds,
            now: { .sample(50) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func mapping(_ store: DataStore, _ name: String) async throws -> ClientAttributeID {
        let rest = try await store.addAttribute("Остаток", .money)
        var mapping = ImportMapping()
        mapping.columns = [
            ImportMapping.Column("Телефон", .phone(.mobile)), ImportMapping.Column("Имя", .name),
            ImportMapping.Column("Остаток", .attribute(rest)),
        ]
        try await store.imports.save(mapping, as: name, by: .sample())
        return rest
    }

    private func workOff(_ store: DataStore) async throws {
        while try await store.imports.work(limit: 10, at: .sample(51)) > 0 {}
    }

    private func rests(_ store: DataStore, _ rest: ClientAttributeID) async throws -> [String?] {
        try await store.clients.clients([1, 2, 3].map(ClientID.init(_:))).map { $0.record.attributes[rest] }
    }

    @Test(
        "S3.23 a source keeps attributes current: what has not changed is not written, what has is",
        arguments: TestEngine.allCases
    )
    func keepsCurrent(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let rest = try await mapping(store, "ERP")
            let (feed, desk) = (Feed(), desk(store))
            feed.fill([heads, ["Ёлкин", "89161978596", "100"], ["Палкин", "89161978597", "200"], ["", "нет", "1"]])
            await desk.synchronise(feed)
            try await workOff(store)
            #expect(try await rests(store, rest) == ["100.00", "200.00"])
            let first = try #require(try await store.imports.runs(of: nil, limit: 1).first)
            #expect(first.rows == 3 && first.changed == 3 && first.problem == nil && first.made == ImportID(1))
            #expect(try await store.imports.find(ImportID(1))?.source == "test:erp")
            #expect(try await store.imports.find(ImportID(1))?.counts[.added] == 2)

            // Nothing has changed but for the row that cannot be taken, which is tried again.
            await desk.synchronise(feed)
            try await workOff(store)
            #expect(try await store.imports.runs(of: nil, limit: 1).first?.changed == 1)
            #expect(try await store.clients.client(ClientID(1))?.version == 1)
            feed.fill([heads, ["Ёлкин", "89161978596", "90"], ["Палкин", "89161978597", "200"]])
            await desk.synchronise(feed)
            try await workOff(store)
            #expect(try await store.imports.runs(of: nil, limit: 1).first?.changed == 1)
            #expect(try await rests(store, rest) == ["90.00", "200.00"])
            // Back again is a change, too; and then there is nothing at all.
            feed.fill([heads, ["Ёлкин", "89161978596", "100"], ["Палкин", "89161978597", "200"]])
            await desk.synchronise(feed)
            try await workOff(store)
            #expect(try await rests(store, rest) == ["100.00", "200.00"])
            let before = try await store.imports.imports(limit: 99).count
            await desk.synchronise(feed)
            let last = try #require(try await store.imports.runs(of: feed.name, limit: 1).first)
            #expect(last.rows == 2 && last.changed == 0 && last.made == nil && last.problem == nil)
            #expect(try await store.imports.imports(limit: 99).count == before)
            #expect(feed.outcomes == [true, true, true, true, true])
        }
    }

    @Test(
        "S3.6 a source that goes away half-way, or lacks a column or its mapping, writes nothing and says so",
        arguments: TestEngine.allCases
    )
    func failures(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (feed, desk) = (Feed(), desk(store))
            func problem() async throws -> ImportRun.Problem? {
                await desk.synchronise(feed)
                try await workOff(store)
                return try await store.imports.runs(of: nil, limit: 1).first?.problem
            }
            feed.fill([heads, ["Ёлкин", "89161978596", "100"]])
            #expect(try await problem() == .noMapping("ERP"))
            _ = try await mapping(store, "ERP")
            feed.fill([heads, ["Ёлкин", "89161978596", "100"], ["Палкин", "89161978597", "200"]], breaksAfter: 2)
            #expect(try await problem() == .other("the server closed the connection"))
            feed.fill([["Имя", "Тел", "Остаток"], ["Ёлкин", "89161978596", "100"]])
            #expect(try await problem() == .noColumns(["Телефон"]))
            feed.fill([])
            #expect(try await problem() == .table(kind: "empty", part: nil, row: nil))
            #expect(try await store.imports.imports(limit: 9).isEmpty)
            #expect(try await store.clients.client(ClientID(1)) == nil)
            #expect(feed.outcomes == [false, false, false, false])
        }
    }

    @Test("S3.6 tables in a folder are taken when they are whole, and stand aside afterwards")
    func folder() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            _ = try await mapping(store, "База")
            try await TestFolder.with { path in
                func put(_ name: String, _ text: String) throws {
                    try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
                }
                func files(_ folder: String) -> [String] {
                    ((try? FileManager.default.contentsOfDirectory(atPath: path + folder)) ?? []).sorted()
                }
                let feed = WatchedFolder(path: path, mapping: "База", tables: TableFiles())
                let desk = desk(store, [feed])
                try put("a.csv", "Имя;Телефон;Остаток\nЁлкин;89161978596;1\n")
                try put("notes.md", "x")
                try FileManager.default.createSymbolicLink(
                    atPath: path + "/link.csv",
                    withDestinationPath: "/etc/passwd"
                )
                await desk.synchronise(feed)
                #expect(files("").contains("a.csv"))
                // It still grows.
                try put("a.csv", "Имя;Телефон;Остаток\nЁлкин;89161978596;1\nПалкин;89161978597;2\n")
                await desk.synchronise(feed)
                #expect(files("").contains("a.csv"))
                await desk.synchronise(feed)
                try await workOff(store)
                #expect(files("").filter { $0.hasSuffix("csv") } == ["link.csv"] && files("/done").count == 1)
                #expect(try await store.clients.clients([ClientID(1), ClientID(2)]).count == 2)
                try put("b.csv", "Имя;Телефон;Остаток\nЁлкин;\"8916\n")
                for _ in 1...2 { await desk.synchronise(feed) }
                #expect(files("/failed").count == 1 && files("/failed")[0].hasSuffix("-b.csv"))
                let run = try await store.imports.runs(of: "folder:\(URL(filePath: path).lastPathComponent)", limit: 1)[
                    0
                ]
                #expect(run.problem == .table(kind: "openQuote", part: nil, row: 2))
                for _ in 1...2 { await desk.synchronise(feed) }
                #expect(try await store.imports.runs(of: nil, limit: 99).count == 2)
            }
        }
    }
}
