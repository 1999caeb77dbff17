import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Who may use the API, and what is told when something is wrong") struct APIDoorTests {
    @Test("nothing but the description is there without a token, and it is told which one is needed")
    func token() async throws {
        try await APISite.with { site in
            for authorization in [
                "", "Bearer", "Basic YTpi", "Bearer x", "Bearer priyom_\(String(repeating: "a", count: 43))",
            ] {
                let reply = try await site.ask(.get, "/vehicles", headers: [.authorization: authorization])
                #expect(reply.status == 401)
                #expect(reply.answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=\"priyom\"") == true)
                #expect(["token_missing", "token_unknown"].contains(reply.code))
            }
            // A browser's cookie is none.
            let cookie = try await site.ask(
                .get,
                "/vehicles",
                headers: [.authorization: "", .cookie: SampleAccess.cookie]
            )
            #expect(cookie.status == 401)
            #expect(try await site.ask(.get, "/vehicles").status == 200)
            #expect(try await site.ask(.get, "/openapi.json", headers: [.authorization: "-"]).status == 200)
        }
    }

    @Test("a token is good until it expires or is revoked, or its user may not log in")
    func force() async throws {
        try await APISite.with { site in
            let secret = APISecret()
            let expiresAt = Call.sampleStart + 60
            try await APISite.add(secret, "short", of: "erp", [.clients], expiresAt: expiresAt, to: site.store)
            let headers: HTTPFields = [.authorization: "Bearer \(secret.text)"]
            #expect(try await site.ask(.get, "/clients", headers: headers).status == 200)
            site.clock.forward(60)
            #expect(try await site.ask(.get, "/clients", headers: headers).code == "token_unknown")

            #expect(try await site.ask(.get, "/clients").status == 200)
            let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .tokenRevoked)
            try await site.store.apiTokens.revoke("1c", audit: audit)
            #expect(try await site.ask(.get, "/clients").code == "token_unknown")
        }
    }

    @Test("a token may do what its user may, and of that no more than its permissions name")
    func rights() async throws {
        try await APISite.with(permissions: [.clients, .directories], roles: [.operator]) { site in
            #expect(try await site.ask(.get, "/clients").status == 200)
            // The operator may see calls, the token does not name them.
            let calls = try await site.ask(.get, "/calls")
            #expect(calls.status == 403 && calls.code == "forbidden")
            // The token names directories, the operator may not.
            #expect(try await site.ask(.post, "/branches", #"{"name":"Центр"}"#).status == 403)
        }
    }

    @Test("wrong tokens are answered ever later; who had a right one before is let in")
    func guessing() async throws {
        try await APISite.with { site in
            #expect(try await site.ask(.get, "/clients").status == 200)
            let wrong: HTTPFields = [.authorization: "Bearer priyom_\(String(repeating: "a", count: 43))"]
            for _ in 0..<30 { #expect(try await site.ask(.get, "/clients", headers: wrong).status == 401) }
            let early = try await site.ask(.get, "/clients", headers: wrong)
            #expect(early.status == 429 && early.answer.headers[.retryAfter] == "1")
            #expect(try await site.ask(.get, "/clients").status == 200)
            let fresh = APISecret()
            try await APISite.add(fresh, "fresh", of: "erp", [.clients], to: site.store)
            let headers: HTTPFields = [.authorization: "Bearer \(fresh.text)"]
            #expect(try await site.ask(.get, "/clients", headers: headers).status == 429)
            site.clock.forward(2)
            #expect(try await site.ask(.get, "/clients", headers: headers).status == 200)
        }
    }

    @Test("what is not there, and methods that do not work somewhere, are problems, too")
    func unknown() async throws {
        try await APISite.with { site in
            for path in ["/api", "/api/", "/api/v1", "/api/v2/clients", "/api/v1/users", "/api/v1/clients/1/x"] {
                let answer = try await site.client.ask(.get, path)
                #expect(
                    answer.status == .notFound && answer.headers[.contentType] == "application/problem+json",
                    "\(path)"
                )
            }
            for path in [
                "/clients/1", "/clients/x", "/clients/-1", "/clients/99999999999999999999", "/contacts/1/entries",
            ] {
                let reply = try await site.ask(.get, path)
                #expect(reply.status == 404 && reply.code == "not_found", "\(path)")
            }
            let reply = try await site.ask(.delete, "/clients/1")
            #expect(reply.status == 405 && reply.answer.headers[.allow] == "GET, PATCH")
            #expect(try await site.ask(.put, "/calls").status == 405)
        }
    }

    @Test("a body that is no JSON of ours is refused with the place or the field")
    func body() async throws {
        try await APISite.with { site in
            let large = #"{"name":"\#(String(repeating: "я", count: 500_000))"}"#
            #expect(try await site.ask(.post, "/branches", large).code == "body_too_large")
            let form = try await site.ask(.post, "/branches", "name=x", headers: [.contentType: "text/plain"])
            #expect(form.status == 415 && form.code == "not_json")
            let broken = try await site.ask(.post, "/branches", "{\n\"name\": }")
            #expect(broken.code == "malformed_json" && broken.json["line"] == 2 && broken.json["column"] == 9)
            let twice = try await site.ask(.post, "/branches", #"{"name":"a","name":"b"}"#)
            #expect(twice.code == "malformed_json" && twice.json["reason"]?.text == "duplicate_name")
            let deep = String(repeating: "[", count: 100_000)
            #expect(try await site.ask(.post, "/branches", deep).json["reason"]?.text == "too_deep")
            #expect(try await site.ask(.post, "/branches", "[]").errors == ["": "wrong_type"])
            let wrong = try await site.ask(
                .post,
                "/employees",
                #"{"name":7,"branch_id":"1","is_x":true,"id":3,"phone":"01 11","mobile":null,"a/b~c":1}"#
            )
            #expect(
                wrong.errors == [
                    "/name": "wrong_type", "/branch_id": "wrong_type", "/is_x": "unknown_field", "/id": "read_only",
                    "/phone": "malformed", "/a~1b~0c": "unknown_field",
                ]
            )
        }
    }

    @Test("parameters that are not known, or are none, are refused instead of showing more than was asked for")
    func parameters() async throws {
        try await APISite.with { site in
            for (path, parameter, code) in [
                ("/clients?limt=5", "limt", "unknown_field"), ("/clients?limit=201", "limit", "out_of_range"),
                ("/clients?limit=0", "limit", "out_of_range"), ("/clients?limit=x", "limit", "malformed"),
                ("/documents?kind=letter", "kind", "malformed"), ("/contacts?inquiry=perhaps", "inquiry", "malformed"),
                ("/contacts?from=2026-02-30", "from", "malformed"), ("/contacts?number=%D1%8F", "number", "malformed"),
                ("/calls?extension=%00", "extension", "malformed"),
                ("/vehicles?owner_id=1%20OR%201", "owner_id", "malformed"),
                ("/clients?q=\(String(repeating: "a", count: 81))", "q", "too_long"),
            ] {
                let reply = try await site.ask(.get, path)
                #expect(reply.status == 400 && reply.errors[parameter] == code, "\(path) \(reply.answer.text)")
            }
            for path in [
                "/clients?after=x", "/clients?after=-1", "/vehicles?after='", "/documents?after=1",
                "/contacts?after=1-x",
                "/calls?before=99999999999999999-1", "/clients/changed?after=1", "/clients/changed?after=-1-2",
                "/branches?after=0", "/contacts?after=99999999999999999-1",
            ] {
                #expect(try await site.ask(.get, path).code == "bad_cursor", "\(path)")
            }
        }
    }

    @Test("people are told in their language, programs by codes that stay")
    func languages() async throws {
        try await APISite.with { site in
            for (language, words) in [("ru", "Без этого нельзя"), ("en", "This is needed"), ("uk", "Без цього")] {
                let reply = try await site.ask(.post, "/branches", "{}", headers: [.acceptLanguage: language])
                let error = reply.json["errors"]?.elements?.first
                #expect(error?["code"]?.text == "required" && reply.json["type"] == "urn:priyom:problem:invalid")
                #expect(error?["detail"]?.text?.hasPrefix(words) == true, "\(error?.description ?? "")")
            }
        }
    }

    @Test("texts of all kinds are kept or refused clearly, never broken")
    func hostile() async throws {
        try await APISite.with { site in
            let text = #"<b>'; DROP TABLE branches; -- 🚗 \u202eRTL\u0000\u0007\ttab"#
            let reply = try await site.ask(.post, "/branches", #"{"name":"\#(text)"}"#)
            #expect(reply.status == 201)
            #expect(reply.json["name"]?.text == "<b>'; DROP TABLE branches; -- 🚗 \u{202E}RTL   tab")
            #expect(try await site.ask(.get, "/branches").items.count == 1)
            let long = try await site.ask(.post, "/branches", #"{"name":"\#(String(repeating: "я", count: 201))"}"#)
            #expect(long.errors == ["/name": "too_long"])
        }
    }
}
