import Hummingbird

/// Turns away requests for a name that is not ours.
///
/// Against DNS rebinding: the page of a stranger's site may make the site's own name point to this machine, and would then
/// count as one of our pages. It cannot change the name that the browser asks for.
struct HostGuard: RouterMiddleware {
    /// Without port, lower case.
    var allowedHosts: Set<String>

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard allows(request.head.authority) else {
            let names = allowedHosts.sorted().joined(separator: ", ")
            let text = "This server does not answer to that name, but to \(names)."
            return .plain(text, status: .misdirectedRequest)
        }
        return try await next(request, context)
    }

    func allows(_ authority: String?) -> Bool {
        authority.map { allowedHosts.contains(hostName(of: $0)) } ?? false
    }

    /// The request stays on this machine.
    static func isLoopback(_ authority: String?) -> Bool {
        authority.map { WebConfiguration().allowedHosts.contains(hostName(of: $0)) } ?? false
    }
}

/// `localhost` of `Localhost:8080`, `[::1]` of `[::1]:8080`.
private func hostName(of authority: String) -> String {
    let authority = authority.lowercased()
    guard let colon = authority.lastIndex(of: ":") else { return authority }
    guard authority[colon...].dropFirst().allSatisfy(\.isWholeNumber) else { return authority }
    return String(authority[..<colon])
}
