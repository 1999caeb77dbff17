import ContactCenter
import Foundation
import Hummingbird

/// What the register of missed calls knows of clients and contacts (requirements S0.59, S0.61).
extension Site {
    /// Those whom the callers may be. A directory that does not answer keeps nobody from the register.
    func clients(of page: MissedPage, _ viewer: Viewer) async -> [NumberKey: [FoundClient]] {
        let numbers = page.callers.compactMap { $0.attempts.first?.caller.number }
        do {
            return try await clientSearch.clients(
                behind: Set(numbers.compactMap { viewer.numbers.read($0).key }),
                limit: 3
            )
        } catch {
            logger.warning("Callers cannot be looked up among the clients", metadata: ["reason": "\(error)"])
            return [:]
        }
    }

    /// Begins the contact of a missed call, or opens the one there is.
    @Sendable func takeMissed(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["taken"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        guard let call = try await presentCall(id), call.direction == .inbound else { throw HTTPError(.notFound) }
        let seesAll = reader.rights.scope(of: .missed) == .all
        if !seesAll {
            guard try await mayRead(call, reader) else { throw HTTPError(.forbidden) }
        }
        let contact = try await contacts.begin(call, at: nil, by: author(reader))
        let address = contact.record.state == .registered ? SitePath.contact(contact.id) : SitePath.intake(contact.id)
        return .redirect(to: address.markup, type: .normal)
    }
}
