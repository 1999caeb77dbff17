import ContactCenter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Saved filters and columns by the API") struct APISavedFilterTests {
    private static let path = "/registry-filters"

    private func name(_ name: String) -> String { "\(Self.path)/\(SitePath.percentEncoded(name))" }

    @Test(
        "a filter is saved as the page saves it, listed, asked by, renamed, changed and removed",
        arguments: TestEngine.allCases
    )
    func life(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let filter = #"{"sort":"-client","appointment":"no","period":"week","channel":1,"did":"+7 495 646-71-71"}"#
            let saved = try await site.ask(.post, Self.path, #"{"name":" Без  записи/ё ","filter":\#(filter)}"#)
            #expect(saved.status == 201 && saved.json["name"]?.text == "Без записи/ё")
            // Word for word the address of the page, which knows by it what it shows.
            let query = "period=week&appointment=no&did=%2B7%20495%20646-71-71&channel=1&sort=-client"
            #expect(saved.json["query"]?.text == query)
            #expect(try await site.store.registry.savedFilters(of: UserID(1)).map(\.query) == [query])
            #expect(saved.json["filter"]?["channel"] == 1 && saved.json["filter"]?["sort"]?.text == "-client")
            #expect(saved.json["filter"]?["did"]?.text == "+7 495 646-71-71")
            let path = try #require(saved.answer.headers[.location])
            #expect(path == Site.apiPath + name("Без записи/ё"))
            #expect(try await site.ask(.get, path).json == saved.json)
            #expect(try await site.ask(.get, Self.path).items == [saved.json])
            #expect(try await site.ask(.get, "/contacts?\(query)").status == 200)

            let renamed = try await site.ask(.patch, path, #"{"name":"Новые"}"#)
            #expect(renamed.json["name"]?.text == "Новые" && renamed.json["filter"] == saved.json["filter"])
            #expect(try await site.ask(.get, path).status == 404)
            let changed = try await site.ask(.patch, name("Новые"), #"{"filter":{"inquiry":"yes"}}"#)
            #expect(changed.json == ["name": "Новые", "filter": ["inquiry": "yes"], "query": "inquiry=yes"])
            #expect(try await site.ask(.patch, name("Новые"), "{}").json == changed.json)

            // One of the same name stands in its place.
            let again = try await site.ask(.post, Self.path, #"{"name":"Новые","filter":{"arrival":"no"}}"#)
            #expect(again.status == 201 && again.json["query"]?.text == "arrival=no")
            #expect(try await site.ask(.get, Self.path).items == [again.json])
            try await site.ask(.post, Self.path, #"{"name":"Другой","filter":{"clientless":"1"}}"#)
            let taken = try await site.ask(.patch, name("Другой"), #"{"name":"Новые"}"#)
            #expect(taken.status == 422 && taken.errors == ["/name": "taken"])
            #expect(try await site.ask(.patch, name("Новые"), #"{"name":"Новые"}"#).status == 200)
            #expect(try await site.ask(.get, Self.path).items.count == 2)

            #expect(try await site.ask(.delete, name("Новые")).json == again.json)
            #expect(try await site.ask(.delete, name("Новые")).status == 404)
            #expect(try await site.ask(.get, Self.path).items.map { $0["name"]?.text } == ["Другой"])
        }
    }

    @Test("what cannot be looked for is not saved, and is told by its field; nobody has more than there is room for")
    func refused() async throws {
        try await APISite.with { site in
            func errors(_ body: String) async throws -> [String: String] {
                let reply = try await site.ask(.post, Self.path, body)
                #expect(reply.status == 422, "\(body)")
                return reply.errors
            }
            #expect(try await errors("{}") == ["/name": "required", "/filter": "required"])
            #expect(try await errors(#"{"name":" ","filter":{}}"#) == ["/name": "required", "/filter": "required"])
            let wrong = #"{"inquiry":"maybe","colour":"red","channel":"1","sort":"colour","after":"1-2"}"#
            #expect(
                try await errors(#"{"name":"x","query":"a=b","filter":\#(wrong)}"#) == [
                    "/filter/inquiry": "malformed", "/filter/colour": "unknown_field", "/filter/channel": "wrong_type",
                    "/filter/sort": "malformed", "/filter/after": "unknown_field", "/query": "unknown_field",
                ]
            )
            #expect(try await errors(#"{"name":"x","filter":"inquiry=yes"}"#) == ["/filter": "wrong_type"])
            for (field, value) in [
                ("from", "2026-02-30"), ("period", "x"), ("reason", "x"), ("employee", "x"), ("funnel", "x"),
            ] {
                let found = try await errors(#"{"name":"x","filter":{"\#(field)":"\#(value)"}}"#)
                #expect(found.keys.sorted() == ["/filter/\(field)"], "\(field)")
            }
            // A line separator, which no page shows.
            #expect(try await errors(#"{"name":"\u2028","filter":{"inquiry":"yes"}}"#) == ["/name": "required"])
            // Each is short enough; the address of all is not.
            let text = "яя " + String(repeating: "カ", count: 197)
            let address = #"{"text":"\#(text)","did":"\#(String(repeating: "€", count: 64))"}"#
            #expect(try await errors(#"{"name":"x","filter":\#(address)}"#) == ["/filter": "too_long"])
            let long = String(repeating: "я", count: 61)
            #expect(try await errors(#"{"name":"\#(long)","filter":{"inquiry":"yes"}}"#) == ["/name": "too_long"])
            #expect(try await site.ask(.get, Self.path).items.isEmpty)

            for number in 1...SavedFilter.most {
                try await site.ask(.post, Self.path, #"{"name":"\#(number)","filter":{"inquiry":"yes"}}"#)
            }
            let full = try await site.ask(.post, Self.path, #"{"name":"Лишний","filter":{"inquiry":"yes"}}"#)
            #expect(full.status == 409 && full.code == "refused" && full.json["reason"]?.text == "too_many")
            #expect(try await site.ask(.post, Self.path, #"{"name":"7","filter":{"inquiry":"no"}}"#).status == 201)
            let nameless = try await site.ask(.patch, name("7"), #"{"name":null,"filter":{"inquiry":"x"}}"#)
            #expect(nameless.errors == ["/name": "required", "/filter/inquiry": "malformed"])
            #expect(try await site.ask(.get, name("7")).json["query"]?.text == "inquiry=no")
        }
    }

    @Test("what a page has saved is told as far as it can be read")
    func ofPages() async throws {
        try await APISite.with { site in
            let query = "inquiry=maybe&arrival=yes&reason=1.2"
            let filter = try #require(SavedFilter(name: "<b> & \"", query: query))
            #expect(try await site.store.registry.save(filter, of: UserID(1)))
            let told = try await site.ask(.get, name("<b> & \"")).json
            #expect(told["filter"] == ["arrival": "yes", "reason": "1.2"] && told["query"]?.text == query)
        }
    }

    @Test(
        "nobody has the filters and columns of somebody else; a token needs the right to contacts, however far it reaches"
    )
    func rights() async throws {
        try await APISite.with(roles: [.advancedOperator]) { site in
            try await APISite.add(user: "olga", [.operator], to: site.store)
            let filter = try #require(SavedFilter(name: "Её", query: "inquiry=yes"))
            #expect(try await site.store.registry.save(filter, of: UserID(2)))
            #expect(try await site.ask(.get, Self.path).items.isEmpty)
            #expect(try await site.ask(.get, name("Её")).status == 404)
            #expect(try await site.ask(.patch, name("Её"), #"{"name":"Моё"}"#).status == 404)
            #expect(try await site.ask(.delete, name("Её")).status == 404)
            // One of the same name is another one.
            #expect(try await site.ask(.post, Self.path, #"{"name":"Её","filter":{"inquiry":"no"}}"#).status == 201)
            #expect(try await site.ask(.patch, name("Её"), #"{"name":"Моё"}"#).status == 200)
            #expect(try await site.store.registry.savedFilters(of: UserID(2)) == [filter])

            try await site.ask(.put, "/columns/registry", #"{"shown":["date"]}"#)
            let others = try await site.store.registry.columns(of: UserID(2), in: .registry)
            #expect(others == RegistryKind.registry.columns)
        }
        try await APISite.with(permissions: [.clients, .directories, .reception]) { site in
            let asked: [(method: HTTPRequest.Method, path: String, body: String?)] = [
                (.get, Self.path, nil), (.post, Self.path, "{}"), (.get, name("x"), nil), (.patch, name("x"), "{}"),
                (.delete, name("x"), nil), (.get, "/columns", nil), (.get, "/columns/registry", nil),
                (.put, "/columns/registry", "{}"), (.delete, "/columns/registry", nil),
            ]
            for (method, path, body) in asked {
                let refused = try await site.ask(method, path, body)
                #expect(refused.status == 403, "\(method) \(path)")
            }
        }
    }

    @Test(
        "the columns of each list are chosen, put in order, and made the usual ones again",
        arguments: TestEngine.allCases
    )
    func columns(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let lists = try await site.ask(.get, "/columns").items
            #expect(lists.map { $0["list"]?.text } == ["registry", "journal", "leads"])
            #expect(lists.allSatisfy { $0["is_usual"] == true })

            let path = "/columns/registry"
            let chosen = try await site.ask(.put, path, #"{"shown":["client","date","number"]}"#)
            #expect(chosen.json["shown"] == ["number", "client", "date"] && chosen.json["is_usual"] == false)
            #expect(chosen.json["order"]?.elements?.count == RegistryColumn.allCases.count)
            #expect(try await site.ask(.get, path).json == chosen.json)
            let kept = try await site.store.registry.columns(of: UserID(1), in: .registry)
            #expect(kept.shown == [.number, .client, .date])
            #expect(try await site.ask(.get, "/columns/journal").json["is_usual"] == true)

            let ordered = #"{"shown":["client","date"],"order":["date","caller","client"]}"#
            let order = try await site.ask(.put, path, ordered).json
            #expect(order["shown"] == ["number", "date", "client"])
            #expect(order["order"]?.elements?.prefix(4).map(\.text) == ["number", "date", "caller", "client"])

            #expect(try await site.ask(.delete, path).json == lists[0])
            #expect(
                try await site.store.registry.columns(of: UserID(1), in: .registry) == RegistryKind.registry.columns
            )
        }
    }

    @Test("columns and lists that there are not are refused, and nothing is changed")
    func wrongColumns() async throws {
        try await APISite.with { site in
            let path = "/columns/leads"
            let wrong = try await site.ask(.put, path, #"{"shown":["date","colour",7],"order":"date","x":1}"#)
            #expect(
                wrong.errors == [
                    "/shown/1": "malformed", "/shown/2": "wrong_type", "/order": "wrong_type", "/x": "unknown_field",
                ]
            )
            #expect(try await site.ask(.put, path, "{}").errors == ["/shown": "required"])
            #expect(try await site.ask(.get, path).json["is_usual"] == true)
            #expect(try await site.ask(.get, "/columns/deals").status == 404)
            #expect(try await site.ask(.put, "/columns/deals", #"{"shown":["date"]}"#).status == 404)
            #expect(try await site.ask(.delete, "/columns/deals").status == 404)
        }
    }
}
