import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The pages of conversations") struct ConversationPageTests {
    private let access = SampleAccess()
    private static let author = RecordAuthor(UserID(1), at: Call.sampleStart)
    private static let all = Rights([
        .clients: .all, .calls: .all, .recordings: .all, .contacts: .all, .reconciliation: .all,
    ])

    /// Client 1, who spoke twice: with 0111, which was recorded, and, called by 0125, without a recording. A stranger spoke with 0111.
    private func withSite(
        _ rights: Rights = all,
        _ test: @escaping @Sendable (DataStore, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase { store in
            _ = try await store.access.add(
                NewUser(
                    name: try #require(UserName("marina")),
                    displayName: "Рогова <Марина>",
                    roles: [.supervisor],
                    password: PasswordHash("-")
                ),
                audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
            )
            var client = Client()
            client.name = "<b>Штыльков</b>"
            client.phones = [
                ClientPhone(number: "8 (953) 523-72-71"), ClientPhone(number: "8 (495) 213-98-51"),
                ClientPhone(number: "спросить"),
            ]
            _ = try await store.clients.add(client, by: Self.author)
            var batch = JournalBatch(pbx: PBXName("office"))
            var recorded = inbound("1", from: "9535237271", ago: 9_000)
            recorded.recordings = [Recording(path: "/spool/<i>.wav", startedAt: recorded.startedAt + 5)]
            recorded.recordings[0].length = .seconds(60)
            let start = Call.sampleStart - 8_000
            let placed = Call.outbound("2", by: "0125", to: "4952139851", at: start).answeredOutside(at: start + 5)
                .ended(at: start + 65)
            batch.calls = [recorded, placed, inbound("3", from: "9265550101", ago: 7_000)]
            _ = try await store.callJournal.commit(batch)
            access.grant(rights, to: UserID(1))
            let application = try sampleApplication(
                journal: store.callJournal,
                callLog: store.callLog,
                access: access,
                contacts: store.contacts,
                services: store.services,
                papers: store.papers,
                reconciliation: store.reconciliation,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                recordings: SampleArchive()
            )
            try await application.test(.router) { try await test(store, $0) }
        }
    }

    private func inbound(_ name: String, from number: String, ago seconds: Double) -> Call {
        let start = Call.sampleStart - seconds
        return Call.inbound(name, from: number, at: start).ringing("0111", at: start + 1)
            .answered(by: "0111", at: start + 5).ended(at: start + 65)
    }

    private func ask(_ client: any TestClientProtocol, _ uri: String) async throws -> Answer {
        try await client.ask(.get, uri, [.cookie: SampleAccess.cookie, .accept: "text/html"])
    }

    private func rows(_ page: String) -> Int { page.matches(of: /<tr data-row/).count }

    private static let first = Call.id("1").description.replacing(":", with: "%3A")

    @Test(
        "S3.3 S4.9 a client's card has a tab with all conversations by any of the client's numbers, narrowed by filters"
    )
    func tab() async throws {
        try await withSite { _, client in
            let card = try await ask(client, "/clients/1").text
            #expect(card.contains("href=\"/clients/1/conversations\">Разговоры</a>"))
            let page = try await ask(client, "/clients/1/conversations").text
            #expect(rows(page) == 2 && page.withoutTags.contains("2 разговора"))
            #expect(page.withoutTags.contains("За всё время") && !page.contains("<b>Штыльков"))
            #expect(try await rows(ask(client, "/clients/1/conversations?direction=inbound").text) == 1)
            #expect(try await rows(ask(client, "/clients/1/conversations?recorded=yes").text) == 1)
            #expect(try await rows(ask(client, "/clients/1/conversations?from=2001-01-01").text) == 0)
            #expect(try await ask(client, "/clients/1/conversations?person=77").status == .badRequest)
            #expect(try await ask(client, "/clients/1/conversations?period=never").status == .badRequest)
            #expect(try await ask(client, "/clients/2/conversations").status == .notFound)
        }
    }

    @Test("S3.8 S4.9 the chosen conversation has its picture and its player with speeds; another client's has none")
    func player() async throws {
        try await withSite { _, client in
            let page = try await ask(client, "/clients/1/conversations?call=\(Self.first)").text
            #expect(page.contains("data-player") && page.contains("data-timeline") && page.contains("value=\"1.5\""))
            #expect(page.contains("data-source=\"/calls/\(Self.first)/recordings/1\""))
            #expect(page.contains("aria-selected=\"true\"") && !page.contains("<i>"))
            let third = Call.id("3").description
            let strange = try await ask(client, "/clients/1/conversations?call=\(third)").text
            #expect(!strange.contains("data-player") && rows(strange) == 2)
        }
    }

    @Test("S4.9 who hears own conversations sees that there were others, and can neither open nor hear them")
    func own() async throws {
        try await withSite(Rights([.clients: .all, .calls: .own, .recordings: .own])) { _, client in
            let audit = AuditEntry(at: Call.sampleStart, user: UserID(1), action: .sit)
            try await access.sit(UserID(1), at: Extension("0125"), since: Call.sampleStart - 20_000, audit: audit)
            let page = try await ask(client, "/clients/1/conversations?call=\(Self.first)").text
            #expect(rows(page) == 2 && !page.contains("data-player"))
            #expect(!page.contains("call=\(Self.first)#chosen"))
            let second = Call.id("2").description.replacing(":", with: "%3A")
            #expect(page.contains("call=\(second)#chosen"))
            #expect(try await ask(client, "/clients/1/conversations?call=\(second)").text.contains("data-player"))
        }
        try await withSite(Rights([.clients: .all])) { _, client in
            let card = try await ask(client, "/clients/1").text
            let refused = try await ask(client, "/clients/1/conversations").status
            #expect(!card.contains("/clients/1/conversations") && refused == .forbidden)
        }
    }

    @Test("S4.8 the head finds answered calls without a contact and without its document, and hears them there")
    func check() async throws {
        try await withSite { store, client in
            var page = try await ask(client, "/conversations?period=today").text
            #expect(rows(page) == 2 && page.withoutTags.contains("Без контакта 2"))
            page = try await ask(client, "/conversations?period=today&call=\(Self.first)").text
            #expect(page.contains("data-player") && page.contains("action=\"/reconciliation/open\""))
            let call = try #require(try await store.callJournal.calls([Call.id("1")]).first)
            _ = try await store.contacts.begin(call, at: Extension("0111"), by: Self.author)
            page = try await ask(client, "/conversations?period=today&lack=document").text
            #expect(rows(page) == 1 && page.withoutTags.contains("Без контакта 1"))
            #expect(page.contains("href=\"/contacts/1\""))
            #expect(try await ask(client, "/calls").text.contains("href=\"/conversations\""))
        }
        try await withSite(Rights([.calls: .own])) { _, client in
            let own = try await ask(client, "/conversations?period=today").text
            let calls = try await ask(client, "/calls").text
            #expect(rows(own) == 0 && !calls.contains("href=\"/conversations\""))
        }
        try await withSite(Rights([.clients: .all])) { _, client in
            let refused = try await ask(client, "/conversations").status
            #expect(refused == .forbidden)
        }
    }
}
