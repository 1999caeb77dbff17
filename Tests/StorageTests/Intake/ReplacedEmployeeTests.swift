import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Whom a reason's contacts are given to")
struct ReplacedEmployeeTests {
    private func hide(_ employee: EmployeeID, in store: DataStore) async throws {
        let kept = try #require(try await store.records.record(employee))
        _ = try await store.records.setHidden(employee, over: kept.version, to: true, by: .sample())
    }

    @Test(
        "an employee who was deleted while the script runs is not handed the contact; another one is",
        arguments: TestEngine.allCases
    )
    func deleted(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let gone = try await store.addEmployee("Матвеев Роман")
            let colleague = try await store.addEmployee("Соколова Ирина")
            let parts = try await store.reason("parts")
            var intake = try #require(try await taker.walk(taker.begin(1), [["reason": parts.description]]).shown)
            intake = try #require(try await taker.go(intake, .stay, ["employee": gone.description]).shown)
            try await hide(gone, in: store)
            let refused = try await taker.go(intake)
            #expect(refused.problems == [FieldProblem("employee", .noSuchRecord)])
            intake = try #require(refused.shown)
            #expect(intake.run.step?.id == "employee")
            let done = try await taker.go(intake, .next, ["employee": colleague.description])
            #expect(done.registered?.record.responsible == colleague)
        }
    }

    @Test(
        "a reminder is not left to somebody who was deleted, and is due when the reason says",
        arguments: TestEngine.allCases
    )
    func reminder(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let gone = try await store.addEmployee("Матвеев Роман")
            let colleague = try await store.addEmployee("Соколова Ирина")
            let parts = try await store.reason("parts")
            let kept = try #require(try await store.records.record(parts))
            var reason = kept.record
            reason.dueMinutes = 40
            reason.employees = [colleague]
            let saved = try await store.records.change(parts, over: kept.version, to: reason, by: .sample()).kept
            #expect(saved.record.employees == [colleague] && saved.record.dueMinutes == 40)
            #expect(try await store.records.record(parts)?.record.employees == [colleague])
            let failed = ["transfer": "failed", "employee": gone.description]
            try await hide(gone, in: store)
            var intake = try #require(try await taker.walk(taker.begin(1), [["reason": parts.description]]).shown)
            // Nobody is to be reached, so nobody has to be chosen who is there.
            let step = try await taker.go(intake, .next, failed)
            #expect(step.problems == [FieldProblem("employee", .noSuchRecord)])
            intake = try #require(step.shown)
            intake = try #require(try await taker.go(intake, .next, ["transfer": "failed", "employee": ""]).shown)
            #expect(intake.run.step?.id == "reminder")
            #expect(intake.run.answers[ScriptAnswer.reminderEmployee] == nil)
            let due = SampleTaker.now + 40 * 60
            #expect(
                intake.run.answers[ScriptAnswer.reminderAt] == TypedMoment(timeZone: SampleTaker.zone).text(of: due)
            )
            let done = try await taker.go(intake, .next, ["reminder_employee": colleague.description])
            #expect(done.registered?.record.outcome == .reminder)
        }
    }

    @Test("employees who are not there cannot be named for a reason", arguments: TestEngine.allCases)
    func nobody(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let parts = try await store.reason("parts")
            let kept = try #require(try await store.records.record(parts))
            var reason = kept.record
            reason.employees = [EmployeeID(99)]
            let refused = try await store.records.change(parts, over: kept.version, to: reason, by: .sample())
            #expect(refused == .refused([FieldProblem("employees", .noSuchRecord)]))
        }
    }
}
