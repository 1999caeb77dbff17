import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Letters that came, on pages")
struct MailPageTests {
    private struct OpenSecrets: SecretSealing {
        func seal(_ secret: String, isFirst: Bool) throws(SealingError) -> SealedText {
            SealedText(rawValue: "v0:\(secret.count)")
        }
        func open(_ sealed: SealedText) throws(SealingError) -> String { "" }
        func makeSecret() -> String { "" }
    }

    private struct NotTaken: Error {}

    private static let rights = Rights([
        .contacts: .all, .intake: .own, .directories: .all, .integrations: .all,
    ])
    private static let box =
        "name=Почта&address=info%40example.org&is_on=1&reason_id=1&host=imap.example.org&security=tls&login=info"

    private static var withMail: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.sendsMail = true
        return configuration
    }

    private func with(
        _ rights: Rights = rights,
        _ test: @escaping @Sendable (ContactSite) async throws -> Void
    ) async throws {
        try await ContactSite.with(rights, configuration: Self.withMail, secrets: OpenSecrets(), test)
    }

    /// The contact that a letter has become, with the letter's number.
    private func take(
        _ site: ContactSite,
        _ change: (inout ReceivedMail) -> Void = { _ in }
    ) async throws -> (ContactID, MailID) {
        var box = MailBox()
        (box.name, box.address, box.host, box.user) = ("Ящик <1>", "info@example.org", "imap.example.org", "info")
        box.reason = ReasonID(1)
        _ = try await site.store.records.add(box, by: ContactSite.author)
        var mail = ReceivedMail()
        (mail.subject, mail.text, mail.sender) = ("Заявка <b>", "Стучит <script>alert(1)</script>", "Анна <i>")
        mail.address = MailAddress("anna@example.org")
        mail.id = MessageID(rawValue: "1@example.org")
        mail.digest = "1"
        change(&mail)
        let (now, inbox) = (Call.sampleStart, site.store.mailInbox)
        guard let claim = try await inbox.claim(at: now, until: .distantFuture),
            case .contact(let id) = try await inbox.take(
                mail,
                to: MailBoxPosition(validity: 1, number: 1),
                for: claim,
                at: now,
                until: .distantFuture
            ), let kept = try await site.store.mailBoxes.letters(of: id, limit: 1).first
        else { throw NotTaken() }
        return (id, kept.id)
    }

    @Test("S3.25 a box is kept by administrators; its password is set, sealed and never shown")
    func box() async throws {
        try await with { site in
            let added = try await site.ask(.post, "/directories/mail-boxes/new", Self.box)
            #expect(added.status == .seeOther, "\(added.text.withoutTags)")
            let card = try await site.ask(.get, "/directories/mail-boxes/1").text
            #expect(card.contains("Нет пароля") && card.contains("type=\"password\""))
            let saved = try await site.ask(.post, "/mail-boxes/1/password", "password=s3cret%3Cb%3E")
            #expect(saved.status == .ok && saved.text.contains("Пароль сохранён"))
            let shown = try await site.ask(.get, "/directories/mail-boxes/1").text
            #expect(shown.contains("Ещё не проверялся") && !shown.contains("s3cret") && !shown.contains("v0:"))
            #expect(try await site.store.mailBoxes.secrets() == [SealedText(rawValue: "v0:9")])
            let entry = try #require(try await site.store.access.auditLog(limit: 1).first)
            #expect(entry.action == .mailPasswordSet && entry.subject == "box:1" && entry.fields.isEmpty)
            for password in ["", "a%0Ab", String(repeating: "x", count: 501)] {
                let refused = try await site.ask(.post, "/mail-boxes/1/password", "password=\(password)")
                #expect(refused.status == .badRequest)
            }
            let clear = Self.box.replacing("security=tls", with: "security=off").replacing("Почта", with: "Другая")
            #expect(try await site.ask(.post, "/directories/mail-boxes/new", clear).status == .unprocessableContent)
        }
        try await with(Rights([.contacts: .all, .directories: .all])) { site in
            let shown = try await site.ask(.get, "/directories/mail-boxes")
            let sent = try await site.ask(.post, "/mail-boxes/1/password", "password=x")
            #expect(shown.status == .forbidden && sent.status == .forbidden)
        }
    }

    @Test("S3.25 the card shows letters as text, with remarks and files; nothing in them does anything")
    func card() async throws {
        try await with { site in
            let (id, mail) = try await take(site) { mail in
                mail.html = "<script>alert(2)</script><img src=http://evil.example/x>"
                mail.remarks = [.charset, .program]
                mail.files = [
                    ReceivedMail.File(
                        name: "Счёт \"1\".html",
                        type: "text/html",
                        size: 2_000,
                        bytes: Array("<b>".utf8)
                    ),
                    ReceivedMail.File(name: "x.exe", type: "application/octet-stream", size: 5, bytes: nil),
                ]
            }
            let card = try await site.ask(.get, "/contacts/\(id)").text
            for words in [
                "Письма клиента", "Заявка &lt;b&gt;", "Стучит &lt;script&gt;", "Анна &lt;i&gt;", "Ящик &lt;1&gt;",
                "Кодировка письма",
                "среди файлов есть программа", "не сохранён", "2 КБ", "anna@example.org",
            ] {
                #expect(card.lowercased().contains(words.lowercased()), "\(words)")
            }
            #expect(!card.contains("<script>alert") && !card.contains("evil.example"))
            let path = "/contacts/\(id)/mails/\(mail)"
            #expect(
                card.contains("<iframe sandbox referrerpolicy=\"no-referrer\"") && card.contains("src=\"\(path)/page\"")
            )
            let page = try await site.ask(.get, "\(path)/page")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; ") && policy.hasSuffix("; sandbox"))
            #expect(page.text.contains("evil.example"))
            let file = try await site.ask(.get, "\(path)/files/0")
            #expect(file.text == "<b>" && file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            let disposition = try #require(file.headers[.contentDisposition])
            #expect(
                disposition.hasPrefix("attachment; filename=\"") && disposition.contains("%D0%A1%D1%87%D1%91%D1%82")
            )
            #expect(!disposition.dropFirst(22).dropLast(1).contains("\"1\""))
            for other in [
                "\(path)/files/1", "\(path)/files/x", "/contacts/\(id)/mails/77/page",
                "/contacts/77/mails/\(mail)/page",
            ] {
                #expect(try await site.ask(.get, other).status == .notFound, "\(other)")
            }
        }
    }

    @Test("S3.25 a letter is answered from the card: to its sender, with its subject, once")
    func answer() async throws {
        try await with { site in
            let (id, mail) = try await take(site)
            let path = "/contacts/\(id)/mails/\(mail)/answer"
            #expect(try await site.ask(.get, "/contacts/\(id)").text.contains(path))
            let form = try await site.ask(.get, path).text
            #expect(form.contains("Re: Заявка &lt;b&gt;") && form.contains("anna@example.org"))
            let key = String(repeating: "4", count: 32)
            let empty = try await site.ask(.post, path, "key=\(key)&text=++")
            #expect(empty.status == .unprocessableContent)
            for _ in 1...2 {
                let sent = try await site.ask(.post, path, "key=\(key)&text=Приезжайте%0D%0Aзавтра")
                #expect(sent.headers[.location] == "/contacts/\(id)#letters")
            }
            let letters = try await site.store.letters.letters(of: id, limit: 5)
            let letter = try #require(letters.first?.letter)
            #expect(letters.count == 1 && letter.answered == mail && letter.text == "Приезжайте\nзавтра")
            #expect(letter.recipients.map(\.description) == ["anna@example.org"] && letter.subject == "Re: Заявка <b>")
            #expect(try await site.ask(.get, "/contacts/\(id)").text.contains("Ответ"))
            let entry = try #require(
                try await site.store.access.auditLog(limit: 3).first { $0.action == .mailAnswered }
            )
            #expect(entry.subject == "contact:\(id) mail:\(mail)")
            #expect(try await site.ask(.post, path, "text=x").status == .badRequest)
        }
    }

    @Test("S3.25 a letter whose sender has no address cannot be answered")
    func noAddress() async throws {
        try await with { site in
            let (id, mail) = try await take(site) { $0.address = nil }
            #expect(try await !site.ask(.get, "/contacts/\(id)").text.contains("/answer"))
            #expect(try await site.ask(.get, "/contacts/\(id)/mails/\(mail)/answer").status == .notFound)
        }
    }

    @Test("S3.25 who may not see a contact sees nothing of its letters")
    func mayNot() async throws {
        try await with(Rights([.contacts: .own])) { site in
            let (id, mail) = try await take(site) { mail in
                mail.html = "x"
                mail.files = [ReceivedMail.File(name: "a", type: "x/y", size: 1, bytes: [1])]
            }
            // Supervisors are told of it, who may see it then; what is told is taken back.
            try await site.store.reception.read(id, by: UserID(1), at: Call.sampleStart)
            let status = try await site.ask(.get, "/contacts/\(id)").status
            for part in ["page", "files/0", "answer"] {
                let answer = try await site.ask(.get, "/contacts/\(id)/mails/\(mail)/\(part)")
                #expect((answer.status == .forbidden) == (status == .forbidden), "\(part)")
            }
        }
    }
}
