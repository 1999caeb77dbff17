import ContactCenter
import Foundation
import Hummingbird

/// Contacts are sent to specialists by e-mail (requirement S3.19). Whoever may see a contact may send it.
extension Site {
    @Sendable func showContactLetter(_ request: Request, _ context: Context) async throws -> Response {
        var page = try await contactLetterPage(request, context)
        let responsible = page.words.names.dossier.contact.record.responsible
        page.draft.employee = page.employees.first { $0.id == responsible }?.id
        return .page(page.html)
    }

    @Sendable func sendContactLetter(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        var page = try await contactLetterPage(request, context)
        page.draft = try Self.letterDraft(form)
        page.isRemarkTooLong = page.draft.remark.unicodeScalars.count > ContactLetter.longestRemark
        let contact = page.words.names.dossier.contact
        let isPreview = form["do"] == "preview"
        // What is sent is what was looked at.
        page.isStale = form["version"].flatMap { Int64($0) } != contact.version
        let chosen = page.employees.first { $0.id == page.draft.employee }?.record.email
        let recipients: [MailAddress]
        switch ContactLetter.recipients(typed: [chosen ?? "", page.draft.addresses]) {
        case .success(let found): recipients = found
        case .failure(let problem):
            // Who has not chosen anybody yet may look at the letter all the same.
            page.problem = isPreview && problem == .nobody ? nil : problem
            return .page(page.html, status: page.problem == nil ? .ok : .unprocessableContent)
        }
        guard !page.isRemarkTooLong else { return .page(page.html, status: .unprocessableContent) }
        guard !isPreview else { return .page(page.html) }
        guard !page.isStale else { return .page(page.html, status: .conflict) }
        let letter = ContactLetter(
            key: page.draft.key,
            contact: contact.id,
            user: reader.user.id,
            at: now(),
            extent: page.draft.extent,
            recipients: recipients,
            subject: page.words.subject,
            text: page.words.text(page.draft.extent, remark: page.draft.remark)
        )
        let subject = "contact:\(contact.id) recipients:\(recipients.count)"
        // Where the form was sent twice, the first one has done it.
        _ = try await letters.add(letter, audit: mailing(subject, letter.extent.rawValue, request, context))
        return .redirect(to: "\(SitePath.contact(contact.id).markup)#letters", type: .normal)
    }

    @Sendable func sendContactLetterAgain(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let contact = try await mailable(context).contact
        guard let id = form["letter"].flatMap({ Int64($0) }).map(ContactLetterID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        // What is on its way already is seen on the card.
        _ = try await letters.sendAgain(
            id,
            of: contact.id,
            at: now(),
            audit: mailing("contact:\(contact.id) letter:\(id)", "again", request, context)
        )
        return .redirect(to: "\(SitePath.contact(contact.id).markup)#letters", type: .normal)
    }

    // MARK: -

    /// The letters about a contact, on its card.
    func lettersCard(of contact: Kept<Contact>, _ viewer: Viewer) async throws -> HTML {
        ContactLettersCard(
            letters: try await letters.letters(of: contact.id, limit: ContactLettersCard.most),
            contact: contact,
            sendsMail: configuration.sendsMail,
            viewer: viewer
        ).html
    }

    /// The contact that the address names, where it may be sent.
    private func mailable(_ context: Context) async throws -> ContactDossier {
        let dossier = try await dossier(of: context)
        guard configuration.sendsMail, !dossier.contact.isHidden else { throw HTTPError(.notFound) }
        return dossier
    }

    private func contactLetterPage(_ request: Request, _ context: Context) async throws -> ContactLetterPage {
        let dossier = try await mailable(context)
        let viewer = viewer(of: request, context)
        let names = ContactNames(options: try await registry.options(), dossier: dossier, viewer: viewer)
        let employees = try await records.records(of: Employee.self, includingHidden: false)
        return ContactLetterPage(
            employees: employees.filter { $0.record.email != nil }.sorted { $0.record.name < $1.record.name },
            words: ContactLetterWords(
                names: names,
                project: try await project(of: dossier.contact.record)?.record,
                link: link(to: dossier.contact.id, request)
            ),
            draft: ContactLetterPage.Draft()
        )
    }

    /// The card as this browser reaches it; `nil` where that leads nowhere from another machine.
    private func link(to contact: ContactID, _ request: Request) -> String? {
        guard !HostGuard.isLoopback(request.head.authority) else { return nil }
        return siteAddress(request).map { "\($0)\(SitePath.contact(contact).markup)" }
    }

    /// - Throws: 400 for what no page of ours has sent.
    private static func letterDraft(_ form: Form) throws -> ContactLetterPage.Draft {
        typealias Field = ContactLetterPage.Field
        guard let key = form[Field.key].flatMap(ContactLetterKey.init(rawValue:)),
            let extent = form[Field.extent].flatMap(ContactLetter.Extent.init(rawValue:))
        else { throw HTTPError(.badRequest) }
        return ContactLetterPage.Draft(
            key: key,
            employee: form[Field.employee].flatMap { Int64($0) }.map(EmployeeID.init(_:)),
            addresses: form[Field.addresses] ?? "",
            extent: extent,
            remark: (form[Field.remark] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        )
    }

    /// Who has sent what where; never what the letter says, nor to whom.
    private func mailing(
        _ subject: String,
        _ field: String,
        _ request: Request,
        _ context: Context
    ) throws -> AuditEntry {
        AuditEntry(
            at: now(),
            user: try context.signedIn.user.id,
            action: .contactMailed,
            subject: subject,
            fields: [field],
            address: address(of: request, context)
        )
    }
}
