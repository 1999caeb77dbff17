import ContactCenter

/// The form of a new client, or of one that is there.
struct ClientFormPage: Sendable {
    var draft: ClientDraft
    /// `nil` for a new one.
    var id: ClientID?
    var version: Int64 = 0
    /// Those of the business's own that are asked for.
    var attributes: [Kept<ClientAttribute>] = []
    /// What stands there now, where somebody else has saved meanwhile.
    var present: Kept<Client>?
    /// Who has the same number already.
    var others: [FoundClient] = []
    var viewer: Viewer

    private var language: Language { viewer.language }
    private static let freeRows = 2

    func html(address: String) -> HTML {
        let title = id == nil ? language[.clientNew] : language[.clientEdit]
        let action = id.map { SitePath.client($0) } ?? SitePath.clients
        return Shell(title: title, place: .clients).page(
            """
            <div class="page-head"><h1>\(title)</h1></div>\(notices)
            <form class="card client-form" method="post" action="\(action)">\(viewer.formToken)\
            <input type="hidden" name="version" value="\(version)">\
            \(others.isEmpty ? .nothing : "<input type=\"hidden\" name=\"confirmed\" value=\"1\">")\
            <div class="body stack"><div class="fields">\
            \(select("kind", .clientKind, Client.Kind.allCases.map { ($0.rawValue, $0.phrase) }, draft.client.kind.rawValue))\
            \(select("client_type", .clientType, ClientType.allCases.map { ($0.rawValue, $0.phrase) }, draft.client.clientType.rawValue))\
            \(nameField)</div>\(phones)\(statuses)\
            <div class="fields">\(area("emails", .clientEmails, draft.client.emails.joined(separator: "\n"), .clientOnePerLine))\
            \(area("addresses", .clientAddresses, draft.client.addresses.joined(separator: "\n"), .clientOnePerLine))\
            \(area("note", .clientNote, draft.client.note ?? "", nil))</div>\(attributeFields)\
            <div class="buttons"><button class="button primary" data-primary>\(language[others.isEmpty ? .clientSave : .clientAddAnyway]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\
            <a class="button" href="\(action)">\(language[.clientCancel])</a></div></div></form>
            """,
            address: address,
            for: viewer
        )
    }

    private var notices: HTML {
        var html = HTML.nothing
        if !others.isEmpty {
            let links = others.map { other -> HTML in
                "<li><a href=\"\(SitePath.client(other.id))\">\(foreign(other.name))</a></li>"
            }
            html += """
                <div class="notice warn" role="alert">\(Icon.warn.html())<div><b>\(language[.clientSameNumber])</b><ul>\(links)</ul></div></div>
                """
        }
        if let present {
            let phones = present.record.phones.map { viewer.callable($0.number) }.joined(", ")
            let emails = present.record.emails.map { foreign($0) }.joined(", ")
            let facts = [
                language[present.record.clientType.phrase], phones, emails,
                present.record.note.map { foreign($0, limit: 400) } ?? .nothing,
            ]
            html += """
                <div class="notice warn" role="alert">\(Icon.warn.html())<div><b>\(language[.clientStale])</b>\
                <p>\(language[.clientStaleTheirs]): <b>\(foreign(present.record.name, limit: 200))</b> \(facts.filter { !$0.markup.isEmpty }.joined(" · "))</p>\
                <p>\(language[.clientStaleAdvice])</p></div></div>
                """
        }
        return html
    }

    private var nameField: HTML {
        let problem = draft.problem("name")
        return """
            <div class="field all"><label for="name">\(language[.clientName])</label>\
            <input class="input" id="name" name="name" value="\(draft.client.name)" autocomplete="off" required \
            aria-describedby="name-hint"\(invalid(problem))\(id == nil ? " autofocus" : .nothing)>\
            \(hint("name", problem, .clientNameHint))</div>
            """
    }

    private var phones: HTML {
        let problem = draft.problem("phones")
        let free = Array(repeating: ClientPhone(number: ""), count: Self.freeRows)
        let rows = (draft.client.phones + free).enumerated().map { index, phone -> HTML in
            let kinds = ClientPhone.Kind.allCases.map { kind in
                selectOption(kind.rawValue, language[kind.phrase], isChosen: kind == phone.kind)
            }
            return """
                <div class="rows3"><input class="input" type="tel" name="phone_number" value="\(phone.number)" autocomplete="off" \
                aria-label="\(language[.clientPhone]) \(index + 1)"\(invalid(problem))>\
                <select class="input" name="phone_kind" aria-label="\(language[.clientPhoneKind])">\(kinds)</select>\
                <input class="input" name="phone_person" value="\(phone.person ?? "")" autocomplete="off" \
                placeholder="\(language[.clientPhonePerson])" aria-label="\(language[.clientPhonePerson])"></div>
                """
        }
        return """
            <fieldset><legend>\(language[.clientPhones])</legend>\(rows)\(hint("phones", problem, .clientPhonesHint))</fieldset>
            """
    }

    /// Left open they follow from contacts and documents.
    private var statuses: HTML {
        let fields = ReasonCategory.allCases.map { direction in
            select(
                "\(direction.rawValue)_status",
                direction.phrase,
                [("", .crmByItself)] + CRMStatus.allCases.map { ($0.rawValue, $0.phrase) },
                draft.client.statuses[direction]?.rawValue ?? ""
            )
        }
        return "<fieldset><legend>\(language[.crmStatus])</legend><div class=\"fields\">\(fields)</div></fieldset>"
    }

    /// The business's own, in their order (requirement S3.23).
    private var attributeFields: HTML {
        guard !attributes.isEmpty else { return .nothing }
        let fields = attributes.map { attribute in
            AttributeField(
                attribute: attribute,
                value: draft.client.attributes[attribute.id] ?? "",
                problem: draft.problem(Client.field(of: attribute.id)),
                viewer: viewer
            ).html
        }
        return
            "<fieldset><legend>\(language[.attributesTitle])</legend><div class=\"fields\">\(fields)</div></fieldset>"
    }

    private func select(_ name: String, _ label: Phrase, _ words: [(String, Phrase)], _ chosen: String) -> HTML {
        let options = words.map { selectOption($0.0, language[$0.1], isChosen: $0.0 == chosen) }
        return """
            <div class="field"><label for="\(name)">\(language[label])</label>\
            <select class="input" id="\(name)" name="\(name)">\(options)</select></div>
            """
    }

    private func area(_ name: String, _ label: Phrase, _ text: String, _ advice: Phrase?) -> HTML {
        let problem = draft.problem(name)
        return """
            <div class="field all"><label for="\(name)">\(language[label]) <small class="muted">\(language[.clientOptional])</small></label>\
            <textarea class="input" id="\(name)" name="\(name)" rows="2"\(invalid(problem))>\n\(text)</textarea>\
            \(hint(name, problem, advice))</div>
            """
    }

    private func invalid(_ problem: FieldProblem.Kind?) -> HTML {
        problem == nil ? .nothing : " aria-invalid=\"true\""
    }

    private func hint(_ name: String, _ problem: FieldProblem.Kind?, _ advice: Phrase?) -> HTML {
        guard let problem else {
            return "<span class=\"hint\" id=\"\(name)-hint\">\(advice.map { language[$0] } ?? .nothing)</span>"
        }
        let words: HTML =
            switch problem {
            case .required: language[.clientRequired]
            case .tooLong(let limit): language(.clientTooLong, "\(limit)")
            case .outOfRange(let range): language(.clientTooMany, "\(range.upperBound)")
            case .malformed, .noSuchRecord, .taken, .contradiction, .overlapping, .template: language[.clientMalformed]
            }
        return "<span class=\"error\" id=\"\(name)-hint\">\(Icon.warn.html())<span>\(words)</span></span>"
    }
}
