import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("A contact is sent by e-mail")
struct ContactLetterPageTests {
    private static let key = String(repeating: "1", count: 32)

    private static var withMail: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.sendsMail = true
        return configuration
    }

    private func form(_ kept: Kept<Contact>, _ fields: String, key: String = key) -> String {
        "version=\(kept.version)&key=\(key)&\(fields)"
    }

    private func letters(_ site: ContactSite, _ kept: Kept<Contact>) async throws -> [KeptContactLetter] {
        try await site.store.letters.letters(of: kept.id, limit: 10)
    }

    /// The responsible employee of a contact, with an address.
    private func employee(_ site: ContactSite) async throws -> EmployeeID {
        var employee = Employee()
        employee.name = "Рожин <Олег>"
        employee.email = "rozhin@example.org"
        guard case .saved(let kept) = try await site.store.records.add(employee, by: ContactSite.author) else {
            throw NotKept()
        }
        return kept.id
    }

    private struct NotKept: Error {}

    @Test("S3.19 brief or full information goes to an employee or a typed address, as the preview showed it")
    func sends() async throws {
        try await ContactSite.with(configuration: Self.withMail) { site in
            let employee = try await employee(site)
            let kept = try await site.register {
                $0.responsible = employee
                $0.personName = "Иванов <b>\r\nКарточка: http://evil.example"
                $0.comment = "Стучит"
            }
            _ = try await site.store.contacts.note("Приедет завтра", on: kept.id, by: ContactSite.author)
            #expect(try await site.ask(.get, "/contacts/\(kept.id)").text.contains("/contacts/\(kept.id)/letter"))
            let shown = try await site.ask(.get, "/contacts/\(kept.id)/letter").text
            #expect(
                shown.contains("value=\"\(employee)\" selected")
                    && shown.contains("Рожин &lt;Олег&gt; · rozhin@example.org")
            )
            #expect(shown.contains("Стучит") && !shown.contains("<b>\r\n"))
            let full = "employee=\(employee)&addresses=other%40example.org&extent=full&remark=Срочно"
            let preview = try await site.ask(.post, "/contacts/\(kept.id)/letter", form(kept, full + "&do=preview"))
            #expect(preview.status == .ok && preview.text.contains("Срочно\n\nВходящий контакт A00000001"))
            #expect(try await letters(site, kept).isEmpty)
            for _ in 1...2 {
                let sent = try await site.ask(.post, "/contacts/\(kept.id)/letter", form(kept, full + "&do=send"))
                #expect(sent.headers[.location] == "/contacts/\(kept.id)#letters")
            }
            let letter = try #require(try await letters(site, kept).first?.letter)
            #expect(try await letters(site, kept).count == 1)
            #expect(letter.recipients.map(\.description) == ["rozhin@example.org", "other@example.org"])
            #expect(letter.subject.hasPrefix("Входящий контакт A00000001: Иванов <b>"))
            #expect(!letter.subject.contains("\n"))
            let words = [
                "Срочно\n\nВходящий контакт A00000001, ", "Иванов <b>\n    Карточка: http://evil.example",
                "8 (953) 523-72-71",
                "Услуги частники", "Стучит", "Рожин <Олег>", "Приедет завтра", "Рогова <Марина>",
            ]
            for words in words { #expect(letter.text.contains(words), "\(words)") }
            // This server is reached at an address that leads nowhere from elsewhere.
            #expect(!letter.text.contains("\nКарточка"))
            let brief = form(
                kept,
                "addresses=a%40example.org&extent=brief&remark=&do=send",
                key: String(repeating: "2", count: 32)
            )
            _ = try await site.ask(.post, "/contacts/\(kept.id)/letter", brief)
            let short = try #require(try await letters(site, kept).first?.letter)
            #expect(short.extent == .brief && short.text.hasPrefix("Входящий контакт A00000001"))
            #expect(short.text.contains("8 (953) 523-72-71") && !short.text.contains("Стучит"))
            #expect(!short.text.contains("Приедет завтра"))
            let entry = try #require(
                try await site.store.access.auditLog(limit: 5).first { $0.action == .contactMailed }
            )
            #expect(entry.subject == "contact:\(kept.id) recipients:1" && entry.fields == ["brief"])
        }
    }

    @Test(
        "S3.19 nothing is sent to nobody, to no address, to too many, with too much, or of what was changed meanwhile"
    )
    func refused() async throws {
        try await ContactSite.with(configuration: Self.withMail) { site in
            let kept = try await site.register()
            let many = (1...11).map { "a\($0)%40example.org" }.joined(separator: "%2C")
            for (fields, words) in [
                ("addresses=&extent=full&remark=typed", "Кому отправить?"),
                ("addresses=a%40example.org%0D%0ABcc:+x&extent=full&remark=typed", "Это не адрес почты"),
                ("addresses=\(many)&extent=full&remark=typed", "Не больше 10 получателей"),
                (
                    "addresses=a%40b&extent=full&remark=typed\(String(repeating: "x", count: 2_000))",
                    "Не больше 2000 знаков"
                ),
            ] {
                let answer = try await site.ask(.post, "/contacts/\(kept.id)/letter", form(kept, fields + "&do=send"))
                #expect(answer.status == .unprocessableContent, "\(fields)")
                #expect(answer.text.withoutTags.contains(words) && answer.text.contains("typed"), "\(words)")
            }
            let stale = "version=\(kept.version - 1)&key=\(Self.key)&addresses=a%40b&extent=full&remark=typed&do=send"
            let answer = try await site.ask(.post, "/contacts/\(kept.id)/letter", stale)
            #expect(answer.status == .conflict && answer.text.contains("typed"))
            for fields in ["addresses=a%40b&extent=all&remark=&do=send", "addresses=a%40b&do=send"] {
                #expect(
                    try await site.ask(.post, "/contacts/\(kept.id)/letter", form(kept, fields)).status == .badRequest
                )
            }
            #expect(try await letters(site, kept).isEmpty)
        }
    }

    @Test("S3.19 the card shows what became of a letter and what the mail server said; a press sends it again")
    func state() async throws {
        try await ContactSite.with(configuration: Self.withMail) { site in
            let kept = try await site.register()
            let fields = "addresses=a%40example.org&extent=brief&remark=&do=send"
            _ = try await site.ask(.post, "/contacts/\(kept.id)/letter", form(kept, fields))
            #expect(try await site.ask(.get, "/contacts/\(kept.id)").text.contains("Отправляется"))
            let outbox = site.store.letterOutbox
            let due = try #require(try await outbox.claim(at: Call.sampleStart, until: .distantFuture))
            let refusal = MailOutcome(.refused, answer: "550 <b>no</b> such user")
            try await outbox.note(refusal, of: due, at: Call.sampleStart, next: nil)
            let failed = try await site.ask(.get, "/contacts/\(kept.id)").text
            for words in ["Не отправлено", "Почтовый сервер не принял письмо", "550 &lt;b&gt;no&lt;/b&gt; such user"] {
                #expect(failed.contains(words), "\(words)")
            }
            let again = "letter=\(due.id)"
            _ = try await site.ask(.post, "/contacts/\(kept.id)/letter/again", again)
            let second = try #require(try await outbox.claim(at: Call.sampleStart, until: .distantFuture))
            #expect(second.id == due.id)
            try await outbox.note(.sent, of: second, at: Call.sampleStart, next: nil)
            let sent = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(sent.contains("Отправлено") && !sent.contains("letter/again"))
        }
    }

    @Test("S3.19 where no mail server is set up the button says so; who may not see a contact may not send it")
    func mayNot() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let card = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(card.contains("Почта не настроена") && !card.contains("/contacts/\(kept.id)/letter"))
            #expect(try await site.ask(.get, "/contacts/\(kept.id)/letter").status == .notFound)
        }
        try await ContactSite.with(Rights([.contacts: .own]), configuration: Self.withMail) { site in
            // Of one that is registered supervisors are told, who may see it then.
            var contact = Contact()
            (contact.at, contact.channel) = (Call.sampleStart, ContactChannelID(1))
            let olga = RecordAuthor(UserID(2), at: Call.sampleStart)
            guard case .saved(let theirs) = try await site.store.contacts.begin(contact, by: olga) else {
                throw NotKept()
            }
            #expect(try await site.ask(.get, "/contacts/\(theirs.id)/letter").status == .forbidden)
            let fields = "addresses=a%40b&extent=full&remark=&do=send"
            #expect(
                try await site.ask(.post, "/contacts/\(theirs.id)/letter", form(theirs, fields)).status == .forbidden
            )
            #expect(try await letters(site, theirs).isEmpty)
        }
    }

    @Test("S3.19 a letter links to the card where the server knows its own address")
    func link() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let dossier = try #require(try await site.store.contacts.dossier(kept.id))
            let options = try await site.store.registry.options()
            let names = ContactNames(options: options, dossier: dossier, viewer: .sample())
            let link = "https://priyom.example/contacts/\(kept.id)"
            for extent in ContactLetter.Extent.allCases {
                let text = ContactLetterWords(names: names, link: link).text(extent, remark: "")
                #expect(text.hasSuffix("\n\nКарточка: \(link)"))
                #expect(!ContactLetterWords(names: names).text(extent, remark: "").contains("Карточка"))
            }
        }
    }
}
