import ContactCenter

/// One fax: what, to whom, how far it is, what became of it.
struct FaxPage {
    var entry: FaxEntry
    var live: FaxTransmission?
    /// It may be sent once more by this reader, to its number: it did not arrive, and its pages are kept for a while.
    var mayBeSentAgain: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var words: FaxWords { FaxWords(viewer: viewer) }

    func html(address: String) -> HTML {
        Shell(title: language[.faxOne], place: .calls).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(FaxListPage.path)" aria-label="\(language[.faxes])" \
            title="\(language[.faxes])">\(Icon.back.html())</a><h1>\(words.title(of: entry))</h1></div>\
            <section class="card record"><div class="body stack"><div id="fax-state" role="status" \
            data-fax-state="\(SitePath.fax(entry.id))/state">\(state)</div><dl class="facts">\(facts)</dl></div></section>
            """,
            address: address,
            for: viewer
        )
    }

    /// What the page's script asks for again and again until it is over.
    var state: HTML {
        // Over where the journal says so: what may be done next hangs on that.
        let isOver = entry.end != nil && entry.end(live) != nil
        return """
            <p class="fax-result"\(isOver ? " data-over" : .nothing)>\(words.result(of: entry, live: live))</p>\(again)
            """
    }

    private var again: HTML {
        guard mayBeSentAgain else { return .nothing }
        let words =
            entry.fax.call == nil ? language[.faxAgain] : language(.faxAgainTo, viewer.phone(entry.fax.number))
        return """
            <form class="inline" method="post" action="\(SitePath.fax(entry.id))/again" data-fax-again \
            data-sending="\(language[.faxPreparing])" data-failed="\(language[.faxNotTaken])">\(viewer.formToken)\
            <button class="button">\(words)</button><p class="error" role="alert" data-told hidden></p></form>
            """
    }

    private var facts: [HTML] {
        var rows: [(Phrase, HTML)] = [
            (.faxTarget, words.target(of: entry)), (.faxPages, "\(entry.fax.pages)"),
            (.faxAt, dayAndTime(entry.fax.at, for: viewer)), (.faxWho, foreign(entry.userName, limit: 60)),
        ]
        if let client = entry.fax.client, let name = entry.clientName {
            let link: HTML = "<a href=\"\(SitePath.client(client))\">\(foreign(name, limit: 60))</a>"
            rows.append((.faxClient, viewer.may(.clients) ? link : foreign(name, limit: 60)))
        }
        if let endedAt = entry.endedAt { rows.append((.faxEndedAt, dayAndTime(endedAt, for: viewer))) }
        return rows.map { "<dt>\(language[$0.0])</dt><dd>\($0.1)</dd>" }
    }
}
