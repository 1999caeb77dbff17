import ContactCenter
import Foundation

/// Boxes of mail and what came into them, in a database.
package struct DatabaseMailBoxStore: MailBoxStore {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func setPassword(
        _ sealed: SealedText,
        of id: MailBoxID,
        by author: RecordAuthor,
        audit: AuditEntry
    ) async throws -> Bool {
        try await database.write { transaction in
            // It is looked into at once.
            let rows = try transaction.rows(
                """
                UPDATE mail_boxes SET version = version + 1, password = $2, next_at = 0, failures = 0, problem = NULL
                WHERE id = $1 RETURNING id
                """,
                [.integer(id.rawValue), .text(sealed)]
            )
            guard !rows.isEmpty else { return false }
            let change = Change(.changed, [Change.Field(name: "password", before: nil, after: nil)], by: author)
            try ChangeTable.add(change, of: .mailBoxes, id.rawValue, in: transaction)
            try AuditTable.note(audit, in: transaction)
            return true
        }
    }

    package func secrets() async throws -> [SealedText] {
        try await database.read { try SealedTexts.all(in: $0) }
    }

    package func state(of id: MailBoxID) async throws -> MailBoxState? {
        try await database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT CASE WHEN password IS NULL THEN 0 ELSE 1 END, looked_at, problem, received, received_at FROM mail_boxes
                WHERE id = $1
                """,
                [.integer(id.rawValue)]
            )
            guard var row = rows.first else { return nil }
            return try MailBoxState(
                hasPassword: row.flag(),
                lookedAt: row.optionalInstant(),
                // What a newer program noted is a problem all the same.
                problem: row.optionalText().map { MailBoxProblem(rawValue: $0) ?? .other },
                received: Int(row.integer()),
                lastAt: row.optionalInstant()
            )
        }
    }

    package func letters(of contact: ContactID, limit: Int) async throws -> [KeptMail] {
        try await database.read { transaction in
            try transaction.rows(
                "\(MailTable.select) WHERE mails.contact_id = $1 ORDER BY mails.id LIMIT $2",
                [.integer(contact.rawValue), .integer(limit)]
            ).map { try MailTable.kept($0, in: transaction) }
        }
    }

    package func letter(_ id: MailID, of contact: ContactID) async throws -> KeptMail? {
        try await database.read { transaction in
            try transaction.rows(
                "\(MailTable.select) WHERE mails.id = $1 AND mails.contact_id = $2",
                [.integer(id.rawValue), .integer(contact.rawValue)]
            ).first.map { try MailTable.kept($0, in: transaction) }
        }
    }

    package func file(_ ordinal: Int, of mail: MailID, of contact: ContactID) async throws -> ReceivedMail.File? {
        try await database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT mail_files.name, mail_files.type, mail_files.size, mail_files.content FROM mail_files
                JOIN mails ON mails.id = mail_files.mail_id AND mails.contact_id = $3
                WHERE mail_files.mail_id = $1 AND mail_files.ordinal = $2 AND mail_files.content IS NOT NULL
                """,
                [.integer(mail.rawValue), .integer(ordinal), .integer(contact.rawValue)]
            )
            guard var row = rows.first else { return nil }
            let (name, type, size, content) = try (row.text(), row.text(), row.integer(), row.text())
            guard let bytes = Data(base64Encoded: content) else { return nil }
            return ReceivedMail.File(name: name, type: type, size: Int(size), bytes: [UInt8](bytes))
        }
    }
}
