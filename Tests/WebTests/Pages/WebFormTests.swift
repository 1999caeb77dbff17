import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Forms on sites are sent and kept")
struct WebFormTests {
    private static let rights = Rights([
        .contacts: .all, .intake: .own, .directories: .all, .integrations: .all,
    ])
    private static let json: HTTPFields = [.contentType: "application/json"]
    private static let urlEncoded: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    private static let fields = "name=Заявка+%3Cb%3E&is_on=1&reason_id=1"

    private struct NoForm: Error {}

    /// A form with a key, and the path that it is sent to.
    private func form(_ site: ContactSite, _ more: String = "") async throws -> String {
        let added = try await site.ask(.post, "/directories/web-forms/new", Self.fields + more)
        #expect(added.status == .seeOther, "\(added.text.withoutTags)")
        return try await newKey(site)
    }

    private func newKey(_ site: ContactSite) async throws -> String {
        let page = try await site.ask(.post, "/web-forms/1/key", "do=make").text
        guard let match = page.firstMatch(of: /data-form-address/),
            let path = page[..<match.range.lowerBound].matches(of: /\/forms\/[A-Za-z0-9_-]{43}/).last
        else { throw NoForm() }
        return String(path.output)
    }

    private func contacts(_ site: ContactSite) async throws -> [WorklistContact] {
        try await site.store.contacts.worklist(WorklistQuestion(of: nil))
    }

    @Test("S2.11 the key of a form is shown once, with the code for a page, renewed and revoked")
    func key() async throws {
        try await ContactSite.with(Self.rights) { site in
            #expect(try await site.ask(.get, "/directories").text.contains("/directories/web-forms"))
            let more = "&inputs=phone*:+%3Ci%3EТелефон%0Acity:+Город%0Amessage"
            let path = try await form(site, more)
            let made = try await site.ask(.post, "/web-forms/1/key", "do=make").text
            // What stands in the text of the snippet is text here, and markup there.
            #expect(made.contains("&lt;input type=&quot;tel&quot; name=&quot;phone&quot;"))
            #expect(made.contains("&amp;lt;i&amp;gt;Телефон") && made.contains("name=&quot;homepage&quot;"))
            #expect(made.contains("больше они не будут показаны"))
            let card = try await site.ask(.get, "/directories/web-forms/1").text
            #expect(!card.contains("/forms/") && card.contains("Действует с") && card.contains("Ключ формы"))
            #expect(try await site.client.ask(.post, path, Self.json, #"{"phone":"9535237271"}"#).status == .notFound)
            let present = try await newKey(site)
            #expect(try await site.client.ask(.post, present, Self.json, #"{"phone":"9535237271"}"#).status == .ok)
            #expect(try await site.ask(.post, "/web-forms/1/key", "do=revoke").status == .seeOther)
            #expect(
                try await site.client.ask(.post, present, Self.json, #"{"phone":"9535237271"}"#).status == .notFound
            )
            #expect(try await site.ask(.get, "/directories/web-forms/1").text.contains("Ключа нет"))
            #expect(try await site.ask(.post, "/web-forms/1/key", "do=other").status == .badRequest)
            #expect(try await site.ask(.post, "/web-forms/7/key", "do=make").status == .notFound)
            #expect(try await contacts(site).count == 1)
        }
    }

    @Test("S2.11 only administrators keep forms, and only by their own pages")
    func mayNot() async throws {
        try await ContactSite.with(Rights([.contacts: .all, .directories: .all])) { site in
            #expect(try await site.ask(.get, "/directories/web-forms").status == .forbidden)
            #expect(try await site.ask(.post, "/web-forms/1/key", "do=make").status == .forbidden)
            let other = try await site.client.ask(
                .post,
                "/web-forms/1/key",
                [.cookie: SampleAccess.cookie, .origin: "https://evil.example"],
                "do=make&token=\(SampleAccess.secret.formToken)"
            )
            #expect(other.status == .forbidden)
        }
    }

    @Test("S2.11 a form of a page and JSON of a script become contacts; what visitors wrote stays text")
    func sent() async throws {
        try await ContactSite.with(Self.rights) { site in
            let path = try await form(site)
            let name = "%3Cscript%3Ealert(1)%3C%2Fscript%3E"
            let page = try await site.client.ask(
                .post,
                path,
                Self.urlEncoded,
                "name=\(name)&phone=8+953+523-72-71&message=Стучит+%26+скрипит&token=x"
            )
            #expect(page.status == .ok && page.text.contains("<h1>Спасибо! Сообщение принято.</h1>"))
            #expect(page.headers[.setCookie] == nil && !page.text.contains("Приём"))
            let script = try await site.client.ask(.post, path, Self.json, #"{"email":"a@b.ru","name":null}"#)
            #expect(script.status == .ok && script.text.contains(#""accepted":true"#))
            let found = try await contacts(site)
            #expect(found.count == 2 && found.contains { $0.person == "<script>alert(1)</script>" })
            let first = try #require(found.first { $0.matter == "Стучит & скрипит" })
            let card = try await site.ask(.get, "/contacts/\(first.id)").text
            #expect(card.contains("&lt;script&gt;alert(1)") && !card.contains("<script>alert"))
            #expect(try await site.ask(.get, "/directories/web-forms/1").text.contains("Получено: 2"))
        }
    }

    @Test("S2.11 what is wrong is said by the field, to a page and to a script; nothing is kept of it")
    func refused() async throws {
        try await ContactSite.with(Self.rights) { site in
            let path = try await form(site)
            let page = try await site.client.ask(.post, path, Self.urlEncoded, "name=Anna&phone=%3Cb%3E")
            #expect(page.status == .unprocessableContent && page.text.contains("<li>Телефон: "))
            #expect(!page.text.contains("<b>"))
            let script = try await site.client.ask(.post, path, Self.json, #"{"name":"Anna"}"#)
            #expect(script.status == .unprocessableContent && script.text.contains(#""field":"phone""#))
            for body in ["[]", "{", #"{"name":{}}"#, #"{"name":"a","name":"b"}"#] {
                #expect(try await site.client.ask(.post, path, Self.json, body).status == .badRequest, "\(body)")
            }
            #expect(try await site.client.ask(.post, path, Self.urlEncoded, "name=%ZZ").status == .badRequest)
            #expect(try await site.client.ask(.post, path, [:], "name=a").status == .unsupportedMediaType)
            #expect(try await contacts(site).isEmpty)
        }
    }

    @Test("S2.11 what is too large is refused, and a key that no form has is told from nothing")
    func large() async throws {
        try await ContactSite.with(Self.rights) { site in
            let path = try await form(site)
            let large = "message=" + String(repeating: "x", count: 140_000)
            #expect(try await site.client.ask(.post, path, Self.urlEncoded, large).status == .contentTooLarge)
            for other in ["/forms/", "/forms/x", "/forms/\(String(repeating: "a", count: 43))", path + "/x"] {
                let answer = try await site.client.ask(.post, other, Self.json, "{}")
                #expect(answer.status == .notFound && answer.text.contains("unknown_form"), "\(other)")
            }
            let got = try await site.client.ask(.get, path)
            #expect(got.status == .methodNotAllowed && got.headers[.allow] == "POST, OPTIONS")
        }
    }

    @Test("S2.11 pages of named sites may send it, others not, whatever their browsers ask before")
    func sites() async throws {
        try await ContactSite.with(Self.rights) { site in
            let path = try await form(site, "&origins=https%3A%2F%2Fshop.example")
            let named: HTTPFields = [
                .origin: "https://shop.example", .contentType: "application/json",
            ]
            let asked = try await site.client.ask(.options, path, [.origin: "https://shop.example"])
            #expect(asked.status == .noContent)
            #expect(asked.headers[.accessControlAllowOrigin] == "https://shop.example")
            #expect(asked.headers[.accessControlAllowHeaders] == "content-type" && asked.headers[.vary] == "Origin")
            let taken = try await site.client.ask(.post, path, named, #"{"phone":"9535237271"}"#)
            #expect(taken.status == .ok && taken.headers[.accessControlAllowOrigin] == "https://shop.example")
            #expect(taken.headers[.accessControlAllowCredentials] == nil)
            for origin in ["https://evil.example", "null", "http://shop.example"] {
                let fields: HTTPFields = [.origin: origin, .contentType: "application/json"]
                let answer = try await site.client.ask(.post, path, fields, #"{"phone":"9535237271"}"#)
                #expect(answer.status == .forbidden && answer.headers[.accessControlAllowOrigin] == nil)
                #expect(try await site.client.ask(.options, path, [.origin: origin]).status == .forbidden)
            }
            #expect(try await contacts(site).count == 1)
        }
    }

    @Test("S2.11 a program that fills in what people do not see hears thanks, and nothing is kept")
    func trap() async throws {
        try await ContactSite.with(Self.rights) { site in
            let path = try await form(site)
            let answer = try await site.client.ask(
                .post,
                path,
                Self.urlEncoded,
                "phone=9535237271&homepage=http%3A%2F%2Fspam.example"
            )
            #expect(answer.status == .ok && answer.text.contains("Спасибо"))
            #expect(try await contacts(site).isEmpty)
        }
    }

    @Test("S2.11 who sends too much is told when to come again")
    func limited() async throws {
        try await ContactSite.with(Self.rights) { site in
            let path = try await form(site)
            for _ in 1...WebFormLimit.perAddress {
                #expect(try await site.client.ask(.post, path, Self.json, #"{"phone":"9535237271"}"#).status == .ok)
            }
            let refused = try await site.client.ask(.post, path, Self.json, #"{"phone":"9535237271"}"#)
            #expect(refused.status == .tooManyRequests && refused.headers[.retryAfter] == "600")
            #expect(try await contacts(site).count == WebFormLimit.perAddress)
        }
    }
}
