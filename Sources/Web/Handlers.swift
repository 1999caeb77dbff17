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
        let reader = try context.signedIn
        guard var page = OnlinePage(for: reader) else { throw HTTPError(.forbidden) }
        page.show(snapshot)
        let colleagues = try await colleaguesPanel(for: reader, showing: snapshot)
        let viewer = viewer(of: request, context)
        return .page(
            page.html(
                at: snapshot.position,
                address: request.addressWithoutLanguage,
                colleagues: colleagues,
                for: viewer
            )
        )
    }

    /// - Returns: `nil` for who may not look at that phone's.
    func cardPage(of phone: Extension, for reader: SignedIn, at own: Extension?) async -> CardPage? {
        guard var page = CardPage(of: phone, for: reader, at: own, numbers: numbers) else { return nil }
        page.showsListeners = configuration.showsListeners
        page.consults = consultation != nil
        if page.isOwn, let handset { page.obeys = await handset.obeys(phone) }
        return page
    }

    /// The card of the phone at which the reader sits; of any phone for who may watch.
    @Sendable func showCard(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        let address = request.addressWithoutLanguage
        let seat = snapshot.floor.seat(of: reader.user.id)
        if let phone = request.phone ?? (request.asksForPhone ? nil : seat?.phone) {
            guard var page = await cardPage(of: phone, for: reader, at: seat?.phone) else {
                throw HTTPError(.forbidden)
            }
            page.show(snapshot)
            await page.recall(from: cardMemory)
            let colleagues = try await colleaguesPanel(for: reader, showing: snapshot)
            if page.isOwn { page.drafts = try await draftsPanel(for: reader, viewer) }
            return .page(
                page.html(
                    at: snapshot.position,
                    address: address,
                    colleagues: colleagues,
                    for: viewer
                )
            )
        }
        let scope = OnlineScope(of: reader)
        let phones = snapshot.floor.phones.keys.filter { scope?.includes(snapshot.floor.seats[$0]) ?? false }.sorted()
        return .page(CardPage.choice(of: phones, seat: seat?.phone, address: address, for: viewer))
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
            case .elsewhere: "elsewhere"
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
