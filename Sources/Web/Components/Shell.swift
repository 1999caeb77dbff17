import ContactCenter

/// The frame around every page: sections at the side, state and switches at the top.
struct Shell {
    var title: HTML
    var place: Place?
    /// The announcement at which a live page was rendered.
    var position: Position?
    /// What of the page is live besides its frame, as queries of `FollowedPage`: `page=card&extension=0111`.
    var follows: [HTML] = []
    /// The line at the bottom.
    var statusline: HTML = .nothing

    func page(_ main: HTML, address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let theme = viewer.theme.map { theme -> HTML in " data-theme=\"\(theme.rawValue)\"" } ?? .nothing
        return """
            <!doctype html>
            <html lang="\(language.code.rawValue)"\(theme)>
            <head>\(Self.head(title: title, script: "page.js", for: viewer))</head>
            <body class="shell" data-now="\(milliseconds(viewer.now))" data-zone="\(viewer.timeZone.identifier)"\(liveAttributes(for: viewer))>
            \(Icon.sprite)
            <a class="skip" href="#main">\(language[.skipToContent])</a>
            \(bar(address: address, for: viewer))
            \(sections(for: viewer))
            <main class="main" id="main" tabindex="-1">
            \(viewer.frame == nil ? .nothing : "<div id=\"pbx-banner\">\(frame(.pbxBanner, for: viewer))</div>")
            \(viewer.frame == nil ? .nothing : "<div id=\"own-listening\">\(frame(.listening, for: viewer))</div>")\
            \(ListeningView.told(for: viewer))
            \(viewer.frame == nil ? .nothing : "<div id=\"own-call\">\(frame(.ownCall, for: viewer))</div>")\
            \(DiallingView.told(for: viewer))\(DiallingView.copied(for: viewer))
            <p class="notice bad offline-banner" role="status">\(Icon.warn.html())<span><b>\(language[.offline])</b> \
            \(language(.offlineSince, "<span class=\"number\" data-offline-since></span>"))</span></p>
            \(main)
            </main>
            <footer class="statusline">\(statusline)\(keysButton(for: viewer))\
            \(viewer.reader == nil ? .nothing : PresenceMenu(viewer: viewer).button)</footer>
            \(viewer.reader == nil ? .nothing : PresenceMenu(viewer: viewer).menu(address: address))
            \(viewer.reader == nil ? .nothing : KeySheet(viewer: viewer).html)
            \(viewer.reader == nil ? .nothing : logInAgain(for: viewer))
            </body>
            </html>
            """
    }

    private func liveAttributes(for viewer: Viewer) -> HTML {
        guard viewer.frame != nil else { return .nothing }
        let position = position.map { position -> HTML in " data-position=\"\(position.rawValue)\"" } ?? .nothing
        let pages = (["page=frame"] + follows).joined(" ")
        return """
             data-follows="\(pages)"\(position) data-version="\(Assets.version)" \
            data-reader="\(viewer.reader?.user.id.description ?? "")"
            """
    }

    private func frame(_ region: FramePart.Region, for viewer: Viewer) -> HTML {
        viewer.frame?.parts(at: viewer.now).html(in: region, for: viewer) ?? .nothing
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
            <header class="topbar">\(ClientSearchBox.html(for: viewer))<span id="pbx-state">\(frame(.pbxState, for: viewer))</span>\(Self.languages(address: address, for: viewer))\
            <button class="button quiet square" data-theme-switch aria-label="\(language[.theme])" \
            title="\(language[.theme])">\(Icon.moon.html())</button>\(bell(for: viewer))\(person(for: viewer))</header>
            """
    }

    private func bell(for viewer: Viewer) -> HTML {
        guard viewer.frame?.hasBell == true else { return .nothing }
        return Bell(
            viewer: viewer,
            unread: frame(.bellCount, for: viewer),
            list: frame(.bellList, for: viewer)
        ).html
    }

    private func keysButton(for viewer: Viewer) -> HTML {
        guard viewer.reader != nil else { return .nothing }
        return "<button class=\"plain push\" popovertarget=\"keys\"><kbd>?</kbd> \(viewer.language[.allKeys])</button>"
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
            \(Place.Group.allCases.map { group($0, for: viewer) })</nav>
            """
    }

    /// A group without a page that the reader may open is not shown.
    private func group(_ group: Place.Group, for viewer: Viewer) -> HTML {
        let places = Place.allCases.filter { $0.group == group && viewer.may($0.permission) }
        guard !places.isEmpty else { return .nothing }
        return "<h2>\(viewer.language[group.name])</h2><ul>\(places.map { link(to: $0, for: viewer) })</ul>"
    }

    /// Work that waits there.
    private func count(in place: Place, for viewer: Viewer) -> HTML {
        let region: FramePart.Region
        switch place {
        case .missed: region = .missed
        case .worklist: region = .worklist
        case .reception: region = .waiting
        default: return .nothing
        }
        return "<span class=\"counts\" id=\"\(HTML(text: region.rawValue))\">\(frame(region, for: viewer))</span>"
    }

    private func link(to place: Place, for viewer: Viewer) -> HTML {
        let title = viewer.language[place.name]
        let current: HTML = place == self.place ? " aria-current=\"page\"" : .nothing
        let pinned: HTML = place.isPinned ? " class=\"pinned\"" : .nothing
        return """
            <li\(pinned)><a href="\(place.address)" title="\(title)" data-go="\(place.code)"\(current)>\
            \(place.icon.html())<span class="label">\(title)</span>\(count(in: place, for: viewer))</a></li>
            """
    }
}
