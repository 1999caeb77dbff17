import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A test drive on the card that registers a contact")
struct OfferedTestDriveTests {
    private func begin(_ taker: SampleTaker, _ name: String) async throws -> Intake {
        let visit = try await taker.store.records.records(of: ContactChannel.self, includingHidden: false)
            .first { $0.record.code == "visit" }?.id
        let begun = try #require(
            try await taker.desk.begin(channel: visit, by: taker.user, usual: Script.registrationCode)
        )
        let typed = [
            "is_new": "yes", "person_name": name, "reason": try await taker.store.reason("new_car").description,
        ]
        return try #require(try await taker.go(begun, .stay, typed).shown)
    }

    private func withCars(
        _ engine: TestEngine,
        _ test: (SampleTaker, [TestVehicleID]) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            var cars: [TestVehicleID] = []
            for name in ["Niva", "Vesta"] {
                cars.append(try await store.add("test_vehicles", [("name", .text(name))], as: TestVehicle.self))
            }
            try await test(taker, cars)
        }
    }

    private func drives(of contact: ContactID, in store: DataStore) async throws -> [Document] {
        let ids = try await store.contacts.dossier(contact)?.documents.map(\.id) ?? []
        return try await store.records.records(ids).map(\.record)
    }

    @Test(
        "S1.13 a reason that offers one leads to it, and a test drive of the contact is made with the registration",
        arguments: TestEngine.allCases
    )
    func made(engine: TestEngine) async throws {
        try await withCars(engine) { taker, cars in
            let intake = try await begin(taker, "Надежда")
            #expect(taker.desk.offers(of: intake) == [.testDrive])
            let employee = try await taker.store.addEmployee("Соколова Ирина")
            let typed = [
                "test_drive": "made", "test_drive_vehicle": cars[1].description, "test_drive_day": "2026-12-01",
                "test_drive_time": "11:30", "employee": employee.description,
            ]
            let registered = try #require(try await taker.go(intake, .next, typed).registered)
            let document = try #require(try await drives(of: registered.id, in: taker.store).first)
            #expect(document.kind == .testDrive && document.testVehicle == cars[1] && document.responsible == employee)
            let clock = TypedMoment(timeZone: SampleTaker.zone)
            #expect(document.startsAt.map(clock.text) == "01.12.2026 11:30:00")
            #expect(document.endsAt.map(clock.text) == "01.12.2026 12:30:00")
        }
    }

    @Test(
        "S1.13 who comes second is told so beside the time, keeps what was typed, and makes another",
        arguments: TestEngine.allCases
    )
    func taken(engine: TestEngine) async throws {
        try await withCars(engine) { taker, cars in
            func typed(_ time: String) -> [String: String] {
                [
                    "test_drive": "made", "test_drive_vehicle": cars[0].description, "test_drive_day": "2026-12-01",
                    "test_drive_time": time, "test_drive_works": "Тихий двигатель?",
                ]
            }
            let (first, second) = try await (begin(taker, "Надежда"), begin(taker, "Виталий"))
            #expect(try await taker.go(first, .next, typed("11:00")).registered != nil)
            let refused = try await taker.go(second, .next, typed("11:30"))
            #expect(refused.problems == [FieldProblem("test_drive_time", .taken)])
            let shown = try #require(refused.shown)
            #expect(shown.run.answers["test_drive_works"] == "Тихий двигатель?")
            let places = try await taker.desk.places(for: .testDrive)
            let form = taker.desk.bookingForm(.testDrive, of: shown, at: places)
            #expect(try await taker.desk.inWay(of: form, of: shown).map(\.client) == ["Надежда"])
            #expect(try await drives(of: shown.contact.id, in: taker.store) == [])
            let done = try #require(try await taker.go(shown, .next, ["test_drive_time": "12:00"]).registered)
            #expect(try await drives(of: done.id, in: taker.store).count == 1)
        }
    }

    @Test("S1.13 is optional, and of a reason that does not offer it none is made", arguments: TestEngine.allCases)
    func optional(engine: TestEngine) async throws {
        try await withCars(engine) { taker, cars in
            let declined = try await taker.go(try await begin(taker, "Надежда"), .next, ["test_drive": "declined"])
            #expect(try await drives(of: try #require(declined.registered).id, in: taker.store) == [])
            let other = try await begin(taker, "Виталий")
            let typed = [
                "reason": try await taker.store.reason("parts").description, "test_drive": "made",
                "test_drive_vehicle": cars[0].description,
            ]
            let registered = try #require(try await taker.go(other, .next, typed).registered)
            #expect(try await drives(of: registered.id, in: taker.store) == [])
        }
    }

    @Test("S1.13 the process of calls offers it as a step of its own", arguments: TestEngine.allCases)
    func ofCalls(engine: TestEngine) async throws {
        try await withCars(engine) { taker, cars in
            let reason = try await taker.store.reason("new_car").description
            var intake = try #require(try await taker.go(try await taker.begin(1), .next, ["reason": reason]).shown)
            #expect(intake.run.step?.id == "test_drive")
            #expect(try await taker.go(intake).problems == [FieldProblem("test_drive", .required)])
            intake = try #require(try await taker.desk.intake(of: intake.contact.id))
            let typed = ["test_drive": "made", "test_drive_vehicle": cars[0].description]
            intake = try #require(try await taker.go(intake, .next, typed).shown)
            #expect(intake.run.step?.id == "employee")
            #expect(try await drives(of: intake.contact.id, in: taker.store).count == 1)
        }
    }

    @Test(
        "a shipped script that nobody has changed is brought up to date, a changed one stays",
        arguments: TestEngine.allCases
    )
    func upgrade(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            func ordinals() async throws -> [Int64] {
                try await [Script.inboundContactCode, Script.registrationCode].asyncMap { code in
                    try #require(try await store.scripts.script(coded: code)).ordinal
                }
            }
            #expect(try await ordinals() == [1, 1])
            try await store.database.write { transaction in
                try transaction.execute("UPDATE script_versions SET body = replace(body, 'Тест-драйв', 'Поездка')")
            }
            let registration = try #require(try await store.scripts.script(coded: Script.registrationCode))
            let user = try await store.access.add(.sample("petrova"))
            let author = RecordAuthor(user.id, at: .sample(1))
            var own = registration.script
            own.name = LocalText("Наша регистрация")
            _ = try await store.scripts.save(own, as: registration.id, over: 1, by: author)
            try await store.migrate()
            #expect(try await ordinals() == [2, 2])
            #expect(try await store.scripts.script(coded: Script.inboundContactCode)?.script == .inboundContact)
            try await store.migrate()
            #expect(try await ordinals() == [2, 2])
        }
    }
}

extension Array where Element: Sendable {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
