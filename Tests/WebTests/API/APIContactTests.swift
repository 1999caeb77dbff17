import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Contacts by the API") struct APIContactTests {
    @Test(
        "S0.46 a contact is added by hand, filled in, registered with a number, and found in the registry and among the changes"
    )
    func life() async throws {
        try await APISite.with { site in
            let none = try await site.ask(.post, "/contacts", "{}")
            #expect(none.errors == ["/channel": "required"])
            let made = try await site.ask(
                .post,
                "/contacts",
                #"{"channel":3,"caller_number":"8 953 523-72-71","works":"ТО"}"#
            )
            #expect(made.status == 201 && made.json["state"]?.text == "unfinished" && made.json["number"] == .null)
            #expect(made.json["caller_number_e164"]?.text == "+79535237271" && made.json["registrar"] == 1)
            let path = "/contacts/\(made.id)"
            let early = try await site.ask(.post, "\(path)/register", #"{"version":1}"#)
            #expect(early.errors == ["/reason": "required"])
            let body = #"{"version":1,"reason":1,"stated_make":"MAZDA","stated_year":2006,"is_inquiry":true}"#
            let changed = try await site.ask(.patch, path, body)
            #expect(changed.json["stated_make"]?.text == "MAZDA" && changed.json["stated_year"] == 2006)
            let registered = try await site.ask(.post, "\(path)/register", headers: [.ifMatch: "\"2\""])
            #expect(registered.json["number"]?.text == "A00000001" && registered.json["novelty"]?.text == "first_time")
            #expect(registered.json["registered_at"]?.text == Call.sampleStart.iso)

            let list = try await site.ask(.get, "/contacts?inquiry=yes&channel=3&state=registered&sort=-number")
            #expect(list.items == [registered.json])
            #expect(try await site.ask(.get, "/contacts?inquiry=no").items.isEmpty)
            #expect(try await site.ask(.get, "/contacts?number=A1").items.count == 1)
            #expect(try await site.ask(.get, "/contacts/changed").items == [registered.json])
            let history = try await site.ask(.get, "\(path)/changes").items
            #expect(history.first?["fields"]?.elements?.contains { $0["name"]?.text == "state" } == true)
        }
    }

    @Test("S1.32 S1.33 a contact is processed: its next action, its result, done, and found by that in the journal")
    func work() async throws {
        try await APISite.with { site in
            let employee = try await site.add("/employees", #"{"name":"Рожин","user_id":1}"#)
            let id = try await site.add("/contacts", #"{"channel":1,"reason":1,"responsible":\#(employee)}"#)
            let path = "/contacts/\(id)"
            let early = try await site.ask(.post, "\(path)/process", #"{"version":1,"is_done":true}"#)
            #expect(early.errors == ["/state": "malformed"])
            let registered = try await site.ask(.post, "\(path)/register", #"{"version":1}"#)
            // Whoever registers what is their own goes on with it.
            #expect(registered.json["processing"]?.text == "in_work" && registered.json["taken_by"] == 1)
            let lacking = #"{"version":\#(registered.version),"next_action":"Позвонить"}"#
            #expect(try await site.ask(.post, "\(path)/process", lacking).errors == ["/due_at": "required"])
            let next = #"{"version":\#(registered.version),"next_action":"Позвонить","due_at":"2031-01-05T07:30:00Z"}"#
            let waiting = try await site.ask(.post, "\(path)/process", next)
            #expect(waiting.json["next_action"]?.text == "Позвонить" && waiting.json["processing"]?.text == "in_work")
            let body = #"{"version":\#(waiting.version),"result":"Записан","is_done":true}"#
            let done = try await site.ask(.post, "\(path)/process", body)
            #expect(done.json["processing"]?.text == "processed" && done.json["processed_by"] == 1)
            #expect(done.json["result"]?.text == "Записан" && done.json["next_action"] == .null)
            #expect(try await site.ask(.get, "/contacts?processing=processed&employee=p1").items == [done.json])
            #expect(try await site.ask(.get, "/contacts?processing=unprocessed").items.isEmpty)
            #expect(
                try await site.ask(.patch, path, #"{"version":\#(done.version),"processing":"in_work"}"#).errors == [
                    "/processing": "read_only"
                ]
            )
        }
    }

    @Test("what a contact cannot be is told by its field; what only a supervisor says is refused to others")
    func refused() async throws {
        try await APISite.with(roles: [.operator]) { site in
            let id = try await site.add("/contacts", #"{"channel":1}"#)
            let body = """
                {"version":1,"stated_model":"6","base_contact":\(id),"novelty":"repeat","phone":"0111","state":"registered",\
                "outcome":"won","comment":7,"client":99}
                """
            let errors = try await site.ask(.patch, "/contacts/\(id)", body).errors
            #expect(
                errors == [
                    "/phone": "read_only", "/state": "read_only", "/outcome": "malformed", "/comment": "wrong_type",
                ]
            )
            let second = #"{"version":1,"stated_model":"6","base_contact":\#(id),"novelty":"repeat"}"#
            let more = try await site.ask(.patch, "/contacts/\(id)", second).errors
            #expect(
                more == [
                    "/stated_make": "required", "/base_contact": "no_such_record", "/novelty": "read_only",
                ]
            )
            let client = try await site.ask(.patch, "/contacts/\(id)", #"{"version":1,"client":99}"#)
            #expect(client.errors == ["/client": "no_such_record"])
            #expect(try await site.ask(.post, "/contacts/\(id)/hide", #"{"version":1}"#).status == 403)
            let stale = try await site.ask(.patch, "/contacts/\(id)", #"{"version":7,"works":"ТО"}"#)
            #expect(stale.status == 409 && stale.json["current"]?["version"] == 1)
        }
    }

    @Test("who sees own contacts reads, changes and hands over no others")
    func reach() async throws {
        try await APISite.with(roles: [.operator]) { site in
            let own = try await site.add("/contacts", #"{"channel":1}"#)
            try await APISite.add(user: "olga", [.operator], to: site.store)
            var contact = Contact()
            contact.at = Call.sampleStart
            contact.channel = ContactChannelID(1)
            let author = RecordAuthor(UserID(2), at: Call.sampleStart)
            guard case .saved(let other) = try await site.store.contacts.begin(contact, by: author) else {
                throw CocoaError(.featureUnsupported)
            }
            #expect(try await site.ask(.get, "/contacts/\(own)").status == 200)
            #expect(try await site.ask(.get, "/contacts/\(other.id)").status == 404)
            #expect(try await site.ask(.patch, "/contacts/\(other.id)", #"{"version":1,"works":"x"}"#).status == 404)
            #expect(try await site.ask(.get, "/contacts").items.map { $0["id"] } == [JSON(own)])
            #expect(try await site.ask(.get, "/contacts/changed").items.map { $0["id"] } == [JSON(own)])
        }
    }

    @Test("several are handed over at once; those that were changed meanwhile are left")
    func handOver() async throws {
        try await APISite.with { site in
            let (one, two) = try await (
                site.add("/contacts", #"{"channel":1}"#), site.add("/contacts", #"{"channel":1}"#)
            )
            let employee = try await site.add("/employees", #"{"name":"Рожин Олег"}"#)
            let body = #"{"employee":\#(employee),"contacts":[{"id":\#(one),"version":1},{"id":\#(two),"version":7}]}"#
            #expect(try await site.ask(.post, "/contacts/assign", body).json["assigned"] == 1)
            #expect(try await site.ask(.get, "/contacts/\(one)").json["responsible"] == JSON(employee))
            let wrong = #"{"employee":77,"contacts":[{"id":\#(one)}]}"#
            let incomplete = try await site.ask(.post, "/contacts/assign", wrong).errors
            #expect(incomplete == ["/contacts/0/version": "required"])
            let gone = #"{"employee":77,"contacts":[{"id":\#(one),"version":2}]}"#
            #expect(try await site.ask(.post, "/contacts/assign", gone).errors == ["/employee": "no_such_record"])
            #expect(try await site.ask(.post, "/contacts/assign", "{}").errors["/contacts"] == "wrong_type")
        }
    }

    @Test(
        "S0.40 what was said is noted in several entries; S0.41 an appointment is made, unless somebody is in the way"
    )
    func entriesAndAppointments() async throws {
        try await APISite.with { site in
            let id = try await site.add("/contacts", #"{"channel":1,"works":"Подвеска"}"#)
            #expect(
                try await site.ask(.post, "/contacts/\(id)/entries", #"{"text":" "}"#).errors == ["/text": "required"]
            )
            _ = try await site.ask(.post, "/contacts/\(id)/entries", #"{"text":"Первое"}"#)
            _ = try await site.ask(.post, "/contacts/\(id)/entries", #"{"text":"Второе"}"#)
            let entries = try await site.ask(.get, "/contacts/\(id)/entries").items
            #expect(entries.map { $0["text"]?.text } == ["Первое", "Второе"] && entries[1]["number"] == 2)

            let workshop = try await site.add("/workshops", #"{"name":"1 Слесарный"}"#)
            let employee = try await site.add("/employees", #"{"name":"Рожин Олег"}"#)
            let body =
                #"{"workshop":\#(workshop),"responsible":\#(employee),"day":"2026-04-06","time":"09:30","length":30}"#
            let made = try await site.ask(.post, "/contacts/\(id)/appointment", body)
            #expect(
                made.status == 201 && made.json["kind"]?.text == "appointment" && made.json["contact_id"] == JSON(id)
            )
            #expect(
                made.json["starts_at"]?.text == "2026-04-06T06:30:00.000Z" && made.json["works"]?.text == "Подвеска"
            )
            #expect(made.answer.headers[.location] == "/api/v1/documents/\(made.id)")
            #expect(try await site.ask(.get, "/contacts/\(id)").json["has_appointment"] == true)
            let inTheWay = try await site.ask(.post, "/contacts/\(id)/appointment", body)
            #expect(inTheWay.code == "in_the_way" && inTheWay.json["documents"]?.elements == [JSON(made.id)])
            let anyway = body.replacing("{\"workshop\"", with: "{\"anyway\":true,\"workshop\"")
            #expect(try await site.ask(.post, "/contacts/\(id)/appointment", anyway).status == 201)
            let wrong = try await site.ask(
                .post,
                "/contacts/\(id)/appointment",
                #"{"day":"2026-02-30","time":"25:00"}"#
            )
            #expect(wrong.errors == ["/day": "malformed", "/workshop": "required", "/time": "malformed"])
        }
    }

    @Test("S1.13 a test drive by the API is promised once: a problem names the field, and who has the car")
    func testDrive() async throws {
        try await APISite.with { site in
            let id = try await site.add("/contacts", #"{"channel":1}"#)
            let car = try await site.add("/test-vehicles", #"{"name":"Vesta","drive_minutes":30}"#)
            let path = "/contacts/\(id)/test-drive"
            let made = try await site.ask(
                .post,
                path,
                #"{"vehicle":\#(car),"day":"2026-04-06","time":"09:30"}"#
            )
            #expect(made.status == 201 && made.json["kind"]?.text == "test_drive")
            #expect(
                made.json["test_vehicle_id"] == JSON(car) && made.json["ends_at"]?.text == "2026-04-06T07:00:00.000Z"
            )
            for anyway in ["false", "true"] {
                let body = #"{"vehicle":\#(car),"day":"2026-04-06","time":"09:45","anyway":\#(anyway)}"#
                let taken = try await site.ask(.post, path, body)
                #expect(taken.status == 409 && taken.code == "in_the_way" && taken.errors == ["/time": "taken"])
                #expect(taken.json["documents"]?.elements == [JSON(made.id)])
            }
            let wrong = try await site.ask(.post, path, #"{"day":"2026-04-06","time":"25:00"}"#)
            #expect(wrong.errors == ["/time": "malformed"])

            // As a document of its own, held to the same.
            let bare = try await site.ask(.post, "/documents", #"{"kind":"test_drive"}"#)
            #expect(bare.status == 422)
            #expect(bare.errors == ["/test_vehicle_id": "required", "/starts_at": "required"])
            let document =
                #"{"kind":"test_drive","test_vehicle_id":\#(car),"starts_at":"2026-04-06T09:59:00+03:00"}"#
            let refused = try await site.ask(.post, "/documents", document)
            #expect(refused.status == 422 && refused.errors == ["/starts_at": "taken"])
            let other = try await site.ask(.post, "/documents", document.replacing("09:59", with: "10:00"))
            #expect(other.status == 201)
            let earlier = #"{"version":1,"starts_at":"2026-04-06T09:45:00+03:00"}"#
            #expect(try await site.ask(.patch, "/documents/\(other.id)", earlier).errors == ["/starts_at": "taken"])
            _ = try await site.ask(.post, "/documents/\(made.id)/hide", #"{"version":1}"#)
            #expect(try await site.ask(.patch, "/documents/\(other.id)", earlier).status == 200)
        }
    }

    @Test("a call that broke off is registered as such; a contact is hidden and shown again")
    func dropAndHide() async throws {
        try await APISite.with { site in
            let id = try await site.add("/contacts", #"{"channel":1}"#)
            let dropped = try await site.ask(.post, "/contacts/\(id)/drop", #"{"version":1}"#)
            #expect(dropped.json["outcome"]?.text == "dropped" && dropped.json["number"]?.text == "A00000001")
            let hidden = try await site.ask(.post, "/contacts/\(id)/hide", #"{"version":\#(dropped.version)}"#)
            #expect(hidden.json["is_hidden"] == true)
            #expect(try await site.ask(.get, "/contacts/changed").items[0]["is_hidden"] == true)
            #expect(
                try await site.ask(.post, "/contacts/\(id)/restore", #"{"version":\#(hidden.version)}"#).status == 200
            )
        }
    }
}

@Suite("Calls by the API") struct APICallTests {
    private func commit(_ call: Call, to site: APISite) async throws {
        var batch = JournalBatch(pbx: call.id.pbx)
        batch.calls = [call]
        _ = try await site.store.callJournal.commit(batch)
    }

    @Test("S2.8 an ended call is listed and read with its number, who answered it and how long it took")
    func reading() async throws {
        try await APISite.with { site in
            var call = Call.sample(1)
            call.answeredAt = call.startedAt + 4
            call.endedAt = call.startedAt + 64
            call.result = .answered
            try await commit(call, to: site)
            let reply = try await site.ask(.get, "/calls/\(call.id)")
            #expect(reply.json["id"]?.text == call.id.description && reply.json["result"]?.text == "answered")
            #expect(reply.json["connected_ms"] == 60_000 && reply.json["started_at"]?.text == call.startedAt.iso)
            #expect(reply.json["caller_number"]?.text == call.caller.number)
            #expect(try await site.ask(.get, "/calls/office:none:1").status == 404)
            #expect(try await site.ask(.get, "/calls/%25").status == 404)
        }
    }

    @Test("who sees own calls reads no others")
    func reach() async throws {
        try await APISite.with(roles: [.operator]) { site in
            let call = Call.sample(1)
            try await commit(call, to: site)
            #expect(try await site.ask(.get, "/calls/\(call.id)").status == 403)
            #expect(try await site.ask(.get, "/calls").items.isEmpty)
        }
    }
}
