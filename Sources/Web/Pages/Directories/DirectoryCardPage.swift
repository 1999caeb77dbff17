import ContactCenter
import Foundation

/// One record of a directory: its fields, to be changed, and its history. Also the form for a new one.
struct DirectoryCardPage<Record: DirectoryRecord>: Sendable {
    /// What the reader has just done here.
    enum Done: String, Sendable {
        case added
        case saved
        case hidden
        case restored
    }

    /// Somebody else was faster.
    struct Overtaking: Sendable {
        var by: Change?
        var conflicts: [RecordConflict<Record>]
    }

    var directory: Directory
    /// As it is kept; `nil` for a new one.
    var kept: Kept<Record>?
    var draft: RecordDraft<Record>
    var choices: [RecordReference.Kind: [RecordChoice]]
    var history: [Change]
    var texts: RecordTexts
    var overtaking: Overtaking?
    var done: Done?

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }

    private var title: HTML {
        guard let kept else { return language(.recordNew, language[directory.one]) }
        return foreign(kept.record.title)
    }

    func html(address: String) -> HTML {
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
        let plainTitle = kept.map { HTML(text: shortened($0.record.title, to: 60)) } ?? title
        return Shell(title: plainTitle, place: .directories, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(directory.path)" aria-label="\(language[.recordToList])" \
            title="\(language[.recordToList])">\(Icon.back.html())</a><h1>\(title)</h1>\(kind)\(another)</div>\
            \(notices)\(form)\(kept == nil ? .nothing : RecordHistory<Record>(changes: history, texts: texts).html)\(toast)
            """,
            address: address,
            for: viewer
        )
    }

    private var kind: HTML {
        guard let kept else { return .nothing }
        let mark: HTML = kept.isHidden ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
        return "<span class=\"muted\">\(language[directory.one])</span>\(mark)"
    }

    private var another: HTML {
        guard kept != nil else { return .nothing }
        return
            "<a class=\"button push\" href=\"\(directory.newPath)\">\(Icon.plus.html()) \(language[.recordAddAnother])</a>"
    }

    private var notices: HTML {
        var notices = HTML.nothing
        if let overtaking {
            let advice =
                overtaking.conflicts.isEmpty
                ? language[.staleNothingDiffers]
                : language(
                    .staleBy,
                    author(of: overtaking.by),
                    overtaking.by.map { clockTime($0.at, for: viewer) } ?? "—"
                )
            notices += """
                <p class="notice warn" role="alert">\(Icon.warn.html())<span><b>\(language[.staleTitle])</b> \(advice)</span></p>
                """
        }
        if draft.isRefused {
            notices += """
                <p class="notice bad" role="alert">\(Icon.warn.html())<span>\(language[.problemsAbove])</span></p>
                """
        }
        if kept?.isHidden == true { notices += "<p class=\"notice\">\(language[.recordHiddenAdvice])</p>" }
        return notices
    }

    private func author(of change: Change?) -> HTML {
        guard let user = change?.user else { return language[.historyProgram] }
        return foreign(texts.names[RecordReference(.user, user.rawValue)] ?? "№ \(user)")
    }

    private var form: HTML {
        let address = kept.map { directory.path(of: $0.id) } ?? directory.newPath
        let version: HTML = kept.map { "<input type=\"hidden\" name=\"version\" value=\"\($0.version)\">" } ?? .nothing
        let fields = RecordFields(
            draft: draft,
            choices: choices,
            texts: texts,
            conflicts: overtaking?.conflicts ?? []
        )
        return """
            <form class="card record" method="post" action="\(address)" data-fields>\(viewer.formToken)\(version)\
            <div class="body">\(fields.html)</div>\
            <div class="actions"><button class="button primary" data-primary>\(language[kept == nil ? .recordAdd : .recordSave]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\
            <a class="button quiet" href="\(directory.path)">\(language[.recordToList])</a>\(hiding)</div></form>
            """
    }

    /// Sends the same form to another address, which takes nothing from it but the version.
    private var hiding: HTML {
        guard let kept else { return .nothing }
        let (name, words, tone): (HTML, Phrase, HTML) =
            kept.isHidden ? ("restore", .recordRestore, .nothing) : ("hide", .recordHide, " danger")
        return """
            <button class="button push\(tone)" formaction="\(directory.path(of: kept.id))/\(name)" formnovalidate data-unchecked>\
            \(language[words])</button>
            """
    }

    private var toast: HTML {
        guard let done else { return .nothing }
        let words: Phrase =
            switch done {
            case .added: .recordAdded
            case .saved: .recordSaved
            case .hidden: .recordIsHidden
            case .restored: .recordIsRestored
            }
        return """
            <div class="toasts" role="status"><div class="toast good" data-toast>\(Icon.check.html())\
            <b>\(language[words])</b></div></div>
            """
    }
}
