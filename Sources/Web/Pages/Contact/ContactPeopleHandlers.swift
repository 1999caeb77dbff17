import ContactCenter
import Foundation
import Hummingbird

/// Whom a contact may be given to, for the dialogs in which somebody is chosen.
extension Site {
    /// The table of people, without a page around it. Whoever may change who is responsible may see it.
    ///
    /// The address may name a reason that was chosen and not saved yet.
    @Sendable func showContactPeople(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let id: ContactID = try recordID(context)
        guard let contact = try await contacts.contact(id)?.record else { throw HTTPError(.notFound) }
        guard try await isGivable(id, by: context.signedIn) else { throw HTTPError(.forbidden) }
        let typed = request.uri.queryParameters["reason"].map { Int64($0).map(ReasonID.init(_:)) }
        let reason = typed ?? contact.reason
        let people = try await people(for: reason, of: try await project(of: contact)?.record)
        let language = viewer.language
        let nobody: Phrase? =
            people.contains(where: \.isEligible) ? nil : reason == nil ? .peopleNoReason : .peopleNobodyEligible
        let table = PeopleTable(
            people: people,
            field: "employee",
            chosen: people.first { $0.isEligible && $0.id != contact.responsible }?.id.description ?? "",
            group: "people-offered",
            title: language[.intakeWhom],
            said: nobody.map { words -> HTML in
                "<p class=\"notice warn\" role=\"status\">\(Icon.warn.html())<span>\(language[words])</span></p>"
            } ?? .nothing,
            viewer: viewer
        )
        return .text(table.html.markup, type: "text/html; charset=utf-8", isKept: false)
    }

    private func isGivable(_ id: ContactID, by reader: SignedIn) async throws -> Bool {
        switch reader.reach(of: .contacts) {
        case .everybody: return true
        case .some(let sitters): return try await isShown(id, to: reader, in: sitters)
        case .nobody:
            guard reader.rights.allows(.reception) else { return false }
            return try await reception.standing(of: id, for: reader.user.id)?.waitingSince != nil
        }
    }
}
