import ContactCenter

/// The form by which a fax is sent: a PDF, and where to (requirement S4.11).
struct FaxFormPage {
    /// Whom the reader speaks with now; `nil` where with nobody.
    struct Conversation {
        var call: CallID
        /// `nil` where none was delivered.
        var number: String?
    }

    static let path = "/faxes/new"

    var conversation: Conversation?
    /// The conversation is with the client whom the fax is for, as far as is known; else a number is proposed.
    var proposesConversation = true
    var number: String
    var client: (id: ClientID, name: String)?
    var document: (id: DocumentID, title: HTML)?
    /// A paper that was made from a template; faxed where no file is chosen.
    var paper: KeptPaper?
    /// Where no file is chosen the document is printed and sent.
    var printsDocument = false
    var limits: FaxLimits
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        Shell(title: language[.faxNew], place: document == nil ? .calls : .documents).page(
            """
            <div class="page-head"><h1>\(language[.faxNew])</h1>\(subject)\
            <a class="push" href="\(FaxListPage.path)">\(language[.faxes])</a></div>\(form)
            """,
            address: address,
            for: viewer
        )
    }

    /// What it is about, and whom.
    private var subject: HTML {
        var links: HTML = .nothing
        if let document { links += "<a href=\"\(SitePath.document(document.id))\">\(document.title)</a>" }
        if let paper { links += "<a href=\"\(SitePath.paper(paper.id))\">\(foreign(paper.title))</a>" }
        if let client {
            links +=
                "<a href=\"\(SitePath.client(client.id))\">\(Icon.person.html()) \(foreign(client.name, limit: 60))</a>"
        }
        return links
    }

    private var form: HTML {
        guard viewer.sendsFaxes else { return "<p class=\"notice warn\">\(language[.faxNotHere])</p>" }
        var hidden: HTML = .nothing
        if let client { hidden += "<input type=\"hidden\" name=\"client\" value=\"\(client.id.rawValue)\">" }
        if let document { hidden += "<input type=\"hidden\" name=\"document\" value=\"\(document.id.rawValue)\">" }
        if let paper { hidden += "<input type=\"hidden\" name=\"paper\" value=\"\(paper.id.rawValue)\">" }
        let needsFile = !printsDocument && paper == nil
        let hint = language(.faxFileHint, "\(limits.megabytes)", "\(limits.pages)")
        return """
            <form class="card record fax-form" method="post" action="\(FaxListPage.path)" enctype="multipart/form-data" data-fax \
            data-limit="\(limits.megabytes << 20)" data-too-large="\(language(.faxTooLarge, "\(limits.megabytes)"))" \
            data-sending="\(language[.faxPreparing])" data-failed="\(language[.faxNotTaken])">\
            \(viewer.formToken)\(hidden)<div class="body record-fields">\
            <div class="field all"><label class="label" for="fax-file">\(language[.faxFile])</label>\
            <input class="input" id="fax-file" type="file" name="pdf" accept="application/pdf,.pdf"\(needsFile ? " required" : .nothing)>\
            <span class="hint">\(printed)\(hint)</span></div>\(target)</div>\
            <p class="error" role="alert" data-told hidden></p>\
            <div class="actions"><button class="button primary" data-primary>\(Icon.doc.html()) \(language[.faxSend])</button>\
            </div></form>
            """
    }

    private var printed: HTML {
        if let paper {
            let link: HTML =
                "<a href=\"\(SitePath.paper(paper.id))/page\" target=\"_blank\">\(language[.faxPrintedForm])</a>"
            return "<b>\(language(.faxPrinted, link))</b> "
        }
        guard printsDocument, let document else { return .nothing }
        let link: HTML = """
            <a href="\(SitePath.printed(document.id))" target="_blank">\(language[.faxPrintedForm])</a>
            """
        return "<b>\(language(.faxPrinted, link))</b> "
    }

    private var isIntoCall: Bool { conversation != nil && proposesConversation }

    private var target: HTML {
        let field: HTML = """
            <div class="field"><label class="label" for="fax-number">\(language[.faxNumber])</label>\
            <input class="input" id="fax-number" type="tel" name="number" maxlength="40" autocomplete="off" \
            value="\(number)"\(isIntoCall ? .nothing : " required")></div>
            """
        guard let conversation else { return field }
        let whom =
            viewer.isUsable(conversation.number) ? viewer.phone(conversation.number) : language[.faxNoCallersNumber]
        return """
            <fieldset class="field all fax-target"><legend class="label">\(language[.faxTarget])</legend>\
            <label class="check"><input type="radio" name="to" value="\(conversation.call.description)"\(isIntoCall ? " checked" : .nothing)> \
            <span>\(language(.faxIntoCall, whom))<small>\(language[.faxIntoCallEnds])</small></span></label>\
            <label class="check"><input type="radio" name="to" value="number"\(isIntoCall ? .nothing : " checked")> <span>\(language[.faxToNumber])</span></label>\
            </fieldset>\(field)
            """
    }
}
