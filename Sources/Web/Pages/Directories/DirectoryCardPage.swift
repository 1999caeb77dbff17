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

    var directory: Directory
    var card: RecordCard<Record>
    var done: Done?
    /// Where the record has a photo.
    var photo: PhotoForm?
    /// Of a provider.
    var prices: PriceList?
    /// Of a web form.
    var formKey: WebFormKeyCard?
    /// Of a box of mail.
    var mailBox: MailBoxCard?
    /// Of a template of documents.
    var places: TemplatePlaces?

    private var kept: Kept<Record>? { card.kept }
    private var viewer: Viewer { card.texts.viewer }
    private var language: Language { viewer.language }

    private var title: HTML {
        guard let kept else { return language(.recordNew, language[directory.one]) }
        return foreign(kept.record.title)
    }

    /// Where the page stands, and its form is sent.
    private var address: String { kept.map { directory.path(of: $0.id) } ?? directory.newPath }

    var html: HTML {
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
        let plainTitle = kept.map { HTML(text: shortened($0.record.title, to: 60)) } ?? title
        let toList: HTML = "<a class=\"button quiet\" href=\"\(directory.path)\">\(language[.recordToList])</a>"
        return Shell(title: plainTitle, place: .directories, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(directory.path)" aria-label="\(language[.recordToList])" \
            title="\(language[.recordToList])">\(Icon.back.html())</a><h1>\(title)</h1>\(kind)\(another)</div>\
            \(card.notices)\(hidden)\(photo?.html ?? .nothing)\(card.form(to: address, links: toList))\(prices?.html ?? .nothing)\
            \(formKey?.html ?? .nothing)\(mailBox?.html ?? .nothing)\(places?.html ?? .nothing)\(card.changes)\(toast)
            """,
            address: address,
            for: viewer
        )
    }

    private var kind: HTML {
        kept == nil ? .nothing : "<span class=\"muted\">\(language[directory.one])</span>\(card.state)"
    }

    private var hidden: HTML {
        kept?.isHidden == true ? "<p class=\"notice\">\(language[.recordHiddenAdvice])</p>" : .nothing
    }

    private var another: HTML {
        guard kept != nil else { return .nothing }
        return
            "<a class=\"button push\" href=\"\(directory.newPath)\">\(Icon.plus.html()) \(language[.recordAddAnother])</a>"
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
