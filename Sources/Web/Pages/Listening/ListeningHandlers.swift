import ContactCenter
import Hummingbird

/// Listening in on a colleague's live call by the reader's own phone (requirements S4.16–S4.18). What the PBX did not do is answered
/// with words. `ListeningDesk` writes down what it did.
extension Site {
    @Sendable func listen(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)),
            let user = form["user"].flatMap(Int64.init).map(UserID.init(_:))
        else { throw HTTPError(.badRequest) }
        guard let listener = Listener(reader) else { throw HTTPError(.forbidden) }
        let language = viewer(of: request, context).language
        let snapshot = await desk.snapshot()
        guard let seat = snapshot.floor.seat(of: user) else {
            return .refusal(language[.listeningOver])
        }
        guard listener.mayHear(seat) else { return .refusal(language[.listeningNotYours]) }
        guard let own = listener.phone(on: snapshot.floor) else { return .refusal(language[.listeningNoPhone]) }
        guard let listening else { return .refusal(language[.listeningNoPBX]) }
        guard snapshot.floor.listenings.by(own) == nil else { return .refusal(language[.listeningAlready]) }
        let calls = snapshot.calls.filter { $0.id == id }
        guard Listener.audible(seat.phone, in: calls) != nil else { return .refusal(language[.listeningOver]) }
        let outcome = await listening.listen(to: seat.phone, in: id, at: own, followsNext: form["follow"] != nil)
        return .answer(outcome.phrase, at: own, request, language)
    }

    @Sendable func changeListening(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let mode = form["mode"].flatMap(ListeningMode.init(rawValue:)) else { throw HTTPError(.badRequest) }
        guard let listener = Listener(reader) else { throw HTTPError(.forbidden) }
        let language = viewer(of: request, context).language
        let floor = await desk.floor
        guard let listening else { return .refusal(language[.listeningNoPBX]) }
        guard let (running, own) = ownListening(form, listener, on: floor) else {
            return .refusal(language[.listeningOver])
        }
        // Who sits at the phone may be another by now.
        guard let seat = running.to.flatMap({ floor.seats[$0] }), listener.mayHear(seat) else {
            return .refusal(language[.listeningNotYours])
        }
        return .answer(await listening.change(running.id, to: mode).phrase, at: own, request, language)
    }

    @Sendable func endListening(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let listener = Listener(reader) else { throw HTTPError(.forbidden) }
        let language = viewer(of: request, context).language
        guard let listening else { return .refusal(language[.listeningNoPBX]) }
        guard let (running, own) = ownListening(form, listener, on: await desk.floor) else {
            return .refusal(language[.listeningOver])
        }
        return .answer(await listening.end(running.id).phrase, at: own, request, language)
    }

    /// What the form names, where the reader's own phone does it.
    private func ownListening(_ form: Form, _ listener: Listener, on floor: Floor) -> (Listening, at: Extension)? {
        guard let own = listener.phone(on: floor), let running = floor.listenings.by(own),
            running.id.rawValue == form["listening"]
        else { return nil }
        return (running, own)
    }
}

extension ListeningOutcome {
    /// What is told of it; `nil` where it was done. Some have a place for the own phone.
    fileprivate var phrase: Phrase? {
        switch self {
        case .done: nil
        case .phoneBusy: .listeningPhoneBusy
        case .phoneNotAnswered: .listeningNotPickedUp
        case .phoneUnreachable: .listeningPhoneUnreachable
        case .over: .listeningOver
        case .alreadyListening: .listeningAlready
        case .notPermitted: .listeningNotPermitted
        case .pbxNotHeard: .listeningNotHeard
        case .notConfirmed: .listeningNotConfirmed
        }
    }
}
