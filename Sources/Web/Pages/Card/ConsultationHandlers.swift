import ContactCenter
import Hummingbird

/// Asking a colleague before a client is handed over (requirement S4.20). What the PBX did not do is answered with words.
extension Site {
    @Sendable func consultColleague(_ request: Request, _ context: Context) async throws -> Response {
        let asked = try await askedConsultation(request, context)
        let language = viewer(of: request, context).language
        guard case .of(let call, let own, let consultation, let form) = asked else {
            return refusal(of: asked, in: language)
        }
        guard let colleague = await colleague(in: form, besides: own) else { return .refusal(language[.consultAway]) }
        let outcome = await consultation.consult(call, at: own, with: colleague.phone)
        if outcome == .nothingToDo { return .refusal(language[.consultGone]) }
        try await note(.callConsulted, "user:\(colleague.user) call:\(call)", request, context)
        return answer(
            to: request,
            outcome,
            language(.consultNotReached, foreign(colleague.displayName, limit: 60)),
            in: language
        )
    }

    /// The blind transfer: the client's channel is redirected, as at the end of a script.
    @Sendable func sendOnAtOnce(_ request: Request, _ context: Context) async throws -> Response {
        let asked = try await askedConsultation(request, context)
        let language = viewer(of: request, context).language
        guard case .of(let id, let own, _, let form) = asked, let transfer else {
            return refusal(of: asked, in: language)
        }
        guard let colleague = await colleague(in: form, besides: own) else { return .refusal(language[.consultAway]) }
        guard let call = await desk.snapshot().calls.first(where: { $0.id == id }), call.consulted(by: own) == nil
        else {
            return .refusal(language[.sendOnGone])
        }
        guard call.direction == .inbound else { return .refusal(language[.sendOnOnlyInbound]) }
        let outcome = await transfer.transfer(id, to: colleague.phone)
        if outcome == .nothingToTransfer { return .refusal(language[.sendOnGone]) }
        try await note(.callSentOn, "user:\(colleague.user) call:\(id)", request, context)
        if outcome == .notReached {
            return .refusal(language(.pickUpNotReached, foreign(colleague.phone.rawValue, limit: 40)))
        }
        return .done(request, backTo: "/card")
    }

    @Sendable func goOnWithConsultation(_ request: Request, _ context: Context) async throws -> Response {
        guard let step = context.parameters.get("step").flatMap(ConsultationStep.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        let asked = try await askedConsultation(request, context)
        let language = viewer(of: request, context).language
        guard case .of(let call, let own, let consultation, _) = asked else { return refusal(of: asked, in: language) }
        let outcome = await consultation.go(step, in: call, at: own)
        if outcome == .nothingToDo { return .refusal(language[.consultGone]) }
        try await note(.consultationWentOn, "call:\(call)", fields: [step.rawValue], request, context)
        return answer(to: request, outcome, language[.consultNotDone], in: language)
    }

    /// Nobody but who sits at a phone of ours is called by this: what a form says is no number to be dialled.
    private func colleague(in form: Form, besides own: Extension) async -> Seat? {
        guard let phone = form["phone"].map(Extension.init(_:)), phone != own else { return nil }
        return await desk.floor.seats[phone]
    }

    /// The consultation that a form is about.
    private enum Asked {
        case of(CallID, at: Extension, any CallConsultation, Form)
        case noPhone
        case noPBX
        case gone
    }

    private func askedConsultation(_ request: Request, _ context: Context) async throws -> Asked {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        let snapshot = await desk.snapshot()
        guard let own = snapshot.floor.seat(of: reader.user.id)?.phone else {
            return .noPhone
        }
        guard let consultation else { return .noPBX }
        guard snapshot.calls.contains(where: { $0.id == id && $0.isSpoken(at: own) }) else { return .gone }
        return .of(id, at: own, consultation, form)
    }

    private func answer(
        to request: Request,
        _ outcome: ConsultationOutcome,
        _ notHeard: HTML,
        in language: Language
    ) -> Response {
        switch outcome {
        case .done: .done(request, backTo: "/card")
        case .notHeard: .refusal(notHeard)
        case .refused: .refusal(language[.consultRefused])
        case .nothingToDo: .refusal(language[.consultGone])
        }
    }

    private func refusal(of asked: Asked, in language: Language) -> Response {
        switch asked {
        case .noPhone: .refusal(language[.consultNoPhone])
        case .noPBX: .refusal(language[.consultNoPBX])
        case .gone, .of: .refusal(language[.consultGone])
        }
    }
}
