import Foundation

/// The other end of a card: the client is sent on to who is responsible, who finds out the rest (requirements S1.5, S1.27).
extension IntakeDesk {
    /// Keeps what was typed on a card, sends the call on and registers the contact. Who the client is need not be known.
    ///
    /// - Parameters:
    ///   - typed: answers by name, as `go` takes them.
    ///   - revision: of the run that was shown.
    package func sendOn(
        typed: [String: String],
        step: ScriptStep.ID,
        revision: Int64,
        of intake: Intake,
        by user: UserID,
        language: LocalText.Language
    ) async throws -> IntakeStep {
        let kept = try await go(
            .stay,
            typed: typed,
            step: step,
            revision: revision,
            of: intake,
            by: user,
            language: language
        )
        guard case .shown(var intake, _) = kept else { return kept }
        guard mayBeSentOn(intake), let transfer, let call = intake.contact.record.call else {
            return .nothingToTransfer(intake)
        }
        let problems = intake.run.step?.problemsOfTransfer(with: intake.run.answers) ?? []
        guard problems.isEmpty, let id = intake.run.answers[ScriptAnswer.employee].flatMap({ Int64($0) }) else {
            return .shown(intake, problems)
        }
        guard let employee = try await records.record(EmployeeID(id)), !employee.isHidden else {
            return .shown(intake, [FieldProblem(ScriptAnswer.employee, .noSuchRecord)])
        }
        guard let phone = employee.record.phone else { return .noPhone(intake, employee.record.name) }
        switch await transfer.transfer(call, to: phone) {
        case .notReached: return .notTransferred(intake, phone)
        case .nothingToTransfer: return .nothingToTransfer(intake)
        case .rings: break
        }
        intake.isSentOn = true
        let written = try await write(intake, isLast: true, by: user)
        guard case .kept(let run) = written.keeping else { return try await overtaken(intake, typed: typed) }
        intake.kept = run
        intake.contact = written.contact
        if intake.contact.record.state == .registered { return .registered(intake.contact) }
        guard written.problems.isEmpty else { return .shown(intake, written.problems) }
        return try await register(intake, by: user)
    }

    /// Whether the present step is a card of a call, at the end of which the call may be sent on.
    package func mayBeSentOn(_ intake: Intake) -> Bool {
        transfer != nil && intake.contact.record.call != nil && intake.run.step?.sendsOn ?? false
    }
}

extension ScriptStep {
    /// A card on which somebody is chosen, and whose way goes on to nothing but the end.
    fileprivate var sendsOn: Bool {
        isCard && acts.contains { if case .chooseEmployee = $0 { true } else { false } }
    }

    /// What keeps a call from being sent on: whoever gets it must be known, the client need not be.
    fileprivate func problemsOfTransfer(with answers: [String: String]) -> [FieldProblem] {
        let ofClient: Set<String> = [ScriptAnswer.client, ScriptAnswer.personName]
        let others = problems(with: answers).filter { !(ofClient.contains($0.field) && $0.kind == .required) }
        let isChosen = answers[ScriptAnswer.employee].map { !$0.isEmpty } ?? false
        return others + (isChosen ? [] : [FieldProblem(ScriptAnswer.employee, .required)])
    }
}
