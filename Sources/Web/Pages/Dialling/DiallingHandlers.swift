import ContactCenter
import Hummingbird

/// Calling a number by the reader's own phone (requirement S4.1, decision D30). What the PBX did not do is answered with words; what
/// becomes of the call is seen on every page.
extension Site {
    @Sendable func dial(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let typed = form["number"] else { throw HTTPError(.badRequest) }
        let language = viewer(of: request, context).language
        guard let number = configuration.dialling.read(numbers.read(typed)) else {
            return .refusal(language(.diallingNoNumber, foreign(typed, limit: 40)))
        }
        guard reader.rights.allows(number.kind.permission) else {
            return .refusal(language[number.kind == .premium ? .diallingNotPremium : .diallingNotAbroad])
        }
        guard let own = await desk.floor.seat(of: reader.user.id)?.phone else {
            return .refusal(language[.diallingNoPhone])
        }
        guard own.rawValue != number.rawValue else { return .refusal(language[.diallingNotSelf]) }
        guard let dialling else { return .refusal(language[.diallingNoPBX]) }
        guard await diallingLimit.take(reader.user.id, at: now()) else {
            return .refusal(language(.diallingTooMany, "\(configuration.dialling.perMinute)"))
        }
        let outcome = await dialling.dial(number, at: own)
        var subject = "phone:\(own)"
        if case .done(let call) = outcome { subject += " call:\(call)" }
        let fields = [number.kind.rawValue] + (outcome.phrase == nil ? [] : ["not_rung"])
        try await note(.callDialled, subject, fields: fields, request, context)
        return .answer(outcome.phrase, at: own, request, language)
    }

    @Sendable func hangUpDialled(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let call = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        let language = viewer(of: request, context).language
        guard let own = await desk.floor.seat(of: reader.user.id)?.phone else {
            return .refusal(language[.diallingNoPhone])
        }
        guard let dialling else { return .refusal(language[.diallingNoPBX]) }
        let outcome = await dialling.hangUp(call, at: own)
        if case .done = outcome {
            try await note(.callHungUp, "phone:\(own) call:\(call)", request, context)
        }
        return .answer(outcome.phrase, at: own, request, language)
    }
}

extension DiallingOutcome {
    /// What is told of it; `nil` where it was done. Some have a place for the own phone.
    fileprivate var phrase: Phrase? {
        switch self {
        case .done: nil
        case .phoneBusy: .diallingPhoneBusy
        case .phoneUnreachable: .diallingPhoneUnreachable
        case .over: .diallingOver
        case .notPermitted: .diallingNotPermitted
        case .pbxNotHeard: .diallingNotHeard
        case .notConfirmed: .diallingNotConfirmed
        }
    }
}
