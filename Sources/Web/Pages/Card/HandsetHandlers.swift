import ContactCenter
import Hummingbird

/// Having the reader's own phone answer, hold and resume. What it did not do is answered with words; what it did is seen on the card.
extension Site {
    @Sendable func pressHandset(_ request: Request, _ context: Context) async throws -> Response {
        guard let key = context.parameters.get("key").flatMap(HandsetKey.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let call = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        let language = viewer(of: request, context).language
        guard let own = await desk.floor.seat(of: reader.user.id)?.phone else {
            return .refusal(language[.handsetNoPhone])
        }
        guard let handset else { return .refusal(language[.handsetNoPBX]) }
        let outcome = await handset.press(key, in: call, at: own)
        if outcome.wasSent {
            let fields = [key.rawValue] + (outcome == .done ? [] : ["not_done"])
            try await note(.handsetPressed, "phone:\(own) call:\(call)", fields: fields, request, context)
        }
        return .answer(outcome.phrase, at: own, request, language, backTo: "/card")
    }
}

extension HandsetOutcome {
    /// The PBX was asked to tell the phone.
    fileprivate var wasSent: Bool {
        switch self {
        case .done, .refused, .notPermitted, .notConfirmed: true
        case .nothingToDo, .doesNotObey, .pbxNotHeard: false
        }
    }

    /// What is told of it; `nil` where it was done. Some have a place for the own phone.
    fileprivate var phrase: Phrase? {
        switch self {
        case .done: nil
        case .nothingToDo: .handsetGone
        case .doesNotObey: .handsetDoesNotObey
        case .refused: .handsetRefused
        case .notPermitted: .handsetNotPermitted
        case .pbxNotHeard: .diallingNotHeard
        case .notConfirmed: .handsetNotConfirmed
        }
    }
}
