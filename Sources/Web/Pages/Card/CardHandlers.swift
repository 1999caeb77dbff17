import ContactCenter
import Foundation
import Hummingbird

/// What the workspace's script sends: notes while they are typed, and cards that are done with.
extension Site {
    /// Answers with the revision that the note has now; 409 with what the person has written elsewhere meanwhile.
    @Sendable func writeNote(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)), let text = form["text"],
            let revision = form["revision"].flatMap({ Int64($0) })
        else { throw HTTPError(.badRequest) }
        guard text.unicodeScalars.count <= CallNote.limit else { throw HTTPError(.contentTooLarge) }
        switch try await write(text, on: id, over: revision, by: reader.user) {
        case .written(let note): return try .note(note, status: .ok)
        case .refused(let note): return try .note(note, status: .conflict)
        case .noCall: throw HTTPError(.notFound)
        case nil: return .plain("The call is somebody else's.", status: .unprocessableContent)
        }
    }

    /// Writes what somebody noted on a call, and shows it to all who have its card.
    ///
    /// - Returns: `nil` where the call is somebody else's.
    func write(_ text: String, on id: CallID, over revision: Int64, by user: User) async throws -> NoteWriting? {
        guard let call = try await presentCall(id) else { return .noCall }
        guard try await takesPart(user, in: call) else { return nil }
        let writing = try await cards.write(text, by: user.id, on: id, over: revision, at: now())
        if case .written(let note) = writing {
            await desk.show(.noted([note]), of: call.id, at: call.concernedPhones)
        }
        return writing
    }

    @Sendable func closeCard(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let ids = (form["calls"] ?? "").split(whereSeparator: \.isNewline).prefix(20)
            .compactMap { CallID(description: String($0)) }
        var calls: [Call] = []
        for id in ids {
            if let call = try await presentCall(id) { calls.append(call) }
        }
        guard !calls.isEmpty else { throw HTTPError(.notFound) }
        let closed = calls.map { ClosedCard(call: $0.id, legs: $0.legs.count) }
        try await cards.close(closed, of: reader.user.id, at: now())
        for (call, card) in zip(calls, closed) {
            await desk.show(.closed(card, by: reader.user.id), of: call.id, at: call.concernedPhones)
        }
        return Response(status: .noContent)
    }

    /// The call, or the one that it has become part of.
    func presentCall(_ id: CallID) async throws -> Call? {
        guard let present = try await cards.present(id) else { return nil }
        return try await journal.calls([present]).first
    }

    /// Sits at one of its phones, or sat there when that was called.
    func takesPart(_ user: User, in call: Call) async throws -> Bool {
        let seats = await desk.floor.seats
        if call.concernedPhones.contains(where: { seats[$0]?.user == user.id }) { return true }
        return try await sat(.user(user.id), at: call.phoneMoments)
    }
}

extension Response {
    fileprivate static func note(_ note: CallNote, status: HTTPResponse.Status) throws -> Response {
        struct Body: Encodable {
            var revision: Int64
            var text: String
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let body = try encoder.encode(Body(revision: note.revision, text: note.text))
        return .text(String(decoding: body, as: UTF8.self), type: "application/json", status: status, isKept: false)
    }
}
