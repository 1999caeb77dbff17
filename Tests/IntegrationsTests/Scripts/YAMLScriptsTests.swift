import ContactCenter
import Integrations
import Testing

@Suite("Scripts as YAML")
struct YAMLScriptsTests {
    private let notation = YAMLScripts()

    private func problems(_ text: String) -> [ScriptTextProblem] {
        if case .unreadable(let problems) = notation.read(text) { problems } else { [] }
    }

    @Test("come back from their text as they were, with the line of each step")
    func roundTrip() throws {
        let text = try notation.text(of: .inboundContact)
        guard case .script(let script, let lines) = notation.read(text) else {
            Issue.record("\(problems(text))")
            return
        }
        #expect(script == .inboundContact)
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            script.steps.allSatisfy { step in lines[step.id].map { rows[$0 - 1].contains("id: \(step.id)") } ?? false }
        )
    }

    @Test("S3.25 a questionnaire with its scores comes back as it was")
    func questionnaire() throws {
        let text = try notation.text(of: .qualitySurvey)
        #expect(text.hasPrefix("kind: questionnaire\n") && text.contains("score: 3"))
        guard case .script(let script, _) = notation.read(text) else {
            Issue.record("\(problems(text))")
            return
        }
        #expect(script == .qualitySurvey)
        #expect(problems(text.replacing("score: 3", with: "score: many")).map(\.kind) == [.badValue("score")])
    }

    @Test("what is wrong is named with its line")
    func wrong() {
        let good = """
            name: Справка
            start: ask
            steps:
              - id: ask
                title: {ru: Вопрос, en: Question}
                ask:
                  - {name: again, label: Повторно?, kind: yes_no}
                next:
                  - {when: {again: yes}, to: end}
                  - to: end
              - id: end
                title: Итог
                act: finish
                outcome: informed
            """
        #expect(problems(good) == [])
        #expect(problems(good.replacing("title: Итог", with: "titel: Итог")) == [.init(.unknownKey("titel"), line: 12)])
        #expect(problems(good.replacing("    title: Итог\n", with: "")) == [.init(.missingKey("title"), line: 11)])
        #expect(problems(good.replacing("yes_no", with: "maybe")) == [.init(.badValue("kind"), line: 7)])
        #expect(
            problems(good.replacing("outcome: informed", with: "outcome: gone")) == [
                .init(.badValue("outcome"), line: 14)
            ]
        )
        #expect(problems(good.replacing("steps:", with: "steps: [")).map(\.line) != [nil])
        #expect(problems("") == [.init(.missingKey("steps"))])
        #expect(problems("- 1").count == 1)
    }

    @Test("a text that unfolds without end, or is too long, is refused", .timeLimit(.minutes(1)))
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(problems(text).map(\.kind) == [.tooLong(limit: 20_000)])
        #expect(problems(String(repeating: "x", count: 200_001)).map(\.kind) == [.tooLong(limit: 200_000)])
        #expect(problems(String(repeating: "[", count: 5_000)).count == 1)
    }
}
