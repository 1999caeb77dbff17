import Foundation

/// Which script leads through a contact: the one of its channel, then that of the chosen reason.
extension IntakeDesk {
    /// The script that a contact begins with.
    func firstScript(of channel: ContactChannelID?) async throws -> KeptScript? {
        if let channel, let own = try await scripts.script(of: channel) { return own }
        return try await scripts.script(coded: Script.inboundContactCode)
    }

    /// Of a contact without a call that stands at its beginning another channel may have another script.
    func followChannel(_ intake: inout Intake) async throws {
        guard intake.contact.record.call == nil, intake.begun == nil, intake.run.path.count == 1,
            let channel = intake.run.answers[ScriptAnswer.channel].flatMap({ Int64($0) }),
            let kept = try await firstScript(of: ContactChannelID(channel)),
            let present = try await scripts.version(intake.kept.script), present.id != kept.id
        else { return }
        intake.kept.script = kept.version
        intake.run = ScriptRun(kept.script, facts: intake.run.facts, answers: intake.run.answers)
    }

    /// Goes on with the script of the reason that was chosen at this step, if it has one of its own.
    ///
    /// - Returns: whether it does.
    func followReason(_ intake: inout Intake) async throws -> Bool {
        guard let step = intake.run.step, step.asks(for: ScriptAnswer.reason),
            let reason = intake.run.answers[ScriptAnswer.reason].flatMap({ Int64($0) }),
            let kept = try await scripts.script(of: ReasonID(reason)),
            let present = try await scripts.version(intake.kept.script), present.id != kept.id
        else { return false }
        if intake.begun == nil {
            intake.begun = intake.run
            intake.kept.begun = intake.kept.script
        }
        intake.kept.script = kept.version
        intake.run = ScriptRun(kept.script, facts: intake.run.facts, answers: intake.run.answers)
        return true
    }

    /// From the first step of a reason's script back to where the reason was chosen.
    ///
    /// - Returns: whether it did.
    func goBackToBegun(_ intake: inout Intake) -> Bool {
        guard var begun = intake.begun, let version = intake.kept.begun, intake.run.path.count <= 1 else {
            return false
        }
        begun.answers = intake.run.answers
        intake.run = begun
        intake.kept.script = version
        (intake.begun, intake.kept.begun) = (nil, nil)
        return true
    }

    /// The script that a contact began with, at the step that asks for the reason.
    func begunRun(_ kept: KeptRun, facts: [ScriptFact: String]) async throws -> ScriptRun? {
        guard let version = kept.begun, let begun = try await scripts.body(of: version) else { return nil }
        let step = begun.steps.first { $0.asks(for: ScriptAnswer.reason) }
        return ScriptRun(begun, facts: facts, answers: kept.answers, at: step?.id)
    }
}

extension ScriptStep {
    fileprivate func asks(for name: String) -> Bool { allQuestions.contains { $0.name == name } }
}
