import ContactCenter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Days of workshops, people and cars by the API") struct APIDayTests {
    /// A Monday.
    private static let day = "day=2026-04-06"

    @Test(
        "S0.41 S1.13 a day tells what is promised, who came, and when a car is free, by the clock of the branch",
        arguments: TestEngine.allCases
    )
    func day(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let schedule = #""time_zone":"Asia/Omsk","work_schedule":"пн-сб 9:00-18:00""#
            let branch = try await site.add("/branches", #"{"name":"Омск",\#(schedule)}"#)
            let other = try await site.add("/branches", #"{"name":"Центр"}"#)
            let workshop = try await site.add("/workshops", #"{"name":"Кузовной","branch_id":\#(branch)}"#)
            let employee = try await site.add("/employees", #"{"name":"Рожин"}"#)
            let car = try await site.add("/test-vehicles", #"{"name":"Vesta","branch_id":\#(branch)}"#)
            let contact = try await site.add("/contacts", #"{"channel":1,"person_name":"Виталий"}"#)
            let place = #""workshop":\#(workshop),"responsible":\#(employee),"works":"Подвеска""#
            let made = try await site.ask(
                .post,
                "/contacts/\(contact)/appointment",
                #"{\#(place),"day":"2026-04-06","time":"09:30"}"#
            )
            #expect(made.status == 201)

            let path = "/workshops/\(workshop)/day"
            let whole = try await site.ask(.get, "\(path)?\(Self.day)").json
            #expect(whole["hours"] == ["9:00-18:00"] && whole["time_zone"]?.text == "Asia/Omsk")
            #expect(whole["day"]?.text == "2026-04-06" && whole["branch"] == JSON(branch) && whole["arrivals"] == [])
            let booked = try #require(whole["booked"]?.elements?.first)
            #expect(whole["booked"]?.elements?.count == 1 && booked["document"] == JSON(made.id))
            #expect(booked["starts_at"]?.text == "2026-04-06T03:30:00.000Z" && booked["kind"]?.text == "appointment")
            #expect(booked["contact"] == JSON(contact) && booked["has_arrival"] == false)
            #expect(booked["client_name"]?.text == "Виталий" && booked["works"]?.text == "Подвеска")
            #expect(booked["responsible"] == JSON(employee) && booked["workshop"] == JSON(workshop))

            let order = """
                {"kind":"work_order","at":"2026-04-06T05:00:00Z","workshop_id":\(workshop),"responsible_id":\(employee),\
                "contact_id":\(contact)}
                """
            let arrived = try await site.add("/documents", order)
            let after = try await site.ask(.get, "\(path)?\(Self.day)").json
            #expect(after["arrivals"]?.elements?.map { $0["document"] } == [JSON(arrived)])
            #expect(after["arrivals"]?.elements?.first?["contact"] == JSON(contact))
            #expect(after["booked"]?.elements?.first?["has_arrival"] == true)

            let sunday = try await site.ask(.get, "\(path)?day=2026-04-05").json
            #expect(sunday["hours"] == [] && sunday["booked"] == [] && sunday["arrivals"] == [])
            // Where no day is asked for it is today's.
            #expect(try await site.ask(.get, path).json["day"]?.text == "2026-04-03")

            let own = try await site.ask(.get, "/employees/\(employee)/day?\(Self.day)").json
            #expect(own["booked"] == after["booked"] && own["arrivals"] == after["arrivals"])
            #expect(own["time_zone"]?.text == "Europe/Moscow")

            let drive = #"{"vehicle":\#(car),"day":"2026-04-06","time":"12:30"}"#
            let driven = try await site.ask(.post, "/contacts/\(contact)/test-drive", drive)
            #expect(driven.status == 201)
            let carDay = try await site.ask(.get, "/test-vehicles/\(car)/day?\(Self.day)").json
            #expect(carDay["booked"]?.elements?.map { $0["document"] } == [JSON(driven.id)])
            let free = carDay["free"]?.elements?.compactMap(\.text) ?? []
            #expect(free.first == "09:00" && free.last == "17:30")
            // An hour's drive from noon would not be back in time.
            #expect(!free.contains("12:00") && !free.contains("12:30") && !free.contains("13:00"))
            #expect(free.contains("11:30") && free.contains("13:30"))
            let short = try await site.ask(.get, "/test-vehicles/\(car)/day?\(Self.day)&length=30").json
            #expect(short["free"]?.elements?.contains("12:00") == true)

            #expect(try await site.ask(.get, "/test-vehicles/day?\(Self.day)").items.count == 1)
            let whole2 = try await site.ask(.get, "/branches/\(branch)/day?\(Self.day)").json
            #expect(whole2["workshops"] == [after] && whole2["test_vehicles"] == [carDay])
            let elsewhere = try await site.ask(.get, "/branches/\(other)/day?\(Self.day)").json
            #expect(elsewhere["workshops"] == [] && elsewhere["test_vehicles"] == [])
        }
    }

    @Test("what is no day, no length and no place is refused by its name")
    func refused() async throws {
        try await APISite.with { site in
            let workshop = try await site.add("/workshops", #"{"name":"Кузовной"}"#)
            let car = try await site.add("/test-vehicles", #"{"name":"Vesta"}"#)
            for day in ["2026-02-30", "06.04.2026", "%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0", "2026-04-06T00:00:00Z"] {
                let wrong = try await site.ask(.get, "/workshops/\(workshop)/day?day=\(day)")
                #expect(wrong.status == 400 && wrong.errors.keys.contains("day"), "\(day)")
            }
            let errors = try await site.ask(.get, "/test-vehicles/day?length=3&workshop=1").errors
            #expect(errors == ["length": "out_of_range", "workshop": "unknown_field"])
            for path in ["/workshops/99", "/branches/99", "/employees/99", "/test-vehicles/99", "/workshops/x"] {
                #expect(try await site.ask(.get, "\(path)/day").status == 404, "\(path)")
            }
            let hidden = try await site.ask(.post, "/test-vehicles/\(car)/hide", #"{"version":1}"#)
            #expect(hidden.status == 200)
            #expect(try await site.ask(.get, "/test-vehicles/\(car)/day").status == 404)
            #expect(try await site.ask(.get, "/test-vehicles/day").items.isEmpty)
        }
    }

    @Test("a day needs the right to contacts; of contacts out of reach it tells no more than that the time is taken")
    func rights() async throws {
        try await APISite.with(permissions: [.directories, .clients]) { site in
            let workshop = try await site.add("/workshops", #"{"name":"Кузовной"}"#)
            for path in [
                "/workshops/\(workshop)/day", "/branches/1/day", "/employees/1/day", "/test-vehicles/day",
                "/test-vehicles/1/day",
            ] {
                #expect(try await site.ask(.get, path).status == 403, "\(path)")
            }
        }
        try await APISite.with(roles: [.advancedOperator]) { site in
            try await APISite.add(user: "colleague", [.operator], to: site.store)
            try await site.add(user: "sales", in: "Продажи")
            var place = Workshop()
            place.name = "Кузовной"
            let workshop = try await site.keep(place)
            var contacts: [ContactID] = []
            for (hour, user) in [(6.0, UserID(2)), (7.0, UserID(3))] {
                let contact = try await site.contact(of: user)
                var paper = Document()
                paper.at = Call.sampleStart
                paper.contact = contact
                paper.workshop = workshop
                // Midnight of that Monday, and so many hours.
                paper.startsAt = Date(timeIntervalSince1970: 1_775_433_600 + hour * 3_600)
                _ = try await site.store.documents.add(paper, by: APISite.author)
                contacts.append(contact)
            }
            let day = try await site.ask(.get, "/workshops/\(workshop)/day?\(Self.day)").json
            let booked = day["booked"]?.elements ?? []
            #expect(booked.map { $0["contact"] } == [JSON(contacts[0].rawValue), .null])
            #expect(booked.map { $0["has_arrival"] } == [false, .null])
            #expect(try await site.ask(.get, "/contacts/\(contacts[1])").status == 404)
        }
    }
}
