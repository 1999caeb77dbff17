import ContactCenter

/// Whether events reach us, as the pill at the top of every live page.
func pbxPill(_ connection: PBXConnection, id: String, for viewer: Viewer) -> HTML {
    switch connection {
    case .connected: "<span class=\"pill good\" id=\"\(id)\">\(viewer.language[.pbxConnected])</span>"
    case .connecting: "<span class=\"pill warn\" id=\"\(id)\">\(viewer.language[.pbxConnecting])</span>"
    case .lost(let since):
        "<span class=\"pill bad\" id=\"\(id)\">\(viewer.language(.pbxLostSince, clockTime(since, for: viewer)))</span>"
    case .elsewhere: "<span class=\"pill\" id=\"\(id)\">\(viewer.language[.pbxElsewhere])</span>"
    }
}

/// What a person should know while events do not reach us; nothing while they do.
func pbxBanner(_ connection: PBXConnection, id: String, for viewer: Viewer) -> HTML {
    let language = viewer.language
    let kind: HTML
    let words: HTML
    switch connection {
    case .connected:
        return .nothing
    case .connecting:
        kind = "warn"
        words = "<b>\(language[.pbxConnecting]).</b> \(language[.pbxConnectingAdvice])"
    case .lost(let since):
        kind = "bad"
        words = "<b>\(language(.pbxLostSince, clockTime(since, for: viewer))).</b> \(language[.pbxLostAdvice])"
    case .elsewhere:
        kind = ""
        words = "<b>\(language[.pbxElsewhere]).</b> \(language[.pbxElsewhereAdvice])"
    }
    return "<p class=\"notice \(kind)\" id=\"\(id)\" role=\"status\">\(Icon.warn.html())<span>\(words)</span></p>"
}

/// What a phone's line is doing, in a word.
func lineWord(_ line: LineState, for viewer: Viewer) -> HTML {
    "<span class=\"line \(HTML(text: line.rawValue))\">\(viewer.language[line.phrase])</span>"
}
