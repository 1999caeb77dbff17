import Hummingbird

/// Without TLS of our own only this machine and the proxies in front are served: nobody's password crosses a network in
/// clear.
struct PlainHTTPGuard: RouterMiddleware {
    var configuration: WebConfiguration

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard isAllowed(context.peer) else {
            return .plain("Ask for these pages over https, by the proxy in front.", status: .forbidden)
        }
        return try await next(request, context)
    }

    /// - Parameter peer: `nil` where there is no socket.
    func isAllowed(_ peer: String?) -> Bool {
        guard configuration.certificate == nil, let peer else { return true }
        return peer.hasPrefix("127.") || peer == "::1" || configuration.proxies.contains(peer)
    }
}
