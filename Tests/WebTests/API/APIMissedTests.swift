import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Missed calls by the API") struct APIMissedTests {
    private func first(_ site: APISite, _ view: String = "all") async throws -> JSON? {
        try await site.ask(.get, "/missed?view=\(view)").items.first?["calls"]?.elements?.first
    }

    private func seen(_ call: JSON?) -> String {
        #"{"id":\#(call?["id"] ?? .null),"version":\#(call?["version"] ?? .null)}"#
    }

    @Test("S0.60 a missed call is listed with its client, said not to be missed with a reason, and that is taken back")
    func exclusion() async throws {
        try await APISite.with { site in
            let missed = try await site.commit()
            let client = try await site.add(
                "/clients",
                #"{"name":"Королёв","phones":[{"number":"\#(missed.caller.number ?? "")"}]}"#
            )
            let caller = try #require(try await site.ask(.get, "/missed").items.first)
            #expect(caller["count"] == 1 && caller["clients"]?.elements == [JSON(client)])
            let call = try await first(site)
            #expect(call?["call"]?.text == missed.id.description && call?["state"]?.text == "waiting")
            #expect(call?["cause"]?.text == "ringing" && call?["caller_number"]?.text == missed.caller.number)
            #expect(try await site.ask(.get, "/missed/counts").json["waiting"] == 1)

            let body = #"{"calls":[\#(seen(call))],"reason":"outside_hours","note":"Ночь"}"#
            let marked = try await site.ask(.post, "/missed/exclude", body)
            #expect(marked.json["changed"] == 1 && marked.json["refused"] == 0)
            let excluded = try await first(site)
            #expect(excluded?["state"]?.text == "excluded" && excluded?["exclusion"]?["note"]?.text == "Ночь")
            #expect(try await site.ask(.get, "/missed").items.isEmpty)
            // By the version that was read before.
            #expect(try await site.ask(.post, "/missed/exclude", body).json["refused"] == 1)
            let change = marked.json["change"] ?? .null
            #expect(try await site.ask(.post, "/missed/undo", #"{"change":\#(change)}"#).json["changed"] == 1)
            #expect(try await first(site)?["state"]?.text == "waiting")
            #expect(try await site.ask(.post, "/missed/undo", #"{"change":99}"#).status == 404)
        }
    }

    @Test(
        "S2.25 a missed call is handed to somebody, hidden, and its number is that of an unwanted caller; each is refused to operators"
    )
    func distribution() async throws {
        try await APISite.with { site in
            _ = try await site.commit()
            #expect(try await site.ask(.get, "/missed/assignees").items.map { $0["name"]?.text } == ["erp"])
            func mark(_ name: String, _ more: String = "", view: String = "all") async throws -> APISite.Reply {
                try await site.ask(
                    .post,
                    "/missed/\(name)",
                    #"{"calls":[\#(seen(try await first(site, view)))]\#(more)}"#
                )
            }
            #expect(try await mark("assign", #","user":7"#).errors == ["/user": "no_such_record"])
            #expect(try await mark("assign", #","user":1"#).json["changed"] == 1)
            #expect(try await first(site, "mine")?["assignee"]?.text == "erp")
            #expect(try await mark("hide").json["changed"] == 1)
            #expect(try await first(site) == nil)
            #expect(try await mark("unhide", view: "hidden").json["changed"] == 1)
            #expect(try await mark("spam").json["changed"] == 1)
            #expect(try await first(site)?["state"]?.text == "spam")
            let number = try #require(try await site.ask(.get, "/missed/numbers").items.first)
            #expect(number["calls"] == 1)
            let path = "/missed/numbers/\(number["id"] ?? .null)/restore"
            #expect(try await site.ask(.post, path).status == 200)
            #expect(try await site.ask(.post, path).status == 404)
        }
        try await APISite.with(roles: [.operator]) { site in
            for mark in ["assign", "hide", "unhide", "spam"] {
                let answer = try await site.ask(.post, "/missed/\(mark)", #"{"calls":[{"id":1,"version":1}]}"#)
                #expect(answer.status == 403)
            }
            #expect(try await site.ask(.get, "/missed?view=hidden").status == 403)
            #expect(try await site.ask(.get, "/missed/numbers").status == 403)
        }
    }

    @Test("what is asked for wrongly is told by its name; nothing is marked")
    func refused() async throws {
        try await APISite.with { site in
            let body = #"{"calls":[{"id":1}],"reason":"bored","note":7}"#
            let wrong = try await site.ask(.post, "/missed/exclude", body).errors
            #expect(
                wrong == ["/calls/0/version": "required", "/reason": "malformed", "/note": "wrong_type"]
            )
            let none = try await site.ask(.post, "/missed/include", #"{"calls":[],"why":1}"#).errors
            #expect(none == ["/calls": "required", "/why": "unknown_field"])
            let unknown = try await site.ask(.get, "/missed?view=none&cause=x").errors
            #expect(unknown == ["view": "malformed", "cause": "malformed"])
            let after = try await site.ask(.get, "/missed?after=7")
            #expect(after.code == "bad_cursor")
            let day = try await site.ask(.get, "/missed?from=2026-02-30")
            #expect(day.errors == ["from": "malformed"])
        }
    }

    @Test("S0.61 the contact of a missed call is begun once, and is told to who asks again")
    func contact() async throws {
        try await APISite.with { site in
            let call = try await site.commit()
            let made = try await site.ask(.post, "/calls/\(call.id)/contact", headers: [.idempotencyKey: "one"])
            #expect(made.status == 201 && made.json["call"]?.text == call.id.description)
            #expect(made.json["caller_number"]?.text == call.caller.number && made.json["state"]?.text == "unfinished")
            let again = try await site.ask(.post, "/calls/\(call.id)/contact", headers: [.idempotencyKey: "one"])
            let other = try await site.ask(.post, "/calls/\(call.id)/contact")
            #expect(again.id == made.id && other.id == made.id && other.answer.headers[.location] == nil)
            #expect(try await site.ask(.post, "/calls/office:none:1/contact").status == 404)
        }
        try await APISite.with(permissions: [.calls, .missed]) { site in
            let call = try await site.commit()
            #expect(try await site.ask(.post, "/calls/\(call.id)/contact").status == 403)
        }
    }
}
