import ContactCenter

/// What people noted on a card: the sitter's own note to write in, those of colleagues to read.
struct CardNotesView {
    var card: CallCard
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let others = card.otherNotes.map(colleague)
        guard card.sitter != nil else {
            return others.isEmpty
                ? .nothing : "<section class=\"note\"><h3>\(language[.note])</h3>\(list(others))</section>"
        }
        return "<section class=\"note\">\(others.isEmpty ? .nothing : list(others))\(field)</section>"
    }

    private func list(_ notes: [HTML]) -> HTML { "<ul class=\"notes\">\(notes)</ul>" }

    private func colleague(_ note: CallNote) -> HTML {
        """
        <li><p>\(foreign(note.text, limit: CallNote.limit))</p>\
        <small>\(foreign(note.author, limit: 60)) · \(clockTime(note.updatedAt, for: viewer))</small></li>
        """
    }

    /// The id is the card's, so that the element stays when a repeated call takes the card over. A parser of HTML drops the
    /// first line end in a field.
    private var field: HTML {
        let own = card.ownNote
        let call = (own?.call ?? card.call.id).description
        let id = "note-\(card.opened)"
        return """
            <h3><label for="\(id)" data-alt="KeyN">\(language[.note])</label></h3>\
            <textarea class="input" id="\(id)" rows="3" data-note="\(call)" data-revision="\(own?.revision ?? 0)" \
            placeholder="\(language[.notePlaceholder])" aria-describedby="\(id)-said">\("\n")\(own?.text ?? "")</textarea>\
            <p class="hint" id="\(id)-said" role="status" data-said></p>
            """
    }
}
