import ContactCenter
import Foundation

/// Letters about contacts in a database, for those who write them.
package struct DatabaseContactLetterStore: ContactLetterStore {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func add(_ letter: ContactLetter, audit: AuditEntry) async throws -> Bool {
        try await database.write { transaction in
            let rows = try transaction.rows(ContactLetterTable.insert, ContactLetterTable.values(of: letter))
            guard !rows.isEmpty else { return false }
            try AuditTable.note(audit, in: transaction)
            return true
        }
    }

    package func letters(of contact: ContactID, limit: Int) async throws -> [KeptContactLetter] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT id, (SELECT display_name FROM users WHERE users.id = user_id), attempts, next_at, finished_at, problem, answer,
                    \(ContactLetterTable.columns)
                FROM contact_letters WHERE contact_id = $1 ORDER BY id DESC LIMIT $2
                """,
                [.integer(contact.rawValue), .integer(limit)]
            ).compactMap(Self.letter)
        }
    }

    private static func letter(_ row: SQLRow) throws -> KeptContactLetter? {
        var row = row
        let (id, author, attempts) = try (ContactLetterID(row.integer()), row.optionalText(), row.integer())
        let (next, finished) = try (row.optionalInstant(), row.optionalInstant())
        // What a newer program noted is a problem all the same.
        let problem = try row.optionalText().map { MailProblem(rawValue: $0) ?? .other }
        let answer = try row.optionalText()
        guard let letter = try ContactLetterTable.letter(from: &row) else { return nil }
        let end = finished ?? letter.at
        return KeptContactLetter(
            id: id,
            letter: letter,
            author: author,
            attempts: Int(attempts),
            state: next.map(KeptContactLetter.State.waiting(next:)) ?? (problem == nil ? .sent(end) : .failed(end)),
            problem: problem,
            answer: answer
        )
    }

    package func sendAgain(
        _ id: ContactLetterID,
        of contact: ContactID,
        at now: Date,
        audit: AuditEntry
    ) async throws -> Bool {
        try await database.write { transaction in
            let rows = try transaction.rows(
                """
                UPDATE contact_letters SET began_at = $3, next_at = $3, attempts = 0, finished_at = NULL, problem = NULL, answer = NULL
                WHERE id = $1 AND contact_id = $2 AND problem IS NOT NULL AND claimed_until <= $3 RETURNING id
                """,
                [.integer(id.rawValue), .integer(contact.rawValue), .instant(now)]
            )
            guard !rows.isEmpty else { return false }
            try AuditTable.note(audit, in: transaction)
            return true
        }
    }
}
