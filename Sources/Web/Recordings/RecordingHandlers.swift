import ContactCenter
import Foundation
import Hummingbird

/// Listening (requirements S0.55, S4.7).
extension Site {
    @Sendable func sendRecording(_ request: Request, _ context: Context) async throws -> Response {
        do {
            return try await recordedSound(request, context)
        } catch let absence as NoSound {
            return tell(absence.problem, to: request, context)
        }
    }

    /// The sound that the address names, or a part of it; the listening is noted, and so is taking it away as a file.
    ///
    /// - Throws: `NoSound`; 403 for who may not listen to the call or not take it away, 404 for what is no call.
    func recordedSound(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let call = try await call(of: context)
        let isFile = request.uri.queryParameters["file"] != nil
        guard try await mayListen(to: call, reader), !isFile || reader.rights.allows(.export) else {
            throw HTTPError(.forbidden)
        }
        let number = context.parameters.get("number").flatMap { Int($0) }
        guard let recordings else { throw NoSound() }
        let kept = try await recordings.recordings(of: call, rows: try await journal.cdrs(of: call.id))
        guard let found = kept.first(where: { $0.number == number }) else { throw NoSound() }
        let sound: any RecordingSound
        do {
            sound = try await recordings.sound(of: found)
        } catch let problem as RecordingProblem {
            throw NoSound(problem: problem)
        }
        if request.method == .get {
            let playing = Listenings.Playing(
                session: reader.session.token,
                call: call.id,
                number: found.number,
                name: String((request.uri.queryParameters["playing"] ?? "").prefix(64))
            )
            try await listeningLog.note(playing, by: reader.user.id, from: address(of: request, context), at: now())
        }
        if request.method == .get, isFile {
            try await note(.exported, "call:\(call.id) recording:\(found.number)", request, context)
        }
        let name = "call-\(call.id.linkedID)-\(found.number)"
        return .sound(sound, named: name, isFile: isFile, for: request)
    }

    /// Says why there is nothing to hear: to a person with a page, to the player with a line of text.
    ///
    /// - Parameter problem: `nil` when the call has no such recording.
    private func tell(_ problem: RecordingProblem?, to request: Request, _ context: Context) -> Response {
        let viewer = viewer(of: request, context)
        let words = viewer.language[problem?.phrase ?? (recordings == nil ? .recordingsNotSetUp : .recordingNotKept)]
        let status = problem?.status ?? .notFound
        guard request.headers[.accept]?.contains("text/html") == true else {
            return .text(words.markup, type: "text/plain; charset=utf-8", status: status, isKept: false)
        }
        let title = viewer.language[.recordings]
        let body: HTML = """
            <div class="card empty">\(Icon.warn.html())<h1>\(title)</h1><p>\(words)</p>\
            <a class="button primary" href="/">\(viewer.language[.toFirstPage])</a></div>
            """
        return .page(Shell(title: title).page(body, address: "/", for: viewer), status: status)
    }
}

/// Why there is nothing to hear.
struct NoSound: Error {
    /// `nil` when the call has no such recording.
    var problem: RecordingProblem?
}

extension RecordingProblem {
    var phrase: Phrase {
        switch self {
        case .inProgress: .recordingInProgress
        case .notYetCopied: .recordingNotYetCopied
        case .unreachable: .recordingsUnreachable
        case .gone: .recordingGone
        case .outside: .recordingOutside
        case .unreadable: .recordingUnreadable
        case .busy: .recordingBusy
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .inProgress, .notYetCopied: .notFound
        case .gone: .gone
        case .outside: .forbidden
        case .unreadable: .unsupportedMediaType
        case .unreachable, .busy: .serviceUnavailable
        }
    }
}
