import ContactCenter

/// The buttons with which one listens in, whispers, joins and ends it.
struct ListeningView {
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(_ control: ListeningControl) -> HTML {
        switch control {
        case .offer(let user, let name, let call): offer(to: user, name, call)
        case .running(let listening, let name): buttons(for: listening, to: name)
        }
    }

    /// Where there is no room for the modes, because the bar of the page has them: the button, or a sign that it was pressed.
    func beginning(_ control: ListeningControl) -> HTML {
        switch control {
        case .offer(let user, let name, let call): offer(to: user, name, call)
        case .running(_, let name):
            Icon.headset.html(titled: language(.listeningTo, HTML(text: shortened(name, to: 60))))
        }
    }

    private func offer(to user: UserID, _ name: String, _ call: CallID) -> HTML {
        let whom = foreign(name, limit: 60)
        return """
            <form class="listening" data-listening method="post" action="\(SitePath.listening)">\(viewer.formToken)\
            <input type="hidden" name="user" value="\(user.description)"><input type="hidden" name="call" value="\(call.description)">\
            <button class="button small" title="\(language[.listenInHint])">\(Icon.headset.html()) \
            <span class="word">\(language[.listenIn])</span><span class="only-read"> \(whom)</span></button>\
            <button class="button small" name="follow" value="1" title="\(language[.listenOnHint])" \
            aria-label="\(language[.listenOn])">\(Icon.plus.html())</button></form>
            """
    }

    /// While the next call is waited for the PBX takes no keys.
    private func buttons(for listening: Listening, to name: String) -> HTML {
        let modes = ListeningMode.allCases.map { mode -> HTML in
            let pressed: HTML = listening.mode == mode ? "true" : "false"
            let disabled: HTML = listening.call == nil ? " disabled" : .nothing
            return """
                <button class="button small" name="mode" value="\(HTML(text: mode.rawValue))" aria-pressed="\(pressed)" \
                title="\(language[mode.hint])"\(disabled)>\(language[mode.phrase])</button>
                """
        }
        return """
            <form class="listening" data-listening method="post" action="\(SitePath.listeningMode)">\(viewer.formToken)\
            <input type="hidden" name="listening" value="\(HTML(text: listening.id.rawValue))">\
            <span class="modes" role="group" aria-label="\(language(.listeningTo, HTML(text: shortened(name, to: 60))))">\(modes)</span>\
            <button class="button small" formaction="\(SitePath.listeningEnd)">\(language[.listeningEnd])</button></form>
            """
    }

    /// Who listens sees it on every page, with what can be done about it.
    ///
    /// - Parameter name: who sits at the phone that is heard; `nil` where nobody does.
    func bar(_ listening: Listening, to name: String?, id: String) -> HTML {
        let whom = name ?? listening.to?.rawValue ?? ""
        let words = language(listening.call == nil ? .listeningWaits : .listeningTo, foreign(whom, limit: 60))
        return """
            <div class="notice listening-bar" id="\(id)">\(Icon.headset.html())<span><b>\(words)</b> \
            \(running(since: listening.since, for: viewer))</span>\(buttons(for: listening, to: whom))</div>
            """
    }

    /// Where the page's script tells what the PBX did not do, and that the own phone is to be picked up.
    static func told(for viewer: Viewer) -> HTML {
        guard viewer.may(.listening) else { return .nothing }
        return """
            <div class="notice" role="status" id="listening-told" data-calls="\(viewer.language[.listeningPickUp])" hidden></div>
            """
    }
}

extension ListeningMode {
    var phrase: Phrase {
        switch self {
        case .listen: .listenIn
        case .whisper: .whisper
        case .join: .joinCall
        }
    }

    fileprivate var hint: Phrase {
        switch self {
        case .listen: .listenInHint
        case .whisper: .whisperHint
        case .join: .joinCallHint
        }
    }
}
