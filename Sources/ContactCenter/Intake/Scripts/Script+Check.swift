extension Script {
    private static let mostSteps = 100
    private static let longestText = 2_000
    private static let scores: ClosedRange<Int64> = -1_000...1_000

    /// What is wrong with it, the first step first. One with which nothing is wrong leads to an end whatever is answered.
    package func check() -> [ScriptProblem] {
        guard !steps.isEmpty else { return [ScriptProblem(.noSteps)] }
        guard steps.count <= Self.mostSteps else { return [ScriptProblem(.tooManySteps(limit: Self.mostSteps))] }
        var problems: [ScriptProblem] = []
        if self[start] == nil { problems.append(ScriptProblem(.noSuchStart(start))) }
        if name.isEmpty { problems.append(ScriptProblem(.noTitle)) }
        let reached = reachable(from: start)
        var names: Set<ScriptStep.ID> = []
        var asked: Set<String> = []
        for step in steps {
            var found = words(of: step) + questions(of: step, asked: &asked) + ways(on: step)
            if !names.insert(step.id).inserted { found.append(.stepTwice) }
            if self[start] != nil, !reached.contains(step.id) { found.append(.unreachable) }
            if comesRound(step) { found.append(.comesRound) } else { found += askedBefore(step) }
            problems += found.map { ScriptProblem($0, in: step.id) }
        }
        return problems
    }

    // MARK: Words

    private func words(of step: ScriptStep) -> [ScriptProblem.Kind] {
        var problems: [ScriptProblem.Kind] = []
        if !Self.isName(step.id) { problems.append(.badName(step.id)) }
        if step.title.isEmpty { problems.append(.noTitle) }
        var texts = [step.title, step.hint, step.say] + step.questions.map(\.label)
        for case .remind(let minutes, let text) in step.acts {
            texts.append(text)
            if !(1...44_640).contains(minutes) { problems.append(.badMinutes) }
        }
        for text in texts.flatMap(\.all) {
            if text.unicodeScalars.count > Self.longestText { problems.append(.textTooLong(limit: Self.longestText)) }
            for name in ScriptPlaceholder.names(in: text) where ScriptPlaceholder(rawValue: name) == nil {
                problems.append(.unknownPlaceholder(name))
            }
        }
        return problems
    }

    private static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    }

    // MARK: Questions

    private func questions(of step: ScriptStep, asked: inout Set<String>) -> [ScriptProblem.Kind] {
        let byActs = step.acts.flatMap(\.questions).map(\.name)
        var problems: [ScriptProblem.Kind] =
            byActs.first { name in byActs.count { $0 == name } > 1 }
            .map { [.questionTwice($0)] } ?? []
        // An end asks for nothing more, and is one end.
        if step.outcome != nil, step.isCard { problems.append(.endGoesOn) }
        if kind == .questionnaire, !step.acts.isEmpty { problems.append(.actInQuestionnaire) }
        for question in step.questions {
            let name = question.name
            if !Self.isName(name) || ScriptFact(rawValue: name) != nil && !isFieldOfContact(question) {
                problems.append(.badName(name))
            }
            if !asked.insert(name).inserted || byActs.contains(name) {
                problems.append(.questionTwice(name))
            }
            if question.label.isEmpty { problems.append(.noLabel(name)) }
            switch question.kind {
            case .choice(let choices):
                let values = choices.map(\.value)
                let isGood =
                    !values.isEmpty && Set(values).count == values.count && values.allSatisfy(Self.isName)
                    && choices.allSatisfy { !$0.label.isEmpty }
                if !isGood { problems.append(.badChoices(name)) }
                if !choices.compactMap(\.score).allSatisfy(Self.scores.contains) { problems.append(.badScore(name)) }
            case .number(let range):
                if range.lowerBound == range.upperBound { problems.append(.badRange(name)) }
            case .directory(let kind):
                if !ScriptQuestion.askedDirectories.contains(kind) { problems.append(.badDirectory(name)) }
            case .text, .longText, .date, .phone, .yesNo:
                break
            }
        }
        return problems
    }

    /// What an act asks for is asked once on each way: the second answer would take the place of the first.
    private func askedBefore(_ step: ScriptStep) -> [ScriptProblem.Kind] {
        let names = Set(step.acts.flatMap(\.questions).map(\.name))
        guard !names.isEmpty else { return [] }
        let before = steps.filter { $0.id != step.id && reachable(from: $0.id).contains(step.id) }
        let asked = Set(before.flatMap(\.acts).flatMap(\.questions).map(\.name))
        return names.intersection(asked).sorted().prefix(1).map(ScriptProblem.Kind.questionTwice)
    }

    /// The reason and the channel are asked for by name, and what is known of them goes by the same names. A questionnaire asks beside
    /// the contact.
    private func isFieldOfContact(_ question: ScriptQuestion) -> Bool {
        guard kind == .contact else { return false }
        return switch question.name {
        case ScriptAnswer.reason: question.kind == .directory(.reasons)
        case ScriptAnswer.channel: question.kind == .directory(.contactChannels)
        default: false
        }
    }

    // MARK: Ways on

    private func ways(on step: ScriptStep) -> [ScriptProblem.Kind] {
        if step.outcome != nil { return step.branches.isEmpty ? [] : [.endGoesOn] }
        guard let last = step.branches.last else { return kind == .questionnaire ? [] : [.deadEnd] }
        var problems: [ScriptProblem.Kind] = last.conditions.isEmpty ? [] : [.noElse]
        for (place, branch) in step.branches.enumerated() {
            if self[branch.target] == nil { problems.append(.noSuchTarget(branch.target)) }
            if step.branches[..<place].contains(where: { $0.alwaysApplies(with: branch) }) {
                problems.append(.lostBranch(to: branch.target))
            }
            for (name, values) in branch.conditions.sorted(by: { $0.key < $1.key }) {
                problems += condition(on: name, values, in: step)
            }
        }
        return problems
    }

    private func condition(on name: String, _ values: Set<String>, in step: ScriptStep) -> [ScriptProblem.Kind] {
        let known: [String]?
        if let fact = ScriptFact(rawValue: name) {
            known = fact.values
            if known == nil { return values.isEmpty ? [.noSuchValue("", of: name)] : [] }
        } else {
            let questions = steps.filter { $0.id == step.id || reachable(from: $0.id).contains(step.id) }
                .flatMap(\.allQuestions).filter { $0.name == name }
            guard !questions.isEmpty else { return [.unknownSubject(name)] }
            known = questions.compactMap(\.values).first
        }
        guard let known else { return [.notComparable(name)] }
        if values.isEmpty { return [.noSuchValue("", of: name)] }
        return values.subtracting(known).sorted().map { .noSuchValue($0, of: name) }
    }

    private func comesRound(_ step: ScriptStep) -> Bool {
        step.branches.contains { reachable(from: $0.target).contains(step.id) }
    }
}

extension ScriptBranch {
    /// Whether it applies whenever the other does.
    fileprivate func alwaysApplies(with other: ScriptBranch) -> Bool {
        conditions.allSatisfy { name, values in
            other.conditions[name].map { $0.isSubset(of: values) } ?? false
        }
    }
}

extension ScriptQuestion {
    /// Small enough that one is chosen from a list.
    package static let askedDirectories: [RecordKind] = [
        .reasons, .contactChannels, .branches, .departments, .workshops, .jobPositions, .employees, .sources,
        .vehicleMakes,
    ]
}
