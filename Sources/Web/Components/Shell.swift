import ContactCenter

/// The frame around every page: sections at the side, state and switches at the top.
struct Shell {
    /// The sections there are so far.
    enum Place: CaseIterable {
        case card
        case online
        case calls
        case register

        var permission: Permission {
            switch self {
            case .card: .workspace
            case .online: .online
            case .calls, .register: .calls
            }
        }
    }

    /// How a page keeps itself true: what it follows, and from where.
    struct Live {
        /// The query of `/live` without the position: `page=card&extension=0111`.
        var query: HTML
        var position: Position
    }

    var title: HTML
    var place: Place?
    var live: Live?
    /// What stands at the right of the top bar, such as the state of the PBX.
    var topbar: HTML = .nothing
    /// The line at the bottom.
    var statusline: HTML = .nothing

    func page(_ main: HTML, address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let theme = viewer.theme.map { theme -> HTML in " data-theme=\"\(theme.rawValue)\"" } ?? .nothing
        return """
            <!doctype html>
            <html lang="\(language.code.rawValue)"\(theme)>
            <head>\(Self.head(title: title, script: "page.js", for: viewer))</head>
            <body class="shell" data-now="\(milliseconds(viewer.now))" data-zone="\(viewer.timeZone.identifier)"\(liveAttributes)>
            \(Icon.sprite)
            <a class="skip" href="#main">\(language[.skipToContent])</a>
            \(bar(address: address, for: viewer))
            \(sections(for: viewer))
            <main class="main" id="main" tabindex="-1">
            <p class="notice bad offline-banner" role="status">\(Icon.warn.html())<span><b>\(language[.offline])</b> \
            \(language(.offlineSince, "<span class=\"number\" data-offline-since></span>"))</span></p>
            \(main)
            </main>
            <footer class="statusline">\(statusline)</footer>
            \(viewer.reader == nil ? .nothing : logInAgain(for: viewer))
            </body>
            </html>
            """
    }

    private var liveAttributes: HTML {
        guard let live else { return .nothing }
        return
            " data-live=\"\(live.query)\" data-position=\"\(live.position.rawValue)\" data-version=\"\(Assets.version)\""
    }

    /// What every page's head holds.
    static func head(title: HTML, script: String, for viewer: Viewer) -> HTML {
        """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · \(viewer.language[.product])</title>
        <link rel="icon" href="\(Assets.address(of: "mark.svg"))">
        <link rel="stylesheet" href="\(Assets.address(of: "priyom.css"))">
        <script type="module" src="\(Assets.address(of: script))"></script>
        """
    }

    static let mark: HTML = """
        <svg viewBox="0 0 20 20" aria-hidden="true">\
        <path class="mark-line" d="M3 12V8M7.7 16V4M12.3 14V6M17 11.5v-3"/></svg>
        """

    static func languages(address: String, for viewer: Viewer) -> HTML {
        let links = Language.Code.allCases.map { code -> HTML in
            let other = Language.of(code)
            let current: HTML = code == viewer.language.code ? " aria-current=\"true\"" : .nothing
            return """
                <a href="\(address)\(address.contains("?") ? "&" : "?")lang=\(code.rawValue)" lang="\(code.rawValue)" \
                hreflang="\(code.rawValue)" title="\(other.ownName)"\(current)>\(other.shortName)</a>
                """
        }
        return "<nav class=\"languages push\" aria-label=\"\(viewer.language[.languageChoice])\">\(links)</nav>"
    }

    private func bar(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        return """
            <header class="topbar">\(topbar)\(Self.languages(address: address, for: viewer))\
            <button class="button quiet square" data-theme-switch aria-label="\(language[.theme])" \
            title="\(language[.theme])">\(Icon.moon.html())</button>\(person(for: viewer))</header>
            """
    }

    private func person(for viewer: Viewer) -> HTML {
        guard let reader = viewer.reader else { return .nothing }
        let title = viewer.language[.logOut]
        return """
            <form class="person" method="post" action="\(SitePath.logOut)">\(viewer.formToken)\
            <span class="name">\(foreign(reader.user.displayName, limit: 40))</span>\
            <button class="button quiet square" aria-label="\(title)" title="\(title)">\(Icon.leave.html())</button></form>
            """
    }

    /// Shown when the session has ended while the page was open, so that nothing on it is lost.
    private func logInAgain(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let name = viewer.reader?.user.name.rawValue ?? ""
        return """
            <dialog class="dialog" id="log-in-again" aria-labelledby="log-in-again-title">\
            <form method="post" action="\(SitePath.logIn)" data-user="\(viewer.reader?.user.id.description ?? "")">\
            <h2 id="log-in-again-title">\(language[.sessionEnded])</h2><p class="muted">\(language[.sessionEndedAdvice])</p>\
            \(LogInFields(name: name).html(in: language))<p class="error" role="alert" data-refusal></p>\
            <button class="button primary">\(language[.enter])</button></form></dialog>
            """
    }

    private func sections(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return """
            <nav class="side" aria-label="\(language[.sections])">\
            <a class="brand" href="/">\(Self.mark)\
            <span class="label">\(language[.product])</span></a>\
            \(group(.work, [.card], for: viewer))\
            \(group(.contacts, [.calls, .register], for: viewer))\(group(.control, [.online], for: viewer))</nav>
            """
    }

    /// A group without a page that the reader may open is not shown.
    private func group(_ name: Phrase, _ places: [Place], for viewer: Viewer) -> HTML {
        let links = places.filter { viewer.may($0.permission) }.map { link(to: $0, for: viewer) }
        return links.isEmpty ? .nothing : "<h2>\(viewer.language[name])</h2><ul>\(links)</ul>"
    }

    private func link(to place: Place, for viewer: Viewer) -> HTML {
        let (address, icon, name): (HTML, Icon, Phrase) =
            switch place {
            case .card: (SitePath.card, .headset, .card)
            case .online: (SitePath.online, .pulse, .online)
            case .calls: (HTML(text: SitePath.calls), .phone, .callsTitle)
            case .register: (HTML(text: SitePath.register), .list, .registerInShort)
            }
        let title = viewer.language[name]
        let current: HTML = place == self.place ? " aria-current=\"page\"" : .nothing
        return """
            <li class="pinned"><a href="\(address)" title="\(title)"\(current)>\(icon.html())\
            <span class="label">\(title)</span></a></li>
            """
    }
}
