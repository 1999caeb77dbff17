import ContactCenter
import Hummingbird

/// The cookies by which a browser is known. Scripts cannot read them, other sites cannot send them.
extension WebConfiguration {
    /// `__Host-`: browsers take it only over TLS, for this host alone.
    private var sessionCookie: String { isSecure ? "__Host-session" : "session" }
    private var browserCookie: String { isSecure ? "__Host-browser" : "browser" }

    func sessionSecret(of request: Request) -> BrowserSecret? {
        BrowserSecret(text: request.cookies[sessionCookie]?.value)
    }

    func knownBrowser(of request: Request) -> BrowserSecret? {
        BrowserSecret(text: request.cookies[browserCookie]?.value)
    }

    func keep(_ session: BrowserSecret, isRemembered: Bool, in response: inout Response) {
        let age = isRemembered ? Int(Session.idleLimit(isRemembered: true)) : nil
        response.setCookie(cookie(sessionCookie, session.text, maxAge: age))
    }

    func keep(browser: BrowserSecret, in response: inout Response) {
        response.setCookie(cookie(browserCookie, browser.text, maxAge: 90 * 86_400))
    }

    func forgetSession(in response: inout Response) {
        response.setCookie(cookie(sessionCookie, "", maxAge: 0))
    }

    private func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
        Cookie(name: name, value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
