import ContactCenter

/// The frame around every page: sections at the side, state and switches at the top.
struct Shell {
    /// The sections there are so far.
    enum Place: CaseIterable {
        case card
        case online
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
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title) · \(language[.product])</title>
            <link rel="icon" href="\(Assets.address(of: "mark.svg"))">
            <link rel="stylesheet" href="\(Assets.address(of: "priyom.css"))">
            <script type="module" src="\(Assets.address(of: "page.js"))"></script>
            </head>
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
            </body>
            </html>
            """
    }

    private var liveAttributes: HTML {
        guard let live else { return .nothing }
        return
            " data-live=\"\(live.query)\" data-position=\"\(live.position.rawValue)\" data-version=\"\(Assets.version)\""
    }

    private func bar(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let languages = Language.Code.allCases.map { code -> HTML in
            let other = Language.of(code)
            let current: HTML = code == language.code ? " aria-current=\"true\"" : .nothing
            return """
                <a href="\(address)\(address.contains("?") ? "&" : "?")lang=\(code.rawValue)" lang="\(code.rawValue)" \
                hreflang="\(code.rawValue)" title="\(other.ownName)"\(current)>\(other.shortName)</a>
                """
        }
        return """
            <header class="topbar">\(topbar)<nav class="languages push" aria-label="\(language[.languageChoice])">\
            \(languages)</nav><button class="button quiet square" data-theme-switch aria-label="\(language[.theme])" \
            title="\(language[.theme])">\(Icon.moon.html())</button></header>
            """
    }

    private func sections(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return """
            <nav class="side" aria-label="\(language[.sections])">\
            <a class="brand" href="\(SitePath.online)"><svg viewBox="0 0 20 20" aria-hidden="true">\
            <path class="mark-line" d="M3 12V8M7.7 16V4M12.3 14V6M17 11.5v-3"/></svg>\
            <span class="label">\(language[.product])</span></a>\
            <h2>\(language[.work])</h2><ul>\(link(to: .card, for: viewer))</ul>\
            <h2>\(language[.control])</h2><ul>\(link(to: .online, for: viewer))</ul></nav>
            """
    }

    private func link(to place: Place, for viewer: Viewer) -> HTML {
        let (address, icon, name): (HTML, Icon, Phrase) =
            switch place {
            case .card: (SitePath.card, .headset, .card)
            case .online: (SitePath.online, .pulse, .online)
            }
        let title = viewer.language[name]
        let current: HTML = place == self.place ? " aria-current=\"page\"" : .nothing
        return """
            <li class="pinned"><a href="\(address)" title="\(title)"\(current)>\(icon.html())\
            <span class="label">\(title)</span></a></li>
            """
    }
}
