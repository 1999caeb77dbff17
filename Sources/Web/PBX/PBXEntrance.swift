import ContactCenter
import Hummingbird

/// The addresses that a dialplan asks with `CURL()` while a caller waits (requirements S4.2, S4.13): `/pbx/callerid` and `/pbx/route`.
///
/// `CURL()` hands the dialplan whatever is answered, under any status: so nothing but a name or an extension ever stands in an answer,
/// and whatever is refused or not known is an empty one. It stands before all that answers in words.
struct PBXEntrance: RouterMiddleware {
    private enum Question: String {
        case name = "/pbx/callerid"
        case route = "/pbx/route"
    }

    var site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix("/pbx/") else { return try await next(request, context) }
        guard let answers = site.pbxAnswers, let question = Question(rawValue: request.uri.path) else {
            return Self.answer("", .notFound)
        }
        let parameters = request.uri.queryParameters
        let digest = parameters["token"].flatMap { APISecret(text: $0)?.digest }
        // A token crosses no network in clear.
        let isSafe = PlainHTTPGuard(configuration: site.configuration).isAllowed(context.peer)
        guard request.method == .get, isSafe,
            await answers.door.admits(digest, from: site.address(of: request, context))
        else { return Self.answer("", .forbidden) }
        let number = parameters["number"].map { String($0) } ?? ""
        switch question {
        case .name: return Self.answer(answers.routing.name(of: number))
        case .route: return Self.answer(await answers.routing.phone(for: number)?.rawValue ?? "")
        }
    }

    /// Without a line end, which a dialplan would have to cut off.
    private static func answer(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        .text(text, type: "text/plain; charset=utf-8", status: status, isKept: false)
    }
}
