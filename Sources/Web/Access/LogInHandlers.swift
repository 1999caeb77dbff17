import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// Coming in, sitting down and going out.
extension Site {
    @Sendable func showLogIn(_ request: Request, _ context: Context) async throws -> Response {
        let next = request.nextPage
        if try await reader(of: request) != nil { return .redirect(to: next ?? "/", type: .found) }
        let page = LogInPage(next: next, phone: request.rememberedPhone, isSecure: isSecureOrLocal(request))
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer(of: request, context)))
    }

    /// Answers a page with a page, and a script, which logs in again in place, with a status.
    @Sendable func logIn(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request)
        let attempt = LogIn.Attempt(
            name: form["name"] ?? "",
            password: form["password"] ?? "",
            address: address(of: request, context),
            knownBrowser: configuration.knownBrowser(of: request)?.digest
        )
        do {
            let account = try await logIn.check(attempt)
            return try await letIn(account, form, request, context)
        } catch let refusal as LogIn.Refusal {
            return refuse(refusal, form, request, context)
        }
    }

    private func letIn(
        _ account: Account,
        _ form: Form,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let (secret, browser) = (BrowserSecret(), configuration.knownBrowser(of: request) ?? BrowserSecret())
        let (now, from) = (now(), address(of: request, context))
        let session = Session(
            token: secret.digest,
            user: account.user,
            rights: account.rights,
            isRemembered: form["remember"] != nil,
            startedAt: now,
            lastSeenAt: now
        )
        try await access.begin(
            session,
            knownBy: browser.digest,
            audit: AuditEntry(at: now, user: account.user.id, action: .logIn, address: from)
        )
        await presence.noteLogIn(of: account.user.id)
        let typed = form["phone"].flatMap(Extension.init(typed:))
        if account.rights.allows(.workspace), let phone = typed ?? account.user.phone {
            try await sit(account.user, at: phone, from: from)
        }
        var response = Response.done(request, backTo: form["next"].flatMap(localPath) ?? "/")
        configuration.keep(secret, isRemembered: session.isRemembered, in: &response)
        configuration.keep(browser: browser, in: &response)
        if let typed { response.rememberPhone(typed) }
        return response
    }

    private func refuse(
        _ refusal: LogIn.Refusal,
        _ form: Form,
        _ request: Request,
        _ context: Context
    ) -> Response {
        let page = LogInPage(
            next: form["next"].flatMap(localPath),
            name: form["name"] ?? "",
            phone: form["phone"].flatMap(Extension.init(typed:)),
            isRemembered: form["remember"] != nil,
            refusal: refusal,
            isSecure: isSecureOrLocal(request)
        )
        let viewer = viewer(of: request, context)
        if request.isOfScript {
            return .text(
                page.words(for: refusal, in: viewer.language).markup,
                type: "text/html; charset=utf-8",
                status: refusal.status
            )
        }
        return .page(page.html(address: SitePath.logIn.markup, for: viewer), status: refusal.status)
    }

    @Sendable func logOut(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let (now, from) = (now(), address(of: request, context))
        try await access.end(
            reader.session.token,
            at: now,
            audit: AuditEntry(at: now, user: reader.user.id, action: .logOut, address: from)
        )
        await presence.noteLogOut(of: reader.user.id)
        await desk.show(try await access.seats())
        var response = Response.redirect(to: SitePath.logIn.markup, type: .normal)
        configuration.forgetSession(in: &response)
        return response
    }

    @Sendable func takeSeat(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let phone = form["phone"].flatMap(Extension.init(typed:)) else { throw HTTPError(.badRequest) }
        try await sit(reader.user, at: phone, from: address(of: request, context))
        var response = Response.redirect(to: SitePath.card.markup, type: .normal)
        response.rememberPhone(phone)
        return response
    }

    private func sit(_ user: User, at phone: Extension, from address: String) async throws {
        let now = now()
        let audit = AuditEntry(at: now, user: user.id, action: .sit, subject: "phone:\(phone)", address: address)
        try await access.sit(user.id, at: phone, since: now, audit: audit)
        await desk.show(try await access.seats())
    }

    /// Who is logged in, for a page that wonders why its stream was refused, and what its forms must carry now.
    @Sendable func tellSession(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let text = "{\"user\":\"\(reader.user.id)\",\"token\":\"\(reader.secret.formToken)\"}\n"
        return .text(text, type: "application/json", isKept: false)
    }

    /// Where a request comes from: what the proxy in front says, where there is one.
    func address(of request: Request, _ context: Context) -> String {
        let peer = context.peer ?? ""
        guard configuration.proxies.contains(peer),
            let client = request.headers[values: .xForwardedFor].last?.split(separator: ",").last
        else { return peer }
        return client.filter { !$0.isWhitespace }
    }

    /// Browsers keep some functions from pages that come neither over TLS nor from the machine itself.
    private func isSecureOrLocal(_ request: Request) -> Bool {
        configuration.isSecure || HostGuard.isLoopback(request.head.authority)
    }
}

extension LogIn.Refusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .wrong, .disabled: .forbidden
        case .tooEarly: .tooManyRequests
        case .busy: .serviceUnavailable
        }
    }
}

extension Request {
    /// The page that was asked for before the log-in.
    fileprivate var nextPage: String? {
        uri.queryParameters["next"].flatMap { localPath(String($0)) }
    }

    /// Sent by a script of ours, which no form of another site can say of itself.
    var isOfScript: Bool { headers[.xRequestedWith] != nil }

    var rememberedPhone: Extension? {
        (cookies["extension"]?.value.removingPercentEncoding).flatMap(Extension.init(typed:))
    }
}

/// A path of this site, or `nil`: `//evil.example` and `/\evil.example` are other sites' addresses.
func localPath(_ text: String) -> String? {
    guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/\\"), text.utf8.count <= 2_000,
        text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return text
}

extension Response {
    /// So that the phone need not be typed at this computer again.
    fileprivate mutating func rememberPhone(_ phone: Extension) {
        let value = SitePath.percentEncoded(phone.rawValue)
        setCookie(
            Cookie(name: "extension", value: value, maxAge: 365 * 86_400, path: "/", httpOnly: true, sameSite: .lax)
        )
    }
}

extension HTTPField.Name {
    fileprivate static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .forwarded
    fileprivate static let forwarded = HTTPField.Name("Forwarded") ?? .referer
    fileprivate static let xRequestedWith = HTTPField.Name("X-Requested-With") ?? .referer
}
