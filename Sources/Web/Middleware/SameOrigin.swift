import HTTPTypes
import Hummingbird

/// Turns away what another site's page makes a browser send: whatever changes something must come from a page of ours.
///
/// Besides this every form of somebody logged in carries a token, see `BrowserSecret.formToken`.
struct SameOrigin: RouterMiddleware {
    private static let harmless: Set<HTTPRequest.Method> = [.get, .head]

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard Self.harmless.contains(request.method) || isOurs(request) else {
            return .plain("This request comes from another site.", status: .forbidden)
        }
        return try await next(request, context)
    }

    /// Browsers say where a request comes from; what says nothing is no browser, and has no cookies but its own.
    private func isOurs(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = request.headers[.origin] else { return true }
        return origin.split(separator: "/").last.map(String.init) == request.head.authority
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
