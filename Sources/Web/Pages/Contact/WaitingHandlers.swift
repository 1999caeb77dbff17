import ContactCenter
import Foundation
import Hummingbird

/// What is done with a contact between those who registered it and who goes on with it.
extension Site {
    /// Of several who want to go on with a contact one does; the others are told who was quicker (requirement S1.26).
    @Sendable func claimContact(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let dossier = try await dossier(of: context)
        let id = dossier.contact.id
        let language = viewer(of: request, context).language
        let refusal: HTML
        switch try await reception.claim(id, by: author(reader)) {
        case .taken: return .redirect(to: place(after: id, form, reader) { $0 }, type: .normal)
        case .takenBefore where form["back"] != nil:
            return .redirect(to: place(after: id, form, reader) { $0.with("late", id.description) }, type: .normal)
        case .takenBefore(let name): refusal = language(.receptionTooLate, foreign(name, limit: 60))
        case .noEmployee: refusal = language[.receptionNoEmployee]
        case .missing: throw HTTPError(.notFound)
        }
        var page = try await contactPage(dossier, request, context)
        page.waiting?.refusal = refusal
        return .page(page.html)
    }

    @Sendable func stopWaiting(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let id = try await dossier(of: context).contact.id
        let change = try await reception.stopWaiting(id, by: author(reader))
        let refused = change == .notWaiting ? "?refused=gone" : ""
        return .redirect(to: SitePath.contact(id).markup + refused, type: .normal)
    }

    /// A visit that is registered waits from then on.
    func registerToWait(_ kept: Kept<Contact>, by author: RecordAuthor) async throws -> Saving<Contact> {
        let saving = try await contacts.register(kept.id, over: kept.version, by: author)
        if case .saved = saving { _ = try await reception.wait(kept.id, priority: 0, by: author) }
        return saving
    }

    /// Whoever was told of a contact may look at it, and at the reception whoever waits there.
    func isShown(_ id: ContactID, to reader: SignedIn, in reach: Sitters) async throws -> Bool {
        if try await registry.isInReach(id, of: reach) { return true }
        guard let standing = try await reception.standing(of: id, for: reader.user.id) else { return false }
        return standing.isTold || (standing.waitingSince != nil && reader.rights.allows(.reception))
    }

    /// Who opens a contact has read what they were told of it.
    func noteRead(_ id: ContactID, _ context: Context) async throws {
        let reader = try context.signedIn.user.id
        guard let inbox = await desk.floor.inboxes[reader],
            inbox.latest.contains(where: { $0.subject == .contact(id) }) || inbox.unread > inbox.latest.count
        else { return }
        try await reception.read(id, by: reader, at: now())
    }

    func waiting(_ dossier: ContactDossier, for viewer: Viewer) async throws -> ContactPage.Waiting? {
        guard let reader = viewer.reader,
            let standing = try await reception.standing(of: dossier.contact.id, for: reader.user.id)
        else { return nil }
        let contact = dossier.contact.record
        var waiting = ContactPage.Waiting(standing: standing, mayWait: false)
        if let channel = contact.channel, let kept = try await records.record(channel) {
            waiting.mayWait = kept.record.mayWait
        }
        guard standing.waitingSince != nil, viewer.may(.reception) else { return waiting }
        waiting.dialogs = try await waitingDialogs(back: SitePath.contact(dossier.contact.id), for: viewer)
        return waiting
    }
}
