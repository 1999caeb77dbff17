import ContactCenter
import Foundation
import GRDBSQLite
import Testing

@testable import Integrations

@Suite("The PBX's own SQLite file of CDRs")
struct SQLiteCDRsTests {
    @Test("S4.4 rows are copied exactly, in the order in which the PBX wrote them, each once")
    func exact() async throws {
        let file = try SampleCDRFile()
        try file.add(1, at: "2026-11-22 16:25:54")
        let source = file.database().source(logger: silent)
        let first = try await source.all()
        let row = SampleCDR.row(1, at: "2026-11-22 16:25:54", answer: "2026-11-22 16:25:57", end: "2026-11-22 16:26:10")
        #expect(first.rows == [row])
        // It began long before and ended now.
        try file.add(2, at: "2026-11-22 09:00:00")
        #expect(try await source.all(after: first.cursor).rows.map(\.sequence) == [2])
        #expect(try await source.all(after: first.cursor).rows.map(\.sequence) == [2], "asked again")
    }

    @Test("S4.4 rows come in pages, and every cursor continues behind its page, also after a start")
    func pages() async throws {
        let file = try SampleCDRFile()
        for number in 1...25 { try file.add(number, at: "2026-11-22 16:25:54") }
        var cursor: CDRCursor?
        var seen: [Int64?] = []
        while true {
            let page = try await file.database().source(logger: silent).rows(after: cursor, limit: 7)
            guard page.cursor != cursor else { break }
            #expect(page.rows.count <= 7)
            cursor = page.cursor
            seen += page.rows.map(\.sequence)
        }
        #expect(seen == Array(1...25))
    }

    @Test("S4.4 rows that make no sense, and hostile ones, are logged or copied, and hold nothing up")
    func hostile() async throws {
        let file = try SampleCDRFile()
        try file.run("INSERT INTO cdr (calldate, channel) VALUES ('garbage', x'FF00')")
        let values = SampleCDR.values(1, at: "2026-11-22 16:25:54").replacing("Анна", with: "''; DROP TABLE cdr; --<b>")
        try file.run("INSERT INTO cdr (\(SampleCDRFile.columns)) VALUES (\(values))")
        let log = KeptLog()
        let page = try await file.database().source(logger: log.logger).all()
        #expect(page.rows.map(\.callerID) == ["\"'; DROP TABLE cdr; --<b>\" <9535237271>"])
        #expect(log.lines.count == 1 && log.lines.first?.contains("make no sense") == true)
    }

    @Test("S4.4 a table that was cleared or replaced is read from its beginning, and that is logged")
    func replaced() async throws {
        let file = try SampleCDRFile()
        for number in 1...3 { try file.add(number, at: "2026-11-22 16:25:54") }
        let log = KeptLog()
        let source = file.database().source(logger: log.logger)
        let first = try await source.all()
        try file.run("DELETE FROM cdr")
        try file.add(9, at: "2026-11-22 17:00:00")
        #expect(try await source.all(after: first.cursor).rows.map(\.sequence) == [9])
        #expect(log.lines.contains { $0.contains("replaced or cleared") })
    }

    @Test("S4.4 the PBX is never kept from writing, and what it writes while it is read is read anew")
    func beside() async throws {
        let file = try SampleCDRFile()
        try file.add(1, at: "2026-11-22 16:25:54")
        var readings = 0
        let rows = try SQLiteCDRFile(path: file.path, place: "cdr").read { connection in
            readings += 1
            let found = try connection.answer(to: "SELECT sequence FROM cdr ORDER BY _rowid_").rows
            // As Asterisk does, which waits for nobody.
            if readings == 1 { try file.add(2, at: "2026-11-22 16:30:00") }
            return found
        }
        #expect(readings == 2)
        #expect(rows == [["1"], ["2"]])
    }

    @Test("S4.4 a transaction of the PBX that goes on is waited for and told of, not read by halves")
    func underWay() async throws {
        let file = try SampleCDRFile()
        for number in 1...3 { try file.add(number, at: "2026-11-22 16:25:54") }
        var connection: OpaquePointer?
        defer { sqlite3_close_v2(connection) }
        sqlite3_open(file.path, &connection)
        let begin = "PRAGMA cache_size = 1; BEGIN EXCLUSIVE; UPDATE cdr SET userfield = hex(zeroblob(200000))"
        #expect(sqlite3_exec(connection, begin, nil, nil, nil) == SQLITE_OK)
        let source = file.database().source(logger: silent)
        let error = await #expect(throws: CDRSourceError.self) { try await source.rows(after: nil, limit: 10) }
        #expect(error?.description.contains("being written") == true)
        sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
        #expect(try await source.rows(after: nil, limit: 10).rows.count == 3)
    }

    @Test("S4.4 a file in WAL mode is read with what stands in its log")
    func writeAheadLog() async throws {
        let file = try SampleCDRFile()
        var connection: OpaquePointer?
        defer { sqlite3_close_v2(connection) }
        sqlite3_open(file.path, &connection)
        let values = SampleCDR.values(1, at: "2026-11-22 16:25:54")
        let write = "PRAGMA journal_mode = WAL; INSERT INTO cdr (\(SampleCDRFile.columns)) VALUES (\(values))"
        #expect(sqlite3_exec(connection, write, nil, nil, nil) == SQLITE_OK)
        #expect(try await file.database().source(logger: silent).all().rows.map(\.sequence) == [1])
    }

    @Test("S4.4 what cannot be read is told: no file, no database, no table, a view, too few columns")
    func problems() async throws {
        let file = try SampleCDRFile()
        try file.add(1, at: "2026-11-22 16:25:54")
        try file.run("CREATE VIEW seen AS SELECT * FROM cdr; CREATE TABLE old (calldate, channel)")
        func problem(_ database: CDRDatabase) async -> CDRSourceError? {
            await #expect(throws: CDRSourceError.self) {
                try await database.source(logger: silent).rows(after: nil, limit: 1)
            }
        }
        let absent = CDRDatabase(.sqlite(path: "/nowhere/master.db"), timeZone: .gmt)
        #expect(await problem(absent)?.code == .notFound)
        let other = CDRDatabase(.sqlite(path: "/etc/hostname"), timeZone: .gmt)
        #expect(await problem(other)?.description.contains("not a database") == true)
        #expect(await problem(file.database(table: "nix"))?.description.contains("no such table") == true)
        let view = await problem(file.database(table: "seen"))?.description ?? ""
        #expect(view.contains("it is a view") || view.contains("_rowid_"))
        #expect(await problem(file.database(table: "old"))?.code == .lacksColumns(["uniqueid", "end"]))
    }

    @Test("S4.4 calls before a chosen day are not copied")
    func since() async throws {
        let file = try SampleCDRFile()
        try file.add(1, at: "2026-11-21 23:59:59")
        try file.add(2, at: "2026-11-22 00:00:00")
        let source = file.database(since: Day("2026-11-22")).source(logger: silent)
        #expect(try await source.all().rows.map(\.sequence) == [2])
    }

    @Test("S4.4 what the table is like is said for whoever sets it up")
    func facts() async throws {
        let file = try SampleCDRFile(columns: "calldate, clid, channel, duration, uniqueid")
        try file.run(
            "INSERT INTO cdr (calldate, channel, duration, uniqueid) VALUES ('2026-11-22 16:25:54', 'a', 1, '1.1'), ('x', '', 1, '')"
        )
        let facts = try await file.database().inspect()
        #expect(facts.lacking == ["linkedid", "sequence", "src", "dst"])
        #expect(facts.rows.map(\.start) == ["2026-11-22 16:25:54"])
        #expect(facts.senseless == 1)
    }
}
