import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

/// A site over a real store, at which the supervisor with the number 1 may take lists away.
struct SheetSite: Sendable {
    var store: DataStore
    var client: any TestClientProtocol
    var access: SampleAccess

    static let all = Rights([
        .contacts: .all, .missed: .all, .calls: .all, .reports: .all, .clients: .all, .export: .all,
    ])

    static func with(
        _ engine: TestEngine = .sqlite,
        rights: Rights = all,
        configuration: WebConfiguration = WebConfiguration(),
        _ test: @escaping @Sendable (SheetSite) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            for name in ["marina", "olga"] {
                _ = try await store.access.add(
                    NewUser(
                        name: try #require(UserName(name)),
                        displayName: "Рогова \(name)",
                        roles: [.supervisor],
                        password: PasswordHash("-")
                    ),
                    audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
                )
            }
            let access = SampleAccess()
            access.grant(rights, to: UserID(1))
            let application = try sampleApplication(
                configuration: configuration,
                journal: store.callJournal,
                callLog: store.callLog,
                access: access,
                missed: store.missed,
                contacts: store.contacts,
                registry: store.registry,
                reconciliation: store.reconciliation,
                reports: store.reports,
                savedReports: store.savedReports,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                documents: store.documents
            )
            try await application.test(.router) { client in
                try await test(SheetSite(store: store, client: client, access: access))
            }
        }
    }

    func ask(
        _ method: HTTPRequest.Method = .get,
        _ uri: String,
        accepting type: String = "text/html"
    ) async throws -> Answer {
        try await client.ask(method, uri, [.cookie: SampleAccess.cookie, .accept: type])
    }

    /// The lines of a CSV file.
    func lines(_ uri: String) async throws -> [String] {
        let answer = try await ask(.get, uri)
        #expect(answer.status == .ok)
        return answer.text.split(separator: "\r\n").map(String.init)
    }

    /// Contacts a minute apart, the latest now, registered by users 1 and 2 in turn.
    func register(_ count: Int, person: String = "Илья") async throws {
        try await store.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO contacts (state, number, at, registered_at, person_name, caller_number, reason_id, registrar_id)
                VALUES ('registered', $1, $2, $2, $3, '9535237271', 1, $4)
                """,
                each: (0..<count).map { place in
                    [
                        .text("A\(place)"), .instant(Call.sampleStart - Double(place) * 60), .text(person),
                        .integer(Int64(place % 2 + 1)),
                    ]
                }
            )
        }
    }
}

@Suite("Lists taken away as files") struct SheetTests {
    private static let week = "from=2026-03-28&to=2026-04-03"
    private static let addresses = [
        "/registry.xlsx", "/registry.csv", "/journal.xlsx", "/journal.csv", "/missed.xlsx", "/missed.csv",
        "/calls.xlsx",
        "/calls.csv", "/documents.xlsx", "/documents.csv", "/register.xlsx", "/register.csv",
        "/reports/statistics.xlsx", "/reports/statistics.csv",
        "/reports/statistics.json", "/reports/funnel.xlsx", "/reports/hours.json", "/reports/staff.xlsx",
    ]

    @Test("S2.17 S2.22 all pages of the registry, with its filters and in its order", arguments: TestEngine.allCases)
    func allPages(engine: TestEngine) async throws {
        try await SheetSite.with(engine) { site in
            // More than are read at once.
            try await site.register(4_100)
            let lines = try await site.lines("/registry.csv?\(Self.week)")
            #expect(lines.count == 4_101)
            #expect(lines[0].hasPrefix("\u{FEFF}Номер;Дата;"))
            #expect(lines[1].hasPrefix("A0;03.04.2026 15:02:00;") && lines[4_100].hasPrefix("A4099;"))
            #expect(Set(lines).count == 4_101)
            #expect(lines[1].contains(";Услуги частники;") && lines[1].contains(";8 (953) 523-72-71;"))

            let narrowed = try await site.lines("/registry.csv?\(Self.week)&employee=u2&sort=number")
            #expect(narrowed.count == 2_051)
            #expect(narrowed[1].hasPrefix("A1;"))
            #expect(try await site.lines("/registry.csv?\(Self.week)&inquiry=yes").count == 1)
        }
    }

    @Test(
        "sorted by any column, however many are read at once, no row is lost or twice there",
        arguments: TestEngine.allCases
    )
    func portions(engine: TestEngine) async throws {
        try await SheetSite.with(engine) { site in
            try await site.register(25)
            for sort in ["-date", "reason", "-registrar", "client", "number"] {
                let address = ListAddress("/registry").with("from", "2026-04-01").with("to", "2026-04-03")
                    .with("sort", sort)
                let viewer = Viewer.sample()
                let list = RegistryList(address, reach: nil, for: viewer)
                let filters = RegistryFilters(list: list, options: RegistryOptions(), saved: [], viewer: viewer)
                let export = RegistrySheet(list, columns: RegistryKind.registry.columns, for: viewer, portion: 4)
                    .export(of: site.store.registry, filters: filters)
                var rows: [Sheet.Row] = []
                try await export.sheet.rows { rows += $0 }
                #expect(rows.count == 25 && Set(rows).count == 25, "\(sort)")
            }
        }
    }

    @Test("a reader of own contacts takes no others away", arguments: TestEngine.allCases)
    func scope(engine: TestEngine) async throws {
        try await SheetSite.with(engine, rights: Rights([.contacts: .own, .export: .all])) { site in
            try await site.register(10)
            let lines = try await site.lines("/registry.csv?\(Self.week)")
            #expect(lines.dropFirst().map { $0.prefix { $0 != ";" } } == ["A0", "A2", "A4", "A6", "A8"])
        }
    }

    @Test("S2.18 who may not take lists away sees no button and gets no file")
    func forbidden() async throws {
        let rights = Rights([.contacts: .all, .missed: .all, .calls: .all, .reports: .all, .clients: .all])
        try await SheetSite.with(rights: rights) { site in
            try await site.register(1)
            for address in Self.addresses {
                #expect(try await site.ask(.get, address).status == .forbidden, "\(address)")
                #expect(try await site.ask(.head, address).status == .forbidden, "\(address)")
            }
            for page in ["/registry", "/missed", "/calls", "/register", "/documents", "/reports/statistics"] {
                #expect(try await !site.ask(.get, page).text.contains("data-sheet"), "\(page)")
            }
        }
        // The right to take away opens no list.
        try await SheetSite.with(rights: Rights([.export: .all])) { site in
            for address in Self.addresses {
                let answer = try await site.ask(.get, address)
                #expect(answer.status == .forbidden, "\(address)")
            }
        }
    }

    @Test("S2.17 who may has a button on each list, which leads to a file with the same filters")
    func buttons() async throws {
        try await SheetSite.with { site in
            try await site.register(1)
            for page in ["/registry", "/journal", "/missed", "/calls", "/register", "/reports/statistics"] {
                let text = try await site.ask(.get, "\(page)?\(Self.week)").text
                let link = "href=\"\(page).xlsx?from=2026-03-28&amp;to=2026-04-03\" data-sheet"
                #expect(text.contains(link), "\(page)")
            }
            #expect(try await site.ask(.get, "/reports/statistics?\(Self.week)").text.contains("data-print"))
            let documents = try await site.ask(.get, "/documents?open=1").text
            #expect(documents.contains("href=\"/documents.xlsx?open=1\" data-sheet"))
        }
    }

    @Test("each file has its type, its name, its size, and is kept nowhere")
    func heads() async throws {
        try await SheetSite.with { site in
            try await site.register(3)
            for address in Self.addresses {
                let answer = try await site.ask(.get, "\(address)?\(Self.week)")
                #expect(answer.status == .ok, "\(address)")
                #expect(answer.headers[.cacheControl] == "no-store")
                #expect(
                    answer.headers[.contentLength] == "\(answer.bytes.count)" || answer.headers[.contentLength] == nil
                )
                let name = try #require(answer.headers[.contentDisposition])
                #expect(name.hasPrefix("attachment; filename=\"") && name.contains("filename*=UTF-8''"))
                if address.hasSuffix("xlsx") { #expect(answer.bytes.starts(with: [0x50, 0x4B])) }
            }
            let name = try await site.ask(.get, "/registry.xlsx?\(Self.week)").headers[.contentDisposition]
            #expect(
                name
                    == "attachment; filename=\"registry-2026-03-28-2026-04-03.xlsx\"; filename*=UTF-8''"
                    + SitePath.percentEncoded("Реестр 2026-03-28—2026-04-03.xlsx")
            )
            #expect(try await site.ask(.get, "/registry.csv?from=nonsense").status == .badRequest)
            #expect(try await site.ask(.get, "/registry.csv?who=Штыльков").status == .badRequest)
        }
    }

    @Test("each export stands in the audit log: who, which list, by what it was narrowed, how many rows")
    func audit() async throws {
        try await SheetSite.with { site in
            try await site.register(3, person: "Тайный")
            _ = try await site.ask(
                .get,
                "/registry.csv?\(Self.week)&employee=u1&text=%D1%82%D0%B0%D0%B9%D0%BD%D1%8B%D0%B9"
            )
            _ = try await site.ask(.head, "/registry.csv?\(Self.week)")
            let entries = try await site.access.auditLog(limit: 10).filter { $0.action == .exported }
            #expect(entries.map(\.user) == [UserID(1)])
            #expect(entries.first?.subject == "sheet:registry.csv days:2026-03-28..2026-04-03 rows:0")
            #expect(entries.first?.fields == ["employee", "text"])
        }
    }

    @Test("a page's script is told how far the file is, and then gets it whole")
    func progress() async throws {
        try await SheetSite.with { site in
            try await site.register(2_500)
            let answer = try await site.ask(
                .get,
                "/registry.csv?\(Self.week)",
                accepting: "application/x-sheet-with-progress"
            )
            #expect(answer.headers[.contentType] == "application/x-sheet-with-progress")
            let lines = answer.bytes.split(separator: 0x0A, maxSplits: 3)
            let told = try lines.prefix(3).map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            }
            #expect(told.map { $0["rows"] as? Int } == [2_000, 2_500, 2_500])
            #expect(told[2]["name"] as? String == "Реестр 2026-03-28—2026-04-03.csv")
            #expect(told[2]["size"] as? Int == lines[3].count)
            let plain = try await site.ask(.get, "/registry.csv?\(Self.week)")
            #expect(Array(lines[3]) == plain.bytes)
            #expect(try await site.access.auditLog(limit: 10).count { $0.action == .exported } == 2)
        }
    }

    @Test("a name of a file has nothing in it that a file system minds or that turns the text around it")
    func fileNames() throws {
        let day = try #require(Day("2026-04-03"))
        func name(_ title: String) -> String {
            let sheet = Sheet(title: title, columns: [], timeZone: .gmt) { _ in }
            return SheetExport("a", HTML(text: title), day...day, ListAddress("/"), besides: [], sheet: sheet)
                .fileName(as: .xlsx)
        }
        #expect(name("Реестр") == "Реестр 2026-04-03.xlsx")
        #expect(name("../..\\a:b*?\"<>|%\u{202E}\n") == "ab 2026-04-03.xlsx")
        #expect(name("") == "a 2026-04-03.xlsx")
        #expect(name(String(repeating: "я", count: 300)).count == 80 + 16)
    }
}

@Suite("What is read of markup") struct PlainTextTests {
    @Test("tags go, what they stood around and what was made safe stays as it was")
    func plain() {
        #expect((HTML(text: "a<b & \"c\" 'd'")).words == "a<b & \"c\" 'd'")
        #expect(("<span class=\"x\">a</span><small>b</small>" as HTML).words == "a b")
        #expect(("\(foreign("&amp; <i>"))" as HTML).words == "&amp; <i>")
        #expect(("a & b" as HTML).words == "a & b")
    }
}
