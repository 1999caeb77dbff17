import ContactCenter
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("The bulletin board") struct BulletinPageTests {
    private static let writer = Rights([.workspace: .own, .bulletins: .all])

    @Test("S3.13 a bulletin is written with its times, read by a press, and its author sees who has read it")
    func written() async throws {
        try await ContactSite.with(Self.writer) { site in
            let form = try await site.ask(.get, "/bulletins/new").text
            #expect(form.contains("name=\"valid_from\"") && form.contains("name=\"valid_until\""))
            let times = "valid_from=2020-01-01T00:00&valid_until=2099-01-01T00:00"
            let answer = try await site.ask(
                .post,
                "/bulletins",
                "title=%3Cb%3EFire&text=%3Ci%3EGo&is_must_read=1&\(times)"
            )
            #expect(answer.status == .seeOther && answer.headers[.location] == "/bulletins/1?done=1")
            let board = try await site.ask(.get, "/bulletins").text
            #expect(
                board.contains("&lt;b&gt;Fire") && board.contains("&lt;i&gt;Go") && board.contains("нужно прочитать")
            )
            #expect(try await site.ask(.get, "/bulletins/1").text.contains("0 / 2"))
            #expect(try await site.ask(.post, "/bulletins/1/read", "").status == .seeOther)
            #expect(try await site.ask(.get, "/bulletins").text.contains("прочитано"))
            let readings = try await site.ask(.get, "/bulletins/1").text
            #expect(readings.contains("1 / 2") && readings.contains("не прочитано"))
            #expect(try await site.ask(.get, "/bulletins/all").text.contains("&lt;b&gt;Fire"))
            let wrong = try await site.ask(
                .post,
                "/bulletins",
                "title=A&text=B&valid_from=2026-01-02T00:00&valid_until=2026-01-01T00:00"
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(try await site.ask(.post, "/bulletins/1/hide", "version=1").status == .seeOther)
            #expect(try await !site.ask(.get, "/bulletins").text.contains("Fire"))
            #expect(try await site.ask(.post, "/bulletins/1/read", "").status == .notFound)
        }
    }

    @Test("S3.13 everybody reads them, and only who may writes them")
    func rights() async throws {
        try await ContactSite.with(Rights([.workspace: .own])) { site in
            let board = try await site.ask(.get, "/bulletins")
            #expect(
                board.status == .ok && board.text.contains("Объявлений нет") && !board.text.contains("/bulletins/new")
            )
            for address in ["/bulletins/new", "/bulletins/all", "/bulletins/1"] {
                #expect(try await site.ask(.get, address).status == .forbidden, "\(address)")
            }
            #expect(try await site.ask(.post, "/bulletins", "title=A&text=B").status == .forbidden)
        }
    }
}
