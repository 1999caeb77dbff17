import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Integrations
import Storage
import TestSupport
import Testing

@testable import Web

/// A site over a real store, read by the supervisor with the number 1.
struct ContactSite: Sendable {
    var store: DataStore
    var client: any TestClientProtocol

    static let author = RecordAuthor(UserID(1), at: Call.sampleStart)

    static func with(
        _ rights: Rights = Rights([.contacts: .all, .intake: .own, .calls: .all]),
        configuration: WebConfiguration = WebConfiguration(),
        desk: SampleDesk = SampleDesk(),
        secrets: any SecretSealing = SealedSecrets(KeyFile(path: "/nowhere")),
        printing: (any DocumentPrinting)? = nil,
        _ test: @escaping @Sendable (ContactSite) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase { store in
            for name in ["marina", "olga"] {
                _ = try await store.access.add(
                    NewUser(
                        name: try #require(UserName(name)),
                        displayName: "Рогова <Марина>",
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
                desk: desk,
                journal: store.callJournal,
                access: access,
                contacts: store.contacts,
                deals: store.deals,
                services: store.services,
                cases: store.cases,
                papers: store.papers,
                letters: store.letters,
                webForms: store.webForms,
                mailBoxes: MailBoxDesk(store: store.mailBoxes, secrets: secrets),
                imports: store.imports,
                bulletins: store.bulletins,
                reception: store.reception,
                registry: store.registry,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                documents: store.documents,
                scripts: store.scripts,
                questionnaires: store.questionnaires,
                printing: printing
            )
            try await application.test(.router) { client in
                try await test(ContactSite(store: store, client: client))
            }
        }
    }

    func ask(_ method: HTTPRequest.Method = .get, _ uri: String, _ form: String? = nil) async throws -> Answer {
        let body = form.map { "token=\(SampleAccess.secret.formToken)&\($0)" }
        return try await client.ask(method, uri, [.cookie: SampleAccess.cookie, .accept: "text/html"], body)
    }

    /// A registered contact, begun so long ago.
    @discardableResult
    func register(
        ago seconds: Double = 60,
        by author: RecordAuthor = author,
        _ change: (inout Contact) -> Void = { _ in }
    ) async throws -> Kept<Contact> {
        var contact = Contact()
        contact.at = Call.sampleStart - seconds
        contact.callerNumber = "9535237271"
        contact.did = "6467171"
        contact.channel = ContactChannelID(1)
        contact.reason = ReasonID(1)
        change(&contact)
        guard case .saved(let begun) = try await store.contacts.begin(contact, by: author),
            case .saved(let kept) = try await store.contacts.register(begun.id, over: 1, by: author)
        else { throw NotRegistered() }
        return kept
    }

    struct NotRegistered: Error {}
}

@Suite("The page of the registry") struct RegistryPageTests {
    @Test("S1.33 the journal is the same list with columns of its own, and tells how fast contacts were processed")
    func journal() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register { $0.personName = "Илья" }
            _ = try await site.store.contacts.process(
                kept.record,
                kept.id,
                over: kept.version,
                isDone: true,
                by: RecordAuthor(UserID(2), at: Call.sampleStart + 90)
            )
            let page = try await site.ask(.get, "/journal").text
            for words in [
                "Журнал входящего трафика", "Взят за", "Обработал", "1:30", "обработано 1, в среднем за 1:30",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(page.contains("/news/journal") && page.contains("action=\"/journal/columns"))
            #expect(try await site.ask(.get, "/journal?processing=processed&employee=p2").text.contains("Илья"))
            #expect(try await !site.ask(.get, "/journal?processing=unprocessed").text.contains("Илья"))
            #expect(page.contains("/journal?sort=processed_in"))
            #expect(try await !site.ask(.get, "/registry").text.contains("?sort=processed_in"))
            // Back from the card one is where one was.
            let card = try #require(page.firstMatch(of: /contacts\/\d+\?from=[^"]+/))
            #expect(try await site.ask(.get, "/\(card.output)").text.contains("href=\"/journal?list=journal&"))
        }
    }

    @Test("S0.44 shows its columns in the order of the requirement")
    func columns() async throws {
        try await ContactSite.with { site in
            try await site.register()
            let page = try await site.ask(.get, "/registry").text
            let head = try #require(page.firstMatch(of: /<thead>(.*?)<\/thead>/)?.1)
            let names = head.matches(of: /<th scope="col"[^>]*>(.*?)<\/th>/).map { match in
                String(match.1).firstMatch(of: /<abbr title="([^"]*)"/).map { String($0.1) }
                    ?? String(match.1).withoutTags
            }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0 != "Отметить" }
            #expect(
                names == [
                    "Номер", "Дата", "Первичный", "Обращение", "Запись", "Заезд", "Причина обращения",
                    "Мастер/Сотрудник",
                    "Контрагент", "Контакт", "Автомобиль", "Модель", "Вид обращения", "Номер АОН", "Городской номер",
                    "Внутренний номер", "Цех", "Место",
                ]
            )
        }
    }

    @Test("S0.47 the marks of a row are letters where they are set; hostile text stays text")
    func row() async throws {
        try await ContactSite.with { site in
            try await site.register { contact in
                contact.isInquiry = true
                contact.personName = "<script>alert(1)</script>"
                contact.statedVehicle = StatedVehicle(makeName: "MAZDA", model: "3", year: 2_006)
            }
            let page = try await site.ask(.get, "/registry").text
            #expect(page.contains("<span class=\"flag on first\" title=\"Первичный\">П</span>"))
            #expect(page.contains("title=\"Обращение\">О</span>"))
            #expect(!page.contains("title=\"Заезд\">З</span>"))
            #expect(page.contains("A00000001") && page.withoutTags.contains("8 (953) 523-72-71"))
            #expect(page.withoutTags.contains("MAZDA 3 (2006)"))
            #expect(!page.contains("<script>alert"))
        }
    }

    @Test("S0.45 each three-state filter is a link that keeps the others, and narrows the list")
    func tristates() async throws {
        try await ContactSite.with { site in
            try await site.register { $0.isInquiry = true }
            try await site.register(ago: 30)
            let all = try await site.ask(.get, "/registry").text
            #expect(all.contains("2 контакта"))
            let inquiries = try await site.ask(.get, "/registry?inquiry=yes").text
            #expect(inquiries.contains("A00000001") && !inquiries.contains("A00000002"))
            #expect(inquiries.contains("href=\"/registry?inquiry=yes&amp;arrival=no\""))
            #expect(try await !site.ask(.get, "/registry?inquiry=yes&arrival=yes").text.contains("A0000000"))
            let clientless = try await site.ask(.get, "/registry?clientless=1").text
            #expect(clientless.contains("A00000001") && clientless.contains("aria-checked=\"true\""))
        }
    }

    @Test("contacts are found by words of what was written down; what has none is said beside the field")
    func text() async throws {
        try await ContactSite.with { site in
            try await site.register { $0.works = "Замена масла" }
            try await site.register(ago: 30) { $0.works = "Развал" }
            // "масл"
            let found = try await site.ask(.get, "/registry?text=%D0%BC%D0%B0%D1%81%D0%BB").text
            #expect(found.contains("A00000001") && !found.contains("A00000002"))
            #expect(found.contains("value=\"масл\""))
            let wrong = try await site.ask(.get, "/registry?text=%25").text
            #expect(wrong.contains("хотя бы из двух букв") && !wrong.contains("A00000001"))
        }
    }

    @Test("S0.20 an unfinished contact stands there without a number, marked")
    func unfinished() async throws {
        try await ContactSite.with { site in
            var contact = Contact()
            contact.at = Call.sampleStart
            _ = try await site.store.contacts.begin(contact, by: ContactSite.author)
            let page = try await site.ask(.get, "/registry?state=unfinished").text
            #expect(page.contains("<span class=\"pill warn\">не завершён</span>"))
            #expect(page.contains("<span class=\"pill warn\">без причины</span>"))
        }
    }

    @Test("what is no number is refused in words, and nothing breaks whatever stands in the address")
    func hostileAddresses() async throws {
        try await ContactSite.with { site in
            let wrong = try await site.ask(.get, "/registry?number=%3Cb%3Exx")
            #expect(wrong.status == .badRequest && !wrong.text.contains("<b>xx"))
            for query in [
                "after=x-y-z", "after=1-2", "before=99999999999999999999-1", "sort=nonsense", "reason=abc", "client=-1",
                "employee=r", "employee=q12", "period=never", "from=2026-13-01", "did=%00",
                "sort=-client&after=5-6-%D0%AF",
                "columns=1&assigned=9-3",
            ] {
                let answer = try await site.ask(.get, "/registry?\(query)")
                #expect([.ok, .badRequest].contains(answer.status), "\(query): \(answer.status)")
            }
        }
    }

    @Test("who may see own contacts only sees no others, on the list and by their addresses")
    func own() async throws {
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            let own = try await site.register()
            // Settled, so that nobody is told of it: whoever was may look at it.
            let other = try await site.register(by: RecordAuthor(UserID(2), at: Call.sampleStart)) {
                $0.outcome = .informed
            }
            let page = try await site.ask(.get, "/registry").text
            #expect(page.contains("A00000001") && !page.contains("A00000002"))
            #expect(!page.contains("name=\"contact\""))
            #expect(try await site.ask(.get, "/contacts/\(own.id)").status == .ok)
            #expect(try await site.ask(.get, "/contacts/\(other.id)").status == .forbidden)
            #expect(try await site.ask(.post, "/contacts/\(other.id)/entries", "text=x").status == .forbidden)
            #expect(try await site.ask(.get, "/contacts/99").status == .notFound)
            let rows = "\(own.id).x-\(other.id).x"
            let news = try await site.ask(.get, "/news/registry?rows=\(rows)").text
            #expect(news.contains("contact-\(own.id)") && !news.contains("contact-\(other.id)"))
        }
    }

    @Test("tells a page of new rows and of those rows that look otherwise now, and of no others")
    func news() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let page = try await site.ask(.get, "/registry").text
            let digest = try #require(page.firstMatch(of: /id="contact-1" data-row data-digest="([a-z0-9]*)"/)?.1)
            let address = try #require(page.firstMatch(of: /data-registry-news="([^"]*)"/)?.1)
                .replacing("&amp;", with: "&")
            let quiet = try await site.ask(.get, "\(address)&rows=1.\(digest)").text
            #expect(quiet == "<p data-words></p><table><tbody></tbody></table>")
            var contact = kept.record
            contact.isInquiry = true
            _ = try await site.store.contacts.save(contact, kept.id, over: kept.version, by: ContactSite.author)
            try await site.register(ago: 0)
            let news = try await site.ask(.get, "\(address)&rows=1.\(digest)").text
            #expect(news.contains("1 новый контакт"))
            #expect(news.contains("id=\"contact-1\"") && news.contains("title=\"Обращение\">О</span>"))
        }
    }

    @Test("what is shown is saved under a name, called up by it, and forgotten; hostile names stay text")
    func savedFilters() async throws {
        try await ContactSite.with { site in
            #expect(try await site.ask(.get, "/registry").text.contains("Выберите период и фильтры"))
            let address = "/registry/filters?inquiry=yes&period=week&after=1-2&x=y"
            let saved = try await site.ask(.post, address, "name=%3Cb%3E+%22Частники%22")
            let back = try #require(saved.headers[.location])
            #expect(back == "/registry?period=week&inquiry=yes")
            let page = try await site.ask(.get, back).text
            #expect(page.contains("&lt;b&gt; &quot;Частники&quot;") && !page.contains("<b> "))
            #expect(page.contains("<a href=\"/registry?period=week&amp;inquiry=yes\" aria-current=\"true\">"))
            let other = try await site.ask(.get, "/registry").text
            #expect(other.contains("<a href=\"/registry?period=week&amp;inquiry=yes\"><bdi>"))
            // Without the form's token nothing is saved, nor is what says nothing.
            let bare = try await site.client.ask(.post, address, [.cookie: SampleAccess.cookie], "name=x")
            #expect(bare.status == .forbidden)
            _ = try await site.ask(.post, "/registry/filters", "name=Всё")
            #expect(try await site.store.registry.savedFilters(of: UserID(1)).count == 1)
            _ = try await site.ask(.post, "/registry/filters", "remove=%3Cb%3E+%22Частники%22")
            #expect(try await site.store.registry.savedFilters(of: UserID(1)).isEmpty)
        }
    }

    @Test("columns are hidden, moved and remembered for the person")
    func columnChoice() async throws {
        try await ContactSite.with { site in
            try await site.register()
            let order = RegistryColumn.allCases.map { "order=\($0.rawValue)" }.joined(separator: "&")
            let answer = try await site.ask(
                .post,
                "/registry/columns?inquiry=no",
                "\(order)&shown=caller&shown=date&up=caller"
            )
            #expect(answer.headers[.location] == "/registry?inquiry=no")
            let columns = try await site.store.registry.columns(of: UserID(1), in: .registry)
            #expect(columns.shown == [.number, .date, .caller])
            #expect(columns.order.firstIndex(of: .caller) == 12)
            let page = try await site.ask(.get, "/registry").text
            #expect(page.contains("A00000001") && !page.contains("class=\"flag"))
        }
    }

    @Test("contacts are handed over together, only those in reach, and it is told how many were")
    func handOver() async throws {
        try await ContactSite.with { site in
            let (one, two) = try await (site.register(), site.register())
            let employee = try await site.store.database.write { transaction in
                var row = try transaction.rows("INSERT INTO employees (name) VALUES ('Рожин Олег') RETURNING id")[0]
                return try row.integer()
            }
            let form = "employee=\(employee)&contact=\(one.id).\(one.version)&contact=\(two.id).7"
            let answer = try await site.ask(.post, "/registry/assign", form)
            #expect(answer.headers[.location] == "/registry?assigned=1-2")
            #expect(try await site.store.contacts.contact(one.id)?.record.responsible == EmployeeID(employee))
            #expect(try await site.store.contacts.contact(two.id)?.record.responsible == nil)
            #expect(try await site.ask(.get, "/registry?assigned=1-2").text.contains("Передано: 1 контакт"))
        }
    }

    @Test("a long period shows its first page at once and is counted afterwards")
    func longPeriod() async throws {
        try await ContactSite.with { site in
            try await site.register()
            let page = try await site.ask(.get, "/registry?period=year").text
            #expect(page.contains("A00000001") && page.contains("считаем…"))
            let found = try #require(page.firstMatch(of: /data-count="([^"]*)"/)?.1)
            let address = String(found).replacing("&amp;", with: "&")
            #expect(try await site.ask(.get, String(address)).text == "1 контакт")
        }
    }
}
