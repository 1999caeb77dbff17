import ContactCenter
import Foundation

/// The keys of web forms, and what comes by them, in a database.
package struct DatabaseWebFormStore: WebFormStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let prefix: String
    private let news: ContactNews
    private let zone: TimeZone

    /// - Parameters:
    ///   - prefix: of the numbers of contacts.
    ///   - news: told of the contacts.
    ///   - zone: the business's, by whose clock people work.
    package init(
        _ database: any Database,
        numbers: any PhoneNumberReading,
        prefix: String = ContactNumber.standardPrefix,
        news: ContactNews = ContactNews(),
        zone: TimeZone = .gmt
    ) {
        self.database = database
        self.numbers = numbers
        self.prefix = prefix
        self.news = news
        self.zone = zone
    }

    package func setKey(
        _ digest: TokenDigest?,
        of id: WebFormID,
        by author: RecordAuthor,
        audit: AuditEntry
    ) async throws -> Bool {
        try await database.write { transaction in
            let rows = try transaction.rows(
                """
                UPDATE web_forms SET version = version + 1, key_digest = CAST($2 AS TEXT), key_made_at = CAST($3 AS {bigint})
                WHERE id = $1 RETURNING id
                """,
                [.integer(id.rawValue), .text(digest), .instant(digest.map { _ in author.at })]
            )
            guard !rows.isEmpty else { return false }
            let change = Change(.changed, [Change.Field(name: "key", before: nil, after: nil)], by: author)
            try ChangeTable.add(change, of: .webForms, id.rawValue, in: transaction)
            try AuditTable.note(audit, in: transaction)
            return true
        }
    }

    package func form(of digest: TokenDigest) async throws -> Kept<WebForm>? {
        let table = RecordTable<WebForm>(numbers: numbers)
        return try await database.read { transaction in
            let rows = try transaction.rows(
                "SELECT id FROM web_forms WHERE key_digest = $1 AND is_hidden = 0 AND is_on = 1",
                [.text(digest)]
            )
            guard var row = rows.first else { return nil }
            return try table.record(row.id(), in: transaction)
        }
    }

    package func state(of id: WebFormID) async throws -> WebFormState? {
        try await database.read { transaction in
            let rows = try transaction.rows(
                "SELECT key_made_at, received, received_at FROM web_forms WHERE id = $1",
                [.integer(id.rawValue)]
            )
            guard var row = rows.first else { return nil }
            return try WebFormState(
                keyMadeAt: row.optionalInstant(),
                received: Int(row.integer()),
                lastAt: row.optionalInstant()
            )
        }
    }

    package func receive(
        _ request: WebRequest,
        by form: Kept<WebForm>,
        at now: Date,
        audit: AuditEntry
    ) async throws -> Kept<Contact> {
        let contact = Contact(request, by: form.record, at: now)
        let author = RecordAuthor(nil, at: now)
        let kept = try await database.write { [numbers, zone, prefix] transaction in
            let writing = ContactWriting(transaction: transaction, author: author, numbers: numbers, zone: zone)
            let kept = try writing.receive(contact, channel: "web", email: request.email, prefix: prefix)
            try transaction.execute(
                "UPDATE web_forms SET received = received + 1, received_at = $2 WHERE id = $1",
                [.integer(form.id.rawValue), .instant(now)]
            )
            var audit = audit
            audit.subject = "form:\(form.id) contact:\(kept.id)"
            try AuditTable.note(audit, in: transaction)
            return kept
        }
        news.tell(kept.id)
        return kept
    }
}
