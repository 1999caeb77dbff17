import ContactCenter

/// The journal of faxes, the latest first.
struct FaxListPage {
    static let path = "/faxes"
    static let limit = 50

    var entries: [FaxEntry]
    /// What the PBX says of those that are under way.
    var live: LiveFaxes
    /// There are earlier ones.
    var goesOn: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let add: HTML =
            viewer.sendsFaxes
            ? """
            <a class="button primary push" href="\(FaxFormPage.path)">\(Icon.plus.html()) \(language[.faxNew])</a>
            """ : .nothing
        return Shell(title: language[.faxes], place: .calls).page(
            "<div class=\"page-head\"><h1>\(language[.faxes])</h1>\(add)</div>\(list)",
            address: address,
            for: viewer
        )
    }

    private var list: HTML {
        guard !entries.isEmpty else {
            return "<div class=\"card empty\">\(Icon.doc.html())<b>\(language[.faxNone])</b></div>"
        }
        return """
            <section class="card list"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.faxes])">\
            <table class="table"><thead><tr><th scope="col">\(language[.faxAt])</th><th scope="col">\(language[.faxTarget])</th>\
            <th scope="col">\(language[.faxWhat])</th><th scope="col" class="num">\(language[.faxPages])</th>\
            <th scope="col">\(language[.faxResult])</th><th scope="col">\(language[.faxClient])</th>\
            <th scope="col">\(language[.faxWho])</th></tr></thead><tbody>\(entries.map(row))</tbody></table></div></section>\(next)
            """
    }

    private func row(_ entry: FaxEntry) -> HTML {
        let words = FaxWords(viewer: viewer)
        return """
            <tr><th scope="row"><a href="\(SitePath.fax(entry.id))">\(dayAndTime(entry.fax.at, for: viewer))</a></th>\
            <td>\(words.target(of: entry))</td><td>\(words.title(of: entry))</td><td class="num">\(entry.fax.pages)</td>\
            <td>\(words.result(of: entry, live: live[entry.fax.key]))</td><td>\(client(of: entry))</td>\
            <td>\(foreign(entry.userName, limit: 60))</td></tr>
            """
    }

    private func client(of entry: FaxEntry) -> HTML {
        guard let client = entry.fax.client, let name = entry.clientName else { return .nothing }
        guard viewer.may(.clients) else { return foreign(name, limit: 60) }
        return "<a href=\"\(SitePath.client(client))\">\(foreign(name, limit: 60))</a>"
    }

    private var next: HTML {
        guard goesOn, let last = entries.last else { return .nothing }
        return """
            <nav class="pages"><a class="button" href="\(Self.path)?before=\(last.id.rawValue)">\(language[.faxEarlier])</a></nav>
            """
    }
}

/// What was faxed to a client, on the client's card.
struct ClientFaxes {
    static let limit = 10

    var entries: [FaxEntry]
    var viewer: Viewer

    var html: HTML {
        guard !entries.isEmpty else { return .nothing }
        let words = FaxWords(viewer: viewer)
        let lines = entries.map { entry -> HTML in
            """
            <li><a href="\(SitePath.fax(entry.id))">\(dayAndTime(entry.fax.at, for: viewer))</a> \(words.title(of: entry)) \
            \(words.result(of: entry))</li>
            """
        }
        return """
            <section class="card" id="client-faxes"><header><h2>\(viewer.language[.faxes])</h2></header>\
            <div class="body"><ul class="history">\(lines)</ul></div></section>
            """
    }
}
