import ContactCenter

/// Who changed a record, when, and each field before and after.
struct RecordHistory<Record: KeptRecord>: Sendable {
    /// The latest first.
    var changes: [Change]
    var texts: RecordTexts

    private var language: Language { texts.viewer.language }

    var html: HTML {
        """
        <section class="card list history"><header><h2>\(language[.history])</h2></header>\(content)</section>
        """
    }

    private var content: HTML {
        guard !changes.isEmpty else { return "<p class=\"body muted\">\(language[.historyEmpty])</p>" }
        let columns: [Phrase] = [.historyWhen, .historyWho, .historyField, .historyBefore, .historyAfter]
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.history])"><table class="table two-lines">\
            <thead><tr>\(columns.map { "<th scope=\"col\">\(language[$0])</th>" as HTML })</tr></thead>\
            \(changes.map(rows))</table></div>
            """
    }

    private func rows(of change: Change) -> HTML {
        let author =
            change.user.map { texts.names[RecordReference(.user, $0.rawValue)] ?? "№ \($0)" }.map { foreign($0) }
            ?? "<span class=\"muted\">\(language[.historyProgram])</span>"
        let span: HTML = change.fields.count > 1 ? " rowspan=\"\(change.fields.count)\"" : .nothing
        let head: HTML = """
            <th scope="row"\(span)>\(dayAndTime(change.at, for: texts.viewer))</th><td\(span)>\(author)\
            <small>\(language[change.kind.phrase])</small></td>
            """
        guard !change.fields.isEmpty else { return "<tbody><tr>\(head)<td colspan=\"3\"></td></tr></tbody>" }
        let lines = change.fields.enumerated().map { index, field -> HTML in
            "<tr>\(index == 0 ? head : .nothing)\(cells(of: field))</tr>"
        }
        return "<tbody>\(lines)</tbody>"
    }

    /// A field that the program does not know any more is shown as it was kept.
    private func cells(of change: Change.Field) -> HTML {
        if Record.kind == .employees, change.name == "photo" {
            func has(_ tag: String?) -> HTML { language[tag == nil ? .recordNo : .recordYes] }
            return "<td>\(language[.photo])</td><td>\(has(change.before))</td><td>\(has(change.after))</td>"
        }
        guard let field = Record.field(change.name) else {
            let label = RecordWords.label(of: change.name, in: Record.kind).map { language[$0] }
            return
                "<td>\(label ?? HTML(text: change.name))</td><td>\(foreign(change.before ?? ""))</td><td>\(foreign(change.after ?? ""))</td>"
        }
        let label = RecordWords.label(of: field.name, in: Record.kind).map { language[$0] } ?? HTML(text: field.name)
        return """
            <td>\(label)</td><td class="value">\(texts.html(kept: change.before, of: field))</td>\
            <td class="value">\(texts.html(kept: change.after, of: field))</td>
            """
    }
}
