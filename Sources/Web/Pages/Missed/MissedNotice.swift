import ContactCenter

/// What came of the last thing that the reader did to the register, with the way back.
struct MissedNotice: Sendable {
    var change: MissedChange?
    var refused = 0
    var undone = 0
    /// The form named no call, or not what to do.
    var isNothingChosen = false

    var isEmpty: Bool { change == nil && refused == 0 && undone == 0 && !isNothingChosen }

    /// - Parameter undoing: where the way back leads.
    func html(undoing: HTML, for viewer: Viewer) -> HTML {
        let language = viewer.language
        var toasts = HTML.nothing
        if let change {
            toasts += """
                <form class="toast good" method="post" action="\(undoing)" data-toast>\(viewer.formToken)\
                <input type="hidden" name="change" value="\(change.id.rawValue)">\(Icon.check.html())\
                <b>\(words(for: change, in: language))</b>\
                <button class="button quiet small" data-undo>\(language[.missedUndo])</button></form>
                """
        }
        if undone > 0 { toasts += toast("good", .check, language(.missedUndone, "\(undone)")) }
        if refused > 0 { toasts += toast("bad", .warn, language(.missedRefused, "\(refused)"), isLasting: true) }
        if isNothingChosen { toasts += toast("bad", .warn, language[.missedNothingChosen]) }
        return "<div class=\"toasts\" role=\"status\">\(toasts)</div>"
    }

    /// An error stays until it is read.
    private func toast(_ tone: HTML, _ icon: Icon, _ words: HTML, isLasting: Bool = false) -> HTML {
        "<div class=\"toast \(tone)\"\(isLasting ? .nothing : " data-toast" as HTML)>\(icon.html())<b>\(words)</b></div>"
    }

    private func words(for change: MissedChange, in language: Language) -> HTML {
        let calls = language.count(change.count, .calls)
        return switch change.kind {
        case .exclude: language(.missedDoneExclude, calls)
        case .include: language(.missedDoneInclude, calls)
        case .assign: language(.missedDoneAssign, calls)
        case .hide: language(.missedDoneHide, calls)
        case .unhide: language(.missedDoneUnhide, calls)
        case .spam: language(.missedDoneSpam, language.count(change.count, .numbers))
        }
    }
}
