import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The page of a client's history") struct ClientHistoryPageTests {
    private static let all = Rights([.clients: .all, .contacts: .all, .calls: .all, .intake: .own])

    /// Client 1, with whom users 1 and 2 have spoken: a repair with a note, and parts.
    private func withSite(
        _ rights: Rights = all,
        _ test: @escaping @Sendable (ContactSite, [Kept<Contact>]) async throws -> Void
    ) async throws {
        try await ContactSite.with(rights) { site in
            var person = Client()
            person.name = "<b>Штыльков</b>"
            person.phones = [ClientPhone(number: "8 (953) 523-72-71")]
            guard case .saved(let client) = try await site.store.clients.add(person, by: ContactSite.author) else {
                throw ContactSite.NotRegistered()
            }
            let olga = RecordAuthor(UserID(2), at: Call.sampleStart)
            let repair = try await site.register(ago: 90_000) { contact in
                (contact.client, contact.works) = (client.id, "Подвеска <script>alert(1)</script>")
            }
            let reasons = try await site.store.records.records(of: Reason.self, includingHidden: false)
            let parts = try #require(reasons.first { $0.record.code == "parts" })
            let second = try await site.register(ago: 60, by: olga) { contact in
                (contact.client, contact.reason, contact.comment) = (client.id, parts.id, "Колодки")
            }
            _ = try await site.store.contacts.note("Перезвонить жене", on: repair.id, by: olga)
            try await test(site, [repair, second])
        }
    }

    private func rows(_ page: String) -> Int { page.matches(of: /<tr data-row/).count }

    @Test("S3.3 a tab of the client's card has all that there was, with all operators")
    func tab() async throws {
        try await withSite { site, contacts in
            let card = try await site.ask(.get, "/clients/1").text
            #expect(card.contains("href=\"/clients/1/history\">История общения</a>"))
            #expect(card.contains("href=\"/clients/1/history\">Вся история</a>"))
            let page = try await site.ask(.get, "/clients/1/history").text
            #expect(rows(page) == 3 && page.withoutTags.contains("За всё время"))
            for words in [
                "Колодки", "Перезвонить жене", "Подвеска", "Рогова &lt;Марина&gt;", "Заметка", "Контакт A00000001",
            ] {
                #expect(page.withoutTags.contains(words), "\(words)")
            }
            #expect(page.contains("href=\"/contacts/\(contacts[0].id)#entries\""))
            #expect(!page.contains("<script>alert") && !page.contains("<b>Штыльков"))
        }
    }

    @Test(
        "S3.26 is narrowed by text, person, period, reason and kind; each filter is a field of its form, and taken off by a press"
    )
    func narrowed() async throws {
        try await withSite { site, contacts in
            let reason = try #require(contacts[1].record.reason)
            for (query, count) in [
                ("text=%D0%9A%D0%9E%D0%9B%D0%9E%D0%94", 1),
                ("text=%D0%B6%D0%B5%D0%BD%D0%B5+%D0%BF%D0%B5%D1%80%D0%B5", 1),
                ("person=u1", 1), ("person=u2", 2), ("period=today", 2), ("from=2001-01-01&to=2001-01-02", 0),
                ("reason=\(reason)", 1), ("kind=note", 1), ("kind=document", 0), ("person=u2&kind=contact", 1),
            ] {
                let page = try await site.ask(.get, "/clients/1/history?\(query)")
                #expect(page.status == .ok && rows(page.text) == count, "\(query)")
            }
            let page = try await site.ask(.get, "/clients/1/history?kind=note").text
            for field in ["text", "kind", "person", "reason"] {
                #expect(page.contains("id=\"filter-\(field)\""), "\(field)")
            }
            #expect(page.contains("class=\"off\" href=\"/clients/1/history\""))
        }
    }

    @Test("what cannot be meant is told in words, and is no part of any statement")
    func hostile() async throws {
        try await withSite { site, _ in
            for query in [
                "kind=teleport", "person=u99", "person=u1%27%20OR%201", "reason=99", "reason=x", "text=%25",
                "period=never",
            ] {
                let answer = try await site.ask(.get, "/clients/1/history?\(query)")
                #expect(answer.status == .badRequest && rows(answer.text) == 0, "\(query)")
            }
            for place in [
                "x", "1.note.2", "9223372036854775807.note.1.1", "-1.note.1.1", "1.teleport.1.1", "1.note.1.1.1",
            ] {
                let answer = try await site.ask(.get, "/clients/1/history?before=\(place)")
                #expect(answer.status == .ok, "\(place)")
            }
            let missing = try await site.ask(.get, "/clients/99/history")
            #expect(missing.status == .notFound)
        }
        try await withSite(Rights([.contacts: .all])) { site, contacts in
            let refused = try await site.ask(.get, "/clients/1/history")
            #expect(refused.status == .forbidden)
            #expect(try await site.ask(.get, "/contacts/\(contacts[0].id)").text.contains("client-history") == false)
        }
        // Who sees no contacts reads what was said, and is led to none.
        try await withSite(Rights([.clients: .all])) { site, _ in
            let page = try await site.ask(.get, "/clients/1/history").text
            #expect(rows(page) == 3 && !page.contains("href=\"/contacts/"))
        }
    }

    @Test("S3.26 beside a contact it is searched as one types")
    func besideContact() async throws {
        try await withSite { site, contacts in
            let page = try await site.ask(.get, "/contacts/\(contacts[1].id)").text
            #expect(page.contains("data-ask=\"/clients/1/history?as=lines\""))
            #expect(page.components(separatedBy: "client-history-lines\"").last?.contains("Перезвонить жене") ?? false)
            let found = try await site.ask(.get, "/clients/1/history?as=lines&q=%D0%BA%D0%BE%D0%BB%D0%BE%D0%B4").text
            #expect(found.matches(of: /<li>/).count == 1 && found.contains("Колодки") && !found.contains("<html"))
            let all = try await site.ask(.get, "/clients/1/history?as=lines&q=%D0%BA").text
            #expect(all.matches(of: /<li>/).count == 3 && !all.contains("<script>"))
            let none = try await site.ask(.get, "/clients/1/history?as=lines&q=%D0%BA%D1%83%D0%B7%D0%BE%D0%B2").text
            #expect(none.matches(of: /<li/).count == 1 && none.contains(">Ничего не найдено</li>"))
        }
    }

    @Test("S3.3 the panel beside a call leads to it")
    func besideCall() async throws {
        try await withSite { site, _ in
            let dossier = try #require(try await site.store.clients.dossier(ClientID(1)))
            var viewer = Viewer.sample()
            #expect(!ClientPanel(viewer: viewer).caller([dossier], number: nil).markup.contains("/clients/1/history"))
            let user = User(id: UserID(1), name: .sample("marina"), displayName: "Марина", roles: [.operator])
            let session = Session(
                token: SampleAccess.secret.digest,
                user: user,
                rights: Rights([.clients: .all]),
                isRemembered: false,
                startedAt: Call.sampleStart,
                lastSeenAt: Call.sampleStart
            )
            viewer.reader = SignedIn(session: session, secret: SampleAccess.secret)
            #expect(ClientPanel(viewer: viewer).caller([dossier], number: nil).markup.contains("/clients/1/history"))
        }
    }
}
