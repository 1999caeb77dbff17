import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("A request by a key is carried out once") struct APIOnceTests {
    private func key(_ text: String) -> HTTPFields { [.idempotencyKey: text] }

    @Test("the same request gets the first answer again, byte for byte, also after the record was changed, for a day")
    func again() async throws {
        try await APISite.with { site in
            let body = #"{"name":"Королёв","phones":[{"number":"89535237271"}]}"#
            let first = try await site.ask(.post, "/clients", body, headers: key("a-1"))
            #expect(first.status == 201)
            _ = try await site.ask(.patch, "/clients/\(first.id)", #"{"version":1,"name":"Королёв Пётр"}"#)
            site.clock.forward(86_399)
            let again = try await site.ask(.post, "/clients", body, headers: key("a-1"))
            #expect(again.answer.text == first.answer.text && again.answer.status == first.answer.status)
            #expect(again.answer.headers[.location] == first.answer.headers[.location])
            #expect(again.answer.headers[.eTag] == "\"1\"")
            #expect(try await site.ask(.get, "/clients").items.count == 1)
            site.clock.forward(1)
            #expect(try await site.ask(.post, "/clients", body, headers: key("a-1")).code == "known")
        }
    }

    @Test("another request by the same key is refused, and keys that are none")
    func other() async throws {
        try await APISite.with { site in
            _ = try await site.ask(.post, "/sources", #"{"name":"Радио"}"#, headers: key("a"))
            for (path, body) in [("/sources", #"{"name":"Газета"}"#), ("/workshops", #"{"name":"Радио"}"#)] {
                let reply = try await site.ask(.post, path, body, headers: key("a"))
                #expect(reply.status == 422 && reply.code == "key_reused")
            }
            for text in ["", "a b", "ключ", String(repeating: "a", count: 201)] {
                #expect(try await site.ask(.post, "/sources", #"{"name":"x"}"#, headers: key(text)).code == "bad_key")
            }
            // Another program has keys of its own.
            let secret = APISecret()
            try await APISite.add(secret, "site", of: "erp", [.directories], to: site.store)
            var headers = key("a")
            headers[.authorization] = "Bearer \(secret.text)"
            #expect(try await site.ask(.post, "/sources", #"{"name":"Газета"}"#, headers: headers).status == 201)
        }
    }

    @Test("what was refused made nothing, so that the key is free for a better try")
    func refused() async throws {
        try await APISite.with { site in
            let body = #"{"name":"Рожин","branch_id":1}"#
            #expect(try await site.ask(.post, "/employees", body, headers: key("a")).status == 422)
            _ = try await site.add("/branches", #"{"name":"Центр"}"#)
            #expect(try await site.ask(.post, "/employees", body, headers: key("a")).status == 201)
        }
    }

    @Test("of many at the same moment one is carried out, and all get its answer")
    func sideBySide() async throws {
        try await APISite.with { site in
            let contact = try await site.add("/contacts", #"{"channel":1}"#)
            for (path, body) in [
                ("/documents", #"{"kind":"invoice"}"#), ("/contacts", #"{"channel":3}"#),
                ("/contacts/\(contact)/entries", #"{"text":"Перезвонить"}"#),
            ] {
                let answers = try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<10 {
                        group.addTask { try await site.ask(.post, path, body, headers: key(path)).answer.text }
                    }
                    return try await group.reduce(into: Set<String>()) { $0.insert($1) }
                }
                #expect(answers.count == 1, "\(path)")
            }
            #expect(try await site.ask(.get, "/documents").items.count == 1)
            #expect(try await site.ask(.get, "/contacts").items.count == 2)
            #expect(try await site.ask(.get, "/contacts/\(contact)/entries").items.count == 1)
        }
    }
}
