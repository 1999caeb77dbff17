import ContactCenter

/// A paper that was made: how it looks, who made it when, and where it goes from here (requirement S3.4).
struct PaperPage {
    var kept: KeptPaper
    var source: PaperSource
    /// What is wrong with its print.
    var problem: PaperPrintProblem?
    var prints: Bool
    var sendsMail: Bool
    /// What was typed into the form of a letter.
    var letter = LetterDraft()
    var viewer: Viewer

    /// Nothing in it is trusted.
    struct LetterDraft {
        var key = ContactLetterKey.random()
        var addresses = ""
        var remark = ""
        var problem: LetterRecipientProblem?
        var isRemarkTooLong = false
    }

    private var language: Language { viewer.language }
    private var address: HTML { SitePath.paper(kept.id) }

    var html: HTML {
        Shell(title: HTML(text: shortened(kept.title, to: 60)), place: kept.paper.subject.place).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(kept.paper.subject.path)" aria-label="\(language[.paperBack])" \
            title="\(language[.paperBack])">\(Icon.back.html())</a><h1>\(foreign(kept.title, limit: 260))</h1>\
            <div class="buttons push">\(buttons)</div></div>\(notice)
            <div class="columns"><section class="card">\(PaperFrame(address: "\(address)/page", title: kept.title).html)</section>\
            <aside class="stack">\(facts)\(mail)</aside></div>
            """,
            address: address.markup,
            for: viewer
        )
    }

    private var buttons: HTML {
        var buttons: [HTML] = []
        if kept.hasPDF {
            buttons.append(
                "<a class=\"button primary\" href=\"\(address)/pdf\" data-key=\"KeyD\">\(Icon.save.html()) PDF <kbd>D</kbd></a>"
            )
        } else if prints {
            buttons.append(
                """
                <form class="inline" method="post" action="\(address)/pdf">\(viewer.formToken)\
                <button class="button primary" data-primary>\(language[.paperMakePDF])</button></form>
                """
            )
        }
        buttons.append("<a class=\"button\" href=\"\(address)/page\" target=\"_blank\">\(language[.paperPrint])</a>")
        if kept.hasPDF, viewer.sendsFaxes {
            buttons.append(
                "<a class=\"button\" href=\"\(FaxFormPage.path)?paper=\(kept.id.rawValue)\">\(language[.faxSend])</a>"
            )
        }
        return buttons.joined(" ")
    }

    private var notice: HTML {
        if let problem {
            return
                "<p class=\"notice bad\" role=\"alert\">\(Icon.warn.html())<span>\(language[problem.phrase])</span></p>"
        }
        guard !kept.hasPDF, !prints else { return .nothing }
        return "<p class=\"notice\">\(language[.paperNoPrinting])</p>"
    }

    private var facts: HTML {
        let subject: (Phrase, HTML) =
            switch kept.paper.subject {
            case .contact: (.conversationContact, foreign(source.title))
            case .client: (.contactClient, foreign(source.title, limit: 200))
            }
        let rows: [(Phrase, HTML)] = [
            (.documentNumber, foreign(kept.number)), (.fieldPaperKind, language[kept.paper.kind.phrase]),
            (.contactDate, exactTime(kept.paper.at, for: viewer)),
            (.paperAuthor, foreign(kept.authorName ?? "", limit: 60)),
            (subject.0, "<a href=\"\(kept.paper.subject.path)\">\(subject.1)</a>"),
        ]
        let list = rows.map { name, value -> HTML in "<dt>\(language[name])</dt><dd>\(value)</dd>" }
        return "<section class=\"card\"><div class=\"body\"><dl class=\"facts\">\(list)</dl></div></section>"
    }

    // MARK: - By e-mail

    /// Goes out with the letters about the contact.
    private var mail: HTML {
        guard case .contact = kept.paper.subject, kept.hasPDF, !source.isClosed else { return .nothing }
        guard sendsMail else { return "<p class=\"notice\">\(language[.mailNotSetUp])</p>" }
        let error = letter.problem.map { problem -> HTML in
            switch problem {
            case .nobody: language[.paperNobody]
            case .noAddress(let text): language(.savedReportNoAddress, foreign(text, limit: 60))
            case .tooMany: language(.savedReportManyRecipients, "\(ContactLetter.mostRecipients)")
            }
        }
        let tooLong = letter.isRemarkTooLong ? language(.problemTooLong, "\(ContactLetter.longestRemark)") : nil
        return """
            <form class="card" id="mail" method="post" action="\(address)/letter"><header><h2>\(language[.letterSend])</h2></header>\
            <div class="body stack">\(viewer.formToken)<input type="hidden" name="key" value="\(letter.key.rawValue)">\
            \(area("addresses", .paperAddresses, letter.addresses, rows: 2, error))\
            \(area("remark", .paperLetterText, letter.remark, rows: 4, tooLong))\
            <button class="button"\(kept.hasPDF ? " data-primary" as HTML : .nothing)>\(Icon.mail.html()) \(language[.letterSubmit])</button></div></form>
            """
    }

    private func area(_ name: String, _ label: Phrase, _ text: String, rows: Int, _ error: HTML?) -> HTML {
        let foot: HTML =
            error.map {
                "<span class=\"error\" id=\"paper-\(name)-error\">\(Icon.warn.html())<span>\($0)</span></span>"
            } ?? .nothing
        let invalid: HTML = error == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"paper-\(name)-error\""
        return """
            <div class="field"><label for="paper-\(name)">\(language[label])</label>\
            <textarea class="input" id="paper-\(name)" name="\(name)" rows="\(rows)"\(invalid)>
            \(text)</textarea>\(foot)</div>
            """
    }
}

/// Why a paper was not printed; it stands in the address of its page.
enum PaperPrintProblem: String {
    case tooMuch = "too-much"
    case busy
    case failed

    init(_ problem: FaxProblem) {
        self =
            switch problem {
            case .tooMuch: .tooMuch
            case .busy: .busy
            default: .failed
            }
    }

    var phrase: Phrase {
        switch self {
        case .tooMuch: .paperPrintTooMuch
        case .busy: .paperPrintBusy
        case .failed: .paperPrintFailed
        }
    }
}
