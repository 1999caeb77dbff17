import ContactCenter
import Foundation

/// The waiting queue, and who goes on with a contact.
extension ContactWriting {
    // MARK: - What follows from other changes

    /// A contact has just been registered.
    func tell(ofRegistered contact: Contact, _ handing: Handing, _ id: ContactID) throws {
        switch handing {
        case .author(let user): try taken(id, by: user)
        case .others where contact.work?.takenBy == nil:
            try NotificationTable.tell(of: id, at: author.at, in: zone, transaction)
        case .others, .outside: break
        case .nobody: try settle(id, as: .withdrawn)
        }
    }

    /// Somebody else is responsible from now on.
    func tell(ofHandingOver handing: Handing, _ id: ContactID) throws {
        if case .author(let user) = handing { return try taken(id, by: user) }
        try NotificationTable.endTaking(of: id, readBy: nil, at: author.at, in: transaction)
        switch handing {
        case .others: try NotificationTable.tell(of: id, at: author.at, in: zone, transaction)
        case .outside: try leaveQueue(id, as: .assigned)
        case .author, .nobody: break
        }
    }

    /// There is nothing to go on with: it waits no more, and nobody is told of it any more.
    func settle(_ id: ContactID, as ending: WaitingContact.Ending) throws {
        try leaveQueue(id, as: ending)
        try NotificationTable.endTaking(of: id, readBy: nil, at: author.at, in: transaction)
    }

    /// Somebody goes on with it: nobody else is asked to.
    func taken(_ id: ContactID, by user: UserID?) throws {
        try NotificationTable.endTaking(of: id, readBy: user, at: author.at, in: transaction)
        try leaveQueue(id, as: .taken)
    }

    /// - Returns: whether it waited.
    @discardableResult
    private func leaveQueue(
        _ id: ContactID,
        as ending: WaitingContact.Ending,
        because reason: LostReasonID? = nil
    ) throws -> Bool {
        guard try WaitingTable.end(id, as: ending, because: reason, by: author, in: transaction) else { return false }
        try noteWaiting(id, "waits", ending.rawValue)
        return true
    }

    private func noteWaiting(
        _ id: ContactID,
        _ before: String?,
        _ after: String,
        and fields: [Change.Field] = []
    ) throws {
        try note(.changed, [Change.Field(name: "waiting", before: before, after: after)] + fields, of: id)
    }

    /// The user who the responsible employee is, if they may log in.
    func responsibleUser(of contact: Contact) throws -> UserID? {
        guard let responsible = contact.responsible else { return nil }
        let rows = try transaction.rows(
            """
            SELECT users.id FROM employees JOIN users ON users.id = employees.user_id AND users.is_disabled = 0
            WHERE employees.id = $1
            """,
            [.integer(responsible.rawValue)]
        )
        return try rows.first.map { row in
            var row = row
            return UserID(try row.integer())
        }
    }

    // MARK: - The queue

    func wait(_ id: ContactID, priority: Int64) throws -> WaitingChange {
        guard let kept = try held(id) else { return .missing }
        guard try mayWait(kept.record), kept.record.isOpen else { return .mayNotWait }
        guard try WaitingTable.put(id, priority: priority, by: author, in: transaction) else { return .done }
        // Whoever had taken it is to take it again: the person still waits.
        var contact = kept.record
        contact.hand(at: author.at, dueIn: nil)
        try ContactWorkTable.write(contact.work, of: id, in: transaction)
        try noteWaiting(id, nil, "waits", and: contact.changes(since: kept.record))
        try NotificationTable.tell(of: id, at: author.at, in: zone, transaction)
        return .done
    }

    private func mayWait(_ contact: Contact) throws -> Bool {
        guard let channel = contact.channel else { return false }
        let rows = try transaction.rows(
            "SELECT 1 FROM contact_channels WHERE id = $1 AND may_wait = 1",
            [.integer(channel.rawValue)]
        )
        return !rows.isEmpty
    }

    func raise(_ id: ContactID) throws -> WaitingChange {
        guard try held(id) != nil else { return .missing }
        return try WaitingTable.raise(id, in: transaction) ? .done : .notWaiting
    }

    func stopWaiting(_ id: ContactID) throws -> WaitingChange {
        guard let kept = try held(id) else { return .missing }
        guard try leaveQueue(id, as: .withdrawn) else { return .notWaiting }
        if kept.record.state == .unfinished { try ContactWorkTable.write(nil, of: id, in: transaction) }
        try NotificationTable.endTaking(of: id, readBy: nil, at: author.at, in: transaction)
        return .done
    }

    func give(_ id: ContactID, to employee: EmployeeID) throws -> WaitingChange {
        guard let kept = try held(id) else { return .missing }
        guard try WaitingTable.since(id, in: transaction) != nil else { return .notWaiting }
        var contact = kept.record
        contact.responsible = employee
        guard case .saved = try save(contact, id, over: kept.version) else { return .missing }
        return .done
    }

    func lose(_ id: ContactID, because reason: LostReasonID, prefix: String) throws -> WaitingChange {
        let known = try transaction.rows(
            "SELECT 1 FROM lost_reasons WHERE id = $1 AND is_hidden = 0",
            [.integer(reason.rawValue)]
        )
        guard !known.isEmpty else { return .noReason }
        guard let kept = try held(id) else { return .missing }
        guard try leaveQueue(id, as: .lost, because: reason) else { return .notWaiting }
        var contact = kept.record
        contact.outcome = .lost
        if contact.reason == nil { contact.reason = try otherReason() }
        var losing = self
        losing.mayLose = true
        guard case .saved(let saved) = try losing.save(contact, id, over: kept.version) else {
            throw StorageError(.failed, "A contact that went away unserved could not be written.")
        }
        try NotificationTable.endTaking(of: id, readBy: nil, at: author.at, in: transaction)
        if contact.state == .unfinished { _ = try register(id, over: saved.version, prefix: prefix) }
        return .done
    }

    private func otherReason() throws -> ReasonID? {
        let rows = try transaction.rows("SELECT id FROM reasons WHERE code = $1", [.text("other")])
        return try rows.first.map { row in
            var row = row
            return try row.id()
        }
    }

    /// The contact, which nobody else changes until this transaction ends; always taken before its place in the queue, so that two
    /// never wait for each other.
    private func held(_ id: ContactID) throws -> Kept<Contact>? {
        let rows = try transaction.rows(
            "UPDATE contacts SET version = version WHERE id = $1 AND is_hidden = 0 RETURNING id",
            [.integer(id.rawValue)]
        )
        return rows.isEmpty ? nil : try ContactTable.find(id, in: transaction)
    }

    // MARK: - Taking

    func claim(_ id: ContactID) throws -> ContactClaim {
        guard let user = author.user, let employee = try employee(of: user) else { return .noEmployee }
        // Of two who want it the second waits for the first, looks at the row again, and goes away empty.
        let won = try transaction.rows(
            """
            UPDATE contacts SET taken_by = $2, taken_at = $3, handed_at = COALESCE(handed_at, $3)
            WHERE id = $1 AND is_hidden = 0 AND taken_by IS NULL
                AND (responsible_id IS NULL OR responsible_id = $4) RETURNING id
            """,
            [.integer(id.rawValue), .integer(user.rawValue), .instant(author.at), .integer(employee.rawValue)]
        )
        guard let kept = try ContactTable.find(id, in: transaction), !kept.isHidden else { return .missing }
        guard !won.isEmpty else { return try loser(kept, user) }
        var contact = kept.record
        contact.responsible = employee
        guard case .saved(let saved) = try save(contact, id, over: kept.version) else {
            throw StorageError(.failed, "A contact that was taken could not be written.")
        }
        let (before, after) = (ContactWork.Stage.unprocessed, ContactWork.Stage.inWork)
        try note(.changed, [Change.Field(name: "processing", before: before.rawValue, after: after.rawValue)], of: id)
        try taken(id, by: user)
        return .taken(saved)
    }

    func employee(of user: UserID) throws -> EmployeeID? {
        let rows = try transaction.rows(
            "SELECT id FROM employees WHERE user_id = $1 AND is_hidden = 0",
            [.integer(user.rawValue)]
        )
        return try rows.first.map { row in
            var row = row
            return try row.id()
        }
    }

    private func loser(_ kept: Kept<Contact>, _ user: UserID) throws -> ContactClaim {
        var row = try transaction.rows(
            """
            SELECT contacts.taken_by, COALESCE(users.display_name, employees.name) FROM contacts
            LEFT JOIN users ON users.id = contacts.taken_by
            LEFT JOIN employees ON employees.id = contacts.responsible_id
            WHERE contacts.id = $1
            """,
            [.integer(kept.id.rawValue)]
        )[0]
        // Pressed twice.
        if try row.optionalInteger() == user.rawValue { return .taken(kept) }
        return .takenBefore(by: try row.optionalText() ?? "")
    }
}
