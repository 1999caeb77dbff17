import ContactCenter
import Foundation
import Hummingbird

/// What people say of themselves, and what shows that they are there.
extension Site {
    /// A status that is chosen, a note, or both.
    @Sendable func changePresence(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        if let text = form["note"] {
            let note = PresenceNote(text)
            // What is too long is refused; blanks alone take the note away.
            guard note != nil || text.allSatisfy(\.isWhitespace) else { throw HTTPError(.badRequest) }
            try await presence.note(note, by: reader.user.id)
        }
        if let status = try form.chosenStatus { try await presence.choose(status, by: reader.user.id) }
        return done(form, request)
    }

    /// A supervisor says of somebody else that they are busy, away or available.
    @Sendable func changePresenceOfOther(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        guard reader.rights.scope(of: .online) == .all else { throw HTTPError(.forbidden) }
        let form = try await Form(of: request, from: reader)
        guard let user = context.parameters.get("user").flatMap(Int64.init).map(UserID.init(_:)),
            await desk.floor.presences[user] != nil
        else { throw HTTPError(.notFound) }
        guard let status = try form.chosenStatus else { throw HTTPError(.badRequest) }
        try await presence.choose(status, by: user)
        try await note(.presenceSet, "user:\(user)", request, context)
        return done(form, request)
    }

    /// Own statuses: added, which chooses it, given another name, removed.
    @Sendable func changeOwnStatuses(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let name = form["name"].flatMap { OwnStatus($0) }
        do {
            switch form["act"] {
            case "add":
                guard let name else { throw PresenceRefusal.noName }
                try await presence.add(name, of: reader.user.id)
            case "rename":
                guard let name else { throw PresenceRefusal.noName }
                try await presence.rename(try form.ownStatus, to: name, of: reader.user.id)
            case "remove": try await presence.remove(try form.ownStatus, of: reader.user.id)
            default: throw HTTPError(.badRequest)
            }
        } catch let refusal as PresenceRefusal {
            return .refusal(viewer(of: request, context).language[refusal.phrase])
        }
        return done(form, request)
    }

    /// Somebody is at the computer, or has not been for long enough: what tabs tell now and then.
    @Sendable func notePresence(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        if form["idle"] == nil {
            try await presence.noteActivity(of: reader.user.id, at: reader.session.token)
        } else {
            try await presence.noteIdle(reader.user.id, at: reader.session.token)
        }
        return Response(status: .noContent)
    }

    private func done(_ form: Form, _ request: Request) -> Response {
        .done(request, backTo: form["next"].flatMap(localPath) ?? "/")
    }
}

extension Form {
    /// The status that a button of the menu stands for; `nil` where none was pressed.
    fileprivate var chosenStatus: ChosenStatus? {
        get throws {
            if let name = self["own"] {
                guard let status = OwnStatus(name) else { throw HTTPError(.badRequest) }
                return .own(status)
            }
            switch self["status"] {
            case nil: return nil
            case "available": return .available
            case "busy": return .busy
            case "away": return .away
            default: throw HTTPError(.badRequest)
            }
        }
    }

    fileprivate var ownStatus: OwnStatus {
        get throws {
            guard let status = self["status"].flatMap({ OwnStatus($0) }) else { throw HTTPError(.badRequest) }
            return status
        }
    }
}

extension PresenceRefusal {
    fileprivate var phrase: Phrase {
        switch self {
        case .noName: .presenceNoName
        case .nameTaken: .presenceNameTaken
        case .noSuchStatus: .presenceNoSuch
        case .tooMany: .presenceTooMany
        }
    }
}
