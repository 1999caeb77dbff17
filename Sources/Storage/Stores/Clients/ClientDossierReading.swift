import ContactCenter
import Foundation

/// Reads what a client's card and the panel beside a call show.
enum ClientDossierReading {
    private static let mostVehicles = 20
    private static let mostDocuments = 20
    private static let mostContacts = 10
    private static let mostMissed = 5
    private static let mostChanges = 100

    static func read(_ id: ClientID, in transaction: any Transaction) throws -> ClientDossier? {
        guard let client = try ClientTable.find(id, in: transaction) else { return nil }
        let key = SQLValue.integer(id.rawValue)
        var dossier = ClientDossier(client: client)
        if var row = try transaction.rows(findState, [key]).first {
            dossier.mergedInto = try row.optionalInteger().map(ClientID.init(_:))
            dossier.lastContactAt = try row.optionalInstant()
        }
        dossier.parts = try transaction.rows(findParts, [key]).map(DatabaseClientSearch.id)
        dossier.vehicles = try transaction.rows(FoundClients.findVehicles, [key, .integer(mostVehicles)])
            .map(FoundClients.vehicle)
        dossier.documents = try DocumentTable.documents(of: id, limit: mostDocuments, in: transaction)
        dossier.contacts = try transaction.rows(findContacts, [key, .integer(mostContacts)]).map(contact)
        dossier.dealings = try dealings(of: id, in: transaction)
        dossier.missedCalls = try missedCalls(of: client.record, in: transaction)
        dossier.attributes = try AttributeCheck(transaction: transaction).all.compactMap { attribute in
            guard !attribute.isHidden, let value = client.record.attributes[attribute.id] else { return nil }
            return FilledAttribute(attribute: attribute, value: value)
        }
        dossier.changes = try ChangeTable.changes(
            of: .clients,
            id.rawValue,
            limit: mostChanges,
            in: transaction
        )
        return dossier
    }

    private static func dealings(
        of id: ClientID,
        in transaction: any Transaction
    ) throws -> [ReasonCategory: ClientDealings] {
        var dealings: [ReasonCategory: ClientDealings] = [:]
        for row in try transaction.rows(findContactDirections, [.integer(id.rawValue)]) {
            var row = row
            dealings[try row.named(), default: ClientDealings()].lastContactAt = try row.instant()
        }
        for row in try transaction.rows(findDocumentKinds, [.integer(id.rawValue)]) {
            var row = row
            let (kind, at): (Document.Kind, Date) = try (row.named(), row.instant())
            let known = dealings[kind.direction]?.lastDocumentAt
            dealings[kind.direction, default: ClientDealings()].lastDocumentAt = known.map { max($0, at) } ?? at
        }
        return dealings
    }

    private static func missedCalls(of client: Client, in transaction: any Transaction) throws -> [Date] {
        let keys = Set(client.phones.compactMap(\.key))
        let rows = try transaction.rows(
            findMissed,
            each: keys.map { [.text($0), .integer(mostMissed)] }
        ).flatMap { $0 }
        let instants = try rows.map { row in
            var row = row
            return try row.instant()
        }
        return Array(instants.sorted(by: >).prefix(mostMissed))
    }

    private static func contact(_ row: SQLRow) throws -> RecentContact {
        var row = row
        var contact = try RecentContact(id: ContactID(row.integer()), at: row.instant())
        contact.number = try row.optionalText()
        contact.works = try row.optionalText()
        contact.reason = try row.optionalText()
        contact.registrar = try row.optionalText()
        contact.responsible = try row.optionalText()
        contact.summary = try row.optionalText()
        return contact
    }

    private static let findState = "SELECT merged_into, last_contact_at FROM clients WHERE id = $1"

    private static let findParts = """
        SELECT part_id FROM client_mergers WHERE whole_id = $1 AND undone_at IS NULL ORDER BY id DESC
        """

    private static let findContacts = """
        SELECT contacts.id, contacts.at, contacts.number, COALESCE(contacts.works, contacts.comment),
            reasons.registry_caption, users.display_name, employees.name,
            (
                SELECT text FROM conversation_entries
                WHERE contact_id = contacts.id ORDER BY ordinal DESC LIMIT 1
            )
        FROM contacts
        LEFT JOIN reasons ON reasons.id = contacts.reason_id
        LEFT JOIN users ON users.id = contacts.registrar_id
        LEFT JOIN employees ON employees.id = contacts.responsible_id
        WHERE contacts.client_id = $1 AND contacts.is_hidden = 0
        ORDER BY contacts.at DESC, contacts.id DESC LIMIT $2
        """

    private static let findContactDirections = """
        SELECT reasons.category, MAX(contacts.at) FROM contacts JOIN reasons ON reasons.id = contacts.reason_id
        WHERE contacts.client_id = $1 AND contacts.is_hidden = 0 GROUP BY reasons.category
        """

    private static let findDocumentKinds = """
        SELECT kind, MAX(at) FROM documents WHERE client_id = $1 AND is_hidden = 0 GROUP BY kind
        """

    private static let findMissed = """
        SELECT started_at FROM missed_calls WHERE is_missed = 1 AND number_key = $1
        ORDER BY started_at DESC LIMIT $2
        """
}
