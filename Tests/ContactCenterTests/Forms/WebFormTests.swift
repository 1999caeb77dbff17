import Foundation
import TestSupport
import Testing

@testable import ContactCenter

@Suite("Forms on sites")
struct WebFormTests {
    private func form(_ fields: String? = nil, origins: String? = nil) -> WebForm {
        var form = WebForm()
        (form.name, form.reason, form.project) = ("Заявка", ReasonID(1), ProjectID(4))
        (form.fields, form.origins) = (fields, origins)
        return form
    }

    private func read(_ values: [String: String], by form: WebForm) throws -> Contact {
        Contact(try WebRequest(values, by: form, numbers: .russian), by: form, at: Date(timeIntervalSince1970: 5))
    }

    private func problems(_ values: [String: String], by form: WebForm) -> [FieldProblem] {
        do throws(WebRequest.Refusal) {
            _ = try WebRequest(values, by: form, numbers: .russian)
            return []
        } catch {
            return error.problems
        }
    }

    @Test(
        "S2.11 what a visitor sends fills the contact: project, reason, name, telephone, car; the rest is its comment"
    )
    func contact() throws {
        let form = form("name\nphone*: Телефон\nemail\ncar\ncity: Город\nmessage")
        let contact = try read(
            [
                "name": " Анна\r\nИванова ", "phone": "8 (953) 523-72-71", "email": "anna@example.org",
                "car": "MAZDA 3",
                "city": "Омск\nE-mail: boss@example.org", "message": "Стучит\nподвеска", "other": "x",
            ],
            by: form
        )
        #expect(contact.project == ProjectID(4) && contact.reason == ReasonID(1) && contact.call == nil)
        #expect(contact.personName == "Анна Иванова" && contact.contactPhone == "8 (953) 523-72-71")
        // A telephone number that somebody has typed is nobody's caller ID.
        #expect(contact.callerNumber == nil && contact.statedVehicle?.makeName == "MAZDA 3")
        #expect(
            contact.comment
                == "E-mail: anna@example.org\nГород: Омск\n    E-mail: boss@example.org\n\nСтучит\nподвеска"
        )
        #expect(contact.problems.isEmpty)
    }

    @Test("S2.11 what is missing, too long or none is named by its field; who leaves no way to answer is asked for one")
    func refused() {
        let form = form("name*\nphone: Телефон\nemail\ncity: Город")
        #expect(problems(["phone": "9535237271"], by: form) == [FieldProblem("name", .required)])
        #expect(problems(["name": "А", "phone": "нет"], by: form) == [FieldProblem("phone", .malformed)])
        #expect(problems(["name": "А", "email": "a@b\r\nBcc: c@d"], by: form) == [FieldProblem("email", .malformed)])
        #expect(problems(["name": "А"], by: form) == [FieldProblem("phone", .required)])
        let long = ["name": String(repeating: "я", count: 201), "email": "a@b.ru"]
        #expect(problems(long, by: form) == [FieldProblem("name", .tooLong(limit: 200))])
        #expect(problems(["name": "А", "email": "a@b.ru"], by: form).isEmpty)
        // Where neither is asked for, neither is missed.
        #expect(problems(["message": "Спасибо"], by: self.form("message")).isEmpty)
    }

    @Test("S2.11 the longest of everything still fits into the comment of a contact")
    func longest() throws {
        let lines = (1...15).map { "field\($0): \(String(repeating: "Ы", count: 90))" }
        let form = form((["email", "message"] + lines).joined(separator: "\n"))
        var values = ["email": "a@b.ru", "message": String(repeating: "\u{1F600}", count: 2_500)]
        for number in 1...15 { values["field\(number)"] = String(repeating: "я\n", count: 200) }
        let contact = try read(values, by: form)
        #expect(contact.problems.isEmpty && (contact.comment?.unicodeScalars.count ?? 0) <= 4_000)
    }

    @Test("S2.11 fields and sites are lines; what is none is said when the form is kept")
    func lines() {
        #expect(form("phone*: Ваш телефон : сейчас\ncar").asked.map(\.caption) == ["Ваш телефон : сейчас", nil])
        #expect(form().asked.map(\.key) == ["name", "phone", "email", "message"])
        for fields in ["Имя: Имя", "city", "homepage: Сайт", "name\nname: Ещё", "a b: c"] {
            #expect(form(fields).contradictions == [FieldProblem("inputs", .malformed)], "\(fields)")
        }
        #expect(form((1...21).map { "f\($0): x" }.joined(separator: "\n")).contradictions.count == 1)
        for origins in ["example.org", "https://example.org/path", "*", "https://\("a@")example.org", "null"] {
            #expect(form(origins: origins).contradictions == [FieldProblem("origins", .malformed)], "\(origins)")
        }
        #expect(form("name", origins: "https://example.org\n\nhttp://localhost:8000").contradictions.isEmpty)
    }

    @Test("S2.11 only pages of named sites may send it, by scheme, host and port")
    func origins() {
        let form = form(origins: "https://Site.example\r\nhttp://shop.example:8000")
        for origin in ["https://site.example", "https://SITE.example:443", "http://shop.example:8000"] {
            #expect(form.allows(origin: origin), "\(origin)")
        }
        for origin in [
            "http://site.example", "https://site.example.evil.example", "https://www.site.example",
            "http://shop.example",
            "null", "", "https://site.example:444",
        ] {
            #expect(!form.allows(origin: origin), "\(origin)")
        }
        #expect(!self.form().allows(origin: "https://example.org"))
    }

    @Test("S2.11 ten a form from one address in ten minutes, sixty a minute from all")
    func limit() async {
        let limit = WebFormLimit()
        let begin = Date(timeIntervalSince1970: 1_000)
        for number in 0..<WebFormLimit.perAddress {
            #expect(await limit.take(WebFormID(1), from: "a", at: begin + Double(number)) == nil)
        }
        #expect(await limit.take(WebFormID(1), from: "a", at: begin + 100) == 500)
        #expect(await limit.take(WebFormID(2), from: "a", at: begin + 100) == nil)
        #expect(await limit.take(WebFormID(1), from: "b", at: begin + 100) == nil)
        #expect(await limit.take(WebFormID(1), from: "a", at: begin + 600) == nil)
        let busy = WebFormLimit()
        for number in 0..<WebFormLimit.perForm {
            #expect(await busy.take(WebFormID(1), from: "\(number)", at: begin) == nil)
        }
        #expect(await busy.take(WebFormID(1), from: "x", at: begin + 15) == 45)
        #expect(await busy.take(WebFormID(1), from: "x", at: begin + 60) == nil)
    }
}
