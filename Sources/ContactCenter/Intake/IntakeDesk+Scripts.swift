import Foundation

/// Which script leads through a contact: the one of its project, else of its channel; then that of the chosen reason.
extension IntakeDesk {
    /// The script that a contact begins with.
    ///
    /// - Parameter usual: what the program knows the script by that is taken where neither project nor channel has one of its own.
    func firstScript(
        of project: ProjectID?,
        _ channel: ContactChannelID?,
        or usual: String
    ) async throws -> KeptScript? {
        if let project, let own = try await scripts.script(of: project) { return own }
        if let channel, let own = try await scripts.script(of: channel) { return own }
        return try await scripts.script(coded: usual)
    }

    /// Of a contact without a call that stands at its beginning another channel may have another script.
    func followChannel(_ intake: inout Intake) async throws {
        guard intake.contact.record.call == nil, intake.begun == nil, intake.run.path.count == 1,
            let channel = intake.run.answers[ScriptAnswer.channel].flatMap({ Int64($0) }),
            let present = try await scripts.version(intake.kept.script)
        else { return }
        let registration = try await scripts.script(coded: Script.registrationCode)
        let project = intake.contact.record.project
        let usual = present.id == registration?.id ? Script.registrationCode : Script.inboundContactCode
        guard let kept = try await firstScript(of: project, ContactChannelID(channel), or: usual),
            present.id != kept.id
        else {
            return
        }
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

extension IntakeDesk {
    /// On a card the reason follows from the first open document of the client, where nobody has chosen one (requirement S1.11).
    func followDocuments(_ intake: inout Intake) async throws {
        guard let step = intake.run.step, step.isCard, step.asks(for: ScriptAnswer.reason),
            (intake.run.answers[ScriptAnswer.reason] ?? "").isEmpty,
            let client = intake.run.answers[ScriptAnswer.client].flatMap({ Int64($0) })
        else { return }
        var filter = DocumentFilter()
        filter.client = ClientID(client)
        filter.isOpen = true
        guard let document = try await documents.documents(where: filter, after: nil, limit: 1).first else { return }
        let reasons = try await records.records(of: Reason.self, includingHidden: false)
            .filter { $0.record.category == document.record.kind.direction && $0.record.caption != nil }
        guard let reason = reasons.min(by: { $0.record.place < $1.record.place }) else { return }
        intake.run.answers[ScriptAnswer.reason] = reason.id.description
        intake.kept.answers = intake.run.answers
        intake.run.facts = try await facts(intake.kept, of: intake.contact.record)
    }
}

extension ScriptStep {
    fileprivate func asks(for name: String) -> Bool { allQuestions.contains { $0.name == name } }
}
