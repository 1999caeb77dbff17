import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Taking a contact step by step")
struct IntakeDeskTests {
    @Test(
        "S0.77 a potential client's inquiry is told from the mass: first-time, what it is about, what car, who takes it",
        arguments: TestEngine.allCases
    )
    func tasks(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let master = try await store.addEmployee("Рожин Олег Юрьевич")
            let repair = try await store.reason("private_repair")
            let answers: [[String: String]] = [
                ["reason": repair.description, "works": "Диагностика подвески", "person_name": "Константин"],
                ["is_new": "yes"], ["make": "MAZDA", "year": "2006"],
                ["transfer": "connected", "employee": master.description],
            ]
            let first = try #require(try await taker.walk(taker.begin(1), answers).registered).record
            #expect(first.novelty == .firstTime && first.isInquiry && first.reason == repair)
            #expect(first.statedVehicle?.title == "MAZDA (2006)" && first.works == "Диагностика подвески")
            #expect(first.responsible == master && first.outcome == .transferred)
            // The same caller again is known; who advertises wants nothing of ours.
            let again = try #require(try await taker.walk(taker.begin(2), answers).registered).record
            #expect(again.novelty == .repeat && again.isInquiry)
            let telesales = try await store.reason("telesales")
            let other = try await taker.walk(
                taker.begin(3, caller: "9161112233"),
                [["reason": telesales.description]]
            )
            let advertiser = try #require(other.registered).record
            #expect(!advertiser.isInquiry && advertiser.responsible == nil && advertiser.outcome == .informed)
        }
    }

    @Test(
        "S0.29 quality contacts of a client are those with a reason of feedback, with their score",
        arguments: TestEngine.allCases
    )
    func quality(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let client = try await store.addClient()
            _ = try await store.add(
                "reasons",
                [
                    ("code", .text("quality")), ("category", .text("feedback")), ("route", .text("finish")),
                    ("registry_caption", .text("Контроль качества")),
                ],
                as: Reason.self
            )
            try await store.register(1) { $0.client = client }
            let asked = try await store.register(2, reason: "quality") { $0.client = client }
            let plain = try await store.register(3, reason: "quality") { $0.client = client }
            try await store.register(4, reason: "quality")
            let script = try #require(try await store.scripts.script(coded: Script.inboundContactCode))
            var run = KeptRun(script: script.version, step: "reason", isCallerIdentified: false)
            run.answers[ScriptAnswer.score] = "5"
            _ = try await store.scripts.keep(run, of: asked.id)
            let found = try await store.contacts.qualityContacts(of: client, limit: 10)
            #expect(found.map(\.contact.id) == [plain.id, asked.id])
            #expect(found.map(\.score) == [nil, "5"] && found[0].reason == "Контроль качества")
        }
    }
}
