import ContactCenter
import Foundation

/// The page before all others. It tells nothing about the installation: neither the PBX's state nor its phones.
struct LogInPage {
    /// Where to go afterwards.
    var next: String?
    var name = ""
    /// The phone that was last sat at with this computer.
    var phone: Extension?
    var isRemembered = false
    var refusal: LogIn.Refusal?
    /// Whether the browser will allow all functions.
    var isSecure = true

    func html(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let theme = viewer.theme.map { theme -> HTML in " data-theme=\"\(theme.rawValue)\"" } ?? .nothing
        return """
            <!doctype html>
            <html lang="\(language.code.rawValue)"\(theme)>
            <head>\(Shell.head(title: language[.logIn], script: "login.js", for: viewer))</head>
            <body class="login">
            \(Icon.sprite)
            <form method="post" action="\(SitePath.logIn)">
            <div class="brand">\(Shell.mark)\(language[.product])</div>
            <h1>\(language[.logIn])</h1>
            \(isSecure ? .nothing : insecure(language))
            \(LogInFields(name: name, refusal: refusal.map { words(for: $0, in: language) }).html(in: language))
            <div class="field"><label for="phone">\(language[.workplace])</label>\
            <input class="input" id="phone" name="phone" inputmode="tel" autocomplete="off" maxlength="32" \
            value="\(phone?.rawValue ?? "")" aria-describedby="phone-hint">\
            <span class="hint" id="phone-hint">\(language[.workplaceAdvice])</span></div>
            <label class="check"><input type="checkbox" name="remember"\(isRemembered ? " checked" : .nothing)> \
            \(language[.rememberMe])</label>
            \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">" } ?? .nothing)
            <button class="button primary large">\(language[.enter])</button>
            <div class="page-head"><details><summary>\(language[.cannotLogIn])</summary><p>\(language[.cannotLogInAdvice])</p>\
            </details>\(Shell.languages(address: address, for: viewer))</div>
            </form>
            <aside>\(Self.waves)<p>\(language[.motto])</p></aside>
            </body>
            </html>
            """
    }

    func words(for refusal: LogIn.Refusal, in language: Language) -> HTML {
        switch refusal {
        case .wrong: language[.logInWrong]
        case .tooEarly(let seconds): language(.logInTooEarly, language.count(seconds, .seconds))
        case .busy: language[.logInBusy]
        case .disabled: language[.logInDisabled]
        }
    }

    private func insecure(_ language: Language) -> HTML {
        "<p class=\"notice warn\">\(Icon.warn.html())<span>\(language[.insecureContext])</span></p>"
    }

    /// A voice, drawn as bars.
    private static let waves: HTML = {
        let bars = stride(from: 8, through: 492, by: 11.8).enumerated().map { index, x -> HTML in
            let phase = Double(index)
            let half = 4 + Int(abs(58 * (0.6 * sin(phase * 0.42) + 0.4 * sin(phase * 1.13))))
            return HTML(text: "M\(Int(x)) \(75 - half)v\(2 * half)")
        }
        return "<svg viewBox=\"0 0 500 150\" aria-hidden=\"true\"><path class=\"mark-line\" d=\"\(bars)\"/></svg>"
    }()
}

/// Name and password, on the log-in page and in the dialog that asks for them again.
struct LogInFields {
    var name = ""
    /// Why the last try failed.
    var refusal: HTML?

    func html(in language: Language) -> HTML {
        let error =
            refusal.map { "<span class=\"error\" id=\"wrong\">\(Icon.warn.html()) \($0)</span>" as HTML } ?? .nothing
        let invalid: HTML = refusal == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"wrong\""
        return """
            <div class="field"><label for="name">\(language[.userName])</label>\
            <input class="input" id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" \
            maxlength="64" required value="\(shortened(name, to: 64))"\(name.isEmpty ? " autofocus" : .nothing)></div>
            <div class="field"><label for="password">\(language[.password])</label>\
            <input class="input" id="password" name="password" type="password" autocomplete="current-password" \
            maxlength="200" required\(name.isEmpty ? .nothing : " autofocus")\(invalid)>\(error)\
            <span class="hint" data-caps-lock hidden>\(language[.capsLock])</span></div>
            """
    }
}
