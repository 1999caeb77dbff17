import ContactCenter
import HTTPTypes
import Hummingbird

/// Lets nobody past who is not logged in, but for the log-in itself and what it needs.
struct SessionDoor: RouterMiddleware {
    var site: Site

    /// A session is noted as alive no more often than this, in seconds.
    static let touchInterval = 60.0

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if isOpenToAll(request.uri.path) { return try await next(request, context) }
        guard let reader = try await site.reader(of: request) else { return site.askToLogIn(request) }
        var context = context
        context.reader = reader
        context.frame = FramePage(await site.desk.floor, for: reader)
        try await noteAlive(reader.session)
        await site.readDIDs()
        return try await next(request, context)
    }

    private func isOpenToAll(_ path: String) -> Bool {
        path == "/login" || path == "/health" || path.hasPrefix("/assets/")
            || path.hasPrefix("\(TaskFeedPage.feedPath)/")
    }

    private func noteAlive(_ session: Session) async throws {
        let now = site.now()
        guard now.timeIntervalSince(session.lastSeenAt) >= Self.touchInterval else { return }
        try await site.access.touch(session.token, at: now)
    }
}

extension Site {
    /// What numbers are called is worth no page: without a database that answers, what was known before is shown.
    func readDIDs() async {
        do {
            try await dids.refresh(at: now())
        } catch {
            logger.warning("The directory of city numbers cannot be read", metadata: ["reason": "\(error)"])
        }
    }

    /// - Returns: `nil` for who is not logged in, or no longer.
    func reader(of request: Request) async throws -> SignedIn? {
        guard let secret = configuration.sessionSecret(of: request),
            let session = try await access.session(secret.digest, at: now())
        else { return nil }
        return SignedIn(session: session, secret: secret)
    }

    /// A person who opens a page is led to the log-in and back; a script is told.
    fileprivate func askToLogIn(_ request: Request) -> Response {
        guard request.method == .get, request.headers[.accept]?.contains("text/html") == true else {
            return .plain("Log in first.", status: .unauthorized)
        }
        return .redirect(to: SitePath.logIn(thenTo: request.addressWithoutLanguage).markup, type: .found)
    }
}
