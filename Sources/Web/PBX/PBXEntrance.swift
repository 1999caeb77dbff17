import ContactCenter
import Hummingbird

/// The addresses that a dialplan asks with `CURL()`: while a caller waits (requirements S4.2, S4.13) `/pbx/callerid` and `/pbx/route`, for a
/// fax that is to be sent `/pbx/fax/`.
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
        if request.uri.path.hasPrefix(Self.faxes) { return try await sendFax(request, context) }
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

    private static let faxes = "/pbx/fax/"

    /// The pages of a fax, for a PBX that has no folder in common with us (requirement S4.11): by their key, which nobody guesses, once, to
    /// an address that the configuration names, and while the fax is under way. Whatever is refused is empty, so that nothing else is
    /// ever faxed.
    private func sendFax(_ request: Request, _ context: Context) async throws -> Response {
        let name = request.uri.path.dropFirst(Self.faxes.count)
        let key = FaxKey(String(name.hasSuffix(".tif") ? name.dropLast(4) : name))
        let isSafe = PlainHTTPGuard(configuration: site.configuration).isAllowed(context.peer)
        guard request.method == .get, isSafe, let faxes = site.faxes,
            site.configuration.faxAddresses.contains(site.address(of: request, context))
        else { return Self.answer("", .forbidden) }
        guard let pages = try await faxes.takePages(of: key) else { return Self.answer("", .notFound) }
        return Response(
            status: .ok,
            headers: [.contentType: "image/tiff", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: pages))
        )
    }

    /// Without a line end, which a dialplan would have to cut off.
    private static func answer(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        .text(text, type: "text/plain; charset=utf-8", status: status, isKept: false)
    }
}
