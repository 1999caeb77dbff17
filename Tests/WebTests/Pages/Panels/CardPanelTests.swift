import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite("Panels on a call's card") struct CardPanelTests {
    /// Another program, as it is told to answer.
    private final class Program: PanelSource {
        private let state = Mutex((answer: PanelAnswer.failed(.timeout), asked: [String]()))

        var asked: [String] { state.withLock { $0.asked } }
        func answer(with answer: PanelAnswer) { state.withLock { $0.answer = answer } }

        func ask(
            _ url: String,
            headers: [String],
            within limit: Duration,
            longest: Int
        ) async -> PanelAnswer {
            state.withLock { state in
                state.asked.append(url)
                return state.answer
            }
        }
    }

    private typealias Ask = @Sendable (String) async throws -> Answer

    private static let author = RecordAuthor(nil, at: Call.sampleStart)
    private let program = Program()
    private let call = Call.inbound(at: Call.sampleStart).ringing("0111", at: Call.sampleStart)
    private var query: String { "?call=\(SitePath.percentEncoded(call.id.description))" }

    private func withCard(
        rights: [Permission: Scope] = [.workspace: .own, .clients: .all],
        isSitting: Bool = true,
        _ panels: [CallPanel],
        _ test: @escaping @Sendable (Ask, DataStore, _ ids: [Int64]) async throws -> Void
    ) async throws {
        let access = SampleAccess()
        access.grant(Rights(rights), to: UserID(1))
        let desk = SampleDesk()
        if isSitting {
            let seat = Seat(phone: Extension("0111"), user: UserID(1), displayName: "Рогова", since: Call.sampleStart)
            await desk.show([seat])
        }
        let host = try #require(PanelHost("erp.example"))
        let panelDesk = PanelDesk(
            source: program,
            rules: PanelDesk.Rules(hosts: [host]),
            now: { Call.sampleStart }
        )
        let call = call
        try await TestEngine.sqlite.withDatabase { store in
            var ids: [Int64] = []
            for panel in panels {
                guard case .saved(let kept) = try await store.records.add(panel, by: Self.author) else {
                    Issue.record("\(panel) was not kept")
                    return
                }
                ids.append(kept.id.rawValue)
            }
            let application = try sampleApplication(
                desk: desk,
                journal: SampleJournal([call]),
                access: access,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                panels: panelDesk
            )
            let known = ids
            try await application.test(.router) { client in
                try await test(
                    { path in try await client.ask(.get, path, [.cookie: SampleAccess.cookie]) },
                    store,
                    known
                )
            }
        }
    }

    private func panel(_ kind: CallPanel.Kind, _ address: String? = nil, isOn: Bool = true) -> CallPanel {
        var panel = CallPanel()
        (panel.name, panel.kind, panel.address, panel.isOn) = ("Долг <b>", kind, address, isOn)
        return panel
    }

    private func reader(_ rights: Rights) -> SignedIn {
        let session = Session(
            token: SampleAccess.secret.digest,
            user: User(id: UserID(1), name: .sample("rogova"), displayName: "Рогова", roles: [.operator]),
            rights: rights,
            isRemembered: true,
            startedAt: Call.sampleStart,
            lastSeenAt: Call.sampleStart
        )
        return SignedIn(session: session, secret: SampleAccess.secret)
    }

    private static func addClient(to store: DataStore) async throws -> ClientID {
        var client = Client()
        client.name = "ООО «Ромашка»"
        client.phones = [ClientPhone(number: "89535237271")]
        return try #require(try await store.clients.add(client, by: author).id)
    }

    @Test("S4.10 the card has a place for them while it rings, for who answers and not for who looks on")
    func place() {
        var page = CardPage(phone: Extension("0111"), sitter: UserID(1), numbers: .russian)
        var floor = Floor.sample()
        _ = floor.take([
            Seat(phone: Extension("0111"), user: UserID(1), displayName: "Рогова", since: Call.sampleStart)
        ])
        page.apply(.floor(floor))
        page.apply(.call(call))
        var viewer = Viewer.sample(.russian)
        viewer.reader = reader(Rights([.workspace: .own, .clients: .all]))
        func cards(_ page: CardPage) -> String {
            page.parts(at: Call.sampleStart).html(in: .card, for: viewer).markup
        }
        #expect(cards(page).contains("data-panels=\"/card/panels?call="))
        var watched = CardPage(phone: Extension("0111"), numbers: .russian)
        watched.apply(.floor(floor))
        watched.apply(.call(call))
        #expect(!cards(watched).contains("data-panels"))
        viewer.reader = reader(Rights([.workspace: .own]))
        #expect(!cards(page).contains("data-panels"))
    }

    @Test("S4.10 the panels that are on are there at once, whatever another program does; those that are off are not")
    func list() async throws {
        let panels = [
            panel(.openDocuments), panel(.erpTable, "https://erp.example/"), panel(.documentSums, isOn: false),
        ]
        let (query, program) = (query, program)
        try await withCard(panels) { ask, _, ids in
            let answer = try await ask("/card/panels\(query)")
            #expect(answer.status == .ok)
            #expect(answer.text.matches(of: /data-panel="/).count == 2)
            #expect(answer.text.contains("data-panel=\"/card/panels/\(ids[1])?call="))
            #expect(answer.text.contains("Долг &lt;b&gt;") && answer.text.contains("Загружается"))
            #expect(program.asked.isEmpty)
            #expect(try await ask("/card/panels/\(ids[2])\(query)").status == .notFound)
        }
    }

    @Test("S4.10 another program is asked with the number, and what it says in JSON is a table")
    func table() async throws {
        let (query, program) = (query, program)
        program.answer(with: .content(Array(#"[{"Заказ":"З-1","Сумма":100}]"#.utf8)))
        try await withCard([panel(.erpTable, "https://erp.example/orders?phone={number}")]) { ask, _, ids in
            let page = try await ask("/card/panels/\(ids[0])\(query)").text
            #expect(page.contains("<h4><bdi>Долг &lt;b&gt;</bdi></h4>") && page.contains("<bdi>З-1</bdi>"))
            #expect(program.asked == ["https://erp.example:443/orders?phone=79535237271"])
            // In a frame only what was kept as a page.
            #expect(try await ask("/card/panels/\(ids[0])/page\(query)").status == .notFound)
        }
    }

    @Test("S4.10 a program that says nothing in its second is said to have said nothing, and can be asked again")
    func silent() async throws {
        let query = query
        try await withCard([panel(.erpTable, "https://erp.example/{number}")]) { ask, _, ids in
            let page = try await ask("/card/panels/\(ids[0])\(query)")
            #expect(page.status == .ok)
            #expect(page.text.contains("Не ответила за 1 с") && page.text.contains("data-panel-again"))
        }
    }

    @Test("S4.10 what is no JSON is said to be unreadable, a host that is not named is not asked")
    func wrong() async throws {
        let (query, program) = (query, program)
        program.answer(with: .content(Array("<html>".utf8)))
        let panels = [panel(.erpTable, "https://erp.example/"), panel(.erpTable, "http://metadata.example/")]
        try await withCard(panels) { ask, _, ids in
            let unreadable = try await ask("/card/panels/\(ids[0])\(query)").text
            #expect(unreadable.contains("Ответ не удалось прочесть"))
            let foreign = try await ask("/card/panels/\(ids[1])\(query)").text
            #expect(foreign.contains("Узел не назван в panels.hosts"))
            #expect(program.asked == ["https://erp.example:443/"])
        }
    }

    @Test("S4.10 HTML of another program stands in a frame in which nothing runs, loads or leads anywhere")
    func page() async throws {
        let (query, program) = (query, program)
        program.answer(with: .content(Array("<script>alert(1)</script><p>Долг 100".utf8)))
        try await withCard([panel(.erpPage, "https://erp.example/{number}")]) { ask, _, ids in
            let panel = try await ask("/card/panels/\(ids[0])\(query)").text
            #expect(panel.contains("<iframe sandbox referrerpolicy=\"no-referrer\""))
            #expect(!panel.contains("<script"))
            let page = try await ask("/card/panels/\(ids[0])/page\(query)")
            #expect(page.text == "<script>alert(1)</script><p>Долг 100")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; ") && policy.hasSuffix("; sandbox"))
            #expect(policy.contains("form-action 'none'") && policy.contains("frame-ancestors 'self'"))
            #expect(!policy.contains("script-src"))
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[.cacheControl] == "no-store")
            // The frame gets what the panel has asked for.
            #expect(program.asked.count == 1)
        }
    }

    @Test("S4.10 the client's own documents: those that are open with their sums, and the sums of each kind")
    func documents() async throws {
        let query = query
        let panels = [panel(.openDocuments), panel(.documentSums), panel(.documentHistory)]
        try await withCard(panels) { ask, _, ids in
            let page = try await ask("/card/panels/\(ids[0])\(query)").text
            #expect(page.contains("Клиент не определён"))
        }
        try await withCard(panels) { ask, store, ids in
            let client = try await Self.addClient(to: store)
            let sums: [(Document.Kind, Int64?, Bool)] = [
                (.workOrder, 150_000, true), (.workOrder, 50_050, false), (.invoice, nil, true),
            ]
            for (kind, amount, isOpen) in sums {
                var document = Document()
                (document.kind, document.client, document.amount, document.isOpen) = (kind, client, amount, isOpen)
                #expect(try await store.documents.add(document, by: Self.author).id != nil)
            }
            let open = try await ask("/card/panels/\(ids[0])\(query)").text
            #expect(open.contains("Итого: 2") && open.contains("1500,00") && !open.contains("500,50</td>"))
            let byKind = try await ask("/card/panels/\(ids[1])\(query)").text
            #expect(
                byKind.contains(
                    "<td class=\"num\">2</td><td class=\"num\">2000,50</td><td class=\"num\">1</td><td class=\"num\">1500,00</td>"
                )
            )
            #expect(try await ask("/card/panels/\(ids[2])\(query)").text.contains("Итого: 3"))
        }
    }

    @Test("S4.10 who took no part in the call, or may not see clients, gets none of it")
    func strangers() async throws {
        let query = query
        let panels = [panel(.erpPage, "https://erp.example/{number}")]
        try await withCard(isSitting: false, panels) { ask, _, ids in
            for path in ["/card/panels", "/card/panels/\(ids[0])", "/card/panels/\(ids[0])/page"] {
                let status = try await ask(path + query).status
                #expect(status == .forbidden, "\(path)")
            }
        }
        try await withCard(rights: [.workspace: .own], panels) { ask, _, _ in
            let status = try await ask("/card/panels\(query)").status
            #expect(status == .forbidden)
        }
        try await withCard(panels) { ask, _, _ in
            let paths: [(String, HTTPResponse.Status)] = [
                ("/card/panels", .badRequest), ("/card/panels?call=office:1.2:3", .ok),
                ("/card/panels/1?call=office:1.2:3", .notFound), ("/card/panels/99999\(query)", .notFound),
            ]
            for (path, expected) in paths {
                let status = try await ask(path).status
                #expect(status == expected, "\(path)")
            }
        }
        #expect(program.asked.isEmpty)
    }

    @Test("S4.10 what other programs are asked is the administrator's: who keeps the other directories does not see it")
    func administrators() async throws {
        try await withCard(rights: [.directories: .all], []) { ask, _, _ in
            for path in ["/directories/call-panels", "/directories/call-panels/new"] {
                let status = try await ask(path).status
                #expect(status == .forbidden, "\(path)")
            }
            let page = try await ask("/directories").text
            #expect(page.contains("routing-rules") && !page.contains("call-panels"))
        }
        try await withCard(rights: [.directories: .all, .integrations: .all], []) { ask, _, _ in
            let list = try await ask("/directories/call-panels")
            #expect(list.status == .ok)
            let page = try await ask("/directories").text
            #expect(page.contains("href=\"/directories/call-panels\""))
        }
    }
}

extension Saving {
    fileprivate var id: RecordID<Record>? { if case .saved(let kept) = self { kept.id } else { nil } }
}
