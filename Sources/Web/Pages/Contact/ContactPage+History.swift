import ContactCenter

/// What else there was with the contact's client, found by any word of it as one types (requirements S3.3, S3.26).
extension ContactPage {
    /// How many of the last entries stand beside a contact.
    static let historyLines = 8

    var clientHistory: HTML {
        guard let client = kept.record.client, let history, viewer.may(.clients) else { return .nothing }
        let address = SitePath.history(of: client)
        let lines = ClientHistoryLines(topics: names.options.topics, viewer: viewer)
        let find = language[.clientStoryFind]
        return """
            <section class="card" id="client-history"><header><h2>\(language[.clientStory])</h2>\
            <a class="push" href="\(address)">\(language[.clientStoryAll])</a></header>\
            <form class="body" method="get" action="\(address)"><label class="search">\(Icon.search.html())\
            <input type="search" name="\(ClientHistoryList.Field.text)" maxlength="200" autocomplete="off" placeholder="\(find)" aria-label="\(find)" \
            aria-controls="client-history-lines" data-ask="\(address)?as=lines"></label></form>\
            <ul class="rows" id="client-history-lines" aria-live="polite">\(history.entries.map(lines.line))</ul></section>
            """
    }
}
