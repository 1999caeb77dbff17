import ContactCenter

/// The letters that a contact is made of, on its card: who wrote what, with their files (requirement S3.25).
struct ContactMailCard {
    /// The earliest first.
    var letters: [KeptMail]
    var contact: Kept<Contact>
    /// A mail server is set up: they can be answered.
    var sendsMail: Bool
    var viewer: Viewer

    /// So many are shown; a longer exchange goes on by telephone.
    static let most = 50

    private var language: Language { viewer.language }

    static func path(of mail: MailID, _ contact: ContactID) -> HTML {
        "\(SitePath.contact(contact))/mails/\(mail.rawValue)"
    }

    var html: HTML {
        guard !letters.isEmpty else { return .nothing }
        return """
            <section class="card mails" id="mails"><header><h2>\(language[.mails])</h2></header>\
            <ul class="rows">\(letters.map(row))</ul></section>
            """
    }

    private func row(_ kept: KeptMail) -> HTML {
        let mail = kept.mail
        let subject = mail.subject.isEmpty ? language[.mailNoSubject] : foreign(mail.subject, limit: 300)
        let address: HTML = mail.address.map { " \(foreign($0.description, limit: 254))" } ?? .nothing
        let about: [HTML] = [
            "\(foreign(mail.sender, limit: 100))\(address)", exactTime(kept.at, for: viewer),
            foreign(kept.box, limit: 100),
        ]
        return """
            <li><span class="grow"><b>\(subject)</b><small>\(about.joined(" · "))</small>\(remarks(of: mail))\
            <pre class="letter-text" tabindex="0">\(shortened(mail.text, to: 20_000))</pre>\(picture(of: kept))\(files(of: kept))\
            </span>\(answer(kept))</li>
            """
    }

    private func remarks(of mail: ReceivedMail) -> HTML {
        let words = ReceivedMail.Remark.allCases.filter(mail.remarks.contains).map { language[$0.phrase] }
        guard !words.isEmpty else { return .nothing }
        return "<p class=\"notice warn\">\(Icon.warn.html())<span>\(words.joined(" "))</span></p>"
    }

    /// As its author laid it out, in a frame in which nothing does anything; fetched when somebody wants to see it.
    private func picture(of kept: KeptMail) -> HTML {
        guard kept.mail.html != nil else { return .nothing }
        return """
            <details><summary>\(language[.mailAsWritten])</summary><iframe sandbox referrerpolicy="no-referrer" loading="lazy" \
            title="\(language[.mailAsWritten])" src="\(Self.path(of: kept.id, contact.id))/page"></iframe></details>
            """
    }

    private func files(of kept: KeptMail) -> HTML {
        guard !kept.mail.files.isEmpty else { return .nothing }
        let items = kept.mail.files.enumerated().map { place, file -> HTML in
            let name = foreign(file.name, limit: 200)
            let size: HTML =
                "<small class=\"muted\">\(language(.mailKilobytes, "\((file.size + 1_023) / 1_024)"))</small>"
            guard kept.keptFiles.contains(place) else {
                return "<li>\(name) \(size) <span class=\"pill warn\">\(language[.mailFileNotKept])</span></li>"
            }
            let address: HTML = "\(Self.path(of: kept.id, contact.id))/files/\(place)"
            return "<li><a href=\"\(address)\" download>\(Icon.doc.html()) \(name)</a> \(size)</li>"
        }
        return "<ul class=\"mail-files\" aria-label=\"\(language[.mailFiles])\">\(items)</ul>"
    }

    private func answer(_ kept: KeptMail) -> HTML {
        guard sendsMail, !contact.isHidden, kept.mail.address != nil else { return .nothing }
        return """
            <a class="button small" href="\(Self.path(of: kept.id, contact.id))/answer">\(Icon.mail.html()) \
            \(language[.mailAnswer])</a>
            """
    }
}

extension ReceivedMail.Remark {
    var phrase: Phrase {
        switch self {
        case .cut: .mailCut
        case .headers: .mailHeaders
        case .parts: .mailParts
        case .charset: .mailCharset
        case .files: .mailFilesLeft
        case .program: .mailProgram
        case .unreadable: .mailUnreadable
        }
    }
}
