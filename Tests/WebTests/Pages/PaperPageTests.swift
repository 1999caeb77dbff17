import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Papers from templates") struct PaperPageTests {
    private static let rights = Rights([.contacts: .all, .clients: .all, .directories: .all, .intake: .own])
    private static let key = String(repeating: "7", count: 32)
    private static var withMail: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.sendsMail = true
        configuration.company = "Автосервис <Плюс>"
        return configuration
    }

    /// Client 1 with contact 1, who is not to be trusted.
    private func with(
        _ rights: Rights = rights,
        printing: SamplePrinting? = SamplePrinting(),
        _ test: @escaping @Sendable (ContactSite, Kept<Contact>) async throws -> Void
    ) async throws {
        try await ContactSite.with(rights, configuration: Self.withMail, printing: printing) { site in
            var person = Client()
            person.name = "Штыльков <b>"
            person.phones = [ClientPhone(number: "8 (953) 523-72-71")]
            person.emails = ["shtylkov@example.org"]
            guard case .saved(let client) = try await site.store.clients.add(person, by: ContactSite.author) else {
                throw ContactSite.NotRegistered()
            }
            let contact = try await site.register { contact in
                contact.client = client.id
                contact.works = "Подвеска {client} # <script>alert(1)</script>\n**вторая**"
            }
            try await test(site, contact)
        }
    }

    private func digest(_ page: String) throws -> String {
        try String(#require(page.firstMatch(of: /name="digest" value="([0-9a-f]{64})"/)).output.1)
    }

    /// Of the form on the page of a new one.
    private func make(
        _ site: ContactSite,
        _ subject: String,
        template: Int = 2,
        key: String = key
    ) async throws -> Answer {
        let page = try await site.ask(.get, "/papers/new?\(subject)&template=\(template)").text
        let form = "\(subject)&template=\(template)&key=\(key)&digest=\(try digest(page))"
        return try await site.ask(.post, "/papers", form)
    }

    @Test(
        "S3.4 on the cards of contact and client a template is chosen, shown, and made into a paper that stays as it is"
    )
    func made() async throws {
        let printing = SamplePrinting()
        try await with(printing: printing) { site, contact in
            let card = try await site.ask(.get, "/contacts/\(contact.id)").text
            #expect(card.contains("href=\"/papers/new?contact=\(contact.id)\""))
            #expect(try await site.ask(.get, "/clients/1").text.contains("href=\"/papers/new?client=1\""))
            let new = try await site.ask(.get, "/papers/new?contact=\(contact.id)&template=1").text
            for words in ["Письмо клиенту", "Счёт", "Акт оказанных услуг"] { #expect(new.contains(words), "\(words)") }
            #expect(new.contains("src=\"/papers/preview?contact=\(contact.id)&amp;template=1\""))
            let preview = try await site.ask(.get, "/papers/preview?contact=\(contact.id)&template=1")
            #expect(preview.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            for words in [
                "<h1>Уважаемый клиент!</h1>", "Штыльков &lt;b&gt;", "<b>Автосервис &lt;Плюс&gt;</b>",
                "Подвеска {client} # &lt;script&gt;alert(1)&lt;/script&gt;<br>**вторая**", "A00000001",
            ] {
                #expect(preview.text.contains(words), "\(words)")
            }
            for _ in 1...2 {
                let made = try await make(site, "contact=\(contact.id)", template: 1)
                #expect(made.headers[.location] == "/papers/1")
            }
            #expect(printing.pages.count == 1 && printing.pages[0].contains("ПИ-00001"))
            let page = try await site.ask(.get, "/papers/1").text
            for words in [
                "ПИ-00001", "Рогова", "href=\"/papers/1/pdf\"", "src=\"/papers/1/page\"", "shtylkov@example.org",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            let pdf = try await site.ask(.get, "/papers/1/pdf")
            #expect(pdf.text == "%PDF-1.7" && pdf.headers[.contentType] == "application/pdf")
            #expect(pdf.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
            // What changes later changes nothing.
            let sheet = try await site.ask(.get, "/papers/1/page").text
            var changed = contact.record
            changed.works = "Другое"
            _ = try await site.store.contacts.save(changed, contact.id, over: contact.version, by: ContactSite.author)
            #expect(try await site.ask(.get, "/papers/1/page").text == sheet)
            let both = try await site.ask(.get, "/contacts/\(contact.id)").text
            #expect(both.contains("href=\"/papers/1\""))
            let history = try await site.ask(.get, "/clients/1/history?kind=paper").text
            #expect(history.contains("href=\"/papers/1\"") && history.contains("ПИ-00001"))
        }
    }

    @Test("S3.4 the table of services has their sums")
    func services() async throws {
        try await with { site, contact in
            var (service, provider) = (ServiceKind(), Provider())
            (service.name, provider.name) = ("Эвакуация <i>", "Тягач")
            guard case .saved(let kind) = try await site.store.records.add(service, by: ContactSite.author),
                case .saved(let by) = try await site.store.records.add(provider, by: ContactSite.author)
            else { throw ContactSite.NotRegistered() }
            var price = ServicePrice()
            (price.service, price.provider, price.price) = (kind.id, by.id, 123_456)
            guard case .saved(let offer) = try await site.store.records.add(price, by: ContactSite.author) else {
                throw ContactSite.NotRegistered()
            }
            _ = try await site.store.services.render(
                NewRenderedService(offer: offer.id, pieces: 2, policy: nil),
                in: contact.id,
                on: try #require(Day("2026-04-03")),
                beyond: nil,
                by: ContactSite.author
            )
            let sheet = try await site.ask(.get, "/papers/preview?contact=\(contact.id)&template=2").text
            for words in ["<td>Эвакуация &lt;i&gt;</td>", sumText(246_912), sumText(123_456), "Всего к оплате"] {
                #expect(sheet.contains(words), "\(words)")
            }
            #expect(
                try await site.ask(.get, "/clients/1/history?kind=service").text.contains("Эвакуация &lt;i&gt; × 2")
            )
        }
    }

    @Test("S3.4 what has changed since it was shown is shown again, and nothing is made")
    func stale() async throws {
        try await with { site, contact in
            let page = try await site.ask(.get, "/papers/new?contact=\(contact.id)&template=1").text
            var changed = contact.record
            changed.works = "Другое"
            _ = try await site.store.contacts.save(changed, contact.id, over: contact.version, by: ContactSite.author)
            let form = "contact=\(contact.id)&template=1&key=\(Self.key)&digest=\(try digest(page))"
            let answer = try await site.ask(.post, "/papers", form)
            #expect(answer.status == .conflict && answer.text.contains("данные изменились"))
            #expect(try await site.store.papers.papers(of: .contact(contact.id), limit: 1).isEmpty)
        }
    }

    @Test("S3.4 it is made without a print where none can be, the page says what to do, and it is printed later")
    func unprinted() async throws {
        try await with(printing: SamplePrinting(.notSetUp, .busy, .tooMuch)) { site, contact in
            let made = try await make(site, "client=1")
            #expect(made.headers[.location] == "/papers/1?print=failed")
            #expect(try await site.ask(.get, "/papers/1?print=failed").text.contains("fax.weasyprint"))
            #expect(try await site.ask(.get, "/papers/1/pdf").status == .notFound)
            for problem in ["busy", "too-much"] {
                #expect(
                    try await site.ask(.post, "/papers/1/pdf", "").headers[.location] == "/papers/1?print=\(problem)"
                )
            }
            #expect(try await site.ask(.post, "/papers/1/pdf", "").headers[.location] == "/papers/1")
            #expect(try await site.ask(.get, "/papers/1/pdf").text == "%PDF-1.7")
            #expect(try await site.ask(.get, "/clients/1").text.contains("href=\"/papers/1\""))
            // There is no contact whose letters it would go with.
            #expect(
                try await site.ask(.post, "/papers/1/letter", "key=\(Self.key)&addresses=a%40b.org").status == .notFound
            )
        }
        try await with(printing: nil) { site, _ in
            #expect(try await make(site, "client=1").headers[.location] == "/papers/1")
            let page = try await site.ask(.get, "/papers/1").text
            #expect(
                page.contains("не настроен WeasyPrint") && page.contains("href=\"/papers/1/page\" target=\"_blank\"")
            )
        }
    }

    @Test("S3.4 it goes out with the letters about its contact")
    func mailed() async throws {
        try await with { site, contact in
            _ = try await make(site, "contact=\(contact.id)")
            let none = try await site.ask(.post, "/papers/1/letter", "key=\(Self.key)&addresses=x&remark=y")
            #expect(none.status == .unprocessableContent && none.text.contains("aria-invalid"))
            for _ in 1...2 {
                let sent = try await site.ask(
                    .post,
                    "/papers/1/letter",
                    "key=\(Self.key)&addresses=a%40example.org&remark=Здравствуйте"
                )
                #expect(sent.headers[.location] == "/contacts/\(contact.id)#letters")
            }
            let letters = try await site.store.letters.letters(of: contact.id, limit: 9).map(\.letter)
            #expect(letters.map(\.paper) == [PaperID(1)])
            #expect(letters.map(\.subject) == ["Автосервис <Плюс>: Счёт СЧ-00001"])
            #expect(letters.map(\.text) == ["Здравствуйте\n\nВо вложении: Счёт СЧ-00001"])
            #expect(try await site.ask(.get, "/contacts/\(contact.id)").text.contains("<a href=\"/papers/1\">"))
        }
    }

    @Test("S3.4 who may not see the contact or the client sees and makes no papers of it")
    func refused() async throws {
        try await with(Rights([.clients: .all])) { site, contact in
            for path in ["new", "preview"] {
                let answer = try await site.ask(.get, "/papers/\(path)?contact=\(contact.id)&template=1")
                #expect(answer.status == .forbidden, "\(path)")
            }
            let form = "contact=\(contact.id)&template=1&key=\(Self.key)&digest=x"
            #expect(try await site.ask(.post, "/papers", form).status == .forbidden)
            let paper = Paper(
                key: .random(),
                subject: .contact(contact.id),
                template: DocumentTemplateID(1),
                title: "Письмо",
                kind: .letter,
                at: Call.sampleStart,
                author: nil
            )
            let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .paperMade)
            _ = try await site.store.papers.add(paper, audit: audit) { $0 }
            for path in ["", "/page", "/pdf"] {
                #expect(try await site.ask(.get, "/papers/1\(path)").status == .forbidden, "\(path)")
            }
            #expect(try await site.ask(.post, "/papers/1/pdf", "").status == .forbidden)
            #expect(try await site.ask(.get, "/templates/1/preview?contact=A00000001").status == .forbidden)
            let history = try await site.ask(.get, "/clients/1/history").text
            #expect(history.contains("ПИ-00001") && !history.contains("href=\"/papers/1\""))
        }
        try await with(Rights([.contacts: .all])) { site, contact in
            #expect(try await site.ask(.get, "/papers/new?client=1").status == .forbidden)
            // What stands on the client's card alone is not told.
            let sheet = try await site.ask(.get, "/papers/preview?contact=\(contact.id)&template=2").text
            #expect(sheet.contains("Штыльков") && !sheet.contains("shtylkov@"))
        }
        try await with { site, contact in
            for query in ["", "contact=99", "client=99", "contact=1&client=1", "contact=x", "contact=1%27"] {
                let answer = try await site.ask(.get, "/papers/new?\(query)")
                #expect([.badRequest, .notFound].contains(answer.status), "\(query)")
            }
            #expect(try await site.ask(.get, "/papers/99").status == .notFound)
            #expect(try await site.ask(.get, "/papers/preview?client=1&template=99").status == .notFound)
            let hidden = try await site.store.contacts.setHidden(
                true,
                contact.id,
                over: contact.version,
                by: ContactSite.author
            )
            guard case .saved = hidden else { throw ContactSite.NotRegistered() }
            #expect(try await site.ask(.get, "/papers/new?contact=\(contact.id)").status == .notFound)
        }
    }

    @Test(
        "S3.4 templates are kept in a directory: a wrong place is named with its line, and a contact shows how it looks"
    )
    func templates() async throws {
        try await with { site, contact in
            let list = try await site.ask(.get, "/directories/document-templates").text
            #expect(list.contains("Акт оказанных услуг") && list.contains("русский"))
            let card = try await site.ask(.get, "/directories/document-templates/2").text
            #expect(card.contains("<code>{services}</code>") && card.contains("action=\"/templates/2/preview\""))
            let fields = "name=Справка&paper_kind=other&language=ru&place=9&text="
            let wrong = try await site.ask(.post, "/directories/document-templates/new", fields + "a%0D%0A%7Bclinet%7D")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.withoutTags.contains("В строке 2 стоит {clinet}"))
            #expect(wrong.text.contains("<code>{client}</code>"))
            let added = try await site.ask(.post, "/directories/document-templates/new", fields + "%7Bclient%7D")
            #expect(added.headers[.location] == "/directories/document-templates/4?done=added")
            let shown = try await site.ask(.get, "/templates/4/preview?contact=a1")
            #expect(shown.text.contains("<p>Штыльков &lt;b&gt;</p>"))
            let none = try await site.ask(.get, "/templates/4/preview?contact=%3Cb%3E")
            #expect(none.text.contains("&lt;b&gt;") && !none.text.contains("<b>"))
        }
    }
}
