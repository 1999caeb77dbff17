import ContactCenter

/// The panels of a call's card (requirement S4.10): where they stand, and each of them. The card never waits for them: its page asks which
/// there are, then for each by itself.
enum CardPanels {
    static let path = "/card/panels"

    private static func query(_ call: CallID) -> HTML { "?call=\(SitePath.percentEncoded(call.description))" }

    /// Where they come to stand on the card; what stands there is the page's own script's, see `panels.js`.
    static func place(for call: CallID, _ viewer: Viewer) -> HTML {
        """
        <section class="call-panels" id="panels-\(call.description)" data-said data-panels="\(path)\(query(call))" \
        aria-label="\(viewer.language[.callPanels])"></section>
        """
    }

    /// Those that there are, before anything stands on them.
    static func waiting(_ panels: [Kept<CallPanel>], for call: CallID, _ viewer: Viewer) -> HTML {
        let language = viewer.language
        return panels.map { panel -> HTML in
            """
            <div class="call-panel" data-panel="\(path)/\(panel.id.rawValue)\(query(call))" \
            data-failed="\(language[.panelOurs])" data-again="\(language[.panelAgain])">\(title(panel))\
            <p class="muted">\(language[.panelLoading])<span class="skeleton"></span></p></div>
            """
        }.joined(.nothing)
    }

    /// What stands on one of them.
    static func filled(_ panel: Kept<CallPanel>, with content: HTML) -> HTML { "\(title(panel))\(content)" }

    private static func title(_ panel: Kept<CallPanel>) -> HTML { "<h4>\(foreign(panel.record.name, limit: 200))</h4>" }

    /// A frame in which another program's page may do nothing: no scripts, forms, windows, and no address but the one that we send.
    static func frame(_ panel: Kept<CallPanel>, for call: CallID) -> HTML {
        """
        <iframe sandbox referrerpolicy="no-referrer" title="\(shortened(panel.record.name, to: 200))" \
        src="\(path)/\(panel.id.rawValue)/page\(query(call))"></iframe>
        """
    }

    /// Why nothing stands there, and a button where asking again may help.
    static func failed(_ failure: PanelFailure, _ viewer: Viewer) -> HTML {
        let language = viewer.language
        let words: HTML =
            switch failure {
            case .timeout: language[.panelTimeout]
            case .unreachable: language[.panelUnreachable]
            case .certificate: language[.panelCertificate]
            case .refused(let status): language(.panelRefused, "\(status)")
            case .tooLong: language[.panelTooLong]
            case .unreadable: language[.panelUnreadable]
            case .foreignHost: language[.panelForeignHost]
            case .lacks(.number): language[.panelNoNumber]
            case .lacks(.clientID), .lacks(.clientName): language[.panelNoClient]
            case .busy: language[.panelBusy]
            }
        let again: HTML =
            failure.mayPass
            ? " <button type=\"button\" class=\"button quiet\" data-panel-again>\(language[.panelAgain])</button>"
            : .nothing
        return "<p class=\"muted\">\(words)\(again)</p>"
    }
}

extension PanelFailure {
    /// The same question may be answered a moment later.
    fileprivate var mayPass: Bool {
        switch self {
        case .timeout, .unreachable, .certificate, .refused, .tooLong, .unreadable, .busy: true
        case .foreignHost, .lacks: false
        }
    }
}
