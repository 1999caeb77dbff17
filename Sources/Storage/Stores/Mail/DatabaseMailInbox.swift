import ContactCenter
import Foundation

/// Boxes of mail that are to be looked into, in a database.
///
/// A claim is a lease on a box, for all processes on the database. Whoever takes a letter moves the box behind it in the same transaction,
/// under its claim: what was not committed is read again, what was committed is not.
package struct DatabaseMailInbox: MailInbox {
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

    package func claim(at now: Date, until: Date) async throws -> MailBoxClaim? {
        let findDue = """
            SELECT id FROM mail_boxes WHERE is_on = 1 AND is_hidden = 0 AND next_at <= $1 AND claimed_until <= $1
            """
        // Most often there is nothing, and looking takes no lock.
        let isDue = try await database.read { transaction in
            try !transaction.rows("\(findDue) LIMIT 1", [.instant(now)]).isEmpty
        }
        guard isDue else { return nil }
        let token = UUID().uuidString
        let table = RecordTable<MailBox>(numbers: numbers)
        return try await database.write { transaction in
            // Of two who choose the same one the second waits for the first, looks at the row again, and goes away empty.
            let claimed = try transaction.rows(
                """
                UPDATE mail_boxes SET claim = $2, claimed_until = $3
                WHERE id = (\(findDue) ORDER BY next_at, id LIMIT 1) AND next_at <= $1 AND claimed_until <= $1
                RETURNING id, password, uid_validity, last_uid, looked_at, failures
                """,
                [.instant(now), .text(token), .instant(until)]
            )
            guard var row = claimed.first else { return nil }
            let id: MailBoxID = try row.id()
            guard let box = try table.record(id, in: transaction) else { return nil }
            let password = try row.optional(SealedText.self)
            let (validity, number) = try (row.optionalInteger(), row.optionalInteger())
            return try MailBoxClaim(
                box: box,
                token: token,
                password: password,
                position: validity.flatMap { validity in number.map { MailBoxPosition(validity: validity, number: $0) }
                },
                lookedAt: row.optionalInstant(),
                failures: Int(row.integer())
            )
        }
    }

    package func move(
        _ claim: MailBoxClaim,
        to position: MailBoxPosition,
        at now: Date,
        until: Date
    ) async throws -> Bool {
        try await database.write { try Self.move(claim, to: position, until: until, in: $0) }
    }

    /// - Returns: whether it is still the claim's holder who reads; the box is nobody else's until the transaction ends then.
    private static func move(
        _ claim: MailBoxClaim,
        to position: MailBoxPosition,
        until: Date,
        in transaction: any Transaction
    ) throws -> Bool {
        let moved = try transaction.rows(
            """
            UPDATE mail_boxes SET uid_validity = $3, last_uid = $4, claimed_until = $5 WHERE id = $1 AND claim = $2 RETURNING id
            """,
            [
                .integer(claim.box.id.rawValue), .text(claim.token), .integer(position.validity),
                .integer(position.number), .instant(until),
            ]
        )
        return !moved.isEmpty
    }

    package func take(
        _ mail: ReceivedMail,
        to position: MailBoxPosition,
        for claim: MailBoxClaim,
        at now: Date,
        until: Date
    ) async throws -> MailTaking {
        let author = RecordAuthor(nil, at: now)
        let taking: MailTaking = try await database.write { [numbers, zone, prefix] transaction in
            guard try Self.move(claim, to: position, until: until, in: transaction) else { return .claimLost }
            let id = claim.box.id
            let known = try transaction.rows(
                "SELECT 1 FROM mails WHERE box_id = $1 AND (digest = $2 OR uid_validity = $3 AND uid = $4)",
                [.integer(id.rawValue), .text(mail.digest), .integer(position.validity), .integer(position.number)]
            )
            guard known.isEmpty else { return .known }
            let writing = ContactWriting(transaction: transaction, author: author, numbers: numbers, zone: zone)
            let taking = try Self.contact(of: mail, claim.box.record, prefix, writing)
            guard let contact = taking.contact else { return taking }
            try MailTable.add(mail, contact, id, position, at: now, in: transaction)
            try transaction.execute(
                "UPDATE mail_boxes SET received = received + 1, received_at = $2 WHERE id = $1",
                [.integer(id.rawValue), .instant(now)]
            )
            let subject = "box:\(id) contact:\(contact)"
            let audit = AuditEntry(at: now, user: nil, action: .mailReceived, subject: subject)
            try AuditTable.note(audit, in: transaction)
            return taking
        }
        if let contact = taking.contact { news.tell(contact) }
        return taking
    }

    /// The contact that it goes on with, which somebody is to go on with then; else a new one.
    private static func contact(
        of mail: ReceivedMail,
        _ box: MailBox,
        _ prefix: String,
        _ writing: ContactWriting
    ) throws -> MailTaking {
        guard let earlier = try MailTable.contact(ofAny: mail.references, in: writing.transaction) else {
            let contact = Contact(mail, in: box, at: writing.author.at)
            return .contact(
                try writing.receive(contact, channel: "email", email: mail.address, prefix: prefix).id
            )
        }
        try writing.hear(of: earlier)
        return .joined(earlier)
    }

    package func giveBack(
        _ claim: MailBoxClaim,
        problem: MailBoxProblem?,
        at now: Date,
        next: Date
    ) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE mail_boxes SET claim = NULL, claimed_until = 0, next_at = $3, problem = CAST($4 AS TEXT),
                    failures = CASE WHEN CAST($4 AS TEXT) IS NULL THEN 0 ELSE failures + 1 END,
                    looked_at = CASE WHEN CAST($4 AS TEXT) IS NULL THEN CAST($5 AS {bigint}) ELSE looked_at END
                WHERE id = $1 AND claim = $2
                """,
                [
                    .integer(claim.box.id.rawValue), .text(claim.token), .instant(next), .text(problem), .instant(now),
                ]
            )
        }
    }
}

extension MailTaking {
    /// `nil` where nothing was written.
    fileprivate var contact: ContactID? {
        switch self {
        case .contact(let id), .joined(let id): id
        case .known, .claimLost: nil
        }
    }
}
