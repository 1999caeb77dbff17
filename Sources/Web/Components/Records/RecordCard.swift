import ContactCenter
import Foundation

/// A record on its card: as it is kept, as its form stands, and its history. Also the form for a new one.
struct RecordCard<Record: KeptRecord>: Sendable {
    /// Somebody else was faster.
    struct Overtaking: Sendable {
        var by: Change?
        var conflicts: [RecordConflict<Record>]
    }

    /// `nil` for a new one.
    var kept: Kept<Record>?
    var draft: RecordDraft<Record>
    /// What may be chosen where a field points at something.
    var choices: [RecordReference.Kind: [RecordChoice]]
    /// The latest first.
    var history: [Change]
    var texts: RecordTexts
    var overtaking: Overtaking?

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }

    /// Says what the form's author did not know when it was sent.
    ///
    /// - Parameter version: the one that the form was made over.
    mutating func overtake(since version: Int64) {
        guard let kept else { return }
        let since = Array(history.prefix(Int(clamping: max(0, kept.version - version))))
        overtaking = Overtaking(
            by: since.first,
            conflicts: RecordConflict.conflicts(draft.record, kept, since: since)
        )
    }

    // MARK: - What stands on the page

    /// Hidden, and nothing else.
    var state: HTML {
        kept?.isHidden == true ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
    }

    /// What became of the form that was sent.
    var notices: HTML {
        var notices = HTML.nothing
        if let overtaking {
            notices += """
                <p class="notice warn" role="alert">\(Icon.warn.html())<span><b>\(language[.staleTitle])</b> \(advice(overtaking))</span></p>
                """
        }
        if draft.isRefused {
            notices += """
                <p class="notice bad" role="alert">\(Icon.warn.html())<span>\(language[.problemsAbove])</span></p>
                """
        }
        return notices
    }

    private func advice(_ overtaking: Overtaking) -> HTML {
        guard !overtaking.conflicts.isEmpty else { return language[.staleNothingDiffers] }
        let time = overtaking.by.map { clockTime($0.at, for: viewer) } ?? "—"
        return language(.staleBy, author(of: overtaking.by), time)
    }

    private func author(of change: Change?) -> HTML {
        guard let user = change?.user else { return language[.historyProgram] }
        return foreign(texts.names[RecordReference(.user, user.rawValue)] ?? "№ \(user)")
    }

    /// - Parameters:
    ///   - address: where the form is sent; that it hides or restores the record stands behind it.
    ///   - given: hidden fields of the page's own.
    ///   - links: beside the button that saves.
    func form(to address: String, given: [HTML] = [], links: HTML = .nothing) -> HTML {
        let version: HTML = kept.map { "<input type=\"hidden\" name=\"version\" value=\"\($0.version)\">" } ?? .nothing
        let fields = RecordFields(
            draft: draft,
            choices: choices,
            texts: texts,
            conflicts: overtaking?.conflicts ?? []
        )
        return """
            <form class="card record" method="post" action="\(address)" data-fields>\(viewer.formToken)\(version)\(given)\
            <div class="body">\(fields.html)</div>\
            <div class="actions"><button class="button primary" data-primary>\(language[kept == nil ? .recordAdd : .recordSave]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\(links)\(hiding(address))</div></form>
            """
    }

    /// Sends the same form to another address, which takes nothing from it but the version.
    private func hiding(_ address: String) -> HTML {
        guard let kept else { return .nothing }
        let (name, words, tone): (HTML, Phrase, HTML) =
            kept.isHidden ? ("restore", .recordRestore, .nothing) : ("hide", .recordHide, " danger")
        return """
            <button class="button push\(tone)" formaction="\(address)/\(name)" formnovalidate data-unchecked>\
            \(language[words])</button>
            """
    }

    /// Of a new one there is none.
    var changes: HTML {
        kept == nil ? .nothing : RecordHistory<Record>(changes: history, texts: texts).html
    }
}
