import ContactCenter
import Foundation

/// Which deal a contact belongs to: one of the client's open ones, a new one, or none (requirement S2.27).
struct ContactDealPage {
    var dossier: ContactDossier
    /// The deal that it belongs to.
    var present: ListedDeal?
    /// Of the same client, in the reader's reach.
    var open: [ListedDeal]
    /// The form for a new one, filled in with what the contact says.
    var card: RecordCard<Deal>
    /// Somebody else has changed the contact meanwhile.
    var isStale = false

    private var viewer: Viewer { card.texts.viewer }
    private var language: Language { viewer.language }
    private var kept: Kept<Contact> { dossier.contact }
    private var address: String { "\(SitePath.contact(kept.id).markup)/deal" }

    var html: HTML {
        let number = kept.record.number ?? "№ \(kept.id)"
        let stale: HTML =
            isStale
            ? "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(language[.dealStale])</span></p>"
            : .nothing
        let given: HTML = "<input type=\"hidden\" name=\"contact\" value=\"\(kept.id.rawValue)\">"
        return Shell(title: language[.dealToDeals], place: .deals).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.contact(kept.id))" \
            aria-label="\(language[.contactBack])" title="\(language[.contactBack])">\(Icon.back.html())</a>\
            <h1>\(language(.dealOfContact, foreign(number)))</h1><span class="muted">\(foreign(dossier.clientName ?? ""))</span></div>\
            \(stale)\(card.notices)<div class="stack">\(presentDeal)\(choice)<h2>\(language[.dealNew])</h2>\
            \(card.form(to: DealList.path, given: [given]))</div>
            """,
            address: address,
            for: viewer
        )
    }

    private var presentDeal: HTML {
        guard let present else { return .nothing }
        return """
            <section class="card"><ul class="rows"><li>\(words(of: present))\(button(nil, .dealTakeOff))</li></ul></section>
            """
    }

    private var choice: HTML {
        let others = open.filter { $0.kept.id != present?.kept.id }
        guard kept.record.client != nil else { return .nothing }
        let rows = others.map { deal -> HTML in
            "<li data-row>\(words(of: deal))\(button(deal.kept.id, .dealAddHere))</li>"
        }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"body muted\">\(language[.dealNoneOfClient])</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return
            "<section class=\"card\" id=\"open-deals\"><header><h2>\(language[.dealOpenOfClient])</h2></header>\(list)</section>"
    }

    private func words(of deal: ListedDeal) -> HTML {
        let people = [deal.responsibleName ?? "", deal.kept.record.comment ?? ""].filter { !$0.isEmpty }
        return """
            <span class="grow"><a href="\(DealList.path(of: deal.kept.id))">\(foreign(deal.kept.record.name))</a> \
            <span class="pill \(deal.stageKind.look)">\(foreign(deal.stageName, limit: 40))</span>\
            <small>\(people.map { foreign($0, limit: 80) }.joined(" · "))</small></span>
            """
    }

    private func button(_ deal: DealID?, _ words: Phrase) -> HTML {
        """
        <form method="post" action="\(address)">\(viewer.formToken)<input type="hidden" name="version" value="\(kept.version)">\
        <input type="hidden" name="deal" value="\(deal?.description ?? "")"><button class="button" data-choice>\(language[words])</button></form>
        """
    }
}

extension ContactPage {
    /// The deal on the card of a contact, or what leads to one.
    var dealCard: HTML {
        guard let deal else {
            guard !kept.isHidden else { return .nothing }
            return """
                <section class="card" id="deal"><header><h2>\(language[.dealOne])</h2></header><div class="body">\
                <a class="button" href="\(SitePath.contact(kept.id))/deal" data-key="KeyV">\(Icon.deal.html()) \
                \(language[.dealToDeals]) <kbd>V</kbd></a></div></section>
                """
        }
        let responsible = deal.responsibleName.map { name -> HTML in "<small>\(foreign(name, limit: 60))</small>" }
        return """
            <section class="card" id="deal"><header><h2>\(language[.dealOne])</h2></header><ul class="rows"><li>\(Icon.deal.html())\
            <span class="grow"><a href="\(DealList.path(of: deal.kept.id))">\(foreign(deal.kept.record.name))</a> \
            <span class="pill \(deal.stageKind.look)">\(foreign(deal.stageName, limit: 40))</span>\(responsible ?? .nothing)</span>\
            <a class="button quiet small" href="\(SitePath.contact(kept.id))/deal">\(language[.dealChange])</a></li></ul></section>
            """
    }
}
