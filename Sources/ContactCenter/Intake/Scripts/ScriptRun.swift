/// A script on its way: where somebody is in it, what was answered, what is known. No clock, no input or output.
///
/// Answers are kept as they were typed, right or wrong, and also those of steps that the way does not lead through any more, so
/// that nothing is lost by going back. Only those on the way count.
package struct ScriptRun: Hashable, Sendable {
    package let script: Script
    package var facts: [ScriptFact: String]
    package var answers: [String: String]
    private var wanted: ScriptStep.ID

    /// - Parameter step: where somebody was; the beginning where nobody has begun. A step that the way does not lead to any more
    ///   is left for the last one before it that does.
    package init(
        _ script: Script,
        facts: [ScriptFact: String] = [:],
        answers: [String: String] = [:],
        at step: ScriptStep.ID? = nil
    ) {
        self.script = script
        self.facts = facts
        self.answers = answers
        wanted = step ?? script.start
    }

    /// The steps from the beginning to the present one.
    package var path: [ScriptStep] {
        let way = way
        if let place = way.firstIndex(where: { $0.id == wanted }) { return Array(way[...place]) }
        // Something has changed the way: as far as it is answered.
        let open = way.firstIndex { !$0.problems(with: answers).isEmpty } ?? way.indices.last
        return open.map { Array(way[...$0]) } ?? []
    }

    /// `nil` for a script without steps, which no valid one is.
    package var step: ScriptStep? { path.last }

    /// What the contact would end with if the present step were the last; `nil` where it goes on.
    package var outcome: Contact.Outcome? { step?.outcome }

    /// The step after the present one, as things stand.
    package var next: ScriptStep? { step.flatMap(target(of:)) }

    /// Whether the present step is the last to be filled in.
    package var isLast: Bool {
        guard let next else { return script.kind == .questionnaire }
        return next.outcome != nil && next.allQuestions.isEmpty
    }

    /// What must be put right before it goes on.
    package var problems: [FieldProblem] { step?.problems(with: answers) ?? [] }

    /// Goes to the next step where nothing is wrong with this one.
    package mutating func goOn() -> [FieldProblem] {
        let problems = problems
        if problems.isEmpty, let next { wanted = next.id }
        return problems
    }

    /// To the step before; stays at the first.
    package mutating func goBack() {
        let path = path
        if path.count > 1 { wanted = path[path.count - 2].id }
    }

    /// To a step that was passed already.
    package mutating func goBack(to step: ScriptStep.ID) {
        if path.contains(where: { $0.id == step }) { wanted = step }
    }

    /// The answers of the steps that the way leads through, which are what was learned.
    package var countingAnswers: [String: String] {
        let names = Set(path.flatMap(\.allQuestions).map(\.name))
        return answers.filter { names.contains($0.key) && !$0.value.isEmpty }
    }

    /// What the answers that count add to the total, by the names of their questions.
    package var scores: [String: Int64] {
        let scored = path.flatMap(\.questions).compactMap { question in
            question.score(of: answers[question.name]).map { (question.name, $0) }
        }
        return Dictionary(scored) { first, _ in first }
    }

    /// `nil` where nothing that was answered has a score.
    package var total: Int64? {
        let scores = scores.values
        return scores.isEmpty ? nil : scores.reduce(0, +)
    }

    // MARK: The line of steps

    package struct Milestone: Hashable, Sendable {
        package enum State: Hashable, Sendable {
            case done
            case present
            case ahead
            /// Left out, because what it would find out is known or was answered otherwise.
            case skipped
        }

        package var step: ScriptStep
        package var state: State
    }

    /// All steps that the reader should know of, in the order of the way: those behind, the present one, those ahead as things
    /// stand, and struck through the detours that the way leaves out.
    package var outline: [Milestone] {
        let way = way
        let present = max(path.count - 1, 0)
        var line: [Milestone] = []
        for (place, step) in way.enumerated() {
            if place > 0 {
                line += detours(from: way[place - 1], to: step).map { Milestone(step: $0, state: .skipped) }
            }
            let state: Milestone.State = place < present ? .done : place == present ? .present : .ahead
            line.append(Milestone(step: step, state: state))
        }
        return line
    }

    /// Steps that could have come in between: a way leads from the one to them, and from them to the other. An end is nothing
    /// that one takes a detour to.
    private func detours(from step: ScriptStep, to next: ScriptStep) -> [ScriptStep] {
        guard next.outcome == nil else { return [] }
        var detours: [ScriptStep] = []
        for branch in step.branches where branch.target != next.id && !isOfOtherReason(branch) {
            guard let other = script[branch.target], !detours.contains(other),
                script.reachable(from: other.id).contains(next.id)
            else { continue }
            detours.append(other)
        }
        return detours
    }

    /// A way of other reasons is nothing that was left out.
    private func isOfOtherReason(_ branch: ScriptBranch) -> Bool {
        [ScriptFact.route, .reason, .offers].contains { fact in
            guard let wanted = branch.conditions[fact.rawValue] else { return false }
            return !(facts[fact].map(wanted.contains) ?? false)
        }
    }

    // MARK: The way

    /// From the beginning to an end, by the answers and facts that there are.
    private var way: [ScriptStep] {
        var way: [ScriptStep] = []
        var next = script[script.start]
        // A script that was checked never comes round; one that was not must not hang anybody.
        while let step = next, way.count <= script.steps.count, !way.contains(step) {
            way.append(step)
            next = target(of: step)
        }
        return way
    }

    private func target(of step: ScriptStep) -> ScriptStep? {
        let branch = step.branches.first { branch in
            branch.conditions.allSatisfy { name, values in value(of: name).map(values.contains) ?? false }
        }
        return branch.flatMap { script[$0.target] }
    }

    private func value(of name: String) -> String? { ScriptFact(rawValue: name).map { facts[$0] } ?? answers[name] }
}

extension Script {
    /// The steps that some way leads to from this one, itself included.
    package func reachable(from start: ScriptStep.ID) -> Set<ScriptStep.ID> {
        var found: Set<ScriptStep.ID> = []
        var open = [start]
        while let id = open.popLast() {
            guard let step = self[id], found.insert(id).inserted else { continue }
            open += step.branches.map(\.target)
        }
        return found
    }
}
