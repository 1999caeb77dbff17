import ContactCenter

/// A paper is made: the template is chosen, and how it looks is shown before it is kept (requirement S3.4).
struct NewPaperPage {
    enum Field {
        static let contact = "contact"
        static let client = "client"
        static let template = "template"
        static let digest = "digest"
        static let key = "key"
    }

    static let path = "/papers/new"
    static let previewPath = "/papers/preview"

    var source: PaperSource
    /// In their order.
    var templates: [Kept<DocumentTemplate>]
    /// What is shown.
    var chosen: Kept<DocumentTemplate>?
    var key = ContactLetterKey.random()
    /// It says something else than what was looked at.
    var isStale = false
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// What the addresses and forms of these pages say of the subject.
    static func query(_ subject: Paper.Subject) -> HTML {
        switch subject {
        case .contact(let id): "\(Field.contact)=\(id.rawValue)"
        case .client(let id): "\(Field.client)=\(id.rawValue)"
        }
    }

    var html: HTML {
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.paperMake])</span>"
        return Shell(
            title: language[.paperOne],
            place: source.subject.place,
            statusline: chosen == nil ? .nothing : keys
        ).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(source.subject.path)" aria-label="\(language[.paperBack])" \
            title="\(language[.paperBack])">\(Icon.back.html())</a><h1>\(language[.paperOne])</h1>\
            <span class="muted">\(foreign(source.title, limit: 200))</span></div>\(notice)\(choice)\(preview)
            """,
            address: "\(Self.path)?\(Self.query(source.subject).markup)",
            for: viewer
        )
    }

    private var notice: HTML {
        guard isStale else { return .nothing }
        return "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(language[.paperStale])</span></p>"
    }

    private var choice: HTML {
        guard !templates.isEmpty else { return "<p class=\"notice\">\(language[.paperNoTemplates])</p>" }
        let options = templates.map { template in
            selectOption(
                template.id.description,
                "\(foreignOption(template.record.name)) · \(language[template.record.kind.phrase])",
                isChosen: template.id == chosen?.id
            )
        }
        return """
            <form class="card paper-choice" method="get" action="\(Self.path)"><div class="body">\(subjectField)\
            <div class="field"><label for="paper-template">\(language[.documentTemplateName])</label>\
            <select class="input" id="paper-template" name="\(Field.template)">\(options)</select></div>\
            <button class="button"\(chosen == nil ? " data-primary" as HTML : .nothing)>\(language[.letterPreview])</button></div></form>
            """
    }

    private var subjectField: HTML {
        switch source.subject {
        case .contact(let id): "<input type=\"hidden\" name=\"\(Field.contact)\" value=\"\(id.rawValue)\">"
        case .client(let id): "<input type=\"hidden\" name=\"\(Field.client)\" value=\"\(id.rawValue)\">"
        }
    }

    private var preview: HTML {
        guard let chosen else { return .nothing }
        let address: HTML =
            "\(Self.previewPath)?\(Self.query(source.subject))&amp;\(Field.template)=\(chosen.id.rawValue)"
        return """
            <form class="card" method="post" action="\(SitePath.papers)">\(viewer.formToken)\(subjectField)\
            <input type="hidden" name="\(Field.template)" value="\(chosen.id.rawValue)">\
            <input type="hidden" name="\(Field.digest)" value="\(source.sheet(chosen.record).digest)">\
            <input type="hidden" name="\(Field.key)" value="\(key.rawValue)">\(PaperFrame(address: address, title: chosen.record.name).html)\
            <div class="body"><button class="button primary" data-primary>\(Icon.doc.html()) \(language[.paperMake]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button> <span class="hint">\(language[.paperNumberLater])</span>\
            </div></form>
            """
    }
}

/// A sheet as it is printed, in a frame in which nothing runs.
struct PaperFrame {
    var address: HTML
    var title: String

    var html: HTML {
        "<iframe class=\"paper\" sandbox src=\"\(address)\" title=\"\(title)\"></iframe>"
    }
}

extension Paper.Subject {
    /// Its card.
    var path: HTML {
        switch self {
        case .contact(let id): SitePath.contact(id)
        case .client(let id): SitePath.client(id)
        }
    }

    var place: Place {
        switch self {
        case .contact: .registry
        case .client: .clients
        }
    }
}
