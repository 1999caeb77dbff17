import ContactCenter

/// A contact is sent to a specialist by e-mail: to whom, how much of it, and how the letter will look (requirement S3.19).
struct ContactLetterPage {
    /// What stands in the form. Nothing in it is trusted.
    struct Draft {
        var key = ContactLetterKey.random()
        /// Whose address is written to; `nil` for those that are typed alone.
        var employee: EmployeeID?
        var addresses = ""
        var extent = ContactLetter.Extent.brief
        var remark = ""
    }

    enum Field {
        static let key = "key"
        static let employee = "employee"
        static let addresses = "addresses"
        static let extent = "extent"
        static let remark = "remark"
    }

    /// Those with an address.
    var employees: [Kept<Employee>]
    var words: ContactLetterWords
    var draft: Draft
    var problem: LetterRecipientProblem?
    var isRemarkTooLong = false
    /// Somebody has changed the contact since the letter was looked at.
    var isStale = false

    private var viewer: Viewer { words.names.viewer }
    private var language: Language { viewer.language }
    private var kept: Kept<Contact> { words.names.dossier.contact }
    private var address: HTML { Self.path(of: kept.id) }

    static func path(of contact: ContactID) -> HTML { "\(SitePath.contact(contact))/letter" }

    var html: HTML {
        let number = kept.record.number ?? "№ \(kept.id)"
        return Shell(title: language[.letterSend], place: .registry).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.contact(kept.id))" \
            aria-label="\(language[.letterBack])" title="\(language[.letterBack])">\(Icon.back.html())</a>\
            <h1>\(language(.letterTitle, foreign(number)))</h1></div>\(notice)\(form)
            """,
            address: address.markup,
            for: viewer
        )
    }

    private var notice: HTML {
        guard isStale else { return .nothing }
        return "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(language[.letterStale])</span></p>"
    }

    private var form: HTML {
        """
        <form class="card record letter-form" method="post" action="\(address)">\(viewer.formToken)\
        <input type="hidden" name="version" value="\(kept.version)">\
        <input type="hidden" name="\(Field.key)" value="\(draft.key.rawValue)">\
        <div class="body"><div class="fields record-fields">\(employee)\(addresses)\(remark)</div>\(extents)\(previews)</div>\
        <div class="actions"><button class="button primary" name="do" value="send" data-primary>\(Icon.mail.html()) \
        \(language[.letterSubmit]) <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\
        <button class="button" name="do" value="preview">\(language[.letterPreview])</button></div></form>
        """
    }

    private var employee: HTML {
        let options = employees.map { employee in
            selectOption(
                "\(employee.id)",
                foreignOption("\(employee.record.name) · \(employee.record.email ?? "")"),
                isChosen: employee.id == draft.employee
            )
        }
        let hint: HTML =
            employees.isEmpty ? "<span class=\"hint\">\(language[.letterNoEmployees])</span>" : .nothing
        return """
            <div class="field"><label for="letter-employee">\(language[.employeeName])</label>\
            <select class="input" id="letter-employee" name="\(Field.employee)"><option value="">\(language[.chooseNothing])</option>\
            \(options)</select>\(hint)</div>
            """
    }

    private var addresses: HTML {
        let error = problem.map { problem -> HTML in
            switch problem {
            case .nobody: language[.letterNobody]
            case .noAddress(let text): language(.savedReportNoAddress, foreign(text, limit: 60))
            case .tooMany: language(.savedReportManyRecipients, "\(ContactLetter.mostRecipients)")
            }
        }
        return area(
            Field.addresses,
            .letterAddresses,
            draft.addresses,
            hint: language(.letterAddressesHint, "\(ContactLetter.mostRecipients)"),
            error: error,
            // Ten of the longest, and what stands between them.
            attributes:
                " rows=\"2\" maxlength=\"2600\" spellcheck=\"false\" autocapitalize=\"off\" autocomplete=\"off\""
        )
    }

    private var remark: HTML {
        area(
            Field.remark,
            .letterRemark,
            draft.remark,
            hint: language[.letterRemarkHint],
            error: isRemarkTooLong ? language(.problemTooLong, "\(ContactLetter.longestRemark)") : nil,
            attributes: " rows=\"3\" maxlength=\"\(ContactLetter.longestRemark)\""
        )
    }

    private func area(
        _ name: String,
        _ label: Phrase,
        _ text: String,
        hint: HTML,
        error: HTML?,
        attributes: HTML
    ) -> HTML {
        let id = HTML(text: "letter-\(name)")
        let invalid: HTML = error == nil ? .nothing : " aria-invalid=\"true\""
        let foot: HTML =
            error.map { "<span class=\"error\" id=\"\(id)-foot\">\(Icon.warn.html())<span>\($0)</span></span>" }
            ?? "<span class=\"hint\" id=\"\(id)-foot\">\(hint)</span>"
        return """
            <div class="field all"><label for="\(id)">\(language[label])</label>\
            <textarea class="input" id="\(id)" name="\(name)" aria-describedby="\(id)-foot"\(attributes)\(invalid)>
            \(text)</textarea>\(foot)</div>
            """
    }

    private var extents: HTML {
        let choices = ContactLetter.Extent.allCases.map { extent -> HTML in
            """
            <label class="check"><input type="radio" name="\(Field.extent)" value="\(extent.rawValue)"\
            \(extent == draft.extent ? " checked" as HTML : .nothing)> \(language[extent.phrase])</label>
            """
        }
        return """
            <fieldset class="letter-extent"><legend class="label">\(language[.letterExtent])</legend>\(choices)</fieldset>
            """
    }

    /// Both of them; the style sheet shows the one that is chosen.
    private var previews: HTML {
        let subject = LetterText.line(words.subject, limit: ContactLetter.longestSubject)
        let texts = ContactLetter.Extent.allCases.map { extent -> HTML in
            """
            <pre class="letter-text" data-extent="\(extent.rawValue)" tabindex="0">\(words.text(extent, remark: draft.remark))</pre>
            """
        }
        return """
            <section aria-label="\(language[.letterPreview])"><p><b>\(foreign(subject, limit: ContactLetter.longestSubject))</b></p>\
            \(texts)</section>
            """
    }
}

extension ContactLetter.Extent {
    var phrase: Phrase {
        switch self {
        case .brief: .letterBrief
        case .full: .letterFull
        }
    }
}
