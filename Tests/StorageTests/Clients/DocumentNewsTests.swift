import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Documents that are written are told of")
struct DocumentNewsTests {
    @Test(
        "S1.13 whichever way it is: added, booked, changed or hidden; what was refused is not",
        arguments: TestEngine.allCases
    )
    func told(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let car = try await store.add("test_vehicles", [("name", .text("Vesta"))], as: TestVehicle.self)
            var drive = Document()
            (drive.kind, drive.testVehicle, drive.startsAt) = (.testDrive, car, .sample(0))
            let first = try await store.documents.add(drive, by: .sample()).kept
            guard case .refused = try await store.documents.add(drive, by: .sample()) else {
                Issue.record("A car was promised twice.")
                return
            }
            drive.startsAt = .sample(7_200)
            guard
                case .booked(let second) = try await store.documents.book(
                    drive,
                    instead: nil,
                    anyway: false,
                    by: .sample()
                )
            else {
                Issue.record("A car that nobody has was not promised.")
                return
            }
            var moved = first.record
            moved.startsAt = .sample(14_400)
            _ = try await store.records.change(first.id, over: first.version, to: moved, by: .sample())
            _ = try await store.records.setHidden(second.id, over: second.version, to: true, by: .sample())
            var told: [DocumentID] = []
            for await document in store.documents.news.changes {
                told.append(document)
                if told.count == 4 { break }
            }
            #expect(told == [first.id, second.id, first.id, second.id])
        }
    }
}
