import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Imports in the database")
struct ImportStoreTests {
    /// An import whose table has these rows below its heads.
    private struct Desk {
        var store: DataStore
        var author: UserID
        var imports: any ImportStore { store.imports }

        func take(
            _ columns: [(String, ImportField?)],
            _ rows: [[String]],
            rule: MergeRule? = nil
        ) async throws -> ImportID {
            let id = try await imports.begin(
                "base.csv",
                .text(.utf8, .semicolon),
                from: nil,
                by: RecordAuthor(author, at: .sample(0))
            )
            let all = [columns.map(\.0)] + rows
            try await imports.add(all.enumerated().map { TableRow(number: $0 + 1, cells: $1) }, [], to: id)
            var mapping = ImportMapping()
            mapping.columns = columns.map { title, field in
                ImportMapping.Column(title, field, rule: rule, isKey: title == "ИНН")
            }
            try await imports.makeReady(id, mapping: mapping)
            return id
        }

        func find(_ id: ImportID) async throws -> Import { try #require(try await imports.find(id)) }

        /// Begins, and goes on until nothing is left to do.
        @discardableResult
        func work(_ work: ImportWork, _ id: ImportID, limit: Int = 3) async throws -> ImportCounts {
            let version = try await find(id).version
            let audit = AuditEntry(at: .sample(1), user: author, action: .importRun, subject: "import:\(id)")
            try #require(
                try await imports.begin(
                    work,
                    of: id,
                    over: version,
                    audit: work == .check ? nil : audit,
                    at: .sample(1)
                )
            )
            while try await imports.work(limit: limit, at: .sample(2)) > 0 {}
            return try await find(id).counts
        }

        func run(
            _ columns: [(String, ImportField?)],
            _ rows: [[String]],
            rule: MergeRule? = nil
        ) async throws -> ImportID {
            let id = try await take(columns, rows, rule: rule)
            try await work(.check, id)
            try await work(.run, id)
            return id
        }

        func lines(_ id: ImportID, _ filter: ImportLineFilter = .all) async throws -> [ImportedLine] {
            try await imports.lines(of: id, after: 1, where: filter, limit: 1_000)
        }

        func clients(_ text: String) async throws -> [Client] {
            let found = try await store.database.read { transaction in
                try transaction.rows(
                    "SELECT id FROM clients WHERE name LIKE $1 AND is_hidden = 0 ORDER BY id",
                    [.text(text)]
                )
                .map { row in
                    var row = row
                    return ClientID(try row.integer())
                }
            }
            return try await store.clients.clients(found).map(\.record)
        }
    }

    private func withDesk(_ engine: TestEngine, _ test: @escaping (Desk) async throws -> Void) async throws {
        try await engine.withDatabase { store in
            try await test(Desk(store: store, author: try await store.access.add(.sample("anna")).id))
        }
    }

    private func counts(_ counts: ImportCounts) -> [Int64] { ImportOutcome.allCases.map { counts[$0] } }

    private let columns: [(String, ImportField?)] = [
        ("ФИО", .name), ("Телефон", .phone(.mobile)), ("Почта", .email),
    ]

    @Test(
        "S3.6 a dry run says what would become of each row and writes nothing; the run then does just that, once",
        arguments: TestEngine.allCases
    )
    func runs(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            var known = Client()
            (known.name, known.phones) = ("Ёлкин Пётр", [ClientPhone(kind: .mobile, number: "8 916 197-85-96")])
            known = try await desk.store.clients.add(known, by: .sample()).kept.record
            let rows = [
                ["Боровков", "8 953 523-72-71", "b@example.org"], ["Ёлкин", "79161978596", "e@example.org"],
                ["Ёлкин", "+7 (916) 197 85 96", ""], ["Никто", "", ""], ["", "8 953 523-72-72", ""],
                ["Боровков", "89535237271", "b@example.org"], ["<b>Кривой</b>", "нет", "k@example.org"],
            ]
            let id = try await desk.take(columns, rows)
            #expect(try await counts(desk.work(.check, id)) == [2, 2, 1, 1, 1])
            let checked = try await desk.find(id)
            #expect(checked.state == .checked && checked.clientRows == 7 && checked.clientRowsDone == 7)
            #expect(try await desk.clients("%") == [known])
            #expect(
                try await desk.lines(id).map(\.outcome) == [
                    .added, .updated, .same, .doubtful, .refused, .updated, .added,
                ]
            )

            // What stands in a later row already is seen when it is written.
            #expect(try await counts(desk.work(.run, id)) == [2, 1, 2, 1, 1])
            #expect(try await desk.find(id).state == .done)
            let lines = try await desk.lines(id)
            #expect(lines.map(\.outcome) == [.added, .updated, .same, .doubtful, .refused, .same, .added])
            #expect(lines.map(\.row.number) == Array(2...8))
            #expect(lines[0].client == lines[5].client && lines[1].client == lines[2].client)
            #expect(lines[3].remarks == [ImportRemark(.noKey)] && lines[4].remarks == [ImportRemark(.noName)])
            #expect(lines[6].remarks == [ImportRemark(.noPhone, field: .phone(.mobile), text: "нет")])
            #expect(try await desk.lines(id, .troubled).map(\.row.number) == [5, 6, 8])
            known.emails = ["e@example.org"]
            let clients = try await desk.clients("%")
            #expect(clients.map(\.name) == ["Ёлкин Пётр", "Боровков", "<b>Кривой</b>"] && clients[0] == known)
            #expect(clients[1].phones.first?.key == NumberKey("+79535237271"))

            // Once more nothing is written.
            let again = try await desk.run(columns, rows)
            #expect(try await counts(desk.find(again).counts) == [0, 0, 5, 1, 1])
            #expect(try await desk.clients("%") == clients)
            let history = try await desk.store.records.history(of: try #require(lines[0].client), limit: 9)
            #expect(history.map(\.kind) == [.added] && history.first?.user == desk.author)
            let log = try await desk.store.access.auditLog(limit: 9).map(\.action)
            #expect(log.count { $0 == .importRun } == 2)
        }
    }

    @Test(
        "S3.6 each row is written once where the server is stopped in between, and by who comes after it",
        arguments: TestEngine.allCases
    )
    func stopped(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let rows = (0..<20).map { ["Клиент \($0)", "8953523\(7100 + $0)", ""] }
            let id = try await desk.take(columns, rows)
            try await desk.work(.check, id)
            let audit = AuditEntry(at: .sample(1), user: desk.author, action: .importRun)
            #expect(try await desk.imports.begin(.run, of: id, over: 1, audit: audit, at: .sample(1)))
            // A second press begins nothing.
            #expect(try await !desk.imports.begin(.run, of: id, over: 1, audit: audit, at: .sample(1)))
            for _ in 1...3 { _ = try await desk.imports.work(limit: 3, at: .sample(2)) }
            #expect(try await desk.find(id).clientRowsDone == 9)
            // Another process, which knows nothing but what is kept.
            let other = DatabaseImportStore(desk.store.database, numbers: .russian)
            while try await other.work(limit: 3, at: .sample(3)) > 0 {}
            #expect(try await desk.find(id).state == .done)
            #expect(try await desk.clients("Клиент %").count == 20)
        }
    }

    @Test("S3.6 a check that was broken off begins anew and counts each row once", arguments: TestEngine.allCases)
    func brokenCheck(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let rows = (0..<10).map { ["Клиент \($0)", "8953523\(7100 + $0 / 2)", ""] }
            let id = try await desk.take(columns, rows)
            let audit = AuditEntry(at: .sample(1), user: desk.author, action: .importRun)
            #expect(try await desk.imports.begin(.check, of: id, over: 1, audit: audit, at: .sample(1)))
            _ = try await desk.imports.work(limit: 3, at: .sample(2))
            let other = DatabaseImportStore(desk.store.database, numbers: .russian)
            while try await other.work(limit: 3, at: .sample(3)) > 0 {}
            #expect(try await counts(desk.find(id).counts) == [5, 5, 0, 0, 0])
            #expect(try await desk.find(id).state == .checked)
        }
    }

    @Test(
        "S3.6 an import is taken back: new clients go, others are what they were; who was changed since is left and named",
        arguments: TestEngine.allCases
    )
    func undone(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            var known = Client()
            (known.name, known.phones) = ("Ёлкин", [ClientPhone(kind: .mobile, number: "8 916 197-85-96")])
            known = try await desk.store.clients.add(known, by: .sample()).kept.record
            let rows = [
                ["Боровков", "8 953 523-72-71", "b@example.org"], ["Ёлкин", "79161978596", "e@example.org"],
                ["Ёлкин", "79161978596", "e2@example.org"], ["Сидоров", "8 953 523-72-73", ""],
                ["Ёлкин", "79161978596", "e3@example.org"],
            ]
            let id = try await desk.run(columns, rows)
            #expect(try await counts(desk.find(id).counts) == [2, 3, 0, 0, 0])
            #expect(try await desk.clients("Ёлкин")[0].emails.count == 3)
            let lines = try await desk.lines(id)
            let sidorov = try #require(lines[3].client)
            var changed = try #require(try await desk.store.clients.client(sidorov))
            changed.record.note = "Звонил"
            _ = try await desk.store.clients.change(sidorov, over: 1, to: changed.record, by: .sample())

            let undone = try await desk.work(.undo, id, limit: 2)
            #expect(undone.undone == 4 && undone.left == 1)
            #expect(try await desk.find(id).state == .undone)
            #expect(try await desk.clients("%").map(\.name) == ["Ёлкин", "Сидоров"])
            #expect(try await desk.clients("Ёлкин") == [known])
            let left = try await desk.lines(id, .left)
            #expect(left.map(\.row.number) == [5] && left.map(\.client) == [sidorov])
            // Who came with it is not found any more, and comes anew with another.
            let again = try await desk.run(columns, [rows[0]])
            #expect(try await counts(desk.find(again).counts) == [1, 0, 0, 0, 0])
        }
    }

    @Test("S3.6 a client with whom there was a contact since stays when the import is taken back")
    func usedSince() async throws {
        try await withDesk(.sqlite) { desk in
            let id = try await desk.run(columns, [["Боровков", "8 953 523-72-71", ""]])
            let client = try #require(try await desk.lines(id).first?.client)
            let contact = try await desk.store.register(1)
            try await desk.store.database.write {
                try $0.execute(
                    "UPDATE contacts SET client_id = $1 WHERE id = $2",
                    [.integer(client.rawValue), .integer(contact.id.rawValue)]
                )
            }
            let undone = try await desk.work(.undo, id)
            #expect(undone.undone == 0 && undone.left == 1)
            #expect(try await desk.clients("Боровков").count == 1)
        }
    }

    @Test(
        "S3.23 attributes are kept current by import, and clients are found by one of their own",
        arguments: TestEngine.allCases
    )
    func attributes(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let number = try await desk.store.addAttribute("ИНН")
            let rest = try await desk.store.addAttribute("Остаток", .money)
            let columns: [(String, ImportField?)] = [
                ("Название", .name), ("ИНН", .attribute(number)), ("Остаток", .attribute(rest)),
            ]
            let first = try await desk.run(
                columns,
                [["ООО Ромашка", "7701234567", "1 000,50"], ["ООО Лютик", "7701234568", "5"]]
            )
            #expect(try await counts(desk.find(first).counts) == [2, 0, 0, 0, 0])
            let second = try await desk.run(
                columns,
                [["Ромашка", "7701234567", "900"], ["", "7701234568", ""], ["ООО Пион", "7701234569", "много"]]
            )
            #expect(try await counts(desk.find(second).counts) == [1, 1, 1, 0, 0])
            #expect(try await desk.clients("ООО Ромашка")[0].attributes == [number: "7701234567", rest: "900.00"])
            #expect(try await desk.clients("ООО Лютик")[0].attributes == [number: "7701234568", rest: "5.00"])
            #expect(try await desk.clients("ООО Пион")[0].attributes == [number: "7701234569"])
            let remarks = try await desk.lines(second, .troubled).flatMap(\.remarks)
            #expect(remarks == [ImportRemark(.malformed, field: .attribute(rest), text: "много")])
        }
    }

    @Test(
        "S3.6 cars come with their owners, by VIN and plate; a car of somebody else is left alone",
        arguments: TestEngine.allCases
    )
    func vehicles(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let makes = try await desk.store.records.records(of: VehicleMake.self, includingHidden: false)
            let mazda = try #require(makes.first { $0.record.name == "MAZDA" }).id
            let columns: [(String, ImportField?)] = [
                ("ФИО", .name), ("Телефон", .phone(.contact)), ("Номер", .plate), ("VIN", .vin), ("Марка", .make),
                ("Год", .year),
            ]
            let id = try await desk.run(
                columns,
                [
                    ["Ёлкин", "89161978596", "А001АА77", "XW8ZZZ61ZJG000001", "мазда", "2019"],
                    ["Чужой", "89161978597", "А 001 АА 77", "", "", ""],
                    // Known by the car alone.
                    ["", "", "", "xw8zzz61zjg000001", "ЗАЗ", "2018"],
                ]
            )
            #expect(try await desk.lines(id).map(\.outcome) == [.added, .added, .same])
            let owner = try await desk.lines(id)[0].client
            let vehicles = try await desk.store.records.records(of: Vehicle.self, includingHidden: false)
            #expect(vehicles.count == 1 && vehicles[0].record.owner == owner && vehicles[0].record.make == mazda)
            #expect(vehicles[0].record.year == 2_019)
            let remarks = try await desk.lines(id).map { $0.remarks.map(\.kind) }
            #expect(remarks == [[], [.foreignVehicle], [.noMake]])
            let undone = try await desk.work(.undo, id)
            #expect(undone.undone == 2)
            #expect(try await desk.store.records.records(of: Vehicle.self, includingHidden: false).isEmpty)
        }
    }

    @Test("S3.6 what two clients have in common is a doubt, and a doubt writes nothing", arguments: TestEngine.allCases)
    func doubts(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            for name in ["Ёлкин", "Ёлкина"] {
                var client = Client()
                (client.name, client.phones) = (name, [ClientPhone(number: "8 916 197-85-96")])
                _ = try await desk.store.clients.add(client, by: .sample())
            }
            let id = try await desk.run(columns, [["Ёлкин", "79161978596", "e@example.org"]], rule: .overwrite)
            #expect(try await counts(desk.find(id).counts) == [0, 0, 0, 1, 0])
            #expect(try await desk.lines(id)[0].remarks == [ImportRemark(.several, text: "1, 2")])
            #expect(try await desk.clients("%").allSatisfy(\.emails.isEmpty))
        }
    }

    @Test(
        "S3.6 mappings are saved by name; what was never run goes, and what ended long ago is forgotten",
        arguments: TestEngine.allCases
    )
    func keeping(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let author = RecordAuthor(desk.author, at: .sample(0))
            var mapping = ImportMapping()
            mapping.columns = [ImportMapping.Column("Телефон", .phone(.mobile), rule: .overwrite)]
            try await desk.imports.save(ImportMapping(), as: "База", by: author)
            try await desk.imports.save(mapping, as: "База", by: author)
            let saved = try await desk.imports.mappings()
            #expect(saved.map(\.name) == ["База"] && saved.map(\.mapping) == [mapping])
            try await desk.imports.removeMapping(saved[0].id)
            #expect(try await desk.imports.mappings().isEmpty)

            let draft = try await desk.take(columns, [["Ёлкин", "89161978596", ""]])
            #expect(try await desk.imports.map(draft, over: 1, to: mapping))
            #expect(try await !desk.imports.map(draft, over: 1, to: ImportMapping()))
            #expect(try await desk.imports.discard(draft, audit: nil))
            #expect(try await desk.imports.find(draft) == nil)
            let id = try await desk.run(columns, [["Ёлкин", "89161978596", ""]])
            #expect(try await !desk.imports.discard(id, audit: nil))
            #expect(try await desk.imports.imports(limit: 9).map(\.id) == [id])
            try await desk.imports.sweep(before: .sample(2))
            #expect(try await desk.imports.find(id) != nil)
            try await desk.imports.sweep(before: .sample(3))
            #expect(try await desk.imports.find(id) == nil)
            #expect(try await desk.clients("Ёлкин").count == 1)
        }
    }

    @Test("S3.6 one process works imports off", arguments: TestEngine.allCases)
    func claims(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let claim = try await desk.imports.claim()
            #expect(claim != nil)
            #expect(try await desk.imports.claim() == nil)
            #expect(try await claim?.renew() == true)
        }
    }
}
