import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("Who is let in, and to what") struct AccessTests {
    private let access = SampleAccess()
    private let desk = SampleDesk()

    // MARK: The door

    @Test(
        "who is not logged in sees no page, no stream and no call; a person is led to the log-in and back",
        arguments: ["/", "/online", "/card?extension=0111", "/calls/office:1.1:1", "/live?version=1", "/session"]
    )
    func door(uri: String) async throws {
        let asPerson = try await ask(.get, uri, [.accept: "text/html"])
        #expect(asPerson.status == .found)
        #expect(asPerson.headers[.location] == "/login?next=\(SitePath.percentEncoded(uri))")
        let asScript = try await ask(.get, uri)
        #expect(asScript.status == .unauthorized)
        #expect(!asScript.text.contains("<"))
    }

    @Test("the log-in tells nothing of the installation: no phone, no name, no state of the PBX")
    func discreet() async throws {
        let page = try await ask(.get, "/login").text
        for secret in ["0111", "0125", "Petrova", "service", "АТС", "Рогова"] { #expect(!page.contains(secret)) }
        let health = try await ask(.get, "/health", [.init("X-Forwarded-For") ?? .accept: "203.0.113.9"]) {
            $0.proxies = [""]
        }
        #expect(health.text == "{\"status\":\"ok\"}\n")
    }

    @Test("the right password opens: cookies that no script can read, and the page that was asked for")
    func logIn() async throws {
        let answer = try await logIn("name=Rogova&password=rogovarogova&next=%2Fonline%3Fa%3D1")
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/online?a=1")
        let cookies = answer.headers[values: .setCookie]
        for name in ["session=", "browser="] {
            let cookie = try #require(cookies.first { $0.hasPrefix(name) })
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
        }
        #expect(!(cookies.first { $0.hasPrefix("session=") } ?? "").contains("Max-Age"))
        let session = try #require(cookies.first?.prefix { $0 != ";" })
        #expect(try await ask(.get, "/online", [.cookie: String(session)]).status == .ok)
    }

    @Test("who wants to be remembered is, for 12 hours; over TLS the cookies are for this host and TLS alone")
    func rememberedAndSecure() async throws {
        let cookies = try await logIn("name=rogova&password=rogovarogova&remember=on") { $0.isSecure = true }
            .headers[values: .setCookie]
        let session = try #require(cookies.first { $0.hasPrefix("__Host-session=") })
        #expect(session.contains("Max-Age=43200") && session.contains("Secure"))
    }

    @Test("a wrong password and a name that is nobody's get the same answer, with what was typed but the password")
    func refused() async throws {
        let wrong = try await logIn("name=rogova&password=guess-guess&phone=0125")
        let nobody = try await logIn("name=nobody&password=guess-guess&phone=0125")
        #expect(wrong.status == .forbidden && nobody.status == .forbidden)
        #expect(wrong.text.replacing("rogova", with: "nobody") == nobody.text)
        #expect(wrong.text.contains("Имя или пароль не подошли"))
        #expect(wrong.text.contains("value=\"0125\"") && !wrong.text.contains("guess-guess"))
        #expect(wrong.headers[.setCookie] == nil)
    }

    @Test("what is typed as a name is text on the page", arguments: ["<script>alert(1)</script>", "\"><img src=x>"])
    func hostileName(name: String) async throws {
        let page = try await logIn("name=\(SitePath.percentEncoded(name))&password=x").text
        #expect(!page.contains(name))
    }

    @Test(
        "after the log-in nobody is led to another site",
        arguments: [
            "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nb", "evil",
        ]
    )
    func otherSite(next: String) async throws {
        let answer = try await logIn("name=rogova&password=rogovarogova&next=\(SitePath.percentEncoded(next))")
        #expect(answer.headers[.location] == "/")
    }

    @Test("too many tries have to wait, and are told how long")
    func delays() async throws {
        let site = try sampleApplication(desk: desk, access: access)
        let last = try await site.test(.router) { client in
            let form = "name=rogova&password=guess-guess"
            for _ in 0..<4 { _ = try await client.ask(.post, "/login", [:], form) }
            return try await client.ask(.post, "/login", [:], form)
        }
        #expect(last.status == .tooManyRequests)
        #expect(last.text.contains("Попробуйте через 1 секунду"))
    }

    @Test("a form that is too large, or no form, is refused")
    func badForms() async throws {
        #expect(try await logIn("name=" + String(repeating: "x", count: 20_000)).status == .contentTooLarge)
        #expect(try await logIn("name=%zz").status == .badRequest)
        #expect(try await logIn("").status == .forbidden)
    }

    // MARK: Other sites

    @Test("what another site's page makes a browser send changes nothing")
    func otherSitesForms() async throws {
        let body = "name=rogova&password=rogovarogova"
        for headers: HTTPFields in [
            [.init("Sec-Fetch-Site") ?? .accept: "cross-site"], [.init("Sec-Fetch-Site") ?? .accept: "same-site"],
            [.origin: "https://evil.example"], [.origin: "null"],
        ] {
            #expect(try await ask(.post, "/login", headers, body).status == .forbidden)
        }
        #expect(try await ask(.post, "/login", [.origin: "http://localhost"], body).status == .seeOther)
    }

    @Test("a form without the session's token is refused", arguments: ["/logout", "/seat"])
    func formToken(uri: String) async throws {
        for token in ["", "&token=", "&token=\(BrowserSecret().formToken)"] {
            #expect(try await ask(.post, uri, asSupervisor, "phone=0111\(token)").status == .forbidden)
        }
        #expect(try await access.seats().isEmpty)
        let right = "phone=0111&token=\(SampleAccess.secret.formToken)"
        #expect(try await ask(.post, uri, asSupervisor, right).status == .seeOther)
    }

    // MARK: Rights

    @Test("a page that the roles do not open is refused, and the navigation does not offer it")
    func rights() async throws {
        let secret = BrowserSecret()
        access.logIn(.sample(7, "petrova"), Rights([.workspace: .own]), at: secret)
        let cookie: HTTPFields = [.cookie: "session=\(secret.text)", .accept: "text/html"]
        let refused = try await ask(.get, "/online", cookie)
        #expect(refused.status == .forbidden)
        #expect(refused.text.contains("нет права") && refused.text.contains("href=\"/card\""))
        for page in ["page=online", "page=card&extension=0111", "page=other", "page=card&own=1", "page=frame&reader=1"]
        {
            let stream = try await ask(.get, live(page), cookie)
            #expect(stream.text == "event: refused\ndata: {\"channel\":\"tab.0\"}\n\n")
        }
        #expect(try await ask(.get, "/card?extension=0111", cookie).status == .forbidden)
        #expect(try await ask(.get, "/", cookie).headers[.location] == "/card")
        let own = try await ask(.get, "/card", cookie).text
        #expect(own.contains("href=\"/card\"") && !own.contains("href=\"/online\""))
        #expect(!own.contains("0113"))
    }

    @Test("a page of one call is for who took part, unless the role reaches further")
    func callScope() async throws {
        let (petrova, smirnova) = (BrowserSecret(), BrowserSecret())
        access.logIn(.sample(7, "petrova"), Rights([.calls: .own]), at: petrova)
        access.logIn(.sample(8, "smirnova"), Rights([.calls: .own]), at: smirnova)
        let start = Call.sampleStart
        let audit = AuditEntry(at: start, user: nil, action: .sit)
        try await access.sit(UserID(7), at: Extension("0111"), since: start - 60, audit: audit)
        try await access.sit(UserID(8), at: Extension("0125"), since: start - 60, audit: audit)
        let call = Call.inbound().ringing("0111", at: start)
        let journal = SampleJournal([call])
        let uri = SitePath.call(call.id).markup
        #expect(try await ask(.get, uri, [.cookie: "session=\(petrova.text)"], journal: journal).status == .ok)
        #expect(try await ask(.get, uri, [.cookie: "session=\(smirnova.text)"], journal: journal).status == .forbidden)
        #expect(try await ask(.get, uri, asSupervisor, journal: journal).status == .ok)
    }

    // MARK: Seats

    @Test("at the log-in a person sits down at a phone, the one typed or else their own, and its card is theirs")
    func seat() async throws {
        access.logIn(.sample(7, "petrova", phone: "0111"), Rights([.workspace: .own]), at: BrowserSecret())
        let typed = try await logIn("name=petrova&password=petrovapetrova&phone=0125")
        #expect(try await access.seats().map(\.phone) == [Extension("0125")])
        #expect(typed.headers[values: .setCookie].contains { $0.hasPrefix("extension=0125;") })
        let own = try await logIn("name=petrova&password=petrovapetrova&phone=")
        #expect(try await access.seats().map(\.phone) == [Extension("0111")])
        let session = try #require(own.headers[values: .setCookie].first?.prefix { $0 != ";" })
        let card = try await ask(.get, "/card", [.cookie: String(session)]).text
        #expect(card.contains("data-follows=\"page=frame page=card&amp;extension=0111&amp;own=1\""))
    }

    @Test("who is displaced from a phone sees who sits there now, and no call of it any more")
    func displaced() async throws {
        let start = Call.sampleStart
        var page = CardPage(phone: Extension("0111"), sitter: UserID(7), numbers: .russian)
        await desk.show([Seat(phone: Extension("0111"), user: UserID(7), displayName: "Петрова", since: start)])
        await desk.publish(.call(.inbound(named: "Константин").ringing("0111", at: start)))
        page.show(await desk.snapshot())
        #expect(html(of: page).contains("Константин"))
        await desk.show([Seat(phone: Extension("0111"), user: UserID(8), displayName: "<b>Смирнова", since: start)])
        page.apply(.floor(await desk.snapshot().floor))
        #expect(!html(of: page).contains("Константин"))
        #expect(html(of: page).contains("За телефоном <bdi>0111</bdi> теперь <bdi>&lt;b&gt;Смирнова</bdi>"))
        #expect(page.questions.isEmpty)
        await desk.show([])
        page.apply(.floor(await desk.snapshot().floor))
        #expect(html(of: page).contains("Вы больше не за телефоном"))
    }

    private func html(of page: CardPage) -> String {
        page.parts(at: Call.sampleStart).map { $0.html(for: .sample()).markup }.joined()
    }

    // MARK: Asking

    private var asSupervisor: HTTPFields { [.cookie: SampleAccess.cookie] }

    private func ask(
        _ method: HTTPRequest.Method,
        _ uri: String,
        _ headers: HTTPFields = [:],
        _ body: String? = nil,
        journal: SampleJournal = SampleJournal(),
        _ change: (inout WebConfiguration) -> Void = { _ in }
    ) async throws -> Answer {
        var configuration = WebConfiguration()
        change(&configuration)
        let site = try sampleApplication(configuration: configuration, desk: desk, journal: journal, access: access)
        return try await site.test(.router) { try await $0.ask(method, uri, headers, body) }
    }

    private func logIn(
        _ form: String,
        _ change: (inout WebConfiguration) -> Void = { _ in }
    ) async throws -> Answer {
        try await ask(.post, "/login", [:], form, change)
    }
}

extension User {
    fileprivate static func sample(_ id: Int64, _ name: String, phone: String? = nil) -> User {
        User(
            id: UserID(id),
            name: .sample(name),
            displayName: name,
            roles: [.operator],
            phone: phone.map { Extension($0) }
        )
    }
}
