import ContactCenter
import Foundation

/// The card of a vehicle or a document: whose it is, its fields, to be changed, and its history. Also the form for a new one.
struct OwnedRecordPage<Record: OwnedRecord>: Sendable {
    /// As it is kept; `nil` for a new one.
    var kept: Kept<Record>?
    var draft: RecordDraft<Record>
    var choices: [RecordReference.Kind: [RecordChoice]]
    var history: [Change]
    var texts: RecordTexts
    /// Where somebody else was faster: who, and the fields in which the two differ.
    var conflicts: [RecordConflict<Record>]?

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let title = kept.map { $0.record.title(in: language) } ?? language(.recordNew, language[Record.one])
        let state: HTML =
            kept?.isHidden == true ? "<span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
        let history = kept == nil ? .nothing : RecordHistory<Record>(changes: history, texts: texts).html
        return Shell(title: language[Record.one], place: Record.place).page(
            """
            <div class="page-head"><h1>\(title)</h1>\(state)\(owner)</div>\(notices)\(form)\(history)
            """,
            address: address,
            for: viewer
        )
    }

    private var owner: HTML {
        guard let client = draft.record.client else { return .nothing }
        let name = texts.names[RecordReference(.record(.clients), client.rawValue)] ?? "№ \(client)"
        return "<a href=\"\(SitePath.client(client))\">\(Icon.person.html()) \(foreign(name))</a>"
    }

    private var notices: HTML {
        var notices = HTML.nothing
        if conflicts != nil {
            notices += """
                <p class="notice warn" role="alert">\(Icon.warn.html())<span><b>\(language[.staleTitle])</b></span></p>
                """
        }
        if draft.isRefused {
            notices += """
                <p class="notice bad" role="alert">\(Icon.warn.html())<span>\(language[.problemsAbove])</span></p>
                """
        }
        return notices
    }

    private var form: HTML {
        let address = kept.map { Record.path(of: $0.id) } ?? Record.path
        let version: HTML = kept.map { "<input type=\"hidden\" name=\"version\" value=\"\($0.version)\">" } ?? .nothing
        let given = draft.record.given.map { name, value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        let fields = RecordFields(draft: draft, choices: choices, texts: texts, conflicts: conflicts ?? [])
        return """
            <form class="card record" method="post" action="\(address)" data-fields>\(viewer.formToken)\(version)\(given)\
            <div class="body">\(fields.html)</div>\
            <div class="actions"><button class="button primary" data-primary>\(language[kept == nil ? .recordAdd : .recordSave]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\(hiding)</div></form>
            """
    }

    private var hiding: HTML {
        guard let kept else { return .nothing }
        let (name, words): (HTML, Phrase) = kept.isHidden ? ("restore", .recordRestore) : ("hide", .recordHide)
        return """
            <button class="button push" formaction="\(Record.path(of: kept.id))/\(name)" formnovalidate data-unchecked>\
            \(language[words])</button>
            """
    }
}
