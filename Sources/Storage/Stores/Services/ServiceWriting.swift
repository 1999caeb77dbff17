import ContactCenter
import Foundation

/// Writes services down and takes them off, within one transaction.
struct ServiceWriting {
    let transaction: any Transaction
    let author: RecordAuthor
    let reading: ServiceReading

    func render(
        _ new: NewRenderedService,
        in contact: ContactID,
        on day: Day,
        beyond permit: LimitOverride?
    ) throws -> Rendering {
        // Held first: who else spends of the policy, or makes its client part of another, waits until the end.
        if let policy = new.policy, try !hold(policy) { return .policyGone }
        guard let row = try transaction.rows(Self.findClient, [.integer(contact.rawValue)]).first else {
            return .missing
        }
        let client = try client(row)
        guard let offer = try reading.offer(new.offer, transaction) else { return .offerGone }
        let (amount, isTooMuch) = new.pieces.multipliedReportingOverflow(by: offer.price)
        guard RenderedService.piecesRange.contains(new.pieces), !isTooMuch, amount <= RenderedService.mostAmount else {
            return .tooMuch
        }
        var isBeyond = false
        if let policy = new.policy {
            guard let balance = try reading.balance(of: policy, transaction), balance.policy.record.client == client,
                balance.policy.record.isValid(on: day)
            else { return .policyGone }
            let rest = balance.rest(for: offer.service)
            isBeyond = !(rest?.suffices(for: .init(pieces: new.pieces, amount: amount)) ?? false)
            if isBeyond, permit == nil { return .overLimit(rest) }
        }
        let reason = isBeyond ? permit?.reason : nil
        try add(offer, new, to: contact, reason: reason)
        try note(Change.Field(name: "service", before: nil, after: words(offer, new)), of: contact)
        if isBeyond, let permit { try AuditTable.note(permit.audit, in: transaction) }
        return .rendered
    }

    func remove(_ id: RenderedServiceID, from contact: ContactID) throws -> Bool {
        let removed = try transaction.rows(
            """
            UPDATE rendered_services SET is_hidden = 1 WHERE id = $1 AND contact_id = $2 AND is_hidden = 0 RETURNING id
            """,
            [.integer(id.rawValue), .integer(contact.rawValue)]
        )
        guard !removed.isEmpty, let service = try reading.rendered(id, in: contact, transaction) else { return false }
        let words = Self.words(service.serviceName, service.providerName, service.pieces)
        try note(Change.Field(name: "service", before: words, after: nil), of: contact)
        return true
    }

    /// - Returns: whether the policy is there and not hidden.
    private func hold(_ policy: PolicyID) throws -> Bool {
        let rows = try transaction.rows(
            "UPDATE policies SET version = version WHERE id = $1 AND is_hidden = 0 RETURNING id",
            [.integer(policy.rawValue)]
        )
        return !rows.isEmpty
    }

    /// Read after the policy was held: a merger moves both.
    private static let findClient = "SELECT client_id FROM contacts WHERE id = $1 AND is_hidden = 0"

    private func client(_ row: SQLRow) throws -> ClientID? {
        var row = row
        return try row.optionalInteger().map(ClientID.init(_:))
    }

    private func add(
        _ offer: ServiceOffer,
        _ new: NewRenderedService,
        to contact: ContactID,
        reason: String?
    ) throws {
        try transaction.execute(
            """
            INSERT INTO rendered_services
                (contact_id, service_id, provider_id, policy_id, pieces, price, at, added_by, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .integer(contact.rawValue), .integer(offer.service.rawValue), .integer(offer.provider.rawValue),
                .integer(new.policy?.rawValue), .integer(new.pieces), .integer(offer.price), .instant(author.at),
                .integer(author.user?.rawValue), .text(reason),
            ]
        )
    }

    private func words(_ offer: ServiceOffer, _ new: NewRenderedService) -> String {
        Self.words(offer.serviceName, offer.providerName, new.pieces)
    }

    /// As the history of the contact has it.
    private static func words(_ service: String, _ provider: String, _ pieces: Int64) -> String {
        "\(service) × \(pieces), \(provider)"
    }

    private func note(_ field: Change.Field, of contact: ContactID) throws {
        let change = Change(.changed, [field], by: author)
        try ChangeTable.add(change, of: .contacts, contact.rawValue, in: transaction)
    }
}
