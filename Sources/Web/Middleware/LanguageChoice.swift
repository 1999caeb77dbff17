import Hummingbird

/// Keeps the language that a reader chooses by `?lang=` in a cookie, and leads back to the page without it.
struct LanguageChoice: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let asked = request.uri.queryParameters["lang"]
        guard let code = asked.flatMap({ Language.Code(rawValue: String($0)) }) else {
            return try await next(request, context)
        }
        var response = Response.redirect(to: request.addressWithoutLanguage, type: .found)
        response.setCookie(Cookie(name: "lang", value: code.rawValue, maxAge: oneYear, path: "/", sameSite: .lax))
        return response
    }
}

private let oneYear = 365 * 86_400

extension Request {
    /// Path and query of the page itself. It never begins with two slashes, which would be another site's address.
    var addressWithoutLanguage: String {
        let path = "/" + uri.path.drop { $0 == "/" || $0 == "\\" }
        let query = (uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("lang=") }.joined(separator: "&")
        return query.isEmpty ? path : path + "?" + query
    }
}
