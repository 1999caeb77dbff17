/// The rows of a list in a table that scrolls by itself, with links to those before and after.
struct ListTable: Sendable {
    struct Column: Sendable {
        var name: Phrase
        /// Numbers stand at the right.
        var isNumber: Bool

        init(_ name: Phrase, isNumber: Bool = false) {
            self.name = name
            self.isNumber = isNumber
        }
    }

    /// What is listed, for who cannot see it.
    var label: HTML
    var columns: [Column]
    /// Elements `tr`; `id` is their own.
    var rows: [HTML]
    /// Later rows than these, if there are some.
    var newer: ListAddress?
    /// Earlier rows than these, if there are some.
    var older: ListAddress?

    func html(for viewer: Viewer) -> HTML {
        let head = columns.map { column -> HTML in
            "<th scope=\"col\"\(column.isNumber ? " class=\"num\"" as HTML : .nothing)>\(viewer.language[column.name])</th>"
        }
        return """
            <section class="card list" id="rows"><div class="scroll" tabindex="0" role="region" aria-label="\(label)">\
            <table class="table dense frozen two-lines"><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>\
            \(pages(for: viewer))</section>
            """
    }

    private func pages(for viewer: Viewer) -> HTML {
        guard newer != nil || older != nil else { return .nothing }
        let language = viewer.language
        func link(_ address: ListAddress?, _ words: Phrase, rel: HTML) -> HTML {
            guard let address else {
                return "<span class=\"button quiet\" aria-disabled=\"true\">\(language[words])</span>"
            }
            return "<a class=\"button\" rel=\"\(rel)\" href=\"\(address.html)#rows\">\(language[words])</a>"
        }
        return """
            <nav class="pages" aria-label="\(language[.pages])">\(link(newer, .pageBack, rel: "prev"))\
            \(link(older, .pageOn, rel: "next"))</nav>
            """
    }
}
