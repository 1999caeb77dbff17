import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// Letters that came, for whoever may see their contact: as they were laid out, with their files; and answers to them.
extension Site {
    func mailCard(of contact: Kept<Contact>, _ viewer: Viewer) async throws -> HTML {
        ContactMailCard(
            letters: try await mailBoxes.store.letters(of: contact.id, limit: ContactMailCard.most),
            contact: contact,
            sendsMail: configuration.sendsMail,
            viewer: viewer
        ).html
    }

    @Sendable func showMailPage(_ request: Request, _ context: Context) async throws -> Response {
        guard let html = try await mail(context).kept.mail.html else { throw HTTPError(.notFound) }
        return .foreignPage(html)
    }

    /// Always saved, never shown: what is in it is as strange as who sent it.
    @Sendable func sendMailFile(_ request: Request, _ context: Context) async throws -> Response {
        let (contact, kept) = try await mail(context)
        guard let place = context.parameters.get("file").flatMap({ Int($0) }),
            let file = try await mailBoxes.store.file(place, of: kept.id, of: contact.id), let bytes = file.bytes
        else { throw HTTPError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .contentDisposition:
                    "attachment; filename=\"\(file.name.plainInFileName)\"; filename*=UTF-8''\(file.name.percentEncoded())",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
                .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    @Sendable func showMailAnswer(_ request: Request, _ context: Context) async throws -> Response {
        .page(try await answerPage(request, context).html)
    }

    @Sendable func sendMailAnswer(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        var page = try await answerPage(request, context)
        guard let key = form["key"].flatMap(ContactLetterKey.init(rawValue:)) else { throw HTTPError(.badRequest) }
        page.key = key
        page.text = form["text"] ?? ""
        let text = page.text.trimmingCharacters(in: .whitespacesAndNewlines)
        let length = text.unicodeScalars.count
        page.problem =
            length == 0 ? .required : length > MailAnswerPage.longest ? .tooLong(limit: MailAnswerPage.longest) : nil
        guard page.problem == nil else { return .page(page.html, status: .unprocessableContent) }
        let letter = ContactLetter(
            key: key,
            contact: page.contact.id,
            user: reader.user.id,
            at: now(),
            extent: .brief,
            recipients: [page.address],
            subject: page.subject,
            text: text.replacing("\r\n", with: "\n"),
            answered: page.mail.id
        )
        let audit = AuditEntry(
            at: now(),
            user: reader.user.id,
            action: .mailAnswered,
            subject: "contact:\(page.contact.id) mail:\(page.mail.id)",
            address: address(of: request, context)
        )
        // Where the form was sent twice, the first one has done it.
        _ = try await letters.add(letter, audit: audit)
        return .redirect(to: "\(SitePath.contact(page.contact.id).markup)#letters", type: .normal)
    }

    // MARK: -

    /// The letter that the address names, of a contact that the reader may see.
    private func mail(_ context: Context) async throws -> (contact: Kept<Contact>, kept: KeptMail) {
        let contact = try await dossier(of: context).contact
        guard let id = context.parameters.get("mail").flatMap({ Int64($0) }),
            let kept = try await mailBoxes.store.letter(MailID(id), of: contact.id)
        else { throw HTTPError(.notFound) }
        return (contact, kept)
    }

    private func answerPage(_ request: Request, _ context: Context) async throws -> MailAnswerPage {
        let (contact, kept) = try await mail(context)
        guard configuration.sendsMail, !contact.isHidden, let address = kept.mail.address else {
            throw HTTPError(.notFound)
        }
        return MailAnswerPage(contact: contact, mail: kept, address: address, viewer: viewer(of: request, context))
    }
}
