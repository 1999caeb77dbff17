import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("An appointment made from a contact") struct AppointmentTests {
    private static func add(_ statement: String, in store: DataStore) async throws -> Int64 {
        try await store.database.write { transaction in
            var row = try transaction.rows("\(statement) RETURNING id")[0]
            return try row.integer()
        }
    }

    @Test("S0.41 is a document of the contact, and marks it; who is busy then is told before anything is made")
    func made() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let shop = try await Self.add("INSERT INTO workshops (name) VALUES ('2 Слесарный')", in: site.store)
            let oleg = try await Self.add("INSERT INTO employees (name) VALUES ('Рожин Олег')", in: site.store)
            let address = "/contacts/\(kept.id)/appointment"
            #expect(try await site.ask(.get, "/contacts/\(kept.id)").text.contains("href=\"\(address)\""))
            #expect(try await site.ask(.get, address).text.contains("Выберите цех"))
            let form = "workshop=\(shop)&responsible=\(oleg)&day=2026-04-06&length=60&works=%D0%A2%D0%9E"
            let made = try await site.ask(.post, address, "\(form)&time=10:00")
            #expect(made.headers[.location] == "/contacts/\(kept.id)")
            let dossier = try #require(try await site.store.contacts.dossier(kept.id))
            #expect(dossier.hasAppointment && dossier.documents.map(\.number) == ["A000000001"])
            let day = try await site.ask(.post, address, "\(form)&time=10:30&look=1").text
            #expect(day.contains("class=\"booked in-way\"") && day.contains("Мастер в это время занят"))
            let refused = try await site.ask(.post, address, "\(form)&time=10:30")
            #expect(refused.status == .conflict && refused.text.contains("name=\"anyway\""))
            #expect(try await site.store.contacts.dossier(kept.id)?.documents.count == 1)
            #expect(try await site.ask(.post, address, "\(form)&time=11:00").status == .seeOther)
            #expect(try await site.ask(.post, address, "\(form)&time=10:30&anyway=1").status == .seeOther)
            let elsewhere = "workshop=\(shop)&responsible=&day=2026-04-06&length=60&time=10:30"
            let others = try await site.ask(.post, address, elsewhere)
            #expect(others.status == .seeOther)
        }
    }

    @Test("what is no time is told beside its field")
    func refused() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            for (form, field) in [
                ("time=25:00&length=60", "time"), ("time=&length=60", "time"), ("time=10:00&length=0", "length"),
                ("time=10:00&length=x", "length"), ("day=soon&time=10:00&length=60", "day"), ("time=10:00", "workshop"),
            ] {
                let answer = try await site.ask(.post, "/contacts/\(kept.id)/appointment", form)
                #expect(answer.status == .badRequest, "\(form)")
                #expect(answer.text.contains("field-\(field)-error"), "\(form)")
            }
        }
    }

    @Test("stands at the clock's time, also on the day when clocks are changed")
    func clocks() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Kiev"))
        for (day, hours) in [("2026-03-28", 7.0), ("2026-03-29", 6), ("2026-10-25", 7)] {
            let places = BookingPlaces(calendar: WorkCalendar(zone: zone))
            let fields: [BookingForm.Field: String] = [.day: day, .time: "09:00", .workshop: "1"]
            let form = BookingForm(.appointment, of: Contact(), at: places, now: Call.sampleStart) { fields[$0] }
            let midnight = try #require(Day(day)).number * 86_400
            #expect(form.period?.from == Date(timeIntervalSince1970: Double(midnight) + hours * 3_600), "\(day)")
        }
    }
}
