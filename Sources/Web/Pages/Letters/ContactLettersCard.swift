import ContactCenter

/// The letters about a contact, on its card: to whom, and how their sending stands (requirement S3.19).
struct ContactLettersCard {
    /// The latest first.
    var letters: [KeptContactLetter]
    var contact: Kept<Contact>
    /// A mail server is set up.
    var sendsMail: Bool
    var viewer: Viewer

    /// So many are shown; nobody sends more of one contact.
    static let most = 20

    private var language: Language { viewer.language }
    private var address: HTML { ContactLetterPage.path(of: contact.id) }

    var html: HTML {
        guard !contact.isHidden || !letters.isEmpty else { return .nothing }
        let rows = letters.map(row)
        let list: HTML = rows.isEmpty ? .nothing : "<ul class=\"rows\">\(rows)</ul>"
        return """
            <section class="card" id="letters"><header><h2>\(language[.letters])</h2></header>\(button)\(list)</section>
            """
    }

    private var button: HTML {
        guard !contact.isHidden else { return .nothing }
        guard sendsMail else {
            return """
                <div class="body"><button class="button" disabled>\(Icon.mail.html()) \(language[.letterSend])</button> \
                <small class="muted">\(language[.mailNotSetUp])</small></div>
                """
        }
        return """
            <div class="body"><a class="button" href="\(address)" data-key="KeyM">\(Icon.mail.html()) \
            \(language[.letterSend]) <kbd>M</kbd></a></div>
            """
    }

    private func row(_ kept: KeptContactLetter) -> HTML {
        let recipients = kept.letter.recipients.map { foreign($0.description, limit: 254) }.joined(", ")
        let what = kept.letter.paper.map { paper -> HTML in
            "<a href=\"\(SitePath.paper(paper))\">\(language[.paperOne])</a>"
        }
        let about = [
            what ?? language[kept.letter.answered == nil ? kept.letter.extent.phrase : .mailAnswerOne],
            exactTime(kept.letter.at, for: viewer),
            foreign(kept.author ?? "", limit: 60),
        ]
        return """
            <li><span class="grow">\(recipients)<small>\(about.joined(" · "))</small>\(state(kept))\(problem(kept))\
            <details><summary>\(language[.letterShow])</summary><pre class="letter-text">\(kept.letter.text)</pre></details>\
            \(again(kept))</span></li>
            """
    }

    private func state(_ kept: KeptContactLetter) -> HTML {
        func pill(_ tone: HTML, _ words: Phrase) -> HTML { "<span class=\"pill \(tone)\">\(language[words])</span>" }
        return switch kept.state {
        case .sent(let at): "\(pill("good", .letterSent)) \(dayAndTime(at, for: viewer))"
        case .failed(let at): "\(pill("bad", .letterNotSent)) \(dayAndTime(at, for: viewer))"
        case .waiting where kept.problem == nil: pill("info", .reportSending)
        case .waiting(let next):
            "\(pill("warn", .letterNotSent)) \(language(.reportNextTry, clockTime(next, for: viewer)))"
        }
    }

    private func problem(_ kept: KeptContactLetter) -> HTML {
        guard let problem = kept.problem else { return .nothing }
        let answer = kept.answer.map { " · \(foreign($0, limit: 200))" as HTML }
        return "<small>\(SavedReportWords.problem(ReportProblem(problem), in: language))\(answer ?? .nothing)</small>"
    }

    private func again(_ kept: KeptContactLetter) -> HTML {
        guard kept.mayBeSentAgain, sendsMail, !contact.isHidden else { return .nothing }
        return """
            <form method="post" action="\(address)/again">\(viewer.formToken)<input type="hidden" name="letter" value="\(kept.id.rawValue)">\
            <button class="button small quiet">\(language[.webhookSendAgain])</button></form>
            """
    }
}
