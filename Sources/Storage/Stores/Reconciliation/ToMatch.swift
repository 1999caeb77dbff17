import ContactCenter

/// Calls and contacts that have changed since they were last held against each other.
///
/// Written in the transaction of the change, worked off soon afterwards, so that neither the PBX nor an operator waits for it.
enum ToMatch {
    /// Inbound calls that have ended, or changed after that.
    static func add(calls rows: [Int64], in transaction: any Transaction) throws {
        try transaction.execute(addCall, each: rows.map { [.integer($0)] })
    }

    /// Contacts that were begun or hidden, or whose call, number, phone or time changed.
    static func add(contact: ContactID, in transaction: any Transaction) throws {
        try transaction.execute(addContact, [.integer(contact.rawValue)])
    }

    /// The contacts that these calls have now, because they are about to lose them.
    static func add(contactsOf calls: [Int64], in transaction: any Transaction) throws {
        try transaction.execute(asking: ["call": "{bigint}"], calls.map { [.integer($0)] }, addContactOfCall)
    }

    /// A call that became part of another: its contact is that one's now. One that did not, because there is no other, is
    /// matched once more.
    static func add(merged call: CallID, in transaction: any Transaction) throws {
        let values = CallTable.values(of: call)
        for statement in addMerged { try transaction.execute(statement, values) }
    }

    /// Takes a call out of the report that is none any more; its contact looks for another.
    static func forget(_ call: CallID, in transaction: any Transaction) throws {
        let values = CallTable.values(of: call)
        try transaction.execute(freeContact, values)
        for statement in forgetCall { try transaction.execute(statement, values) }
    }

    /// - Returns: the calls and contacts that are now to be matched.
    static func take(limit: Int, in transaction: any Transaction) throws -> (calls: [Int64], contacts: [Int64]) {
        func taken(_ table: String, _ column: String) throws -> [Int64] {
            let numbers = try transaction.rows(
                "SELECT \(column) FROM \(table) ORDER BY \(column) LIMIT $1",
                [.integer(limit)]
            ).map { row in
                var row = row
                return try row.integer()
            }
            try transaction.execute(
                asking: ["number": "{bigint}"],
                numbers.map { [.integer($0)] },
                "DELETE FROM \(table) WHERE \(column) IN (SELECT number FROM asked)"
            )
            return numbers
        }
        return try (taken("calls_to_match", "call_id"), taken("contacts_to_match", "contact_id"))
    }

    private static let addCall = "INSERT INTO calls_to_match (call_id) VALUES ($1) ON CONFLICT (call_id) DO NOTHING"
    private static let addContact =
        "INSERT INTO contacts_to_match (contact_id) VALUES ($1) ON CONFLICT (contact_id) DO NOTHING"

    private static let addContactOfCall = """
        INSERT INTO contacts_to_match (contact_id)
        SELECT contact_id FROM reconciled_calls WHERE call_id IN (SELECT call FROM asked) AND contact_id IS NOT NULL
        ON CONFLICT (contact_id) DO NOTHING
        """

    private static let id = "SELECT id FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3"

    private static let addMerged = ["id", "merged_into"].map { column in
        """
        INSERT INTO calls_to_match (call_id)
        SELECT \(column) FROM calls
        WHERE pbx = $1 AND linkedid = $2 AND start_second = $3 AND \(column) IS NOT NULL AND direction = 'inbound'
        ON CONFLICT (call_id) DO NOTHING
        """
    }

    private static let freeContact = """
        INSERT INTO contacts_to_match (contact_id)
        SELECT contact_id FROM reconciled_calls WHERE call_id = (\(id)) AND contact_id IS NOT NULL
        ON CONFLICT (contact_id) DO NOTHING
        """

    private static let forgetCall = [
        "DELETE FROM calls_to_match WHERE call_id = (\(id))",
        "DELETE FROM call_repairs WHERE call_id = (\(id))",
        "DELETE FROM reconciled_calls WHERE call_id = (\(id))",
    ]
}
