import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of `Routes.swift`: parse, ask, render.
extension Site {
    /// Operators begin at their card, who watches begins at the calls.
    @Sendable func leadToFirstPage(_ request: Request, _ context: Context) async throws -> Response {
        let isWatching = try context.signedIn.rights.allows(.online)
        return .redirect(to: (isWatching ? SitePath.online : SitePath.card).markup, type: .found)
    }

    @Sendable func showOnline(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        var page = OnlinePage()
        page.show(snapshot)
        let viewer = viewer(of: request, context.reader)
        return .page(page.html(at: snapshot.position, address: request.addressWithoutLanguage, for: viewer))
    }

    /// The card of the phone at which the reader sits; of any phone for who may watch.
    @Sendable func showCard(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        let reader = try context.signedIn
        let viewer = viewer(of: request, reader)
        let address = request.addressWithoutLanguage
        let seat = snapshot.floor.seats.values.first { $0.user == reader.user.id }
        if let phone = request.phone ?? (request.asksForPhone ? nil : seat?.phone) {
            guard var page = CardPage(of: phone, for: reader, at: seat?.phone, numbers: numbers) else {
                throw HTTPError(.forbidden)
            }
            page.show(snapshot)
            await page.recall(from: cardMemory)
            return .page(page.html(at: snapshot.position, address: address, for: viewer))
        }
        let phones = viewer.may(.online) ? snapshot.floor.phones.keys.sorted() : []
        return .page(CardPage.choice(of: phones, seat: seat?.phone, address: address, for: viewer))
    }

    @Sendable func showCall(_ request: Request, _ context: Context) async throws -> Response {
        let text = context.parameters.get("id")?.removingPercentEncoding
        guard let id = text.flatMap(CallID.init(description:)), let call = try await journal.calls([id]).first else {
            throw HTTPError(.notFound)
        }
        guard try await mayRead(call, try context.signedIn) else { throw HTTPError(.forbidden) }
        let page = CallPage(call: call, rows: try await journal.cdrs(of: id))
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer(of: request, context.reader)))
    }

    /// All calls, or those in which the reader, or somebody of the reader's department, was at one of the phones.
    private func mayRead(_ call: Call, _ reader: SignedIn) async throws -> Bool {
        let sitters: Sitters
        switch (reader.rights.scope(of: .calls), reader.user.department) {
        case (nil, _): return false
        case (.all, _): return true
        case (.department, let department?): sitters = .department(department)
        case (.department, nil), (.own, _): sitters = .user(reader.user.id)
        }
        for (phone, moment) in call.phoneMoments where try await access.sat(sitters, at: phone, on: moment) {
            return true
        }
        return false
    }

    @Sendable func followLive(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, reader)
        guard (request.uri.queryParameters["version"] ?? Assets.version[...]) == Assets.version else {
            return .eventStream(to: request) { send in try await send(.reload) }
        }
        let feed = LiveFeed(
            desk: desk,
            earlierCalls: earlierCalls,
            memory: cardMemory,
            now: now,
            heartbeat: configuration.heartbeat
        ) {
            try? await waitForEnd(of: reader.session)
        }
        let seen = request.seenPosition
        switch (request.uri.queryParameters["page"], request.phone) {
        case ("online", _):
            guard reader.rights.allows(.online) else { throw HTTPError(.forbidden) }
            return .eventStream(to: request) { send in
                try await feed.paced(by: .milliseconds(100)).run(OnlinePage(), for: viewer, from: seen, send: send)
            }
        case ("card", let phone?):
            let own = request.uri.queryParameters["own"] == nil ? nil : phone
            guard let page = CardPage(of: phone, for: reader, at: own, numbers: numbers) else {
                throw HTTPError(.forbidden)
            }
            return .eventStream(to: request) { send in
                try await feed.run(page, for: viewer, from: seen, send: send)
            }
        default:
            throw HTTPError(.badRequest)
        }
    }

    /// Returns when the session has ended or allows something else than it did. An open stream keeps it alive.
    private func waitForEnd(of session: Session) async throws {
        var touchedAt = now()
        // The door has just read the session.
        repeat {
            try await Task.sleep(for: configuration.sessionCheck)
            if now().timeIntervalSince(touchedAt) >= SessionDoor.touchInterval {
                touchedAt = now()
                try? await access.touch(session.token, at: touchedAt)
            }
        } while try await isUnchanged(session)
    }

    /// A database that does not answer ends no session.
    private func isUnchanged(_ session: Session) async throws -> Bool {
        do {
            return try await access.session(session.token, at: now())?.rights == session.rights
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return true
        }
    }

    @Sendable func sendAsset(_ request: Request, _ context: Context) async throws -> Response {
        guard context.parameters.get("version") == Assets.version,
            let asset = context.parameters.get("name").flatMap({ Assets.all[$0] })
        else { throw HTTPError(.notFound) }
        var response = Response(
            status: .ok,
            headers: [.contentType: asset.type],
            body: ResponseBody(byteBuffer: asset.body)
        )
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }

    @Sendable func tellHealth(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        let pbx =
            switch snapshot.floor.connection {
            case .connected: "connected"
            case .connecting: "connecting"
            case .lost: "lost"
            }
        // Strangers are not told how the PBX is.
        guard ["127.0.0.1", "::1", ""].contains(address(of: request, context)) else {
            return .text("{\"status\":\"ok\"}\n", type: "application/json")
        }
        let text = "{\"status\":\"ok\",\"pbx\":\"\(pbx)\",\"position\":\(snapshot.position.rawValue)}\n"
        return .text(text, type: "application/json")
    }
}

extension Request {
    /// The extension the page is asked for: at most 32 characters, no control characters.
    var phone: Extension? { (uri.queryParameters["extension"]).flatMap { Extension(typed: String($0)) } }

    /// The question which phone it is for is asked for.
    var asksForPhone: Bool { uri.queryParameters["extension"] != nil }

    /// How far the browser has seen: by its reconnect, else by the page it was given.
    var seenPosition: Position? {
        let text = headers[.lastEventID] ?? uri.queryParameters["position"].map(String.init)
        return text.flatMap { Int64($0) }.map(Position.init(_:))
    }
}

extension Extension {
    /// - Returns: `nil` for what nobody can have typed as the number of a phone.
    init?(typed text: String) {
        let text = text.filter { !$0.isWhitespace }
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x1F && $0.value != 0x7F }
        guard !text.isEmpty, text.count <= 32, isPlain else { return nil }
        self.init(text)
    }
}
