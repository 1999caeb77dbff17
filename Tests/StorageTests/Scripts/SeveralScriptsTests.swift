import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Several scripts")
struct SeveralScriptsTests {
    /// Asks for a score and is over.
    private static let questionnaire = Script(
        name: LocalText("Контроль качества"),
        start: "score",
        steps: [
            ScriptStep(
                "score",
                title: LocalText("Оценка"),
                questions: [ScriptQuestion(ScriptAnswer.score, LocalText("Оценка"), .number(1...5), isRequired: true)],
                branches: [ScriptBranch(to: "done")]
            ),
            ScriptStep("done", title: LocalText("Итог"), acts: [.finish(.informed)]),
        ]
    )

    private func add(_ script: Script = questionnaire, to store: DataStore) async throws -> KeptScript {
        guard case .saved(let kept) = try await store.scripts.add(script, by: .sample()) else { throw NotAdded() }
        return kept
    }

    private struct NotAdded: Error {}

    @Test(
        "one is added, hung to channels and reasons, and takes over what hung to another",
        arguments: TestEngine.allCases
    )
    func hung(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (parts, other) = try await (store.reason("parts"), store.reason("other"))
            let (first, second) = try await (add(to: store), add(to: store))
            #expect(first.ordinal == 1 && first.id != second.id)
            #expect(try await store.scripts.scripts().count == 4)
            #expect(try await store.scripts.use(of: first.id) == ScriptUse())
            let use = ScriptUse(channels: [ContactChannelID(4)], reasons: [parts, other])
            #expect(try await store.scripts.set(use, of: first.id))
            #expect(try await store.scripts.use(of: first.id) == use)
            #expect(try await store.scripts.script(of: ContactChannelID(4)) == first)
            #expect(try await store.scripts.set(ScriptUse(reasons: [parts]), of: second.id))
            #expect(try await store.scripts.script(of: parts) == second)
            #expect(try await store.scripts.script(of: other) == first)
            #expect(try await store.scripts.use(of: first.id).reasons == [other])
            #expect(try await !store.scripts.set(ScriptUse(reasons: [ReasonID(999)]), of: first.id))
            #expect(try await store.scripts.set(ScriptUse(), of: first.id))
            #expect(try await store.scripts.script(of: ContactChannelID(4)) == nil)
            var wrong = Self.questionnaire
            wrong.start = "nowhere"
            guard case .refused = try await store.scripts.add(wrong, by: .sample()) else {
                Issue.record("A script that is not in order was added.")
                return
            }
        }
    }

    @Test(
        "S3.1 a call of a project begins with the script of the project, whatever hangs to its channel",
        arguments: TestEngine.allCases
    )
    func project(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let project = try await store.addProject("204", "Страхование")
            let did = try await store.addNumber("6467171", of: project.id)
            let (own, other) = try await (add(to: store), add(to: store))
            let channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
            let phone = try #require(channels.first { $0.record.code == ContactChannel.phone }).id
            #expect(try await store.scripts.set(ScriptUse(channels: [phone]), of: other.id))
            #expect(try await store.scripts.set(ScriptUse(projects: [project.id]), of: own.id))
            #expect(try await store.scripts.use(of: own.id) == ScriptUse(projects: [project.id]))
            #expect(try await taker.begin(1).kept.script == own.version)
            // Another number is of no project.
            var free = did.record
            free.project = nil
            _ = try await store.records.change(did.id, over: did.version, to: free, by: .sample()).kept
            #expect(try await taker.begin(2).kept.script == other.version)
            // Taken over, and taken off.
            #expect(try await store.scripts.set(ScriptUse(projects: [project.id]), of: other.id))
            #expect(try await store.scripts.use(of: own.id) == ScriptUse())
            #expect(try await store.scripts.script(of: project.id)?.id == other.id)
            #expect(try await !store.scripts.set(ScriptUse(projects: [ProjectID(999)]), of: own.id))
        }
    }

    @Test(
        "the chosen reason leads to its own script, and back; both count, and each contact keeps its versions",
        arguments: TestEngine.allCases
    )
    func reason(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let parts = try await store.reason("parts")
            let kept = try await add(to: store)
            _ = try await store.scripts.set(ScriptUse(reasons: [parts]), of: kept.id)
            let begun = try await taker.begin(1)
            let typed = ["reason": parts.description, "person_name": "Константин"]
            var intake = try #require(try await taker.go(begun, .next, typed).shown)
            #expect(intake.run.step?.id == "score" && intake.kept.script == kept.version)
            #expect(intake.kept.begun == begun.kept.script)
            let again = try #require(try await taker.desk.intake(of: intake.contact.id))
            #expect(again.run.step?.id == "score" && again.learned["person_name"] == "Константин")
            intake = try #require(try await taker.go(again, .back).shown)
            #expect(intake.run.step?.id == "reason" && intake.kept.begun == nil)
            intake = try #require(try await taker.go(intake).shown)
            #expect(try await taker.go(intake).problems == [FieldProblem("score", .required)])
            intake = try #require(try await taker.desk.intake(of: intake.contact.id))
            // Taken off meanwhile: who is in it goes on.
            _ = try await store.scripts.set(ScriptUse(), of: kept.id)
            let contact = try #require(try await taker.go(intake, .next, ["score": "5"]).registered)
            #expect(contact.record.reason == parts && contact.record.personName == "Константин")
            #expect(try await store.scripts.run(of: contact.id)?.answers["score"] == "5")
        }
    }

    @Test(
        "a contact by hand begins with the script of its channel, also once another channel is chosen",
        arguments: TestEngine.allCases
    )
    func channel(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
            let web = try #require(channels.first { $0.record.code == "web" }).id
            let visit = try #require(channels.first { $0.record.code == "visit" }).id
            let kept = try await add(to: store)
            _ = try await store.scripts.set(ScriptUse(channels: [web]), of: kept.id)
            let direct = try #require(try await taker.desk.begin(channel: web, by: taker.user))
            #expect(direct.run.step?.id == "score")
            let begun = try #require(try await taker.desk.begin(channel: visit, by: taker.user))
            #expect(begun.run.step?.id == "reason")
            let other = try #require(try await taker.go(begun, .stay, ["channel": web.description]).shown)
            #expect(other.run.step?.id == "score" && other.kept.script == kept.version)
            let back = try #require(try await taker.go(other, .stay, ["channel": visit.description]).shown)
            #expect(back.run.step?.id == "reason")
        }
    }
}
