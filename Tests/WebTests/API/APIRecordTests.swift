import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Records by the API") struct APIRecordTests {
    @Test("a record is added, read, changed over its version, hidden and shown again, and each stands in its history")
    func life() async throws {
        try await APISite.with { site in
            let made = try await site.ask(.post, "/branches", #"{"name":" Центр ","directions":"Пешком\r\nот метро"}"#)
            #expect(made.status == 201 && made.answer.headers[.location] == "/api/v1/branches/\(made.id)")
            #expect(made.answer.headers[.eTag] == "\"1\"")
            #expect(made.json["name"]?.text == "Центр" && made.json["directions"]?.text == "Пешком\nот метро")
            #expect(made.json["time_zone"] == .null && made.json["is_hidden"] == false)
            let path = "/branches/\(made.id)"
            #expect(try await site.ask(.get, path).json == made.json)

            let changed = try await site.ask(.patch, path, #"{"version":1,"address":"Тверская, 1","directions":null}"#)
            #expect(changed.version == 2 && changed.json["address"]?.text == "Тверская, 1")
            #expect(changed.json["name"]?.text == "Центр" && changed.json["directions"] == .null)
            let hidden = try await site.ask(.post, "\(path)/hide", headers: [.ifMatch: "\"2\""])
            #expect(hidden.json["is_hidden"] == true && hidden.answer.headers[.eTag] == "\"3\"")
            #expect(try await site.ask(.get, "/branches").items.isEmpty)
            #expect(try await site.ask(.get, "/branches?hidden=1").items.map { $0["id"] } == [made.json["id"]])
            #expect(try await site.ask(.post, "\(path)/restore", #"{"version":3}"#).json["is_hidden"] == false)

            let history = try await site.ask(.get, "\(path)/changes").items
            #expect(history.map { $0["kind"]?.text } == ["restored", "hidden", "changed", "added"])
            #expect(history[2]["user"] == 1 && history[2]["fields"]?.elements?.count == 2)
        }
    }

    @Test("who was overtaken gets what stands there now, by 412 or 409; who names no version is asked for it")
    func stale() async throws {
        try await APISite.with { site in
            let id = try await site.add("/sources", #"{"name":"Радио"}"#)
            _ = try await site.ask(.patch, "/sources/\(id)", #"{"version":1,"name":"Радио 7"}"#)
            let tag = try await site.ask(.patch, "/sources/\(id)", #"{"name":"Газета"}"#, headers: [.ifMatch: "\"1\""])
            #expect(tag.status == 412 && tag.json["current"]?["name"]?.text == "Радио 7")
            let field = try await site.ask(.patch, "/sources/\(id)", #"{"version":1,"name":"Газета"}"#)
            #expect(field.status == 409 && field.json["current"]?["version"] == 2)
            #expect(try await site.ask(.patch, "/sources/\(id)", #"{"name":"Газета"}"#).status == 428)
            #expect(try await site.ask(.post, "/sources/\(id)/hide").status == 428)
            #expect(try await site.ask(.post, "/sources/\(id)/hide", #"{"version":1}"#).status == 409)
            let wrong = try await site.ask(.patch, "/sources/\(id)", #"{"version":"2","name":"Газета"}"#)
            #expect(wrong.errors == ["/version": "wrong_type"])
        }
    }

    @Test("S1.24 holidays and exceptions are records, and hours that overlap or contradict are named")
    func hours() async throws {
        try await APISite.with { site in
            let employee = try await site.add("/employees", #"{"name":"Рожин"}"#)
            let made = try await site.ask(
                .post,
                "/schedule-exceptions",
                #"{"employee_id":\#(employee),"kind":"vacation","first_day":"2026-05-01","last_day":"2026-05-14"}"#
            )
            #expect(made.status == 201 && made.json["last_day"]?.text == "2026-05-14" && made.json["hours"] == .null)
            let wrong = try await site.ask(
                .post,
                "/schedule-exceptions",
                #"{"employee_id":\#(employee),"kind":"vacation","first_day":"2026-02-30"}"#
            )
            #expect(wrong.errors == ["/first_day": "malformed"])
            let backwards = try await site.ask(
                .post,
                "/holidays",
                #"{"name":"Праздник","first_day":"2026-05-03","last_day":"2026-05-01"}"#
            )
            #expect(backwards.errors == ["/last_day": "contradiction"])
            let overlapping = try await site.ask(
                .post,
                "/employees",
                #"{"name":"Рожин","work_schedule":"пн 9-18, пн 17-20"}"#
            )
            #expect(overlapping.errors == ["/work_schedule": "overlapping"])
        }
    }

    @Test("what a record cannot be is told by the pointer of the field, and what only the database knows, too")
    func refused() async throws {
        try await APISite.with { site in
            _ = try await site.add("/dids", #"{"number":"6467171"}"#)
            let taken = try await site.ask(.post, "/dids", #"{"number":"646-71-71"}"#)
            #expect(taken.errors == ["/number": "taken"])
            let reply = try await site.ask(
                .post,
                "/employees",
                #"{"work_schedule":"как придётся","branch_id":77,"mobile":"звонить"}"#
            )
            #expect(reply.status == 422 && reply.errors == ["/work_schedule": "malformed", "/name": "required"])
            let gone = try await site.ask(.post, "/employees", #"{"name":"Рожин","branch_id":77}"#)
            #expect(gone.errors == ["/branch_id": "no_such_record"])
            let code = try await site.ask(
                .patch,
                "/reasons/1",
                #"{"version":1,"code":"x","place":10000,"route":"home"}"#
            )
            #expect(code.errors == ["/code": "read_only", "/place": "out_of_range", "/route": "malformed"])
            // Who sends back what was read changes nothing.
            let same = try await site.ask(
                .patch,
                "/reasons/1",
                #"{"version":1,"code":"private_repair","caption":"Ремонт"}"#
            )
            #expect(same.status == 200 && same.version == 2)
        }
    }

    @Test("lists are gone through page by page, nothing twice and nothing left out")
    func pages() async throws {
        try await APISite.with { site in
            for number in 1...5 { _ = try await site.add("/sources", #"{"name":"Источник \#(number)"}"#) }
            var (path, seen): (String?, [String?]) = ("/sources?limit=2&q=bcnjxybr", [])
            var pages = 0
            while let here = path {
                let page = try await site.ask(.get, here)
                seen += page.items.map { $0["name"]?.text }
                path = page.json["next"]?.text
                pages += 1
            }
            // The search is the page's: also in the wrong layout.
            #expect(pages == 3 && seen == (1...5).map { "Источник \($0)" })
            #expect(try await site.ask(.get, "/vehicle-makes?q=мазда".inAddress).items.count == 1)
        }
    }

    @Test("a vehicle belongs to its client; an ERP's document keeps its number, one without gets the next of its kind")
    func documents() async throws {
        try await APISite.with { site in
            let client = try await site.add(
                "/clients",
                #"{"name":"Королёв Пётр","phones":[{"number":"8 953 523-72-71"}]}"#
            )
            let vehicle = try await site.add(
                "/vehicles",
                #"{"owner_id":\#(client),"plate_number":"А482ОР97","year":2007}"#
            )
            let nobodys = try await site.add("/vehicles", #"{"plate_number":"В001ВВ77"}"#)
            #expect(try await site.ask(.get, "/vehicles?q=001").items.map { $0["id"] } == [JSON(nobodys)])
            #expect(try await site.ask(.get, "/vehicles?q=482").items.isEmpty)
            let mine = try await site.ask(.get, "/vehicles?owner_id=\(client)").items
            #expect(mine.map { $0["id"] } == [JSON(vehicle)])
            let nobody = try await site.ask(.patch, "/vehicles/\(vehicle)", #"{"version":1,"owner_id":777}"#)
            #expect(nobody.errors == ["/owner_id": "no_such_record"])
            let buyer = try await site.add("/clients", #"{"name":"Мельник Александр"}"#)
            let sold = try await site.ask(.patch, "/vehicles/\(vehicle)", #"{"version":1,"owner_id":\#(buyer)}"#)
            #expect(sold.json["owner_id"] == JSON(buyer) && sold.version == 2)
            #expect(try await site.ask(.get, "/clients?q=482").items.map { $0["id"] } == [JSON(buyer)])

            let body = """
                {"kind":"work_order","number":"ЗН-77/1","at":"2026-04-03T13:30:00+03:00","client_id":\(client),\
                "vehicle_id":\(vehicle),"amount":12500.5,"is_open":false}
                """
            let order = try await site.ask(.post, "/documents", body)
            #expect(order.status == 201 && order.json["number"]?.text == "ЗН-77/1")
            #expect(order.json["amount"] == .number("12500.50") && order.json["at"]?.text == "2026-04-03T10:30:00.000Z")
            #expect(try await site.ask(.post, "/documents", body).errors == ["/number": "taken"])
            let own = try await site.ask(.post, "/documents", #"{"kind":"invoice"}"#)
            #expect(own.json["number"]?.text == "A000000001" && own.json["at"]?.text == Call.sampleStart.iso)
            #expect(try await site.ask(.get, "/documents?kind=work_order&open=0").items.count == 1)
            #expect(try await site.ask(.get, "/documents?client_id=\(client)&vehicle_id=\(vehicle)").items.count == 1)
            #expect(try await site.ask(.get, "/documents?number=a0").items.map { $0["id"] } == [own.json["id"]])
            let first = try await site.ask(.get, "/documents?limit=1")
            let second = try await site.ask(.get, try #require(first.json["next"]?.text))
            #expect(first.items.count == 1 && second.items.count == 1 && second.json["next"] == .null)
            #expect(first.items[0]["id"] != second.items[0]["id"])
            let sum = try await site.ask(.patch, "/documents/\(order.id)", #"{"version":1,"amount":-1}"#)
            #expect(sum.errors == ["/amount": "malformed"])
        }
    }

    @Test("a program that keeps a copy gets everything that changed, once, and goes on from where it was")
    func changed() async throws {
        try await APISite.with { site in
            let one = try await site.add("/sources", #"{"name":"Радио"}"#)
            let two = try await site.add("/sources", #"{"name":"Газета"}"#)
            let all = try await site.ask(.get, "/sources/changed")
            #expect(all.items.map { $0["id"] } == [JSON(one), JSON(two)] && all.json["has_more"] == false)
            let cursor = try #require(all.json["cursor"]?.text)
            #expect(try await site.ask(.get, "/sources/changed?after=\(cursor)").items.isEmpty)
            let now = try await site.ask(.get, "/sources/changed?after=now")
            #expect(now.items.isEmpty && now.json["cursor"]?.text == cursor)

            _ = try await site.ask(.patch, "/sources/\(one)", #"{"version":1,"name":"Радио 7"}"#)
            _ = try await site.ask(.post, "/sources/\(two)/hide", #"{"version":1}"#)
            _ = try await site.ask(.patch, "/sources/\(one)", #"{"version":2,"name":"Радио 8"}"#)
            let news = try await site.ask(.get, "/sources/changed?after=\(cursor)")
            #expect(news.items.map { $0["id"] } == [JSON(two), JSON(one)])
            #expect(news.items[0]["is_hidden"] == true && news.items[1]["name"]?.text == "Радио 8")
            let first = try await site.ask(.get, "/sources/changed?after=\(cursor)&limit=1")
            #expect(first.items.count == 1 && first.json["has_more"] == true)
            // A place that this database never had.
            #expect(try await site.ask(.get, "/sources/changed?after=7-1").status == 410)
        }
    }
}

@Suite("Clients by the API") struct APIClientTests {
    @Test("S0.23 a client is kept with telephones of several kinds, mail and addresses; numbers are told in E.164, too")
    func life() async throws {
        try await APISite.with { site in
            let body = """
                {"kind":"organisation","name":"ООО «Вектор»","client_type":"corporate","phones":[{"number":"8 (953) 523-72-71",\
                "kind":"work","person":"Константин"},{"number":"на проходной"}],"emails":["a@example.org"],"addresses":["Арбат, 1"]}
                """
            let made = try await site.ask(.post, "/clients", body)
            #expect(made.status == 201 && made.json["merged_into"] == .null)
            let phones = made.json["phones"]?.elements ?? []
            #expect(phones.map { $0["e164"] } == ["+79535237271", .null])
            #expect(
                phones.map { $0["kind"]?.text } == ["work", "contact"] && phones[0]["person"]?.text == "Константин"
            )
            #expect(try await site.ask(.get, "/clients/\(made.id)").json == made.json)

            // Who sends back the whole list changes what is different in it.
            let back = JSON.array([phones[0]]).description
            let changed = try await site.ask(
                .patch,
                "/clients/\(made.id)",
                #"{"version":1,"phones":\#(back),"emails":[]}"#
            )
            #expect(changed.json["phones"]?.elements?.count == 1 && changed.json["emails"]?.elements == [])
            #expect(changed.json["addresses"]?.elements == ["Арбат, 1"])
        }
    }

    @Test("what is wrong in a list is told by its place")
    func lists() async throws {
        try await APISite.with { site in
            let body = """
                {"name":"А","phones":[{"number":"1"},7,{"kind":"home"},{"number":7,"type":"x"},{"number":"2","kind":"boat"}],\
                "emails":["a@example.org",null,5],"addresses":"Арбат"}
                """
            let errors = try await site.ask(.post, "/clients", body).errors
            #expect(
                errors == [
                    "/phones/1": "wrong_type", "/phones/2/number": "required", "/phones/3/number": "wrong_type",
                    "/phones/3/type": "unknown_field", "/phones/4/kind": "malformed", "/emails/2": "wrong_type",
                    "/addresses": "wrong_type",
                ]
            )
            let many = Array(repeating: #"{"number":"1"}"#, count: 51).joined(separator: ",")
            let tooMany = try await site.ask(.post, "/clients", #"{"name":"А","phones":[\#(many)]}"#)
            #expect(tooMany.errors == ["/phones": "out_of_range"])
        }
    }

    @Test("clients are found as people find them, and all of them are gone through in the order of their numbers")
    func finding() async throws {
        try await APISite.with { site in
            let one = try await site.add("/clients", #"{"name":"Королёв Пётр","phones":[{"number":"89535237271"}]}"#)
            let two = try await site.add("/clients", #"{"name":"Иванова Анна"}"#)
            for typed in ["rjhjk", "7271", "8 953", "пётр королев"] {
                #expect(
                    try await site.ask(.get, "/clients?q=\(typed)".inAddress).items.map { $0["id"] } == [JSON(one)],
                    "\(typed)"
                )
            }
            let first = try await site.ask(.get, "/clients?limit=1")
            #expect(first.items.map { $0["id"] } == [JSON(one)])
            let second = try await site.ask(.get, try #require(first.json["next"]?.text))
            #expect(second.items.map { $0["id"] } == [JSON(two)] && second.json["next"] == .null)
        }
    }

    @Test(
        "a number that somebody has is told before a second client gets it; then one can be made of the two, and taken back"
    )
    func doubles() async throws {
        try await APISite.with { site in
            let body = #"{"name":"Королёв Пётр","phones":[{"number":"89535237271"}]}"#
            let one = try await site.add("/clients", body)
            let known = try await site.ask(.post, "/clients", body)
            #expect(known.status == 409 && known.code == "known" && known.json["clients"]?.elements == [JSON(one)])
            let two = try await site.add("/clients?confirmed=1", body)
            let pairs = try await site.ask(.get, "/clients/doubles").items
            #expect(pairs.map { $0["second"] } == [JSON(two)])
            #expect(pairs.map { $0["common"] } == ["number"])
            let merged = try await site.ask(.post, "/clients/\(one)/merge", #"{"part":\#(two)}"#)
            #expect(merged.status == 200 && merged.id == one)
            #expect(try await site.ask(.get, "/clients/\(two)").json["merged_into"] == JSON(one))
            #expect(try await site.ask(.post, "/clients/\(one)/merge", #"{"part":\#(two)}"#).code == "refused")
            let changed = try await site.ask(.get, "/clients/changed").items
            #expect(changed.contains { $0["id"] == JSON(two) && $0["merged_into"] == JSON(one) })
            #expect(try await site.ask(.post, "/clients/\(two)/separate").json["merged_into"] == .null)
        }
    }

    @Test("a new client gets the earlier contacts of a number that nobody else has")
    func linking() async throws {
        try await APISite.with { site in
            let contact = try await site.add("/contacts", #"{"channel":1,"caller_number":"8 953 523-72-71"}"#)
            let client = try await site.add("/clients", #"{"name":"Королёв","phones":[{"number":"9535237271"}]}"#)
            #expect(try await site.ask(.get, "/contacts/\(contact)").json["client"] == JSON(client))
        }
    }
}

extension String {
    /// Letters beyond ASCII and blanks as an address has them.
    var inAddress: String {
        utf8.map { $0 < 0x80 && $0 != 0x20 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16) }.joined()
    }
}
