/// A field of a form in which a client is looked for as one types, and taken by Enter or a click; emptied, it is nobody. `find.js`
/// does the looking; without it the field stays as it is.
struct ClientPicker {
    var field: String
    /// The number of who is chosen; what was typed and is nobody, with `?` before it.
    var sent: String
    /// What who is chosen is called.
    var name: String?
    var language: Language

    /// - Parameter attributes: of the control in which people type.
    func html(_ attributes: HTML) -> HTML {
        let typed = sent.hasPrefix("?") ? String(sent.dropFirst()) : sent.isEmpty ? "" : name ?? "№ \(sent)"
        let list: HTML = "found-\(field)"
        return """
            <div class="search picker"><input type="hidden" name="\(field)" value="\(sent)">\(Icon.search.html())\
            <input type="search" value="\(typed)" maxlength="200" autocomplete="off" spellcheck="false" role="combobox" \
            aria-expanded="false" aria-autocomplete="list" aria-controls="\(list)" placeholder="\(language[.clientSearchHint])" \
            data-ask="\(SitePath.findClientToChoose)" data-picks="\(field)"\(attributes)>\
            <div class="found" id="\(list)" role="listbox" aria-label="\(language[.clientsFound])" hidden></div></div>
            """
    }
}
