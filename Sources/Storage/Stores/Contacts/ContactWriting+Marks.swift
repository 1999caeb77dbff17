import ContactCenter
import Foundation

/// What people do with contacts besides filling them in.
extension ContactWriting {
    func drop(_ id: ContactID, over version: Int64, prefix: String) throws -> Saving<Contact> {
        guard let kept = try ContactTable.find(id, in: transaction) else { return .missing }
        guard kept.record.state == .unfinished else { return .saved(kept) }
        var contact = kept.record
        contact.outcome = .dropped
        let rows = try transaction.rows("SELECT id FROM reasons WHERE code = $1", [.text("dropped")])
        if var row = rows.first { contact.reason = try row.id() }
        guard case .saved(let saved) = try save(contact, id, over: version) else { return try stale(id) }
        return try register(id, over: saved.version, prefix: prefix)
    }

    func take(_ id: ContactID, from taker: UserID?) throws -> Kept<Contact>? {
        let written = try transaction.rows(
            """
            UPDATE contacts SET registrar_id = $2
            WHERE id = $1 AND state = 'unfinished' AND registrar_id IS NOT DISTINCT FROM CAST($3 AS {bigint}) RETURNING id
            """,
            [.integer(id.rawValue), .integer(author.user?.rawValue), .integer(taker?.rawValue)]
        )
        guard !written.isEmpty else { return nil }
        let field = Change.Field(name: "registrar", before: taker?.description, after: author.user?.description)
        try note(.changed, [field], of: id)
        return try ContactTable.find(id, in: transaction)
    }

    func setHidden(_ isHidden: Bool, _ id: ContactID, over version: Int64) throws -> Saving<Contact> {
        guard let kept = try ContactTable.find(id, in: transaction) else { return .missing }
        guard kept.isHidden != isHidden else { return .saved(kept) }
        guard kept.version == version else { return .stale(kept) }
        if !isHidden, let call = kept.record.call, try ContactTable.find(of: call, in: transaction) != nil {
            return .refused([FieldProblem("call", .taken)])
        }
        let written = try transaction.rows(
            "UPDATE contacts SET is_hidden = $3, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id",
            [.integer(id.rawValue), .integer(version), .flag(isHidden)]
        )
        guard !written.isEmpty else { return try stale(id) }
        try note(isHidden ? .hidden : .restored, [], of: id)
        if isHidden { try settle(id, as: .withdrawn) }
        if let client = kept.record.client { try NoveltyTable.derive(of: client, at: author.at, in: transaction) }
        return .saved(Kept(id: id, version: version + 1, isHidden: isHidden, record: kept.record))
    }

    /// - Returns: whether the contact is now in the employee's hands.
    func assign(_ id: ContactID, over version: Int64, to employee: EmployeeID) throws -> Bool {
        guard var contact = try ContactTable.find(id, in: transaction)?.record else { return false }
        contact.responsible = employee
        guard case .saved = try save(contact, id, over: version) else { return false }
        return true
    }

    func add(_ text: String, to id: ContactID) throws -> ConversationEntry? {
        guard let text = Contact.tidy(text), text.unicodeScalars.count <= ConversationEntry.longest else { return nil }
        // Two who add at the same moment come one after the other.
        let taken = try transaction.rows(
            "UPDATE contacts SET version = version WHERE id = $1 RETURNING id",
            [.integer(id.rawValue)]
        )
        guard !taken.isEmpty else { return nil }
        try transaction.execute(
            """
            INSERT INTO conversation_entries (contact_id, ordinal, user_id, at, text)
            SELECT CAST($1 AS {bigint}), COALESCE(MAX(ordinal), 0) + 1, CAST($2 AS {bigint}), CAST($3 AS {bigint}),
                CAST($4 AS TEXT)
            FROM conversation_entries WHERE contact_id = $1
            """,
            [.integer(id.rawValue), .integer(author.user?.rawValue), .instant(author.at), .text(text)]
        )
        try ContactTextTable.write([id], in: transaction)
        return try ContactReading.entries(of: id, in: transaction).last
    }

    func remind(_ reminder: Reminder) throws -> Result<KeptReminder, FieldProblem> {
        switch try add(reminder) {
        case .failure(let problem): return .failure(problem)
        case .success(let id):
            let field = Change.Field(name: "reminder", before: nil, after: reminder.employee.description)
            try note(.changed, [field] + adopt(id, for: reminder.contact), of: reminder.contact)
            return .success(Kept(id: id, version: 1, record: reminder))
        }
    }

    func add(_ reminder: Reminder) throws -> Result<ReminderID, FieldProblem> {
        if let problem = try problem(with: reminder) { return .failure(problem) }
        var row = try transaction.rows(
            """
            INSERT INTO reminders (contact_id, employee_id, text, phone, due_at, made_by, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
            """,
            [
                .integer(reminder.contact.rawValue), .integer(reminder.employee.rawValue), .text(reminder.text),
                .text(reminder.phone), .instant(reminder.dueAt), .integer(author.user?.rawValue),
                .instant(author.at),
            ]
        )[0]
        return .success(try row.id())
    }

    func change(_ id: ReminderID, over version: Int64, to reminder: Reminder) throws -> Saving<Reminder> {
        guard let before = try ReminderReading.reminder(id, in: transaction) else { return .missing }
        guard before.version == version else { return .stale(before) }
        if let problem = try problem(with: reminder) { return .refused([problem]) }
        let written = try transaction.rows(
            """
            UPDATE reminders SET employee_id = $3, text = $4, phone = $5, due_at = $6, version = version + 1
            WHERE id = $1 AND version = $2 RETURNING id
            """,
            [
                .integer(id.rawValue), .integer(version), .integer(reminder.employee.rawValue), .text(reminder.text),
                .text(reminder.phone), .instant(reminder.dueAt),
            ]
        )
        guard let after = try ReminderReading.reminder(id, in: transaction) else { return .missing }
        guard !written.isEmpty else { return .stale(after) }
        if reminder.employee != before.record.employee || reminder.dueAt != before.record.dueAt {
            try transaction.execute(
                "UPDATE reminders SET told_at = NULL, escalated_at = NULL WHERE id = $1",
                [.integer(id.rawValue)]
            )
            try NotificationTable.withdraw(id, at: author.at, in: transaction)
        }
        let field = Change.Field(
            name: "reminder",
            before: before.record.employee.description,
            after: after.record.employee.description
        )
        try followNextAction(after)
        try note(.changed, [field], of: after.record.contact)
        return .saved(after)
    }

    private func problem(with reminder: Reminder) throws -> FieldProblem? {
        if let problem = reminder.problems.first { return problem }
        for (field, table, id) in [
            ("contact", "contacts", reminder.contact.rawValue), ("employee", "employees", reminder.employee.rawValue),
        ] {
            let rows = try transaction.rows("SELECT 1 FROM \(table) WHERE id = $1", [.integer(id)])
            guard !rows.isEmpty else { return FieldProblem(field, .noSuchRecord) }
        }
        return nil
    }

    /// - Returns: the contact, where that was not so already.
    func setDone(_ isDone: Bool, _ reminder: ReminderID) throws -> ContactID? {
        let rows = try transaction.rows(
            """
            UPDATE reminders SET done_by = CAST($2 AS {bigint}), done_at = CAST($3 AS {bigint}), version = version + 1
            WHERE id = $1 AND done_at IS \(isDone ? "NULL" : "NOT NULL") RETURNING contact_id
            """,
            [
                .integer(reminder.rawValue), isDone ? .integer(author.user?.rawValue) : .null,
                isDone ? .instant(author.at) : .null,
            ]
        )
        guard var row = rows.first else { return nil }
        let contact: ContactID = try row.id()
        try NotificationTable.withdraw(reminder, at: author.at, in: transaction)
        let fields = try isDone ? disown(reminder, of: contact) : adopt(reminder, for: contact)
        if !fields.isEmpty { try note(.changed, fields, of: contact) }
        return contact
    }

    /// - Returns: the contacts that now belong to the client.
    func linkEarlier(ofNumber key: NumberKey, to client: ClientID, limit: Int) throws -> [ContactID] {
        let linked: [ContactID] = try transaction.rows(
            """
            UPDATE contacts SET client_id = $1, version = version + 1
            WHERE id IN (
                SELECT id FROM contacts WHERE caller_key = $2 AND client_id IS NULL AND is_hidden = 0
                ORDER BY at DESC, id DESC LIMIT $3
            ) AND client_id IS NULL
            RETURNING id
            """,
            [.integer(client.rawValue), .text(key), .integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
        let field = Change.Field(name: "client", before: nil, after: client.description)
        for contact in linked { try note(.changed, [field], of: contact) }
        if !linked.isEmpty {
            try NoveltyTable.derive(of: client, at: author.at, in: transaction)
            try noteLastContact(ofClient: client)
        }
        return linked
    }

    private func noteLastContact(ofClient client: ClientID) throws {
        try transaction.execute(
            """
            UPDATE clients SET last_contact_at = (
                SELECT MAX(at) FROM contacts WHERE client_id = $1 AND is_hidden = 0
            ) WHERE id = $1
            """,
            [.integer(client.rawValue)]
        )
        try ClientSearchTable.write([client], in: transaction)
    }
}
