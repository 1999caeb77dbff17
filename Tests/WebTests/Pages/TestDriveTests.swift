import ContactCenter
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("A test drive promised from a contact") struct TestDriveTests {
    private func car(_ name: String, in site: ContactSite) async throws -> TestVehicleID {
        var vehicle = TestVehicle()
        (vehicle.name, vehicle.plateNumber) = (name, "А001АА97")
        guard case .saved(let kept) = try await site.store.records.add(vehicle, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    @Test("S1.13 is a document of the contact; who has the car is told, and nothing makes it all the same")
    func made() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register { $0.personName = "Надежда <b>" }
            let address = "/contacts/\(kept.id)/test-drive"
            #expect(try await !site.ask(.get, "/contacts/\(kept.id)").text.contains(address))
            #expect(try await site.ask(.get, address).text.contains("Автомобилей для тест-драйва нет"))
            let vesta = try await car("Vesta <белая>", in: site)
            #expect(try await site.ask(.get, "/contacts/\(kept.id)").text.contains("href=\"\(address)\""))
            let form = "vehicle=\(vesta)&responsible=&day=2026-04-06&length=&works="
            let made = try await site.ask(.post, address, "\(form)&time=10:00")
            #expect(made.headers[.location] == "/contacts/\(kept.id)")
            let dossier = try #require(try await site.store.contacts.dossier(kept.id))
            #expect(dossier.hasAppointment && dossier.documents.map(\.kind) == [.testDrive])

            let looked = try await site.ask(.post, address, "\(form)&time=10:30&look=1").text
            #expect(looked.contains("class=\"taken in-way\" colspan=\"2\"") && looked.contains("Надежда &lt;b&gt;"))
            #expect(looked.contains("Автомобиль в это время занят") && !looked.contains("name=\"anyway\""))
            #expect(looked.contains("Vesta &lt;белая&gt;"))
            for more in ["", "&anyway=1"] {
                let refused = try await site.ask(.post, address, "\(form)&time=10:30\(more)")
                #expect(refused.status == .conflict && refused.text.contains("Автомобиль в это время занят"))
                #expect(refused.text.contains("value=\"10:30\""))
            }
            #expect(try await site.store.contacts.dossier(kept.id)?.documents.count == 1)
            #expect(try await site.ask(.post, address, "\(form)&time=11:00").status == .seeOther)
        }
    }

    @Test("S1.13 a press on a free half hour fills car and time in; another day is looked at by a press, too")
    func pressed() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let address = "/contacts/\(kept.id)/test-drive"
            let (vesta, niva) = try await (car("Vesta", in: site), car("Niva", in: site))
            let form = "vehicle=\(vesta)&day=2026-04-06&time=09:00&length=&works=%D0%A2%D0%98%D0%A5%D0%9E"
            let page = try await site.ask(.post, address, "\(form)&slot=\(niva)@14:30").text
            #expect(page.contains("value=\"14:30\"") && page.contains("value=\"ТИХО\""))
            #expect(page.contains("<option value=\"\(niva)\" selected>"))
            #expect(page.contains("data-slot=\"\(niva)@14:30\" aria-pressed=\"true\""))
            #expect(page.contains("data-day-to=\"2026-04-05\"") && page.contains("data-day-to=\"2026-04-07\""))
            let next = try await site.ask(.post, address, "\(form)&to=2026-04-07").text
            #expect(next.contains("value=\"2026-04-07\"") && next.contains("Вт 07.04.2026"))
            #expect(try await site.store.contacts.dossier(kept.id)?.documents == [])
            for wrong in ["slot=x", "slot=1@", "to=", "to=2026-99-99"] {
                #expect(try await site.ask(.post, address, "\(form)&\(wrong)").status != .internalServerError)
            }
        }
    }

    @Test("S1.13 a document's own page says that the car is taken beside the time")
    func ofDocument() async throws {
        let rights = Rights([.contacts: .all, .intake: .own, .calls: .all, .clients: .all])
        try await ContactSite.with(rights) { site in
            let vesta = try await car("Vesta", in: site)
            let form = "kind=test_drive&at=2026-04-01T10:00&test_vehicle_id=\(vesta)&is_open=1"
            let first = try await site.ask(
                .post,
                "/documents",
                "\(form)&starts_at=2026-04-06T10:00&ends_at=2026-04-06T11:00"
            )
            #expect(first.status == .seeOther)
            let taken = try await site.ask(.post, "/documents", "\(form)&starts_at=2026-04-06T10:59")
            #expect(taken.status == .unprocessableContent)
            #expect(taken.text.contains("Автомобиль в это время занят. Выберите другое время"))
            #expect(taken.text.contains("value=\"2026-04-06T10:59\""))
            let wrong = "\(form)&starts_at=2026-04-07T10:00&ends_at=2026-04-07T09:00"
            #expect(try await site.ask(.post, "/documents", wrong).text.contains("Конец раньше начала"))
            // As it is held to where it is booked, with the words beside the field.
            let bare = try await site.ask(.post, "/documents", "kind=test_drive&at=2026-04-01T10:00&is_open=1")
            #expect(bare.status == .unprocessableContent)
            for field in ["test_vehicle_id", "starts_at"] {
                let mark = "id=\"field-\(field)\" aria-describedby=\"field-\(field)-error\""
                #expect(bare.text.contains(mark), "\(field)")
            }
            let long = "\(form)&starts_at=2026-04-07T10:00&ends_at=2026-04-09T09:00"
            #expect(try await site.ask(.post, "/documents", long).text.contains("Тест-драйв длится от 5 до 1440 минут"))
        }
    }
}
