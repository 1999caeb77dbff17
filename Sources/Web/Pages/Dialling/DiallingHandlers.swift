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
            return .undialled(language(.diallingNoNumber, foreign(typed, limit: 40)))
        }
        guard reader.rights.allows(number.kind.permission) else {
            return .undialled(language[number.kind == .premium ? .diallingNotPremium : .diallingNotAbroad])
        }
        guard let own = ownPhone(of: reader, on: await desk.floor) else {
            return .undialled(language[.diallingNoPhone])
        }
        guard own.rawValue != number.rawValue else { return .undialled(language[.diallingNotSelf]) }
        guard let dialling else { return .undialled(language[.diallingNoPBX]) }
        guard await diallingLimit.take(reader.user.id, at: now()) else {
            return .undialled(language(.diallingTooMany, "\(configuration.dialling.perMinute)"))
        }
        let outcome = await dialling.dial(number, at: own)
        var subject = "phone:\(own)"
        if case .done(let call) = outcome { subject += " call:\(call)" }
        try await access.note(
            AuditEntry(
                at: now(),
                user: reader.user.id,
                action: .callDialled,
                subject: subject,
                fields: [number.kind.rawValue] + (outcome.phrase == nil ? [] : ["not_rung"]),
                address: address(of: request, context)
            )
        )
        return answer(outcome, at: own, request, language)
    }

    @Sendable func hangUpDialled(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let call = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        let language = viewer(of: request, context).language
        guard let own = ownPhone(of: reader, on: await desk.floor) else {
            return .undialled(language[.diallingNoPhone])
        }
        guard let dialling else { return .undialled(language[.diallingNoPBX]) }
        let outcome = await dialling.hangUp(call, at: own)
        if case .done = outcome {
            try await access.note(
                AuditEntry(
                    at: now(),
                    user: reader.user.id,
                    action: .callHungUp,
                    subject: "phone:\(own) call:\(call)",
                    address: address(of: request, context)
                )
            )
        }
        return answer(outcome, at: own, request, language)
    }

    private func ownPhone(of reader: SignedIn, on floor: Floor) -> Extension? {
        floor.seats.values.first { $0.user == reader.user.id }?.phone
    }

    private func answer(
        _ outcome: DiallingOutcome,
        at own: Extension,
        _ request: Request,
        _ language: Language
    ) -> Response {
        guard let phrase = outcome.phrase else {
            return request.isOfScript
                ? Response(status: .noContent) : .redirect(to: request.cameFrom ?? "/", type: .normal)
        }
        return .undialled(language(phrase, foreign(own.rawValue, limit: 40)))
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

extension Response {
    fileprivate static func undialled(_ words: HTML) -> Response {
        .text(words.markup, type: "text/html; charset=utf-8", status: .unprocessableContent)
    }
}
