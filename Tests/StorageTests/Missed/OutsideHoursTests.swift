import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Sample calls begin on Sunday, 22 November 2026, at 16:26:46 UTC, which is the clock of the tests' business.
@Suite("A call that came while the business was closed is marked so")
struct OutsideHoursTests {
    private func branch(_ schedule: String?, _ zone: String? = nil, did: String?, in store: DataStore) async throws {
        let branch = try await store.add(
            "branches",
            [("name", .text("Центр")), ("work_schedule", .text(schedule)), ("time_zone", .text(zone))],
            as: Branch.self
        )
        guard let did else { return }
        var record = DID()
        (record.number, record.branch) = (did, branch)
        _ = try await store.records.add(record, by: .sample()).kept
    }

    private func marked(_ calls: [Call], in store: DataStore) async throws -> Set<Int> {
        _ = try await store.callJournal.commit(.of(calls))
        return try await numbers(true, in: store)
    }

    private func numbers(_ isOutside: Bool?, in store: DataStore) async throws -> Set<Int> {
        var query = MissedQuery.sample(.all)
        query.isOutsideHours = isOutside
        return Set(try await store.missed.numbers(query))
    }

    @Test("by the hours of the branch whose number was dialled, on its own clock", arguments: TestEngine.allCases)
    func hours(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await branch("вс 16-17", did: "6467171", in: store)
            try await branch("вс 16-17", "Asia/Omsk", did: "4954741469", in: store)
            var there = Call.missedSample(3, at: 10)
            there.dialled = "4954741469"
            let late = Call.missedSample(2, at: 3_000)
            #expect(try await marked([.missedSample(1), late, there], in: store) == [2, 3])
            #expect(try await numbers(false, in: store) == [1])
            #expect(try await numbers(nil, in: store) == [1, 2, 3])
            #expect(try await store.missed.isOutsideHours(.sample(2)))
            #expect(try await !store.missed.isOutsideHours(.sample(1)))
            #expect(try await store.missed.call(2)?.isOutsideHours == true)
            // The PBX's own word is another matter.
            #expect(try await store.missed.call(2)?.cause == .inQueue)
        }
    }

    @Test("on a holiday; of a number without a branch while every branch is closed", arguments: TestEngine.allCases)
    func holidays(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            #expect(try await marked([.missedSample(1)], in: store).isEmpty)
            try await branch("вс 10-16", did: nil, in: store)
            try await branch("вс 10-17", did: nil, in: store)
            let later = Call.missedSample(3, at: 3_000)
            #expect(try await marked([.missedSample(2, at: 10), later], in: store) == [3])
            var holiday = Holiday()
            (holiday.name, holiday.firstDay) = ("День города", Day("2026-11-22"))
            _ = try await store.records.add(holiday, by: .sample()).kept
            #expect(try await marked([.missedSample(4, at: 20)], in: store) == [3, 4])
        }
    }

    @Test(
        "S3.1 by the hours of the project whose number was dialled, before those of its branch",
        arguments: TestEngine.allCases
    )
    func project(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let late = try await store.addProject("204", "Страхование") { $0.workSchedule = "вс 16-17" }.id
            let open = try await store.addProject("205", "Банк").id
            let branch = try await store.add(
                "branches",
                [("name", .text("Центр")), ("work_schedule", .text("вс 10-12"))],
                as: Branch.self
            )
            for (number, project) in [("6467171", late), ("4954741469", open)] {
                var did = DID()
                (did.number, did.branch, did.project) = (number, branch, project)
                _ = try await store.records.add(did, by: .sample()).kept
            }
            // A project without hours is answered while its branch is open.
            var other = Call.missedSample(3, at: 10)
            other.dialled = "4954741469"
            #expect(try await marked([.missedSample(1), .missedSample(2, at: 3_000), other], in: store) == [2, 3])
        }
    }

    @Test(
        "S3.1 where nobody but a project has written hours, they count all the same",
        arguments: TestEngine.allCases
    )
    func onlyProject(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let project = try await store.addProject("204", "Страхование") { $0.workSchedule = "пн-пт 9-18" }.id
            try await store.addNumber("6467171", of: project)
            var other = Call.missedSample(2, at: 10)
            other.dialled = "4954741469"
            #expect(try await marked([.missedSample(1), other], in: store) == [1])
        }
    }

    @Test("stays marked as it was, whatever the hours are later", arguments: TestEngine.allCases)
    func later(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await branch("вс 10-16", did: "6467171", in: store)
            #expect(try await marked([.missedSample(1)], in: store) == [1])
            try await store.database.write { try $0.execute("UPDATE branches SET work_schedule = NULL") }
            // The same call once more, as after a reconnect.
            #expect(try await marked([.missedSample(1), .missedSample(2, at: 5)], in: store) == [1])
        }
    }
}
