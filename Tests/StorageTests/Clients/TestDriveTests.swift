import ContactCenter
import Foundation
import Logging
import TestSupport
import Testing

@testable import Storage

@Suite("A car that may be tried is promised once at a time")
struct TestDriveTests {
    private func car(_ name: String = "Vesta", in store: DataStore) async throws -> TestVehicleID {
        try await store.add("test_vehicles", [("name", .text(name))], as: TestVehicle.self)
    }

    /// From and until in minutes after a sample's beginning.
    private func drive(
        _ car: TestVehicleID?,
        _ from: Double,
        _ until: Double?,
        with employee: EmployeeID? = nil,
        _ kind: Document.Kind = .testDrive
    ) -> Document {
        var document = Document()
        document.kind = kind
        document.at = .sample(0)
        document.testVehicle = car
        document.responsible = employee
        document.startsAt = .sample(from * 60)
        document.endsAt = until.map { .sample($0 * 60) }
        return document
    }

    private func book(_ document: Document, in store: DataStore, anyway: Bool = false) async throws -> Booking {
        try await store.documents.book(document, instead: nil, anyway: anyway, by: .sample())
    }

    private static let taken: Saving<Document> = .refused([FieldProblem("starts_at", .taken)])

    @Test(
        "S1.13 of two who book one car at the same moment for times that overlap one gets it, and the other is told who has it",
        arguments: TestEngine.allCases
    )
    func race(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            // Two server processes on one database.
            let other = try await DataStore.open(
                store.location,
                numbers: .russian,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            let car = try await car(in: store)
            for round in 0..<40 {
                let start = Double(round) * 200
                // Overlapping, and never the same.
                let first = drive(car, start, start + 60)
                let second = drive(car, start + Double(round % 7) * 9, start + 90)
                let made = try await withThrowingTaskGroup(of: Booking.self) { tasks in
                    tasks.addTask { try await book(first, in: store) }
                    tasks.addTask { try await book(second, in: other) }
                    return try await tasks.reduce(into: [Booking]()) { $0.append($1) }
                }
                let winners = made.compactMap { if case .booked(let kept) = $0 { kept } else { nil } }
                let losers = made.compactMap { if case .inWay(let times) = $0 { times } else { nil } }
                #expect(winners.count == 1 && losers.count == 1, "\(round)")
                #expect(losers.first?.map(\.document) == winners.map(\.id), "\(round)")
            }
            let day = Period(from: .sample(0), until: .sample(40 * 200 * 60))
            let drives = try await store.documents.drives(during: day)
            #expect(drives.count == 40)
            for (earlier, later) in zip(drives, drives.dropFirst()) {
                #expect(!earlier.period.overlaps(later.period))
            }
            await other.close()
        }
    }

    @Test(
        "S1.13 however it is written: as a document, by a change, or shown again; what is hidden or closed gives the time up",
        arguments: TestEngine.allCases
    )
    func everyWay(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let car = try await car(in: store)
            let records = store.records
            let first = try await store.documents.add(drive(car, 0, 60), by: .sample()).kept
            for (from, until) in [(0.0, 60.0), (30, 90), (-30, 1), (10, 20), (-10, 100)] {
                #expect(try await store.documents.add(drive(car, from, until), by: .sample()) == Self.taken)
            }
            // Without an end it takes an hour; the other kinds hold a car, too.
            #expect(try await store.documents.add(drive(car, -30, nil), by: .sample()) == Self.taken)
            #expect(try await store.documents.add(drive(car, 30, 40, .appointment), by: .sample()) == Self.taken)
            let second = try await store.documents.add(drive(car, 60, 120), by: .sample()).kept
            let elsewhere = try await self.car("Niva", in: store)
            _ = try await store.documents.add(drive(elsewhere, 30, 90), by: .sample()).kept

            var earlier = second.record
            earlier.startsAt = .sample(59 * 60)
            #expect(try await records.change(second.id, over: 1, to: earlier, by: .sample()) == Self.taken)
            // Its own time is in nobody's way.
            var shorter = second.record
            shorter.endsAt = .sample(100 * 60)
            let changed = try await records.change(second.id, over: 1, to: shorter, by: .sample()).kept
            _ = try await store.documents.add(drive(car, 100, 120), by: .sample()).kept

            _ = try await records.setHidden(first.id, over: 1, to: true, by: .sample()).kept
            let instead = try await store.documents.add(drive(car, 10, 50), by: .sample()).kept
            #expect(try await records.setHidden(first.id, over: 2, to: false, by: .sample()) == Self.taken)
            var closed = instead.record
            closed.isOpen = false
            _ = try await records.change(instead.id, over: 1, to: closed, by: .sample()).kept
            _ = try await records.setHidden(first.id, over: 2, to: false, by: .sample()).kept
            #expect(try await records.change(instead.id, over: 2, to: instead.record, by: .sample()) == Self.taken)

            var moved = drive(car, 200, 260)
            moved.number = changed.record.number
            let booking = try await store.documents.book(moved, instead: changed, anyway: true, by: .sample())
            guard case .booked(let kept) = booking else {
                Issue.record("\(booking)")
                return
            }
            #expect(kept.id == second.id && kept.version == 3)
            #expect(try await store.documents.book(moved, instead: changed, anyway: true, by: .sample()) == .stale)
        }
    }

    @Test("S1.13 no car is promised back before it leaves", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let car = try await car(in: store)
            let refused = Saving<Document>.refused([FieldProblem("ends_at", .contradiction)])
            #expect(try await store.documents.add(drive(car, 60, 60), by: .sample()) == refused)
            #expect(try await store.documents.add(drive(car, 60, 30), by: .sample()) == refused)
            let gone = Saving<Document>.refused([FieldProblem("test_vehicle_id", .noSuchRecord)])
            #expect(try await store.documents.add(drive(TestVehicleID(99), 0, 60), by: .sample()) == gone)
        }
    }

    @Test(
        "S1.13 a document that is a test drive to come names a car in use and a time, and takes no longer than a booking may",
        arguments: TestEngine.allCases
    )
    func asBooked(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let car = try await car(in: store)
            func refusal(_ document: Document) async throws -> [FieldProblem] {
                guard case .refused(let problems) = try await store.documents.add(document, by: .sample()) else {
                    return []
                }
                return problems
            }
            #expect(try await refusal(drive(nil, 0, 60)) == [FieldProblem("test_vehicle_id", .required)])
            var timeless = drive(car, 0, 60)
            (timeless.startsAt, timeless.endsAt) = (nil, nil)
            #expect(try await refusal(timeless) == [FieldProblem("starts_at", .required)])
            let wrong = [FieldProblem("ends_at", .outOfRange(5...1_440))]
            #expect(try await refusal(drive(car, 0, 4)) == wrong)
            #expect(try await refusal(drive(car, 0, 1_441)) == wrong)
            // What is over says what it says.
            timeless.isOpen = false
            #expect(try await refusal(timeless) == [])
            let kept = try #require(try await store.records.record(car))
            _ = try await store.records.setHidden(car, over: kept.version, to: true, by: .sample())
            #expect(try await refusal(drive(car, 0, 60)) == [FieldProblem("test_vehicle_id", .noSuchRecord)])
        }
    }

    @Test(
        "S0.41 of two who promise one person for times that overlap one is told who has them, unless it is meant",
        arguments: TestEngine.allCases
    )
    func person(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let oleg = try await store.addEmployee("Рожин Олег")
            let car = try await car(in: store)
            for round in 0..<20 {
                let start = Double(round) * 200
                let appointment = drive(nil, start, start + 60, with: oleg, .appointment)
                let ride = drive(car, start + 30, start + 90, with: oleg)
                let made = try await withThrowingTaskGroup(of: Booking.self) { tasks in
                    for document in [appointment, ride] {
                        tasks.addTask { try await book(document, in: store) }
                    }
                    return try await tasks.reduce(into: [Booking]()) { $0.append($1) }
                }
                #expect(made.count { if case .booked = $0 { true } else { false } } == 1, "\(round)")
            }
            let first = drive(nil, 10_000, 10_060, with: oleg, .appointment)
            guard case .booked = try await book(first, in: store), case .inWay = try await book(first, in: store),
                case .booked = try await book(first, in: store, anyway: true)
            else {
                Issue.record("a person is promised twice only where it is meant")
                return
            }
            let rides = [drive(car, 10_000, 10_060, with: oleg), drive(car, 10_030, 10_090, with: oleg)]
            guard case .booked = try await book(rides[0], in: store, anyway: true),
                case .inWay(let times) = try await book(rides[1], in: store, anyway: true)
            else {
                Issue.record("a car is promised twice")
                return
            }
            #expect(times.map(\.vehicle) == [car])
        }
    }

    @Test("S1.13 a contact's person is told of where nobody knows the client", arguments: TestEngine.allCases)
    func people(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let car = try await car(in: store)
            let contact = try await store.register(1) { $0.personName = "Надежда" }
            var first = drive(car, 0, 60)
            first.contact = contact.id
            _ = try await store.documents.add(first, by: .sample()).kept
            var second = drive(car, 60, 120)
            second.client = try await store.addClient("Мельник Александр")
            _ = try await store.documents.add(second, by: .sample()).kept
            let day = Period(from: .sample(0), until: .sample(86_400))
            #expect(try await store.documents.drives(during: day).map(\.client) == ["Надежда", "Мельник Александр"])
            #expect(try await store.contacts.dossier(contact.id)?.hasAppointment == true)
        }
    }
}
