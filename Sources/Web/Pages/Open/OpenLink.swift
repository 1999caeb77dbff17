import ContactCenter
import Foundation
import Hummingbird

/// A link by which another program opens a card: of whoever has a telephone number, or of a call (requirements S3.15, S3.17).
///
///     /open?number=%2B79535237271
///     /open?call=1795364806.15
enum OpenLink: Hashable, Sendable {
    case number(String)
    /// A whole identity, or what the PBX itself calls it.
    case call(String)

    static let path = "/open"

    /// - Returns: `nil` for an address that names neither, or both.
    init?(_ request: Request) {
        let address = ListAddress(Self.path, of: request, fields: ["number", "call"])
        switch (address["number"], address["call"]) {
        case (let number?, nil): self = .number(number)
        case (nil, let call?): self = .call(call)
        default: return nil
        }
    }
}

extension Site {
    @Sendable func followLink(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let target: HTML
        switch OpenLink(request) {
        case .number(let text): target = try await place(ofNumber: text, for: reader)
        case .call(let text): target = try await place(ofCall: text, for: reader)
        case nil: throw HTTPError(.badRequest)
        }
        return .redirect(to: target.markup, type: .found)
    }

    /// The client who has it; the list of them where there are several, a new one's form where there is none.
    private func place(ofNumber text: String, for reader: SignedIn) async throws -> HTML {
        guard reader.rights.allows(.clients) else { throw HTTPError(.forbidden) }
        guard let key = numbers.read(text).key else { throw HTTPError(.badRequest) }
        let found = try await clientSearch.clients(behind: key, limit: 2)
        guard let client = found.first else { return SitePath.newClient(phone: key.rawValue) }
        return found.count == 1
            ? SitePath.client(client.id) : "\(SitePath.clients)?q=\(SitePath.percentEncoded(key.rawValue))"
    }

    /// The card of the own phone while one takes part in it, else the contact's card, else the page of the call: the first of them
    /// that the reader may see.
    private func place(ofCall text: String, for reader: SignedIn) async throws -> HTML {
        guard let call = try await call(named: text) else { throw HTTPError(.notFound) }
        if !call.isEnded, reader.rights.allows(.workspace), try await takesPart(reader.user, in: call) {
            return SitePath.card
        }
        if let contact = try await contacts.contact(of: call.id), try await mayOpen(contact.id, reader) {
            return SitePath.contact(contact.id)
        }
        guard try await mayRead(call, reader) else { throw HTTPError(.forbidden) }
        return SitePath.call(call.id)
    }

    private func call(named text: String) async throws -> Call? {
        if let id = CallID(description: text) { return try await presentCall(id) }
        let id = LinkedID(text)
        guard let pbx = configuration.pbx, let second = id.birthSecond else { return nil }
        let near = Date(timeIntervalSince1970: TimeInterval(second))
        return try await journal.calls(of: pbx, linkedIDs: [id], near: near).first
    }

    private func mayOpen(_ contact: ContactID, _ reader: SignedIn) async throws -> Bool {
        switch reader.reach(of: .contacts) {
        case .nobody: false
        case .everybody: true
        case .some(let sitters): try await isShown(contact, to: reader, in: sitters)
        }
    }
}
