import ContactCenter
import Foundation
import Hummingbird

/// Papers are made from templates, shown, printed and sent (requirement S3.4). Who may see the contact or the client may do all of it.
extension Site {
    @Sendable func showNewPaper(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let asked = ListAddress(NewPaperPage.path, of: request, fields: Self.paperFields)
        var page = try await newPaperPage(try subject { asked[$0] }, for: viewer)
        page.chosen = asked[NewPaperPage.Field.template].flatMap(page.template)
        return .page(page.html)
    }

    @Sendable func previewPaper(_ request: Request, _ context: Context) async throws -> Response {
        let asked = ListAddress(NewPaperPage.previewPath, of: request, fields: Self.paperFields)
        let page = try await newPaperPage(try subject { asked[$0] }, for: viewer(of: request, context))
        guard let template = asked[NewPaperPage.Field.template].flatMap(page.template) else {
            throw HTTPError(.notFound)
        }
        return .foreignPage(page.source.sheet(template.record).html(number: nil).markup)
    }

    @Sendable func makePaper(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        var page = try await newPaperPage(try subject { form[$0] }, for: viewer(of: request, context))
        guard let key = form[NewPaperPage.Field.key].flatMap(ContactLetterKey.init(rawValue:)),
            let template = form[NewPaperPage.Field.template].flatMap(page.template)
        else { throw HTTPError(.badRequest) }
        (page.key, page.chosen) = (key, template)
        let sheet = page.source.sheet(template.record)
        // What is kept is what was looked at.
        page.isStale = form[NewPaperPage.Field.digest] != sheet.digest
        guard !page.isStale else { return .page(page.html, status: .conflict) }
        let paper = Paper(
            key: key,
            subject: page.source.subject,
            template: template.id,
            title: template.record.name,
            kind: template.record.kind,
            at: now(),
            author: reader.user.id
        )
        let audit = AuditEntry(
            at: now(),
            user: reader.user.id,
            action: .paperMade,
            subject: paper.subject.audited,
            fields: [paper.kind.rawValue],
            address: address(of: request, context)
        )
        let id = try await papers.add(paper, audit: audit) { sheet.html(number: $0).markup }
        return try await .redirect(to: printed(id).markup, type: .normal)
    }

    @Sendable func showPaper(_ request: Request, _ context: Context) async throws -> Response {
        var page = try await paperPage(request, context)
        page.problem = request.uri.queryParameters["print"].flatMap { PaperPrintProblem(rawValue: String($0)) }
        if page.kept.hasPDF { page.problem = nil }
        page.letter.addresses = page.source.values[.clientEmails]?.split(separator: ",").first.map(String.init) ?? ""
        return .page(page.html)
    }

    @Sendable func sendPaperSheet(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await paperPage(request, context).kept
        guard let page = try await papers.page(of: kept.id) else { throw HTTPError(.notFound) }
        return .foreignPage(page)
    }

    @Sendable func sendPaperPDF(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await paperPage(request, context).kept
        guard let pdf = try await papers.pdf(of: kept.id) else { throw HTTPError(.notFound) }
        let name = "\(kept.title).pdf".percentEncoded()
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"document-\(kept.id).pdf\"; filename*=UTF-8''\(name)",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: pdf))
        )
    }

    /// Where it was not printed when it was made.
    @Sendable func printPaper(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Form(of: request, from: try context.signedIn)
        let kept = try await paperPage(request, context).kept
        return try await .redirect(to: printed(kept.id).markup, type: .normal)
    }

    @Sendable func mailPaper(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        var page = try await paperPage(request, context)
        guard case .contact(let contact) = page.kept.paper.subject, page.kept.hasPDF, page.sendsMail,
            !page.source.isClosed
        else {
            throw HTTPError(.notFound)
        }
        guard let key = form["key"].flatMap(ContactLetterKey.init(rawValue:)) else { throw HTTPError(.badRequest) }
        let remark = (form["remark"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        page.letter = PaperPage.LetterDraft(key: key, addresses: form["addresses"] ?? "", remark: remark)
        page.letter.isRemarkTooLong = remark.unicodeScalars.count > ContactLetter.longestRemark
        var recipients: [MailAddress] = []
        switch ContactLetter.recipients(typed: [page.letter.addresses]) {
        case .success(let found): recipients = found
        case .failure(let problem): page.letter.problem = problem
        }
        guard page.letter.problem == nil, !page.letter.isRemarkTooLong else {
            return .page(page.html, status: .unprocessableContent)
        }
        var text = LetterText()
        if !remark.isEmpty { text.add(remark) }
        text.part()
        text.add(page.viewer.language(.paperEnclosed, HTML(text: page.kept.title)).words)
        let letter = ContactLetter(
            key: key,
            contact: contact,
            user: reader.user.id,
            at: now(),
            extent: .brief,
            recipients: recipients,
            subject: "\(configuration.company): \(page.kept.title)",
            text: text.text,
            paper: page.kept.id
        )
        let audit = AuditEntry(
            at: now(),
            user: reader.user.id,
            action: .contactMailed,
            subject: "contact:\(contact) paper:\(page.kept.id) recipients:\(recipients.count)",
            fields: ["paper"],
            address: address(of: request, context)
        )
        _ = try await letters.add(letter, audit: audit)
        return .redirect(to: "\(SitePath.contact(contact).markup)#letters", type: .normal)
    }

    /// How a template looks on a contact, for who writes it.
    @Sendable func previewTemplate(_ request: Request, _ context: Context) async throws -> Response {
        let template = try await record(DocumentTemplate.self, context)
        let viewer = viewer(of: request, context)
        let typed = ListAddress("", of: request, fields: ["contact"])["contact"] ?? ""
        let number = ContactNumber(typed: typed)?.text ?? typed
        guard let contact = try await contacts.contact(numbered: number) else {
            return .foreignPage(
                "<!doctype html><meta charset=\"utf-8\"><p>\(viewer.language(.templateNoContact, foreign(typed)).markup)</p>"
            )
        }
        let source = try await paperSource(.contact(contact.id), for: viewer)
        return .foreignPage(source.sheet(template.record).html(number: nil).markup)
    }

    // MARK: -

    /// The paper with this number, as far as the reader may see it.
    func paper(_ id: PaperID, for viewer: Viewer) async throws -> (KeptPaper, PaperSource) {
        guard let kept = try await papers.paper(id) else { throw HTTPError(.notFound) }
        return (kept, try await paperSource(kept.paper.subject, for: viewer))
    }

    private func paperPage(_ request: Request, _ context: Context) async throws -> PaperPage {
        let viewer = viewer(of: request, context)
        let (kept, source) = try await paper(try recordID(context), for: viewer)
        return PaperPage(
            kept: kept,
            source: source,
            prints: printing != nil,
            sendsMail: configuration.sendsMail,
            viewer: viewer
        )
    }

    private static let paperFields = [
        NewPaperPage.Field.contact, NewPaperPage.Field.client, NewPaperPage.Field.template,
    ]

    /// - Throws: 400 where neither or both are named.
    private func subject(_ field: (String) -> String?) throws -> Paper.Subject {
        let contact = field(NewPaperPage.Field.contact).flatMap { Int64($0) }.map(ContactID.init(_:))
        let client = field(NewPaperPage.Field.client).flatMap { Int64($0) }.map(ClientID.init(_:))
        switch (contact, client) {
        case (let contact?, nil): return .contact(contact)
        case (nil, let client?): return .client(client)
        default: throw HTTPError(.badRequest)
        }
    }

    /// - Throws: 404 where nothing new is made for it.
    private func newPaperPage(_ subject: Paper.Subject, for viewer: Viewer) async throws -> NewPaperPage {
        let source = try await paperSource(subject, for: viewer)
        guard !source.isClosed else { throw HTTPError(.notFound) }
        return NewPaperPage(
            source: source,
            templates: try await records.records(of: DocumentTemplate.self, includingHidden: false),
            viewer: viewer
        )
    }

    /// Prints a paper where that is not done yet and can be.
    ///
    /// - Returns: the address of its page, with what went wrong.
    private func printed(_ id: PaperID) async throws -> HTML {
        let address = SitePath.paper(id)
        guard let printing, try await papers.pdf(of: id) == nil, let page = try await papers.page(of: id) else {
            return address
        }
        do {
            try await papers.keep(try await printing.pdf(of: page), of: id)
        } catch let problem as FaxProblem {
            return "\(address)?print=\(PaperPrintProblem(problem).rawValue)"
        }
        return address
    }
}

extension NewPaperPage {
    /// One of those that may be chosen.
    fileprivate func template(_ id: String) -> Kept<DocumentTemplate>? { templates.first { $0.id.description == id } }
}

extension Paper.Subject {
    /// As the audit log has it.
    fileprivate var audited: String {
        switch self {
        case .contact(let id): "contact:\(id)"
        case .client(let id): "client:\(id)"
        }
    }
}
