import Foundation
import Testing

@testable import ContactCenter

@Suite("Letters about contacts")
struct ContactLetterTests {
    private func letter(subject: String = "Контакт", text: String = "a\nb") throws -> ContactLetter {
        ContactLetter(
            key: try #require(ContactLetterKey(rawValue: String(repeating: "7", count: 32))),
            contact: ContactID(12),
            user: UserID(1),
            at: Date(timeIntervalSince1970: 1_795_364_806),
            extent: .brief,
            recipients: [try #require(MailAddress("a@example.org"))],
            subject: subject,
            text: text
        )
    }

    @Test("S3.19 recipients are read as people type them, each once, at most ten, and nothing but addresses")
    func recipients() throws {
        let typed = ["anna@example.org", "boris@example.org;\nANNA@example.org , vera@example.org"]
        let found = try ContactLetter.recipients(typed: typed).get().map(\.description)
        #expect(found == ["anna@example.org", "boris@example.org", "vera@example.org"])
        let ten = (1...10).map { "a\($0)@example.org" }
        #expect(try ContactLetter.recipients(typed: ten).get().count == 10)
        for (typed, problem) in [
            (["", " \n"], LetterRecipientProblem.nobody), (ten + ["a11@example.org"], .tooMany),
            (["a@example.org\r\nBcc:x@example.org"], .noAddress("Bcc:x@example.org")), (["<a@b>"], .noAddress("<a@b>")),
        ] {
            #expect(ContactLetter.recipients(typed: typed) == .failure(problem))
        }
    }

    @Test("S3.19 what a caller is called begins neither a header nor a line of its own")
    func hostile() throws {
        let message = try letter(subject: "Контакт: Иванов\r\nBcc: x@example.org\u{202E}\u{0}").message()
        #expect(message.subject == "Контакт: Иванов Bcc: x@example.org")
        var text = LetterText()
        text.add("Клиент", "Иванов\r\nКарточка: http://evil.example\u{2028}\u{202E}ещё\u{0}")
        text.add("Телефон", " \r\n ")
        text.part()
        text.add("Карточка", "https://priyom.example/contacts/12")
        #expect(
            text.text == """
                Клиент: Иванов
                    Карточка: http://evil.example
                    ещё

                Карточка: https://priyom.example/contacts/12
                """
        )
        #expect(LetterText.line(String(repeating: "я", count: 300), limit: 200).unicodeScalars.count == 200)
        var long = LetterText()
        for _ in 1...20 { long.add("Сказано", String(repeating: "я", count: 5_000)) }
        #expect(long.text.unicodeScalars.count == LetterText.longest)
    }

    @Test("S3.19 each attempt has the same Message-ID, and lines end as mail wants them")
    func message() throws {
        let letter = try letter()
        #expect(letter.message() == letter.message())
        #expect(letter.message().id == "contact.12.\(String(repeating: "7", count: 32))")
        #expect(letter.message().text == "a\r\nb\r\n")
        #expect(ContactLetterKey(rawValue: "7") == nil)
        #expect(ContactLetterKey(rawValue: String(repeating: "\u{661}", count: 32)) == nil)
        #expect(ContactLetterKey(rawValue: ContactLetterKey.random().rawValue) != nil)
    }

    @Test("S3.19 where an employee is written to is an address")
    func employee() {
        var employee = Employee()
        employee.name = "Рожин Олег"
        #expect(employee.problems.isEmpty)
        employee.email = "rozhin@example.org"
        #expect(employee.problems.isEmpty)
        employee.email = "rozhin@example.org, x@y"
        #expect(employee.problems == [FieldProblem("email", .malformed)])
    }
}
