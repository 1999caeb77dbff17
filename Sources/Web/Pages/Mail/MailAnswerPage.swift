import ContactCenter

/// A letter that came is answered from the card of its contact (requirement S3.25).
struct MailAnswerPage {
    /// Unicode scalars: what a letter holds.
    static let longest = LetterText.longest

    var contact: Kept<Contact>
    var mail: KeptMail
    /// To whom.
    var address: MailAddress
    var key = ContactLetterKey.random()
    var text = ""
    var problem: FieldProblem.Kind?
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var path: HTML { "\(ContactMailCard.path(of: mail.id, contact.id))/answer" }

    var subject: String {
        let given = mail.mail.subject
        let line = given.isEmpty ? language[.mailNoSubject].plain : given
        return LetterText.line(
            line.lowercased().hasPrefix("re:") ? line : "Re: \(line)",
            limit: ContactLetter.longestSubject
        )
    }

    var html: HTML {
        Shell(title: language[.mailAnswer], place: .registry).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.contact(contact.id))" \
            aria-label="\(language[.letterBack])" title="\(language[.letterBack])">\(Icon.back.html())</a>\
            <h1>\(language(.mailAnswerTo, foreign(address.description, limit: 254)))</h1></div>\
            <form class="card record letter-form" method="post" action="\(path)">\(viewer.formToken)\
            <input type="hidden" name="key" value="\(key.rawValue)"><div class="body">\
            <p><b>\(foreign(subject, limit: ContactLetter.longestSubject))</b></p>\(area)\
            <details open><summary>\(language[.mailAnswered])</summary>\
            <pre class="letter-text" tabindex="0">\(shortened(mail.mail.text, to: 20_000))</pre></details></div>\
            <div class="actions"><button class="button primary" data-primary>\(Icon.mail.html()) \(language[.letterSubmit]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button></div></form>
            """,
            address: path.markup,
            for: viewer
        )
    }

    private var area: HTML {
        let invalid: HTML = problem == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"answer-error\""
        let error =
            problem.map { problem -> HTML in
                let words = RecordWords.words(for: problem, in: .lines(limit: Self.longest), language)
                return "<span class=\"error\" id=\"answer-error\">\(Icon.warn.html())<span>\(words)</span></span>"
            } ?? .nothing
        return """
            <div class="field all"><label for="answer-text">\(language[.mailAnswerText])</label>\
            <textarea class="input" id="answer-text" name="text" rows="10" maxlength="\(Self.longest)" required autofocus\(invalid)>
            \(text)</textarea>\(error)</div>
            """
    }
}
