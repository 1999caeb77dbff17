import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A made-up business")
struct SampleContactsTests {
    private static let end = Date(timeIntervalSince1970: 1_795_305_600)

    private func fill(_ store: DataStore, _ count: Int = 1_500) async throws {
        try await SampleContacts(count, seed: 3, until: Self.end).fill(store, numbers: .russian)
    }

    private func figures(_ store: DataStore) async throws -> [Int64] {
        let conditions = [
            "1 = 1", "state = 'unfinished'", "novelty = 'first_time'", "is_inquiry = 1", "has_appointment = 1",
            "has_arrival = 1", "client_id IS NOT NULL", "base_contact_id IS NOT NULL", "responsible_id IS NOT NULL",
        ]
        return try await store.database.read { transaction in
            try conditions.map { condition in
                var row = try transaction.rows("SELECT count(*) FROM contacts WHERE \(condition)")[0]
                return try row.integer()
            }
        }
    }

    @Test(
        "is as plausible as it is large, with numbers without a gap and documents behind its marks",
        arguments: TestEngine.allCases
    )
    func plausible(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await fill(store)
            let figures = try await figures(store)
            #expect(figures[0] == 1_500)
            #expect((1...60).contains(figures[1]))
            #expect(figures[3] > figures[4] && figures[4] > figures[5] && figures[5] > 50)
            let broken = try await store.database.read { transaction in
                var row = try transaction.rows(
                    """
                    SELECT (SELECT count(*) FROM contacts WHERE has_appointment = 1 AND NOT EXISTS (
                            SELECT 1 FROM documents WHERE contact_id = contacts.id AND kind = 'repair_request')),
                        (SELECT count(*) FROM contacts AS next JOIN contacts ON contacts.id = next.id - 1
                            WHERE next.at < contacts.at),
                        (SELECT count(*) FROM contacts WHERE state = 'registered'),
                        (SELECT last FROM number_series WHERE prefix = 'A')
                    """
                )[0]
                return try [row.integer(), row.integer(), row.integer(), row.integer()]
            }
            #expect(broken[0] == 0 && broken[1] == 0)
            #expect(broken[2] == broken[3])
            // The next registered contact goes on with the series.
            #expect(try await store.register(1).record.number == ContactNumber(place: broken[3] + 1).text)
        }
    }

    @Test(
        "S1.13 has cars that may be tried, with a calendar that is filled around its last day and promises no car twice",
        arguments: TestEngine.allCases
    )
    func drives(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await fill(store, 30)
            let cars = try await store.records.records(of: TestVehicle.self, includingHidden: false)
            #expect(cars.count == 4 && cars.allSatisfy { $0.record.branch != nil })
            for day in 0..<7 {
                let from = Self.end + Double(day) * 86_400
                let drives = try await store.documents.drives(during: Period(from: from, until: from + 86_400))
                #expect(drives.count >= cars.count && drives.allSatisfy { $0.client != nil })
                for car in cars {
                    let own = drives.filter { $0.vehicle == car.id }
                    for (earlier, later) in zip(own, own.dropFirst()) {
                        #expect(earlier.period.until <= later.period.from)
                    }
                }
            }
            // The next one goes on with the series.
            var next = Document()
            (next.kind, next.testVehicle, next.startsAt) = (.testDrive, cars[0].id, Self.end + 60 * 86_400)
            let made = try await store.documents.add(next, by: .sample()).kept
            let count = try await store.count("documents WHERE kind = 'test_drive'")
            #expect(made.record.number == DocumentNumber.text(count))
        }
    }

    @Test(
        "S3.21 has two projects with numbers, topics, operators and hours, and contacts of both",
        arguments: TestEngine.allCases
    )
    func projects(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await fill(store, 600)
            let projects = try await store.records.records(of: Project.self, includingHidden: false)
            #expect(projects.map(\.record.title).sorted() == ["310 Сервис", "320 Запасные части"])
            for kept in projects {
                #expect(!kept.record.topics.isEmpty && kept.record.employees.count >= 2)
                #expect(kept.record.problems.isEmpty && kept.record.workSchedule != nil)
                #expect(try await store.count("dids WHERE project_id = \(kept.id)") == 1)
                #expect(try await store.count("contacts WHERE project_id = \(kept.id)") > 20)
            }
            let strays = "contacts WHERE project_id IS NOT NULL AND did IS NULL"
            #expect(try await store.count(strays) == 0)
        }
    }

    @Test("is the same for the same seed, on both databases")
    func deterministic() async throws {
        var all: [[Int64]] = []
        for engine in [TestEngine.sqlite, .postgreSQL, .sqlite] {
            try await engine.withDatabase { store in
                try await fill(store, 400)
                all.append(try await figures(store))
            }
        }
        #expect(Set(all).count == 1)
    }

    @Test("has first-time and repeat contacts as the rule has them", arguments: TestEngine.allCases)
    func novelty(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await fill(store, 600)
            let before = try await figures(store)[2]
            try await store.database.write { transaction in
                for client in 1...200 {
                    try NoveltyTable.derive(of: ClientID(Int64(client)), at: .sample(0), in: transaction)
                }
            }
            #expect(try await figures(store)[2] == before)
            #expect(try await store.count("changes") == 0)
        }
    }

    @Test("goes into no database that has clients or contacts", arguments: TestEngine.allCases)
    func notEmpty(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.addClient()
            await #expect(throws: SampleContacts.NotEmpty.self) { try await fill(store, 10) }
        }
    }
}
