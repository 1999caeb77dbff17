import Testing

@testable import ContactCenter

@Suite("The process \"Inbound contact\"")
struct InboundContactTests {
    private func run(
        _ reason: String,
        _ route: ReasonRoute,
        isKnown: Bool = false,
        _ answers: [String: String] = [:]
    ) -> ScriptRun {
        var run = ScriptRun(.inboundContact)
        run.facts = [
            .reason: reason, .route: route.rawValue,
            .caller: isKnown ? ScriptFact.identified : ScriptFact.unknown,
        ]
        run.answers = answers
        run.answers["reason"] = "1"
        return run
    }

    /// To the end, and the names of the steps on the way.
    private func steps(_ run: ScriptRun) -> [String] {
        var run = run
        for _ in 0..<10 where run.outcome == nil { #expect(run.goOn() == []) }
        return run.path.map(\.id)
    }

    private let connected = ["transfer": "connected", "employee": "1"]

    @Test("S0.14 leads each reason by its own way, without the steps of the others")
    func routes() {
        #expect(steps(run("directions", .directions)) == ["reason", "directions", "informed"])
        #expect(steps(run("telesales", .finish)) == ["reason", "informed"])
        #expect(steps(run("dropped", .finish)) == ["reason", "dropped"])
        for reason in ["corporate", "parts", "employee", "partner", "applicant", "other"] {
            #expect(steps(run(reason, .employee, connected)) == ["reason", "employee", "transferred"])
        }
        #expect(steps(run("service_advisor", .serviceAdvisor, connected)) == ["reason", "advisor", "transferred"])
        #expect(
            steps(run("continuation", .baseContact, ["base_contact": "7"])) == ["reason", "continuation", "informed"]
        )
        #expect(
            steps(run("private_repair", .privateRepair, isKnown: true, connected)) == [
                "reason", "master", "transferred",
            ]
        )
    }

    @Test("S0.18 S0.25 asks for who is calling where the number did not say it, and a new client for the car")
    func unknownCaller() {
        let known = run("private_repair", .privateRepair, connected.merging(["client": "5"]) { $1 })
        #expect(steps(known) == ["reason", "identify", "master", "transferred"])
        let new = run("private_repair", .privateRepair, connected.merging(["is_new": "yes"]) { $1 })
        #expect(steps(new) == ["reason", "identify", "first_time", "master", "transferred"])
    }

    @Test("S0.33 takes a number and a time to call back where nobody could take the call")
    func failed() {
        let answers = [
            "transfer": "failed", "reminder_phone": "+7 (953) 523-72-71", "reminder_at": "2012-06-22T15:20:43",
            "reminder_employee": "3", "reminder_text": "Перезвонить клиенту",
        ]
        var run = run("parts", .employee, answers)
        #expect(steps(run) == ["reason", "employee", "reminder", "reminded"])
        run.answers["reminder_phone"] = " "
        #expect(run.goOn() == [] && run.goOn() == [])
        #expect(run.goOn() == [FieldProblem("reminder_phone", .required)])
        #expect(run.step?.id == "reminder")
    }

    @Test("S0.9 S0.17 goes on with exactly one reason, a continuation with the contact that it continues")
    func required() {
        var run = run("private_repair", .privateRepair)
        run.answers["reason"] = nil
        #expect(run.goOn() == [FieldProblem("reason", .required)])
        var continuation = self.run("continuation", .baseContact)
        #expect(continuation.goOn() == [])
        #expect(continuation.goOn() == [FieldProblem("base_contact", .required)])
    }

    @Test("strikes through what the way leaves out, and shows what lies ahead")
    func outline() {
        func line(_ run: ScriptRun) -> [String] {
            run.outline.map { milestone in
                switch milestone.state {
                case .done: "✓\(milestone.step.id)"
                case .present: "→\(milestone.step.id)"
                case .ahead: milestone.step.id
                case .skipped: "-\(milestone.step.id)"
                }
            }
        }
        let known = run("private_repair", .privateRepair, isKnown: true)
        #expect(line(known) == ["→reason", "-identify", "master", "transferred"])
        var unknown = run("private_repair", .privateRepair)
        #expect(unknown.goOn() == [])
        #expect(line(unknown) == ["✓reason", "→identify", "-first_time", "master", "transferred"])
        #expect(line(run("directions", .directions)) == ["→reason", "directions", "informed"])
        #expect(line(run("telesales", .finish)) == ["→reason", "informed"])
    }

    @Test("nothing typed is lost by going back and another way; only what is on the way counts")
    func back() {
        var run = run("private_repair", .privateRepair, ["is_new": "yes", "make": "MAZDA", "year": "2006"])
        #expect(run.goOn() == [] && run.goOn() == [] && run.goOn() == [])
        #expect(run.step?.id == "master")
        run.goBack()
        run.goBack()
        #expect(run.step?.id == "identify")
        run.answers["is_new"] = "no"
        run.answers["client"] = "9"
        #expect(run.goOn() == [])
        #expect(run.step?.id == "master")
        #expect(run.answers["make"] == "MAZDA")
        #expect(run.countingAnswers["make"] == nil && run.countingAnswers["client"] == "9")
        run.goBack(to: "reason")
        #expect(run.path.map(\.id) == ["reason"])
        run.goBack()
        #expect(run.step?.id == "reason")
    }

    @Test("a draft goes on where it was left, or as far as its answers lead when the way has changed")
    func resumed() {
        let answers = ["reason": "1", "is_new": "yes", "make": "MAZDA"]
        let facts: [ScriptFact: String] = [.route: "private_repair", .caller: "unknown"]
        #expect(ScriptRun(.inboundContact, facts: facts, answers: answers, at: "first_time").step?.id == "first_time")
        let other = ScriptRun(.inboundContact, facts: [.route: "employee"], answers: answers, at: "first_time")
        #expect(other.step?.id == "employee")
    }

    @Test("is said in every language, and greets by the hour")
    func languages() {
        for step in Script.inboundContact.steps {
            for text in [step.title, step.hint, step.say] + step.questions.map(\.label) where !text.isEmpty {
                #expect(text.all.count == 3)
            }
        }
        let say = Script.inboundContact.steps[0].say
        #expect(
            ScriptPlaceholder.fill(say.text(in: .russian), with: [.company: "АртсМоторс"])
                == "АртсМоторс! Здравствуйте!"
        )
        #expect(ScriptPlaceholder.greeting(atHour: 9).text(in: .english) == "Good morning")
        #expect(ScriptPlaceholder.fill("{client} {company}", with: [.company: "АртсМоторс"]) == "АртсМоторс")
        #expect(LocalText("Да").text(in: .ukrainian) == "Да")
    }

    @Test("S3.1 a text names the project and what is said first for it; without a project nothing of it is left")
    func project() {
        let text = "{greeting} Вы позвонили по поводу: {project}."
        let values: [ScriptPlaceholder: String] = [.project: "Страхование", .greeting: "Полис-сервис, добрый день!"]
        #expect(
            ScriptPlaceholder.fill(text, with: values)
                == "Полис-сервис, добрый день! Вы позвонили по поводу: Страхование."
        )
        #expect(ScriptPlaceholder.fill("{greeting} Слушаю вас.", with: [:]) == "Слушаю вас.")
    }
}
