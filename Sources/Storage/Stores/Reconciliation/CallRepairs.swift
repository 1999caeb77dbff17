import ContactCenter

/// What people say of a call: this is its contact, or it needs none.
struct CallRepairs {
    let call: ReconciledCall
    let transaction: any Transaction

    private var row: SQLValue { .integer(call.place.row) }

    /// Why a decision cannot be carried out; `nil` when it can.
    func refusal(of decision: ReconciliationDecision) throws -> ReconciliationRepair? {
        switch decision {
        case .link(let contact):
            if let other = call.contact, other.id != contact { return .callTaken(other) }
            guard try isThere(contact) else { return .noContact }
            return try otherCall(of: contact).map(ReconciliationRepair.contactTaken)
        case .exempt: return call.contact.map(ReconciliationRepair.callTaken)
        case .takeBack: return nil
        }
    }

    func write(_ decision: ReconciliationDecision, by audit: AuditEntry) throws {
        let author: [SQLValue] = [.integer(audit.user?.rawValue), .instant(audit.at)]
        switch decision {
        case .link(let contact):
            try transaction.execute(Self.upsert, [row, .integer(contact.rawValue), .null] + author)
        case .exempt(let reason): try transaction.execute(Self.upsert, [row, .null, .text(reason)] + author)
        case .takeBack:
            // The contact that was linked may now belong to another call.
            try transaction.execute(Self.freeContact, [row])
            try transaction.execute("DELETE FROM call_repairs WHERE call_id = $1", [row])
        }
    }

    private func isThere(_ contact: ContactID) throws -> Bool {
        try !transaction.rows(
            "SELECT 1 FROM contacts WHERE id = $1 AND is_hidden = 0",
            [.integer(contact.rawValue)]
        ).isEmpty
    }

    /// Another call to which the contact belongs for certain: what was only matched by its number may be corrected.
    private func otherCall(of contact: ContactID) throws -> CallID? {
        try transaction.rows(Self.findOther, [.integer(contact.rawValue), row]).first.map { row in
            var row = row
            return try row.callID()
        }
    }

    // MARK: - Statements

    private static let upsert = Table(
        name: "call_repairs",
        key: ["call_id"],
        columns: ["call_id", "contact_id", "exemption", "user_id", "at"]
    ).upsert

    private static let freeContact = """
        INSERT INTO contacts_to_match (contact_id)
        SELECT contact_id FROM call_repairs WHERE call_id = $1 AND contact_id IS NOT NULL
        ON CONFLICT (contact_id) DO NOTHING
        """

    private static let findOther = """
        SELECT calls.pbx, calls.linkedid, calls.start_second
        FROM reconciled_calls JOIN calls ON calls.id = reconciled_calls.call_id
        WHERE reconciled_calls.contact_id = $1 AND reconciled_calls.call_id <> $2 AND match_kind <> 'number'
        """
}
