import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("An appointment that a script offers")
struct OfferedAppointmentTests {
    /// The shipped script, offering an appointment after the transfer.
    private func offer(in store: DataStore) async throws {
        let kept = try #require(try await store.scripts.script(coded: Script.inboundContactCode))
        var script = kept.script
        let place = try #require(script.steps.firstIndex { $0.id == "master" })
        script.steps[place].branches = [ScriptBranch(to: "appointment")]
        script.steps.append(
            ScriptStep(
                "appointment",
                title: LocalText("Запись"),
                acts: [.offer(.appointment)],
                branches: [
                    ScriptBranch(to: "transferred", when: ["appointment": ["made"]]), ScriptBranch(to: "informed"),
                ]
            )
        )
        script.steps.removeAll { $0.id == "reminder" || $0.id == "reminded" }
        for place in script.steps.indices {
            script.steps[place].branches.removeAll { $0.target == "reminder" }
        }
        let saving = try await store.scripts.save(script, as: kept.id, over: kept.ordinal, by: .sample())
        guard case .saved = saving else {
            Issue.record("\(saving)")
            return
        }
    }

    private func atAppointment(_ taker: SampleTaker, _ number: Int, _ master: EmployeeID) async throws -> Intake {
        let repair = try await taker.store.reason("private_repair")
        let answers: [[String: String]] = [
            ["reason": repair.description, "works": "Диагностика подвески"], ["is_new": "yes"], ["make": "MAZDA"],
            ["transfer": "connected", "employee": master.description],
        ]
        let step = try await taker.walk(taker.begin(number, caller: "916111220\(number)"), answers)
        return try #require(step.shown)
    }

    @Test(
        "S0.41 is filled in with the master, their workshop and the works, is made once, and marks the contact",
        arguments: TestEngine.allCases
    )
    func made(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await offer(in: store)
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let workshop = try await store.add("workshops", [("name", .text("2 Слесарный"))], as: Workshop.self)
            let master = try await store.addEmployee("Рожин Олег", [("workshop_id", .integer(workshop.rawValue))])
            var intake = try await atAppointment(taker, 1, master)
            #expect(intake.run.step?.id == "appointment")
            #expect(intake.run.answers[Offer.appointment.answer(.workshop)] == workshop.description)
            #expect(intake.run.answers[Offer.appointment.answer(.responsible)] == master.description)
            #expect(intake.run.answers[Offer.appointment.answer(.works)] == "Диагностика подвески")
            #expect(try await taker.go(intake).problems == [FieldProblem(Offer.appointment.answer, .required)])
            intake = try #require(try await taker.desk.intake(of: intake.contact.id))
            let wrong = try await taker.go(intake, .next, ["appointment": "made", "appointment_time": "25:00"])
            #expect(wrong.problems == [FieldProblem(Offer.appointment.answer(.time), .malformed)])
            intake = try #require(wrong.shown)
            #expect(intake.run.answers[Offer.appointment.answer(.time)] == "25:00")
            let done = try await taker.go(
                intake,
                .next,
                ["appointment_time": "11:30", "appointment_day": "2026-12-01"]
            )
            let contact = try #require(done.registered)
            #expect(contact.record.outcome == .transferred)
            let dossier = try #require(try await store.contacts.dossier(contact.id))
            #expect(dossier.hasAppointment && dossier.documents.count == 1)
            let document = try #require(try await store.records.record(dossier.documents[0].id)).record
            #expect(document.workshop == workshop && document.responsible == master)
            #expect(document.works == "Диагностика подвески")
            #expect(
                document.startsAt.map { TypedMoment(timeZone: SampleTaker.zone).text(of: $0) }
                    == "01.12.2026 11:30:00"
            )
        }
    }

    @Test("S0.41 who is promised to somebody else then is told before it is made", arguments: TestEngine.allCases)
    func inWay(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await offer(in: store)
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let workshop = try await store.add("workshops", [("name", .text("2 Слесарный"))], as: Workshop.self)
            let master = try await store.addEmployee("Рожин Олег", [("workshop_id", .integer(workshop.rawValue))])
            let first = try await taker.go(try await atAppointment(taker, 1, master), .next, ["appointment": "made"])
            #expect(first.registered != nil)
            let second = try await atAppointment(taker, 2, master)
            let refused = try await taker.go(second, .next, ["appointment": "made"])
            #expect(refused.problems == [FieldProblem(Offer.appointment.answer(.time), .taken)])
            let shown = try #require(refused.shown)
            let form = taker.desk.bookingForm(
                .appointment,
                of: shown,
                at: try await taker.desk.places(for: .appointment)
            )
            #expect(try await taker.desk.inWay(of: form, of: shown).count == 1)
            #expect(try await store.contacts.dossier(shown.contact.id)?.documents == [])
            let anyway = try await taker.go(shown, .next, ["appointment_anyway": "yes"])
            #expect(anyway.registered != nil)
        }
    }

    @Test("is changed or taken back by who goes back to it", arguments: TestEngine.allCases)
    func back(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await offer(in: store)
            let kept = try #require(try await store.scripts.script(coded: Script.inboundContactCode))
            var script = kept.script
            script.steps.append(
                ScriptStep("thanks", title: LocalText("Спасибо"), branches: [ScriptBranch(to: "informed")])
            )
            let place = try #require(script.steps.firstIndex { $0.id == "appointment" })
            script.steps[place].branches = [
                ScriptBranch(to: "thanks", when: ["appointment": ["made"]]), ScriptBranch(to: "informed"),
            ]
            script.steps.removeAll { $0.id == "transferred" }
            for place in script.steps.indices {
                for branch in script.steps[place].branches.indices
                where script.steps[place].branches[branch].target == "transferred" {
                    script.steps[place].branches[branch].target = "informed"
                }
            }
            _ = try await store.scripts.save(script, as: kept.id, over: kept.ordinal, by: .sample())
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let workshop = try await store.add("workshops", [("name", .text("2 Слесарный"))], as: Workshop.self)
            let master = try await store.addEmployee("Рожин Олег", [("workshop_id", .integer(workshop.rawValue))])
            var intake = try await atAppointment(taker, 1, master)
            intake = try #require(try await taker.go(intake, .next, ["appointment": "made"]).shown)
            #expect(intake.run.step?.id == "thanks")
            intake = try #require(try await taker.go(intake, .back).shown)
            // One's own appointment is in nobody's way.
            intake = try #require(try await taker.go(intake, .next, ["appointment_time": "10:30"]).shown)
            let dossier = try #require(try await store.contacts.dossier(intake.contact.id))
            #expect(dossier.documents.count == 1 && dossier.hasAppointment)
            intake = try #require(try await taker.go(intake, .back).shown)
            #expect(try await taker.go(intake, .next, ["appointment": "declined"]).registered != nil)
            let after = try #require(try await store.contacts.dossier(intake.contact.id))
            #expect(after.documents == [] && !after.hasAppointment)
        }
    }
}
