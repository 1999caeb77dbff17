import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of `Routes.swift`: parse, ask, render.
extension Site {
    @Sendable func showOnline(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        var page = OnlinePage()
        page.show(snapshot)
        let viewer = viewer(of: request)
        return .page(page.html(at: snapshot.position, address: request.addressWithoutLanguage, for: viewer))
    }

    @Sendable func showCard(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        let viewer = viewer(of: request)
        let address = request.addressWithoutLanguage
        if let phone = request.phone {
            var page = CardPage(phone: phone)
            page.show(snapshot)
            var response = Response.page(page.html(at: snapshot.position, address: address, for: viewer))
            response.rememberPhone(phone)
            return response
        }
        if request.uri.queryParameters["extension"] == nil, let phone = request.rememberedPhone {
            return .redirect(to: SitePath.card(of: phone).markup, type: .found)
        }
        let phones = snapshot.floor.phones.keys.sorted()
        return .page(CardPage.choice(of: phones, address: address, for: viewer))
    }

    @Sendable func showCall(_ request: Request, _ context: Context) async throws -> Response {
        let text = context.parameters.get("id")?.removingPercentEncoding
        guard let id = text.flatMap(CallID.init(description:)), let call = try await journal.calls([id]).first else {
            throw HTTPError(.notFound)
        }
        let page = CallPage(call: call, rows: try await journal.cdrs(of: id))
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer(of: request)))
    }

    @Sendable func followLive(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request)
        guard (request.uri.queryParameters["version"] ?? Assets.version[...]) == Assets.version else {
            return .eventStream(to: request) { send in try await send(.reload) }
        }
        let feed = LiveFeed(desk: desk, earlierCalls: earlierCalls, now: now, heartbeat: configuration.heartbeat)
        let seen = request.seenPosition
        switch (request.uri.queryParameters["page"], request.phone) {
        case ("online", _):
            return .eventStream(to: request) { send in
                try await feed.paced(by: .milliseconds(100)).run(OnlinePage(), for: viewer, from: seen, send: send)
            }
        case ("card", let phone?):
            return .eventStream(to: request) { send in
                try await feed.run(CardPage(phone: phone), for: viewer, from: seen, send: send)
            }
        default:
            throw HTTPError(.badRequest)
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
        let text = "{\"status\":\"ok\",\"pbx\":\"\(pbx)\",\"position\":\(snapshot.position.rawValue)}\n"
        return .text(text, type: "application/json")
    }
}

extension Response {
    /// So that the card of the same phone opens next time without asking.
    fileprivate mutating func rememberPhone(_ phone: Extension) {
        let value = SitePath.percentEncoded(phone.rawValue)
        setCookie(Cookie(name: "extension", value: value, maxAge: 365 * 86_400, path: "/card", sameSite: .lax))
    }
}

extension Request {
    /// The extension the page is asked for: at most 32 characters, no control characters.
    var phone: Extension? { (uri.queryParameters["extension"]).flatMap { Extension(typed: String($0)) } }

    var rememberedPhone: Extension? {
        (cookies["extension"]?.value.removingPercentEncoding).flatMap(Extension.init(typed:))
    }

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
