import ContactCenter

/// The reader's own status in the bottom right corner of every page, and the menu that it opens (requirement S1.19).
struct PresenceMenu {
    var viewer: Viewer

    private var language: Language { viewer.language }

    private func region(_ region: FramePart.Region) -> HTML {
        viewer.frame?.parts(at: viewer.now).html(in: region, for: viewer) ?? .nothing
    }

    var button: HTML {
        """
        <button class="plain own-presence" popovertarget="presence-menu" data-alt="KeyS" title="\(language[.presenceMine])">\
        <span class="only-read">\(language[.presenceMine]): </span><span id="own-presence">\(region(.ownPresence))</span></button>
        """
    }

    func menu(address: String) -> HTML {
        """
        <div class="menu" id="presence-menu" popover aria-label="\(language[.presenceMine])" data-away-after="\(viewer.awayAfter)">\
        <form method="post" action="\(SitePath.presence)">\(viewer.formToken)\(next(address))\
        <div id="presence-choices">\(region(.presenceChoices))</div></form>\
        <form method="post" action="\(SitePath.presence)">\(viewer.formToken)\(next(address))\
        <label>\(language[.presenceNote])<input class="input" name="note" maxlength="200" autocomplete="off" \
        placeholder="\(language[.presenceNoteHint])" value="\(viewer.frame?.presence?.note?.rawValue ?? "")"></label>\
        <button class="button small">\(language[.save])</button></form>\
        <form method="post" action="\(SitePath.ownStatuses)">\(viewer.formToken)\(next(address))\
        <label>\(language[.presenceOwn])<input class="input" name="name" maxlength="40" autocomplete="off" required \
        placeholder="\(language[.presenceOwnHint])"></label>\
        <button class="button small" name="act" value="add">\(language[.presenceAdd])</button></form>\
        <details><summary>\(language[.presenceOwnEdit])</summary><div id="own-status-rows">\(region(.ownStatuses))</div></details>\
        <p class="error" role="alert" data-refusal></p>\
        <button class="button small" type="button" data-detect-idle hidden title="\(language[.presenceDetectHint])">\
        \(language[.presenceDetect])</button></div>
        """
    }

    private func next(_ address: String) -> HTML { "<input type=\"hidden\" name=\"next\" value=\"\(address)\">" }
}

/// What a reader may choose, as buttons of the form that they stand in.
struct PresenceChoice: Hashable, Sendable {
    var status: PresenceStatus
    var isChosen: Bool

    static func builtIn(of presence: Presence?) -> [PresenceChoice] {
        [PresenceStatus.available, .busy, .away].map { PresenceChoice(status: $0, isChosen: $0 == presence?.status) }
    }

    /// The built-in ones, then the own ones.
    static func all(of presence: Presence?) -> [PresenceChoice] {
        builtIn(of: presence)
            + (presence?.ownStatuses ?? []).map(PresenceStatus.own)
            .map { PresenceChoice(status: $0, isChosen: $0 == presence?.status) }
    }

    /// Names it among the choices.
    var key: String {
        switch status {
        case .available: "presence-available"
        case .busy: "presence-busy"
        case .away: "presence-away"
        case .offline: "presence-offline"
        case .own(let status): "presence-own-\(status.key)"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        let mark = PresenceMark(presence: Presence(status: status, since: viewer.now), viewer: viewer).status
        let focus: HTML = status == .available ? " autofocus" : .nothing
        return """
            <button id="\(key)" \(field) aria-pressed="\(isChosen ? "true" : "false")"\(focus)>\(mark)</button>
            """
    }

    /// The name and the value that a form sends.
    var field: HTML {
        switch status {
        case .own(let status): "name=\"own\" value=\"\(status.rawValue)\""
        case .available: "name=\"status\" value=\"available\""
        case .busy: "name=\"status\" value=\"busy\""
        case .away, .offline: "name=\"status\" value=\"away\""
        }
    }
}

extension OwnStatus {
    /// A word that may stand in the `id` of an element, and is another for every other name.
    var key: String { rawValue.elementKey }

    /// The row in which its owner gives it another name or removes it.
    func row(id: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        return """
            <form id="\(id)" method="post" action="\(SitePath.ownStatuses)">\(viewer.formToken)\
            <input type="hidden" name="status" value="\(rawValue)">\
            <input class="input" name="name" maxlength="40" required autocomplete="off" value="\(rawValue)" \
            aria-label="\(language[.presenceNewName])">\
            <button class="button small" name="act" value="rename">\(language[.save])</button>\
            <button class="button small quiet square" name="act" value="remove" formnovalidate aria-label="\(language[.presenceRemove])" \
            title="\(language[.presenceRemove])">\(Icon.cross.html())</button></form>
            """
    }
}

extension String {
    /// A word that may stand in the `id` of an element, and is another for every other text.
    var elementKey: String { utf8.map { String($0, radix: 16) }.joined() }
}
