import Foundation
import TestSupport
import Testing

@testable import ContactCenter

@Suite("A script is checked before it is used")
struct ScriptCheckTests {
    private static let two = Script(
        name: "Два шага",
        start: "ask",
        steps: [
            ScriptStep(
                "ask",
                title: "Вопрос",
                questions: [ScriptQuestion("again", "Повторно?", .yesNo), ScriptQuestion("text", "Что?")],
                branches: [ScriptBranch(to: "no", when: ["again": ["no"]]), ScriptBranch(to: "yes")]
            ),
            ScriptStep("yes", title: "Да", acts: [.finish(.informed)]),
            ScriptStep("no", title: "Нет", acts: [.finish(.dropped)]),
        ]
    )

    private func problems(_ change: (inout Script) -> Void) -> [ScriptProblem] {
        var script = Self.two
        change(&script)
        return script.check()
    }

    @Test("one that leads to an end whatever is answered is good, as is the shipped one")
    func good() {
        #expect(Self.two.check() == [])
        #expect(Script.inboundContact.check() == [])
    }

    @Test("a dead end, a step that no way leads to and a way that comes round are named with their step")
    func ways() {
        #expect(problems { $0.steps[1].acts = [] } == [ScriptProblem(.deadEnd, in: "yes")])
        #expect(
            problems { $0.steps.append(ScriptStep("lost", title: "Никуда", acts: [.finish(.informed)])) }
                == [ScriptProblem(.unreachable, in: "lost")]
        )
        let round = problems {
            $0.steps[1].acts = []
            $0.steps[1].branches = [ScriptBranch(to: "ask")]
        }
        #expect(round == [ScriptProblem(.comesRound, in: "ask"), ScriptProblem(.comesRound, in: "yes")])
        #expect(problems { $0.steps[0].branches.removeLast() }.contains(ScriptProblem(.noElse, in: "ask")))
        #expect(
            problems { $0.steps[0].branches[0].target = "nowhere" }.contains(.init(.noSuchTarget("nowhere"), in: "ask"))
        )
        #expect(problems { $0.steps[1].branches = [ScriptBranch(to: "no")] } == [ScriptProblem(.endGoesOn, in: "yes")])
        #expect(problems { $0.start = "begin" } == [ScriptProblem(.noSuchStart("begin"))])
    }

    @Test("a way that one before it always takes is lost")
    func lost() {
        let same = problems { $0.steps[0].branches.insert(ScriptBranch(to: "yes", when: ["again": ["no"]]), at: 1) }
        #expect(same == [ScriptProblem(.lostBranch(to: "yes"), in: "ask")])
        let narrower = ScriptBranch(to: "yes", when: ["again": ["no"], "caller": ["unknown"]])
        #expect(problems { $0.steps[0].branches.insert(narrower, at: 1) } == [.init(.lostBranch(to: "yes"), in: "ask")])
        #expect(problems { $0.steps[0].branches.insert(narrower, at: 0) } == [])
        let afterElse = problems { $0.steps[0].branches.append(ScriptBranch(to: "no")) }
        #expect(afterElse == [ScriptProblem(.lostBranch(to: "no"), in: "ask")])
    }

    @Test("a condition compares what was asked before with what can be answered")
    func conditions() {
        func with(_ name: String, _ value: String) -> [ScriptProblem] {
            problems { $0.steps[0].branches[0].conditions = [name: [value]] }
        }
        #expect(with("agian", "no") == [ScriptProblem(.unknownSubject("agian"), in: "ask")])
        #expect(with("again", "never") == [ScriptProblem(.noSuchValue("never", of: "again"), in: "ask")])
        #expect(with("text", "no") == [ScriptProblem(.notComparable("text"), in: "ask")])
        #expect(with("route", "emploee") == [ScriptProblem(.noSuchValue("emploee", of: "route"), in: "ask")])
        #expect(with("caller", "unknown") == [])
    }

    @Test("words: no unknown placeholder, no step without a title, no name that is none, nothing twice")
    func words() {
        #expect(problems { $0.steps[0].say = "{compani}!" } == [.init(.unknownPlaceholder("compani"), in: "ask")])
        #expect(
            problems { $0.steps[0].hint = LocalText("Да", en: "{client} {x}") } == [
                .init(.unknownPlaceholder("x"), in: "ask")
            ]
        )
        #expect(problems { $0.steps[1].title = LocalText() } == [ScriptProblem(.noTitle, in: "yes")])
        #expect(problems { $0.steps[0].questions[1].name = "Имя" } == [ScriptProblem(.badName("Имя"), in: "ask")])
        #expect(
            problems { $0.steps[0].questions[1].name = "again" } == [ScriptProblem(.questionTwice("again"), in: "ask")]
        )
        #expect(
            problems { $0.steps[0].questions[1].kind = .choice([]) } == [ScriptProblem(.badChoices("text"), in: "ask")]
        )
        #expect(problems { $0.steps[2].id = "yes" }.contains(ScriptProblem(.stepTwice, in: "yes")))
        #expect(problems { $0.steps = [] } == [ScriptProblem(.noSteps)])
    }

    @Test(
        "of ten thousand random scripts those that pass reach an end with any answers, and all their steps are reached"
    )
    func property() throws {
        var random = SeededRandom(seed: 4)
        var good = 0
        for _ in 0..<10_000 {
            let script = Script.random(from: &random)
            guard script.check().isEmpty else { continue }
            good += 1
            #expect(script.reachable(from: script.start) == Set(script.steps.map(\.id)))
            for _ in 0..<4 {
                var run = ScriptRun(script)
                run.facts = [
                    .route: ["employee", "finish"].randomElement(using: &random) ?? "",
                    .caller: ["unknown", "identified"].randomElement(using: &random) ?? "",
                ]
                var steps = 0
                while run.outcome == nil, steps <= script.steps.count {
                    steps += 1
                    for question in run.step?.allQuestions ?? [] {
                        run.answers[question.name] = question.values?.randomElement(using: &random) ?? "1"
                    }
                    #expect(run.goOn() == [])
                }
                #expect(run.outcome != nil)
            }
        }
        #expect(good > 300)
    }

    @Test("comes back from its JSON as it was, and so does any other")
    func coding() throws {
        var random = SeededRandom(seed: 5)
        for script in [Script.inboundContact] + (0..<200).map({ _ in Script.random(from: &random) }) {
            let data = try JSONEncoder().encode(script)
            #expect(try JSONDecoder().decode(Script.self, from: data) == script)
        }
    }
}
