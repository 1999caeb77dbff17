import Foundation

extension IntakeDesk {
    /// A step of a script that is only tried out: nothing of it is kept, and no call is sent on.
    ///
    /// - Parameters:
    ///   - answers: all that was answered so far.
    ///   - step: the one that was shown; the beginning where none was.
    /// - Returns: also whether a questionnaire came to its end.
    package func tryOut(
        _ script: KeptScript,
        _ move: IntakeMove,
        answers: [String: String],
        step: ScriptStep.ID?,
        isCallerIdentified: Bool,
        language: LocalText.Language
    ) async throws -> (intake: Intake, problems: [FieldProblem], isOver: Bool) {
        var contact = Contact()
        contact.at = now()
        var kept = KeptRun(
            script: script.version,
            step: step ?? script.script.start,
            isCallerIdentified: isCallerIdentified,
            answers: answers
        )
        contact.reason = answers[ScriptAnswer.reason].flatMap { Int64($0) }.map(ReasonID.init(_:))
        let facts = try await facts(kept, of: contact)
        var run = ScriptRun(script.script, facts: facts, answers: answers, at: step)
        var problems: [FieldProblem] = []
        var isOver = false
        switch move {
        case .stay: break
        case .back: run.goBack()
        case .to(let step): run.goBack(to: step)
        case .next where run.isLast && script.script.kind == .questionnaire:
            problems = run.problems
            isOver = problems.isEmpty
        case .next: problems = run.goOn()
        }
        kept.step = run.step?.id ?? kept.step
        var intake = Intake(contact: Kept(id: ContactID(0), version: 0, record: contact), run: run, kept: kept)
        try await fillIn(&intake, in: language)
        return (intake, problems, isOver)
    }
}
