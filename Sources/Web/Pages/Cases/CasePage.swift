import ContactCenter
import Foundation

/// The card of a case (requirements S3.32, S3.33): its entries, the stages of each, who is to do what; and the form for another entry.
struct CasePage {
    enum Done: String {
        case opened
        case added
        case saved
        case handed
        case hidden
        case restored
        case stale
        /// What followed is done already.
        case followed
        case nobody
    }

    static let path = "/cases"
    static func path(of id: CaseID) -> String { "\(path)/\(id)" }

    var card: RecordCard<Case>
    var kept: Kept<Case>
    /// The latest first.
    var entries: [Kept<CaseEntry>]
    var tasks: [ListedTask]
    var form: CaseEntryForm
    /// The contact that a new entry is written down from, where the reader came from one.
    var contact: ContactID?
    /// What may be chosen in the forms.
    var choices: [RecordReference.Kind: [RecordChoice]]
    var done: Done?

    private var texts: RecordTexts { card.texts }
    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }
    private var address: String { Self.path(of: kept.id) }

    var html: HTML {
        let title: HTML = "\(kept.record.number) «\(foreign(kept.record.title, limit: 200))»"
        let plain = HTML(text: "\(kept.record.number) \(shortened(kept.record.title, to: 60))")
        let closed: HTML =
            kept.record.state == .closed ? " <span class=\"pill\">\(language[.caseClosed])</span>" : .nothing
        return Shell(title: plain, place: .tasks, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(TaskBoardView.path)" aria-label="\(language[.tasksBack])" \
            title="\(language[.tasksBack])">\(Icon.back.html())</a><h1>\(title)</h1>\(closed)\(card.state)\(client)</div>\(card.notices)
            <div class="columns"><div class="stack">\(kept.isHidden ? .nothing : newEntry)\(entryList)</div>
            <aside class="stack">\(card.form(to: address))\(card.changes)</aside></div>\(toast)
            """,
            address: address,
            for: viewer
        )
    }

    private var client: HTML {
        guard let client = kept.record.client else { return .nothing }
        let name = name(.clients, client.rawValue)
        return viewer.may(.clients) ? "<a href=\"\(SitePath.client(client))\">\(Icon.person.html()) \(name)</a>" : name
    }

    private func name(_ kind: RecordKind, _ id: Int64) -> HTML {
        foreign(texts.names[RecordReference(.record(kind), id)] ?? "№ \(id)")
    }

    private var keys: HTML {
        "<span><kbd>Alt</kbd> <kbd>1</kbd> \(language[.caseAddEntry])</span><span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
    }

    // MARK: - Entries

    private var newEntry: HTML {
        let given: HTML =
            contact.map { "<input type=\"hidden\" name=\"contact\" value=\"\($0.rawValue)\">" } ?? .nothing
        let from: HTML =
            contact.map {
                "<p><a href=\"\(SitePath.contact($0))\">\(Icon.note.html()) \(language[.caseOfContact])</a></p>"
            } ?? .nothing
        return """
            <form class="card" id="new-entry" method="post" action="\(address)/entries" data-fields>\(viewer.formToken)\(given)\
            <header><h2>\(language[.caseNewEntry])</h2></header><div class="body stack">\(from)\(form.fields(choices, texts))</div>\
            <div class="body"><button class="button primary" data-choice>\(language[.caseAddEntry])</button></div></form>
            """
    }

    private var entryList: HTML {
        guard !entries.isEmpty else {
            return "<p class=\"card body muted\">\(language[.caseNoEntries])</p>"
        }
        return """
            <section class="card" id="entries"><header><h2>\(language[.caseEntries])</h2><span class="count">\(entries.count)</span></header>\
            <ol class="case-entries">\(entries.map(entry))</ol></section>
            """
    }

    private func entry(_ kept: Kept<CaseEntry>) -> HTML {
        let record = kept.record
        let author = record.author.map { foreign(texts.names[RecordReference(.user, $0.rawValue)] ?? "№ \($0)") }
        let head: [HTML?] = [
            dayAndTime(record.at, for: viewer), author, record.topic.map { name(.topics, $0.rawValue) },
            record.category.map { name(.entryCategories, $0.rawValue) },
            record.contact.map { "<a href=\"\(SitePath.contact($0))\">\(name(.contacts, $0.rawValue))</a>" },
        ]
        let ofEntry = tasks.filter { $0.entry.id == kept.id }
        let lines = ofEntry.map { task -> HTML in
            let line = TaskLine(task: task, back: "\(address)#entry-\(kept.id)", viewer: viewer).html
            return "<li>\(line)\(task.kept.record.doneAt == nil ? hand(task) : .nothing)</li>"
        }
        let stages: HTML =
            lines.isEmpty ? .nothing : "<ol class=\"stages\" aria-label=\"\(language[.caseStages])\">\(lines)</ol>"
        return """
            <li id="entry-\(kept.id.rawValue)"><p class="muted">\(head.compactMap(\.self).joined(" · "))</p>\
            <p class="text">\(foreign(record.text ?? "", limit: 4_000))</p>\(stages)</li>
            """
    }

    /// Whose it becomes, and by when.
    private func hand(_ task: ListedTask) -> HTML {
        func options(_ kind: RecordKind, _ chosen: Int64?) -> [HTML] {
            (choices[.record(kind)] ?? []).map { choice in
                selectOption("\(choice.id)", foreignOption(choice.name), isChosen: choice.id == chosen)
            }
        }
        let record = task.kept.record
        let due = FieldContent.instant.typed(
            record.dueAt.map { FieldValue.integer(milliseconds($0)) } ?? .nothing,
            in: viewer.timeZone
        )
        return """
            <details class="hand"><summary class="button small quiet">\(Icon.transfer.html()) \(language[.worklistHand])</summary>\
            <form class="fields" method="post" action="\(TaskBoardView.path)/\(task.kept.id.rawValue)/hand">\(viewer.formToken)\
            <input type="hidden" name="version" value="\(task.kept.version)">\
            <label class="field"><span class="label">\(language[.employeeName])</span><select class="input" name="employee">\
            <option value="">\(language[.recordNothingChosen])</option>\(options(.employees, record.employee?.rawValue))</select></label>\
            <label class="field"><span class="label">\(language[.department])</span><select class="input" name="department">\
            <option value="">\(language[.recordNothingChosen])</option>\(options(.departments, record.department?.rawValue))</select></label>\
            <label class="field"><span class="label">\(language[.taskDueAt])</span>\
            <input class="input" type="datetime-local" name="due_at" value="\(due)"></label>\
            <button class="button">\(language[.worklistHand])</button></form></details>
            """
    }

    private var toast: HTML {
        guard let done else { return .nothing }
        let words: Phrase =
            switch done {
            case .opened: .caseOpened
            case .added: .caseEntryAdded
            case .saved: .recordSaved
            case .handed: .taskHanded
            case .hidden: .recordIsHidden
            case .restored: .recordIsRestored
            case .stale: .taskStale
            case .followed: .taskFollowed
            case .nobody: .taskToNobody
            }
        let isBad = [.stale, .followed, .nobody].contains(done)
        return """
            <div class="toasts" role="status"><div class="toast \(isBad ? "bad" : "good")" data-toast>\
            \((isBad ? Icon.warn : Icon.check).html())<b>\(language[words])</b></div></div>
            """
    }
}
