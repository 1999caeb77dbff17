import ContactCenter
import Foundation

/// The tables of letters that came, and of their files.
enum MailTable {
    private static let table = Table(
        name: "mails",
        key: ["id"],
        columns: [
            "box_id", "contact_id", "uid_validity", "uid", "digest", "message_id", "at", "written_at", "sender",
            "address", "subject",
            "text", "html", "remarks",
        ]
    )

    static func add(
        _ mail: ReceivedMail,
        _ contact: ContactID,
        _ box: MailBoxID,
        _ position: MailBoxPosition,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        var row = try transaction.rows(
            "\(table.insert) RETURNING id",
            [
                .integer(box.rawValue), .integer(contact.rawValue), .integer(position.validity),
                .integer(position.number), .text(mail.digest), .text(mail.id), .instant(now), .instant(mail.at),
                .text(mail.sender), .text(mail.address?.description), .text(mail.subject), .text(mail.text),
                .text(mail.html), .text(mail.remarks.map(\.rawValue).sorted().joined(separator: " ")),
            ]
        )[0]
        let id = try row.integer()
        try transaction.execute(
            "INSERT INTO mail_files (mail_id, ordinal, name, type, size, content) VALUES ($1, $2, $3, $4, $5, $6)",
            each: mail.files.enumerated().map { ordinal, file -> [SQLValue] in
                [
                    .integer(id), .integer(ordinal), .text(file.name), .text(file.type), .integer(file.size),
                    .text(file.bytes.map { Data($0).base64EncodedString() }),
                ]
            }
        )
    }

    /// The contact that one of these letters is of, ours or somebody's, the nearest first.
    static func contact(ofAny references: [MessageID], in transaction: any Transaction) throws -> ContactID? {
        for reference in references {
            let rows =
                if let key = reference.letterKey {
                    try transaction.rows(
                        """
                        SELECT contacts.id FROM contact_letters JOIN contacts ON contacts.id = contact_id AND contacts.is_hidden = 0
                        WHERE letter_key = $1
                        """,
                        [.text(key)]
                    )
                } else {
                    try transaction.rows(
                        """
                        SELECT contacts.id FROM mails JOIN contacts ON contacts.id = contact_id AND contacts.is_hidden = 0
                        WHERE message_id = $1 ORDER BY mails.id DESC LIMIT 1
                        """,
                        [.text(reference)]
                    )
                }
            if var row = rows.first { return try row.id() }
        }
        return nil
    }

    // MARK: - Reading

    static let select = """
        SELECT mails.id, mails.message_id, mails.at, mails.written_at, mails.sender, mails.address, mails.subject, mails.text,
            mails.html, mails.remarks, mail_boxes.name
        FROM mails JOIN mail_boxes ON mail_boxes.id = mails.box_id
        """

    static func kept(_ row: SQLRow, in transaction: any Transaction) throws -> KeptMail {
        var row = row
        let id: MailID = try row.id()
        var mail = ReceivedMail()
        mail.id = try row.optionalText().flatMap(MessageID.init(rawValue:))
        let at = try row.instant()
        mail.at = try row.optionalInstant()
        mail.sender = try row.text()
        mail.address = try row.optionalText().flatMap { MailAddress($0) }
        mail.subject = try row.text()
        mail.text = try row.text()
        mail.html = try row.optionalText()
        // What a newer program remarks says nothing to this one.
        mail.remarks = Set(
            try row.text().split(separator: " ").compactMap { ReceivedMail.Remark(rawValue: String($0)) }
        )
        let box = try row.text()
        var keptFiles: Set<Int> = []
        let files = try transaction.rows(
            """
            SELECT name, type, size, CASE WHEN content IS NULL THEN 0 ELSE 1 END FROM mail_files WHERE mail_id = $1 ORDER BY ordinal
            """,
            [.integer(id.rawValue)]
        )
        for (ordinal, file) in files.enumerated() {
            var file = file
            let (name, type, size) = try (file.text(), file.text(), file.integer())
            if try file.flag() { keptFiles.insert(ordinal) }
            mail.files.append(ReceivedMail.File(name: name, type: type, size: Int(size), bytes: nil))
        }
        return KeptMail(id: id, mail: mail, at: at, box: box, keptFiles: keptFiles)
    }
}
