import ContactCenter
import Foundation

/// The table of letters about contacts.
enum ContactLetterTable {
    /// What a letter is made of.
    static let columns =
        "letter_key, contact_id, user_id, at, extent, recipients, subject, text, answered_mail_id, paper_id"

    static let insert = """
        INSERT INTO contact_letters (\(columns), began_at, next_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $4, $4)
        ON CONFLICT (letter_key) DO NOTHING RETURNING id
        """

    /// In the order of `columns`.
    static func values(of letter: ContactLetter) -> [SQLValue] {
        [
            .text(letter.key), .integer(letter.contact.rawValue), .integer(letter.user.rawValue), .instant(letter.at),
            .text(letter.extent), .text(letter.recipients.map(\.description).joined(separator: "\n")),
            .text(letter.subject), .text(letter.text), .integer(letter.answered?.rawValue),
            .integer(letter.paper?.rawValue),
        ]
    }

    /// From `columns`.
    ///
    /// - Returns: `nil` for a letter that only a newer program knows.
    static func letter(from row: inout SQLRow) throws -> ContactLetter? {
        let (key, contact, user) = try (row.text(), ContactID(row.integer()), UserID(row.integer()))
        let (at, extent) = try (row.instant(), row.text())
        let recipients = try row.text().split(separator: "\n").compactMap { MailAddress(String($0)) }
        let (subject, text): (String, String) = try (row.text(), row.text())
        let answered: MailID? = try row.optionalID()
        let paper = try row.optionalInteger().map(PaperID.init(_:))
        guard let key = ContactLetterKey(rawValue: key), let extent = ContactLetter.Extent(rawValue: extent) else {
            return nil
        }
        return ContactLetter(
            key: key,
            contact: contact,
            user: user,
            at: at,
            extent: extent,
            recipients: recipients,
            subject: subject,
            text: text,
            answered: answered,
            paper: paper
        )
    }
}
