import ContactCenter
import Foundation

/// Letters about contacts that are to be sent, in a database.
///
/// A claim is a lease on a letter: it holds for all processes on the database, and runs out by itself when who held it is gone.
package struct DatabaseContactLetterOutbox: ContactLetterOutbox {
    /// Characters of what a mail server said.
    private static let longestAnswer = 1_000

    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func claim(at now: Date, until: Date) async throws -> DueContactLetter? {
        let findDue = "SELECT id FROM contact_letters WHERE next_at <= $1 AND claimed_until <= $1"
        // Most often there is nothing, and looking takes no lock.
        let isDue = try await database.read { transaction in
            try !transaction.rows("\(findDue) LIMIT 1", [.instant(now)]).isEmpty
        }
        guard isDue else { return nil }
        let token = UUID().uuidString
        return try await database.write { transaction in
            // Of two who choose the same one the second waits for the first, looks at the row again, and goes away empty.
            let claimed = try transaction.rows(
                """
                UPDATE contact_letters SET claim = $2, claimed_until = $3, attempts = attempts + 1
                WHERE id = (\(findDue) ORDER BY next_at, id LIMIT 1) AND next_at <= $1 AND claimed_until <= $1
                RETURNING id, began_at, attempts, (SELECT message_id FROM mails WHERE mails.id = answered_mail_id), (
                    SELECT mail_boxes.address FROM mails JOIN mail_boxes ON mail_boxes.id = mails.box_id
                    WHERE mails.id = answered_mail_id
                ), \(ContactLetterTable.columns)
                """,
                [.instant(now), .text(token), .instant(until)]
            )
            guard var row = claimed.first else { return nil }
            let (id, begin, attempts) = try (ContactLetterID(row.integer()), row.instant(), row.integer())
            let answers = try row.optionalText().flatMap(MessageID.init(rawValue:))
            let replyTo = try row.optionalText().flatMap { MailAddress($0) }
            // Only a newer program can send what cannot be read here.
            guard let letter = try ContactLetterTable.letter(from: &row) else { return nil }
            return DueContactLetter(
                id: id,
                claim: token,
                letter: letter,
                begin: begin,
                attempts: Int(attempts),
                answers: answers,
                replyTo: replyTo,
                attachment: try letter.paper.flatMap { try PaperTable.attachment($0, in: transaction) }
            )
        }
    }

    package func note(_ outcome: MailOutcome, of due: DueContactLetter, at now: Date, next: Date?) async throws {
        let said = outcome.answer.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(Self.longestAnswer))) }
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE contact_letters SET claim = NULL, claimed_until = 0, next_at = $3, finished_at = $4, problem = $5, answer = $6
                WHERE id = $1 AND claim = $2
                """,
                [
                    .integer(due.id.rawValue), .text(due.claim), .instant(next), next == nil ? .instant(now) : .null,
                    .text(outcome.problem), .text(said),
                ]
            )
        }
    }

    package func giveBack(_ due: DueContactLetter) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE contact_letters SET claim = NULL, claimed_until = 0, attempts = attempts - 1
                WHERE id = $1 AND claim = $2
                """,
                [.integer(due.id.rawValue), .text(due.claim)]
            )
        }
    }
}
