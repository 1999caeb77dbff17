import ContactCenter
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Integrations

/// A table of CDRs on a server of one kind.
private enum Server: String, CaseIterable, CustomTestStringConvertible {
    case postgreSQL
    /// By the driver that Debian has for it.
    case odbcPostgreSQL
    case odbcSQLite

    var testDescription: String { rawValue }

    /// Runs a test on a table of its own, with a way to run statements.
    func withTable(
        start: String = "TIMESTAMP",
        _ test: (CDRDatabase, (String) async throws -> Void) async throws -> Void
    ) async throws {
        let columns = """
            calldate \(start), clid VARCHAR(80), src VARCHAR(80), dst VARCHAR(80), dcontext VARCHAR(80), channel VARCHAR(80),
            dstchannel VARCHAR(80), lastapp VARCHAR(80), lastdata VARCHAR(80), duration INTEGER, billsec INTEGER,
            disposition VARCHAR(45), amaflags INTEGER, accountcode VARCHAR(20), uniqueid VARCHAR(150), userfield VARCHAR(255),
            linkedid VARCHAR(150), sequence INTEGER
            """
        if self == .odbcSQLite {
            let file = try SampleCDRFile(columns: columns)
            let location = CDRDatabase.Location.odbc("Driver=SQLite3;Database=\(file.path)")
            return try await test(CDRDatabase(location, timeZone: .moscow)) { try file.run($0) }
        }
        try await TestEngine.postgreSQL.withEmptyDatabase { own in
            guard case .postgreSQL(let address) = own else { return }
            let database = try await PostgreSQL.open(connectionString: address)
            try await database.write { try $0.execute("CREATE TABLE cdr (\(columns))") }
            let name = try await database.read { transaction in
                var row = try transaction.rows("SELECT current_schema()")[0]
                return try row.text()
            }
            var location = CDRDatabase.Location.postgreSQL(address)
            var password: String?
            if self == .odbcPostgreSQL {
                let parts = try #require(URLComponents(string: address))
                password = parts.password
                let base = parts.path.dropFirst()
                location = .odbc(
                    "Driver=PostgreSQL Unicode;Server=\(parts.host ?? "");Port=\(parts.port ?? 5_432);Database=\(base);UID=\(parts.user ?? "")"
                )
            }
            let cdrs = CDRDatabase(location, password: password, table: "\(name).cdr", timeZone: .moscow)
            do {
                try await test(cdrs) { statement in try await database.write { try $0.execute(statement) } }
                await database.close()
            } catch {
                await database.close()
                throw error
            }
        }
    }
}

@Suite("A table of CDRs on the PBX's database server")
struct CDRWindowTests {
    /// 17:00:00 in Moscow.
    private let now = Date(timeIntervalSince1970: 1_795_356_000)

    private func add(_ number: Int, at start: String, _ run: (String) async throws -> Void) async throws {
        try await run("INSERT INTO cdr VALUES (\(SampleCDR.values(number, at: start)))")
    }

    /// With the key that the SQLite file has in front.
    private func add(
        _ server: Server,
        _ number: Int,
        at start: String,
        _ run: (String) async throws -> Void
    ) async throws {
        guard server == .odbcSQLite else { return try await add(number, at: start, run) }
        try await run("INSERT INTO cdr (\(SampleCDRFile.columns)) VALUES (\(SampleCDR.values(number, at: start)))")
    }

    private func source(_ database: CDRDatabase, batch: Int = 4, logger: Logger = silent) -> CDRWindow {
        CDRWindow(database, batch: batch, now: { [now] in now }, logger: logger)
    }

    @Test("S4.4 rows are copied exactly and each once, by pages of any size", arguments: Server.allCases)
    private func exact(server: Server) async throws {
        try await server.withTable { database, run in
            for number in 1...23 { try await add(server, number, at: "2026-11-22 16:2\(number / 10):00", run) }
            let whole = try await source(database).all(limit: 100)
            #expect(
                whole.rows.first
                    == SampleCDR.row(
                        1,
                        at: "2026-11-22 16:20:00",
                        answer: "2026-11-22 16:20:03",
                        end: "2026-11-22 16:20:16"
                    )
            )
            #expect(Set(whole.rows.map(\.sequence)) == Set((1...23).map { Int64($0) }))
            for limit in [1, 3, 7] {
                let paged = try await source(database).all(limit: limit)
                #expect(paged.rows.count == 23 && Set(paged.rows) == Set(whole.rows), "\(limit)")
            }
        }
    }

    @Test("S4.4 a call that began long ago and ended now is read, too, and nothing twice", arguments: Server.allCases)
    private func late(server: Server) async throws {
        try await server.withTable { database, run in
            for number in 1...9 { try await add(server, number, at: "2026-11-22 16:3\(number):00", run) }
            let source = source(database)
            let first = try await source.all()
            #expect(first.rows.count == 9)
            #expect(try await source.all(after: first.cursor).rows == [])
            try await add(server, 10, at: "2026-11-22 15:50:00", run)
            let second = try await source.all(after: first.cursor)
            #expect(second.rows.map(\.sequence) == [10])
            try await add(server, 11, at: "2026-11-22 16:59:00", run)
            #expect(try await source.all(after: second.cursor).rows.map(\.sequence) == [11])
        }
    }

    @Test(
        "S4.4 what could not be written down is given again, and after a start the last day is",
        arguments: Server.allCases
    )
    private func again(server: Server) async throws {
        try await server.withTable { database, run in
            try await add(server, 1, at: "2026-11-20 16:00:00", run)
            try await add(server, 2, at: "2026-11-22 16:00:00", run)
            let source = source(database)
            let first = try await source.all()
            try await add(server, 3, at: "2026-11-22 16:10:00", run)
            #expect(try await source.rows(after: first.cursor, limit: 10).rows.map(\.sequence) == [3])
            let repeated = try await source.rows(after: first.cursor, limit: 10)
            #expect(repeated.rows.map(\.sequence).contains(3))
            let restarted = try await self.source(database).all(after: repeated.cursor)
            #expect(restarted.rows.map(\.sequence) == [2, 3])
        }
    }

    @Test("S4.4 a row of the future keeps nobody from reading those of the present", arguments: Server.allCases)
    private func future(server: Server) async throws {
        try await server.withTable { database, run in
            try await add(server, 1, at: "2036-11-22 16:00:00", run)
            let source = source(database)
            let first = try await source.all()
            #expect(first.rows.map(\.sequence) == [1])
            try await add(server, 2, at: "2026-11-22 16:59:00", run)
            #expect(try await source.all(after: first.cursor).rows.map(\.sequence) == [2])
        }
    }

    @Test("S4.4 rows that make no sense are logged once and left out", arguments: Server.allCases)
    private func senseless(server: Server) async throws {
        try await server.withTable { database, run in
            try await run("INSERT INTO cdr (calldate, channel) VALUES ('2026-11-22 16:00:00', 'x')")
            try await add(server, 1, at: "2026-11-22 16:01:00", run)
            let log = KeptLog()
            let source = source(database, logger: log.logger)
            let first = try await source.all()
            #expect(first.rows.map(\.sequence) == [1])
            _ = try await source.all(after: first.cursor)
            #expect(log.lines.count == 1 && log.lines.first?.contains("make no sense") == true)
        }
    }

    @Test(
        "S4.4 a start that is kept with its zone, or as Unix time, is the PBX's own time",
        arguments: ["TIMESTAMPTZ", "BIGINT"]
    )
    func kinds(type: String) async throws {
        try await Server.postgreSQL.withTable(start: type) { database, run in
            let values = SampleCDR.values(1, at: "2026-11-22 16:25:54")
            let unix = values.replacing("'2026-11-22 16:25:54'", with: "1795353954")
            let zoned = values.replacing("'2026-11-22 16:25:54'", with: "'2026-11-22 13:25:54+00'")
            try await run("INSERT INTO cdr VALUES (\(type == "BIGINT" ? unix : zoned))")
            let source = source(database)
            let page = try await source.all()
            #expect(page.rows.map(\.start) == ["2026-11-22 16:25:54"])
            #expect(try await source.all(after: page.cursor).rows == [])
        }
    }

    @Test("S4.4 calls before a chosen day are not copied", arguments: Server.allCases)
    private func since(server: Server) async throws {
        try await server.withTable { database, run in
            try await add(server, 1, at: "2026-11-21 23:59:59", run)
            try await add(server, 2, at: "2026-11-22 00:00:00", run)
            var database = database
            database.since = Day("2026-11-22")
            #expect(try await source(database).all().rows.map(\.sequence) == [2])
        }
    }

    @Test("S4.4 nothing can be written, whatever is asked", arguments: [Server.postgreSQL])
    private func readOnly(server: Server) async throws {
        try await server.withTable { database, run in
            try await add(server, 1, at: "2026-11-22 16:00:00", run)
            #expect(throws: CDRSourceError.self) {
                try database.withTable { table in
                    _ = try table.connection.answer(to: "DELETE FROM \(table.name)")
                }
            }
            #expect(try await source(database).all().rows.count == 1)
        }
    }

    @Test("S4.4 a server that is not there, a table that is not, a wrong password: told without any password")
    func problems() async throws {
        let address = try #require(URLComponents(string: try TestServer.address))
        let (host, port) = (address.host ?? "", address.port ?? 5_432)
        let odbc = "Driver=PostgreSQL Unicode;Server=\(host);Port=\(port);Database=postgres;UID=priyom"
        let cases: [CDRDatabase] = [
            CDRDatabase(.postgreSQL("postgresql://priyom:s3cret@\(host):\(port)/postgres"), timeZone: .gmt),
            CDRDatabase(
                .postgreSQL("postgresql://priyom@\(host):\(port)/postgres"),
                password: "s3cret",
                timeZone: .gmt
            ),
            CDRDatabase(.postgreSQL("postgresql://priyom:s3cret@127.0.0.1:1/postgres"), timeZone: .gmt),
            CDRDatabase(.postgreSQL(try TestServer.address), table: "nix", timeZone: .gmt),
            CDRDatabase(.odbc(odbc), password: "s3cret;}", timeZone: .gmt),
            CDRDatabase(.odbc("\(odbc);PWD=s3cret"), timeZone: .gmt),
            CDRDatabase(.odbc("DSN=nowhere;PWD=s3cret"), timeZone: .gmt),
        ]
        for database in cases {
            let error = await #expect(throws: CDRSourceError.self) {
                try await source(database).rows(after: nil, limit: 1)
            }
            let words = "\(error.map(String.init(describing:)) ?? "") \(database)"
            #expect(!words.contains("s3cret"), "\(words)")
            var dumped = ""
            dump(database, to: &dumped)
            #expect(!dumped.contains("s3cret"), "\(dumped)")
        }
    }
}

@Suite("Where a database of CDRs is")
struct CDRLocationTests {
    @Test("S4.4 is a path, an address or what unixODBC understands, shown without passwords")
    func reading() {
        typealias Location = CDRDatabase.Location
        #expect(Location(setting: "/var/log/asterisk/master.db") == .sqlite(path: "/var/log/asterisk/master.db"))
        #expect(Location(setting: "postgresql://a:b@c/d")?.description == "postgresql://a@c/d")
        let odbc = Location(setting: "odbc:DSN=asteriskcdrdb;UID=priyom;PWD={a;b}}c};Database=x")
        #expect(odbc?.description == "odbc:DSN=asteriskcdrdb;Database=x")
        #expect(odbc?.hasPassword == true && Location(setting: "odbc:DSN=x")?.hasPassword == false)
        for text in ["", "master.db", "mysql://a/b", "odbc:", "odbc:x", "/a\nb"] {
            #expect(Location(setting: text) == nil, "\(text)")
        }
    }

    @Test("what is written for ODBC is read back, braces and all")
    func words() {
        for value in ["plain", "a;b", "a}b", "{}", "a=b"] {
            let words = ODBCWords("DSN=x;PWD=\(ODBCWords.quoted(value));UID=y")
            #expect(words.value(of: "pwd") == value && words.value(of: "uid") == "y", "\(value)")
        }
    }

    @Test("S4.4 the PBX's times go to text and back over any day")
    func times() {
        for second in stride(from: Int64(0), to: 4_000_000_000, by: 7_777_777) {
            #expect(CDRTime.localSecond(CDRTime.text(ofLocalSecond: second)) == second)
        }
        #expect(CDRTime.text(ofLocalSecond: 1_795_364_754) == "2026-11-22 16:25:54")
        #expect(CDRTime.text(ofLocalSecond: -1) == "1969-12-31 23:59:59")
    }
}
