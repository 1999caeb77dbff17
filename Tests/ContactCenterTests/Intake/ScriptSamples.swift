import TestSupport

@testable import ContactCenter

extension Script {
    /// Any script: words, questions and ways at random, most of them with something wrong.
    static func random(from random: inout SeededRandom) -> Script {
        let count = Int.random(in: 1...8, using: &random)
        let steps = (0..<count).map { place in
            randomStep(place, of: count, &random)
        }
        return Script(name: "Сценарий", start: "step_0", steps: steps)
    }

    private static func randomStep(_ place: Int, of count: Int, _ random: inout SeededRandom) -> ScriptStep {
        var step = ScriptStep("step_\(place)", title: "Шаг \(place)")
        if Int.random(in: 0..<2, using: &random) == 0 {
            step.questions = [
                ScriptQuestion("answer_\(place)", "Да?", .yesNo, isRequired: Bool.random(using: &random)),
                ScriptQuestion("text_\(place)", "Что?", .text),
            ]
        }
        let isEnd = place == count - 1 || Int.random(in: 0..<6, using: &random) == 0
        guard !isEnd else {
            step.acts = [.finish(.informed)]
            return step
        }
        let acts: [[ScriptAct]] = [
            [], [.identifyClient(isRequired: false)], [.transfer(.all)], [.chooseEmployee(.masters, isRequired: true)],
            [.identifyClient(isRequired: true), .chooseEmployee(.all, isRequired: false)],
        ]
        step.acts = acts.randomElement(using: &random) ?? []
        // Mostly forwards, which is what most people mean.
        func target() -> String {
            let isBackwards = Int.random(in: 0..<40, using: &random) == 0
            let range = isBackwards ? 0...place : min(place + 1, count - 1)...min(place + 3, count - 1)
            return "step_\(Int.random(in: range, using: &random))"
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let subjects = ["route", "caller", "answer_\(place)", "transfer", "is_new"]
            let subject = subjects.randomElement(using: &random) ?? ""
            let values = [
                "route": "employee", "caller": "unknown", "transfer": "failed", "is_new": "yes",
                "answer_\(place)": "no",
            ]
            step.branches.append(ScriptBranch(to: target(), when: [subject: [values[subject] ?? "yes"]]))
        }
        step.branches.append(ScriptBranch(to: target()))
        return step
    }
}

extension LocalText: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self.init(value) }
}
