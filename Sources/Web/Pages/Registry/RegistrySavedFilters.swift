import ContactCenter

/// The filters that the reader has given names to: each is a link, all of it is links and forms, and works without a script.
struct RegistrySavedFilters {
    var list: RegistryList
    var saved: [SavedFilter]
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var query: String { list.top.query }
    private var action: HTML { "\(list.kind.path)/filters\(query.isEmpty ? .nothing : "?\(query)" as HTML)" }

    var html: HTML {
        let current = saved.first { $0.query == query }
        let title: HTML =
            current.map { "\(language[.registryFilters]) <b>\(foreign($0.name))</b>" } ?? language[.registryFilters]
        return """
            <details class="choice" name="filter"><summary class="chip\(current == nil ? "" : " set")">\(Icon.bookmark.html()) \
            \(title)\(Icon.down.html())</summary><div class="sheet saved-filters">\(names)\(form)</div></details>
            """
    }

    private var names: HTML {
        guard !saved.isEmpty else { return "<p class=\"muted\">\(language[.registryFiltersNone])</p>" }
        let rows = saved.map { filter -> HTML in
            let isCurrent: HTML = filter.query == query ? " aria-current=\"true\"" : .nothing
            let off = language(.registryFilterRemove, foreign(filter.name))
            let title = language(.registryFilterRemove, "\(filter.name)")
            return """
                <li><a href="\(list.kind.path)?\(filter.query)"\(isCurrent)>\(foreign(filter.name))</a>\
                <form method="post" action="\(action)">\(viewer.formToken)<input type="hidden" name="remove" value="\(filter.name)">\
                <button class="button quiet square small" title="\(title)">\(Icon.cross.html())\
                <span class="only-read">\(off)</span></button></form></li>
                """
        }
        return "<ul>\(rows)</ul>"
    }

    private var form: HTML {
        guard !query.isEmpty, !list.isWrong else { return "<p class=\"hint\">\(language[.registryFilterFirst])</p>" }
        guard saved.count < SavedFilter.most || saved.contains(where: { $0.query == query }) else {
            return "<p class=\"hint\">\(language(.registryFiltersFull, "\(SavedFilter.most)"))</p>"
        }
        return """
            <form method="post" action="\(action)">\(viewer.formToken)<div class="field"><label for="filter-name">\
            \(language[.registryFilterName])</label><input class="input" id="filter-name" name="name" required \
            maxlength="\(SavedFilter.longestName)" autocomplete="off"></div>\
            <button class="button primary">\(language[.registryFilterSave])</button></form>
            """
    }
}
