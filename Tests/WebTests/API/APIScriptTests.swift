import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Scripts by the API") struct APIScriptTests {
    private static let good = """
        name: {ru: Проверка}
        start: hello
        steps:
          - id: hello
            title: {ru: Здравствуйте}
            next:
              - to: end
          - id: end
            title: {ru: Конец}
            act: finish
            outcome: informed
        """

    private func body(_ yaml: String) -> String { JSON.object([JSON.Member("text", .string(yaml))]).description }

    @Test("a script is read as JSON and as YAML, and either makes a new version over the one that was read")
    func versions() async throws {
        try await APISite.with { site in
            let made = try await site.ask(.post, "/scripts", body(Self.good), headers: [.idempotencyKey: "one"])
            #expect(made.status == 201 && made.version == 1 && made.json["name"]?["ru"]?.text == "Проверка")
            let again = try await site.ask(.post, "/scripts", body(Self.good), headers: [.idempotencyKey: "one"])
            #expect(again.id == made.id)
            let path = "/scripts/\(made.id)"
            // What was read is taken as it is, and the same again makes no version.
            let same: JSON = ["script": made.json["script"] ?? .null, "version": 1]
            #expect(try await site.ask(.post, "\(path)/versions", same.description).version == 1)
            let second = Self.good.replacing("Здравствуйте", with: "Добрый день")
            let saved = try await site.ask(.post, "\(path)/versions", body(second), headers: [.ifMatch: "\"1\""])
            #expect(saved.version == 2 && saved.json["author"]?.text == "erp")
            let stale = try await site.ask(.post, "\(path)/versions", body(Self.good), headers: [.ifMatch: "\"1\""])
            #expect(stale.status == 412 && stale.json["current"]?["version"] == 2)
            let versions = try await site.ask(.get, "\(path)/versions").items
            #expect(versions.map { $0["version"] } == [2, 1])
            #expect(try await site.ask(.get, "\(path)?version=1").json["script"] == made.json["script"])
            #expect(try await site.ask(.get, "\(path)?version=7").status == 404)
            // All that came with the product goes round.
            for script in try await site.ask(.get, "/scripts").items {
                let whole = try await site.ask(.get, "/scripts/\(script["id"] ?? .null)")
                for name in ["script", "text"] {
                    let body: JSON = .object([JSON.Member(name, whole.json[name] ?? .null)])
                    let steps = try await site.ask(.post, "/scripts/check", body.description).json["steps"]
                    #expect(steps?.integer == whole.json["script"]?["steps"]?.elements.map { Int64($0.count) })
                }
            }
        }
    }

    @Test("all that is wrong with a script is named: by its step in JSON, by its line in YAML")
    func faults() async throws {
        try await APISite.with { site in
            let bad = Self.good.replacing("      - to: end", with: "      - to: nowhere")
            let yaml = try await site.ask(.post, "/scripts/check", body(bad))
            #expect(yaml.status == 422)
            let errors = yaml.json["errors"]?.elements ?? []
            #expect(
                errors.contains {
                    $0["code"]?.text == "no_such_target" && $0["line"] == 4 && $0["pointer"]?.text == "/text"
                }
            )
            #expect(errors.contains { $0["code"]?.text == "unreachable" && $0["line"] == 8 })
            let json = #"""
                {"script":{"name":{"ru":"Проверка"},"start":"one","steps":[{"id":"one","title":{"ru":"Раз"}}]}}
                """#
            #expect(try await site.ask(.post, "/scripts/check", json).errors == ["/script/steps/0": "dead_end"])
            let unknown = #"{"script":{"name":{"ru":"Проверка"},"strat":"one","steps":[]},"other":1}"#
            #expect(try await site.ask(.post, "/scripts/check", unknown).errors == ["/other": "unknown_field"])
            let misspelt = try await site.ask(.post, "/scripts/check", unknown.replacing(#","other":1"#, with: ""))
            #expect(misspelt.errors == ["/script": "unknown_field"])
            #expect(try await site.ask(.post, "/scripts/check", "{}").errors == ["/script": "required"])
            #expect(try await site.ask(.post, "/scripts/check", #"{"text":7}"#).errors == ["/text": "wrong_type"])
            #expect(try await site.ask(.post, "/scripts/check", body("a: [")).errors == ["/text": "malformed"])
            let none = try await site.ask(.post, "/scripts/1/versions", body(bad), headers: [.ifMatch: "\"1\""])
            #expect(none.status == 422)
            #expect(try await site.ask(.get, "/scripts/1/versions").items.count == 1)
        }
    }

    @Test("a script is copied by another name, and hung to channels and reasons, where there are such")
    func uses() async throws {
        try await APISite.with { site in
            let copy = try await site.ask(.post, "/scripts/1/copy")
            #expect(copy.status == 201 && copy.json["name"]?["ru"]?.text?.contains("копия") == true)
            let path = "/scripts/\(copy.id)/uses"
            let hung = try await site.ask(.post, path, #"{"channels":[3],"reasons":[2,1]}"#)
            let use: JSON = ["projects": [], "channels": [3], "reasons": [1, 2], "topics": [], "is_offered": false]
            #expect(hung.json == use)
            let wrong = try await site.ask(.post, path, #"{"channels":[99],"reasons":["x"],"why":1}"#)
            #expect(wrong.errors == ["/reasons": "wrong_type", "/why": "unknown_field"])
            #expect(try await site.ask(.post, path, #"{"channels":[99]}"#).errors == ["/channels": "no_such_record"])
            #expect(try await site.ask(.get, path).json == hung.json)
            #expect(try await site.ask(.get, "/scripts/99/uses").status == 404)
        }
        try await APISite.with(roles: [.operator]) { site in
            let answer = try await site.ask(.get, "/scripts")
            #expect(answer.status == 403)
        }
    }
}
