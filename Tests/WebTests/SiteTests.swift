import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport
import Testing

@testable import Web

@Suite struct SiteTests {
    private let start = Call.sampleStart

    @Test("the first page is Online")
    func root() async throws {
        let answer = try await ask("/")
        #expect(answer.status == .found)
        #expect(answer.headers[.location] == "/online")
    }

    @Test("every page says what it is, where its styles and scripts are, and from where its stream goes on")
    func pages() async throws {
        for (uri, live) in [("/online", "page=online"), ("/card?extension=0111", "page=card&amp;extension=0111")] {
            let page = try await ask(uri).text
            #expect(page.hasPrefix("<!doctype html>\n<html lang=\"ru\">"))
            #expect(
                page.contains(
                    "data-follows=\"page=frame \(live)\" data-position=\"100\" data-version=\"\(Assets.version)\""
                )
            )
            #expect(page.contains("data-now=\"1775217720000\""))
            #expect(page.contains("<h1>"))
            #expect(page.contains("href=\"#main\""))
            #expect(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick="))
        }
    }

    @Test("S3.16 nothing is loaded, run or framed but our own files, on pages, errors and streams alike")
    func securityHeaders() async throws {
        for uri in ["/online", "/nowhere", "/health", "/assets/\(Assets.version)/page.js"] {
            let headers = try await ask(uri).headers
            let policy = try #require(headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
            #expect(!policy.contains("unsafe"))
            #expect(headers[.xContentTypeOptions] == "nosniff")
            for (name, value) in [
                ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
                ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ] {
                #expect(headers[try #require(HTTPField.Name(name))] == value)
            }
        }
    }

    @Test("a name that is not ours is turned away, so no stranger's page can make itself one of ours")
    func rebinding() {
        for name in [
            "evil.example", "evil.example:8080", "localhost.evil.example", "", "127.0.0.1.evil.example", "[::2]:80",
        ] {
            #expect(!HostGuard(allowedHosts: WebConfiguration().allowedHosts).allows(name), "\(name)")
        }
        for name in ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]", "[::1]:8080"] {
            #expect(HostGuard(allowedHosts: WebConfiguration().allowedHosts).allows(name), "\(name)")
        }
        #expect(!HostGuard(allowedHosts: WebConfiguration().allowedHosts).allows(nil))
    }

    @Test("a request under a stranger's name gets nothing of the page")
    func rebindingAnswer() async throws {
        var configuration = WebConfiguration()
        configuration.allowedHosts = ["priyom.example"]
        let answer = try await ask("/online", configuration: configuration)
        #expect(answer.status == .misdirectedRequest)
        #expect(!answer.text.contains("html"))
    }

    @Test("the language is the chosen one, else the browser's first that there is, else the configured one")
    func language() async throws {
        #expect(try await ask("/online").text.contains("<html lang=\"ru\">"))
        #expect(
            try await ask("/online", [.acceptLanguage: "de-DE, uk;q=0.8,en;q=0.5"]).text.contains("<html lang=\"uk\">")
        )
        let chosen = try await ask("/online", [.acceptLanguage: "uk", .cookie: "lang=en"]).text
        #expect(
            chosen.contains("<html lang=\"en\">") && chosen.contains("Nobody") == false && chosen.contains("No calls")
        )
        var configuration = WebConfiguration()
        configuration.language = .ukrainian
        #expect(try await ask("/online", configuration: configuration).text.contains("<html lang=\"uk\">"))
    }

    @Test("a chosen language is remembered, and the page comes again without the choice in its address")
    func languageChoice() async throws {
        let answer = try await ask("/card?extension=0111&lang=en")
        #expect(answer.status == .found)
        #expect(answer.headers[.location] == "/card?extension=0111")
        #expect(answer.headers[.setCookie]?.hasPrefix("lang=en;") == true)
        #expect(try await ask("//evil.example/?lang=en").headers[.location] == "/evil.example/")
    }

    @Test("a chosen theme stands in the page from the start")
    func theme() async throws {
        #expect(
            try await ask("/online", [.cookie: "theme=dark"]).text.contains("<html lang=\"ru\" data-theme=\"dark\">")
        )
        #expect(try await ask("/online", [.cookie: "theme=\"><script>"]).text.contains("<html lang=\"ru\">"))
    }

    @Test("the card asks who sits nowhere which phone it is for, and offers those of the PBX")
    func phoneChoice() async throws {
        let page = try await ask("/card").text
        #expect(page.contains("На каком телефоне Вы работаете?"))
        #expect(page.contains("href=\"/card?extension=0125\""))
        let long = String(repeating: "9", count: 33)
        #expect(try await ask("/card?extension=\(long)").text.contains("На каком телефоне"))
    }

    @Test("whatever stands in the address is text in the page")
    func hostileAddress() async throws {
        let page = try await ask("/card?extension=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
        #expect(!page.contains("<script>"))
        #expect(page.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("page=card&amp;extension=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E\""))
    }

    @Test("names, numbers and queues that a caller or a PBX chose are text in the page")
    func hostileCall() async throws {
        let script = "<script>alert(1)</script>"
        let call = Call.inbound(
            from: script,
            named: "\"; DROP TABLE calls; --" + script,
            to: script,
            queue: script,
            at: start
        )
        var floor = Floor.sample()
        let member = QueueMember(
            interface: script,
            name: script,
            phone: Extension(script),
            line: .ready,
            isPaused: true,
            pauseReason: script
        )
        floor.queues[QueueName(script)] = PBXQueue(name: QueueName(script), members: [member])
        let ended = Call.inbound("2", from: script, named: script, to: script, queue: script, at: start).ended(
            at: start
        )
        let desk = SampleDesk(floor: floor, calls: [call.ringing("0111", script, at: start)])
        await desk.publish(.call(ended))
        for uri in ["/online", "/card?extension=0111"] {
            let page = try await ask(uri, desk: desk).text
            #expect(!page.contains("<script>"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        }
    }

    @Test("the page of a call shows its legs, transfers and the PBX's own rows")
    func callPage() async throws {
        let call = Call.inbound("7", named: "Константин", queue: "service", at: start)
            .ringing("0111", "0125", at: start + .seconds(4)).answered(by: "0111", at: start + .seconds(9))
            .transferred(from: "0111", to: "0112", at: start + .seconds(60)).transferTaken(
                by: "0112",
                at: start + .seconds(65)
            )
            .ended(at: start + .seconds(125))
        var row = CDRRow()
        row.uniqueID = "1775217720.7"
        row.channel = "PJSIP/trunk-00000001"
        row.disposition = "ANSWERED"
        let journal = SampleJournal([call], rows: [call.id: [row]])
        let page = try await ask("/calls/office%3A1775217720.7%3A1775217720", journal: journal).text.withoutTags
        #expect(page.contains("Звонок 03.04.2026 15:02:00 принят"))
        #expect(page.contains("0111 0:05 15:02 0:51 0:00 0:00 принят"))
        #expect(page.contains("0125 0:05 0:00 0:00 0:00 отменён"))
        #expect(page.contains("15:03 вслепую 0111 0112 соединён"))
        #expect(page.contains("PJSIP/trunk-00000001"))
        #expect(page.contains("office:1775217720.7:1775217720"))
    }

    @Test("a call that is not in the journal, and an id that is none, are pages not found")
    func unknownCall() async throws {
        for id in ["office%3A1.1%3A1", "nonsense", "a%3Ab%3Ac", "%3A%3A1", "%00"] {
            let answer = try await ask("/calls/\(id)")
            #expect(answer.status == .notFound, "\(id)")
            #expect(answer.text.contains("Такой страницы нет"))
        }
    }

    @Test("an id is read back from the text it is written as, whatever the PBX is called")
    func callIDs() {
        let id = CallID(pbx: PBXName("office:2"), linkedID: LinkedID("pbx1-1795364806.15"), startSecond: 1_795_364_806)
        #expect(CallID(description: id.description) == id)
    }

    @Test("an error that nobody foresaw is a page with a number; its text is for the log")
    func unforeseenError() async throws {
        let answer = try await ask("/calls/office%3A1.1%3A1", journal: SampleJournal(isReadable: false))
        #expect(answer.status == .internalServerError)
        #expect(answer.text.contains("передайте администратору номер"))
        #expect(!answer.text.contains("Unreadable"))
    }

    @Test("assets are kept for ever under the address of this version, and not found under another")
    func assets() async throws {
        let page = try await ask("/online").text
        for match in page.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/) {
            let answer = try await ask(String(match.1))
            #expect(answer.status == .ok, "\(match.1)")
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        }
        #expect(try await ask("/assets/other/page.js").status == .notFound)
        #expect(try await ask("/assets/\(Assets.version)/..%2FPackage.swift").status == .notFound)
        #expect(try await ask("/online").headers[.cacheControl] == "no-store")
    }

    @Test("every script that a script imports is served")
    func scriptImports() throws {
        for (name, asset) in Assets.all where name.hasSuffix(".js") {
            for match in String(buffer: asset.body).matches(of: /from '\.\/([\w.]+)'/) {
                #expect(Assets.all[String(match.1)] != nil, "\(name) imports \(match.1)")
            }
        }
    }

    @Test("health tells the state of the PBX connection and the journal's position")
    func health() async throws {
        let desk = SampleDesk(floor: .sample(connection: .lost(since: start)))
        #expect(try await ask("/health", desk: desk).text == "{\"status\":\"ok\",\"pbx\":\"lost\",\"position\":100}\n")
    }

    @Test("a stream that follows nothing, or under a name that no page of ours gives, is refused")
    func badStreams() async throws {
        for address in ["/live", live("page=online", channel: "a b"), live("page=online", channel: "")] {
            #expect(try await ask(address).status == .badRequest)
        }
    }

    @Test("a page of another version of the program is told to load anew")
    func oldVersion() async throws {
        let stream = try await ask("/live?version=old&follow=%2Fa%3Fpage%3Donline").text
        #expect(stream.hasSuffix("event: reload\ndata: {}\n\n"))
    }
}

/// As a supervisor who is logged in.
private func ask(
    _ uri: String,
    _ headers: HTTPFields = [:],
    configuration: WebConfiguration = WebConfiguration(),
    desk: SampleDesk = SampleDesk(),
    journal: SampleJournal = SampleJournal()
) async throws -> Answer {
    let site = try sampleApplication(configuration: configuration, desk: desk, journal: journal)
    let headers = headers.withCookie(SampleAccess.cookie)
    return try await site.test(.router) { try await $0.ask(.get, uri, headers) }
}

extension HTTPFields {
    fileprivate func withCookie(_ cookie: String) -> HTTPFields {
        var headers = self
        headers[.cookie] = [self[.cookie], cookie].compactMap { $0 }.joined(separator: "; ")
        return headers
    }
}
