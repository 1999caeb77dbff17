import ContactCenter
import Foundation

/// Going on with contacts: whose they become, and how those come to an end with them.
extension ContactWriting {
    /// Whose a contact becomes, as far as this program is concerned.
    enum Handing: Hashable {
        /// Whoever does this goes on with it.
        case author(UserID)
        /// They are told.
        case others
        /// It is in the hands of somebody who does not log in, and so can process nothing here.
        case outside
        /// There is nothing to go on with.
        case nobody
    }

    /// - Returns: `nil` where it becomes nobody else's. Before a contact is registered or waits it concerns nobody.
    func handing(of contact: Contact, _ id: ContactID, since before: Contact) throws -> Handing? {
        guard contact.responsible != before.responsible else { return nil }
        let waits = try WaitingTable.since(id, in: transaction) != nil
        guard contact.state == .registered || waits else { return nil }
        return contact.isSettled && !waits ? .nobody : try handing(of: contact)
    }

    private func handing(of contact: Contact) throws -> Handing {
        guard contact.responsible != nil else { return .others }
        guard let user = try responsibleUser(of: contact) else { return .outside }
        return user == author.user ? .author(user) : .others
    }

    /// What being registered means for whoever is to go on with it. Who had it before, as it waited, keeps it.
    func handing(ofRegistered contact: inout Contact, reason: Reason?) throws -> Handing {
        guard isAwaited || contact.callsForAttention(reason: reason) else {
            conclude(&contact)
            return .nobody
        }
        let handing = try handing(of: contact)
        if contact.work?.takenBy == nil { try hand(&contact, handing, dueIn: reason?.dueMinutes) }
        return handing
    }

    /// What a step or an edited card means for whoever goes on with the contact.
    func follow(_ contact: inout Contact, _ handing: Handing?, since before: Contact) throws {
        if contact.isSettled, !before.isSettled { return conclude(&contact) }
        guard let handing else { return }
        let minutes = try contact.reason.flatMap(reason)?.dueMinutes
        try hand(&contact, handing, dueIn: minutes)
    }

    private func hand(_ contact: inout Contact, _ handing: Handing, dueIn minutes: Int64?) throws {
        switch handing {
        case .author(let user):
            if contact.work?.isOpen != true { contact.hand(at: author.at, dueIn: minutes) }
            contact.takeUp(by: user, at: author.at)
        case .others: contact.hand(at: author.at, dueIn: minutes)
        case .outside, .nobody: contact.work = nil
        }
    }

    /// It came to its end: whoever went on with it is done, unless the person went away.
    private func conclude(_ contact: inout Contact) {
        guard contact.work?.isOpen == true else { return }
        if contact.outcome == .lost { contact.dropWork() } else { contact.finish(by: author.user, at: author.at) }
    }

    // MARK: - Processing

    /// Keeps what somebody who goes on with the contact has written down, who has it in their hands from then on.
    ///
    /// - Parameter isDone: there is nothing more to do.
    func process(_ changed: Contact, _ id: ContactID, over version: Int64, isDone: Bool) throws -> Saving<Contact> {
        guard let before = try ContactTable.find(id, in: transaction) else { return .missing }
        guard before.record.state == .registered, !before.isHidden else {
            return .refused([FieldProblem("state", .malformed)])
        }
        var changed = changed
        if isDone { changed.nextAction = nil }
        // What nobody was responsible for is theirs from now on.
        if changed.responsible == nil, let user = author.user { changed.responsible = try employee(of: user) }
        let saving = try save(changed, id, over: version)
        guard case .saved(let kept) = saving else { return saving }
        var contact = kept.record
        if isDone {
            guard contact.work?.isOpen ?? true else { return saving }
            contact.finish(by: author.user, at: author.at)
        } else if let user = author.user, contact.work?.stage == .unprocessed {
            contact.takeUp(by: user, at: author.at)
        }
        return try write(contact, over: kept) {
            try taken(id, by: author.user)
            if isDone { try NotificationTable.withdrawOverdue(of: id, at: author.at, in: transaction) }
        }
    }

    /// It is to be gone on with after all.
    func reopen(_ id: ContactID, over version: Int64) throws -> Saving<Contact> {
        guard let kept = try ContactTable.find(id, in: transaction) else { return .missing }
        guard kept.version == version else { return .stale(kept) }
        var contact = kept.record
        contact.reopen()
        return try write(contact, over: kept) {}
    }

    private func write(
        _ contact: Contact,
        over kept: Kept<Contact>,
        then follow: () throws -> Void
    ) throws -> Saving<Contact> {
        guard contact.work != kept.record.work else { return .saved(kept) }
        let written = try transaction.rows(
            "UPDATE contacts SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING id",
            [.integer(kept.id.rawValue), .integer(kept.version)]
        )
        guard !written.isEmpty else { return try stale(kept.id) }
        try ContactWorkTable.write(contact.work, of: kept.id, in: transaction)
        try note(.changed, contact.changes(since: kept.record), of: kept.id)
        try follow()
        return .saved(Kept(id: kept.id, version: kept.version + 1, isHidden: kept.isHidden, record: contact))
    }

    // MARK: - The next action

    /// The next action is a reminder to the responsible employee: it moves with the time and the person, and is done when somebody
    /// has written down another, or none.
    func remindOfNextAction(_ contact: Contact, _ id: ContactID, since before: Contact) throws {
        let isSame =
            contact.nextAction == before.nextAction && contact.dueAt == before.dueAt
            && contact.responsible == before.responsible
        guard !isSame else { return }
        // Time has been given anew.
        try transaction.execute(
            "UPDATE contacts SET escalated_at = NULL WHERE id = $1 AND escalated_at IS NOT NULL",
            [.integer(id.rawValue)]
        )
        try NotificationTable.withdrawOverdue(of: id, at: author.at, in: transaction)
        let old = try nextReminder(of: id)
        if let old, let dueAt = contact.dueAt, let employee = contact.responsible,
            contact.nextAction == before.nextAction
        {
            return try move(old, to: employee, dueAt)
        }
        if let old {
            try setNextReminder(nil, of: id)
            _ = try setDone(true, old)
        }
        guard let text = contact.nextAction, let dueAt = contact.dueAt, let employee = contact.responsible else {
            return
        }
        let reminder = Reminder(
            contact: id,
            employee: employee,
            text: text,
            phone: contact.contactPhone ?? contact.callerNumber,
            dueAt: dueAt,
            madeBy: author.user,
            madeAt: author.at
        )
        guard case .success(let new) = try add(reminder) else { return }
        try setNextReminder(new, of: id)
    }

    /// A reminder to the responsible employee is what is to be done next, where nothing else is.
    ///
    /// The contact's version stays: nobody's editing is disturbed.
    func adopt(_ reminder: ReminderID, for contact: ContactID) throws -> [Change.Field] {
        let reminders = "FROM reminders WHERE id = $1"
        let adopted = try transaction.rows(
            """
            UPDATE contacts SET next_reminder_id = $1, next_action = (SELECT text \(reminders)),
                due_at = (SELECT due_at \(reminders)), escalated_at = NULL
            WHERE id = $2 AND next_action IS NULL AND processed_at IS NULL
                AND responsible_id = (SELECT employee_id \(reminders))
            RETURNING next_action, due_at
            """,
            [.integer(reminder.rawValue), .integer(contact.rawValue)]
        )
        guard var row = adopted.first else { return [] }
        return try [
            Change.Field(name: "next_action", before: nil, after: row.text()),
            Change.Field(name: "due_at", before: nil, after: String(row.integer())),
        ]
    }

    /// A reminder that somebody has changed stays the next action of its contact, unless it is somebody else's now.
    func followNextAction(_ changed: KeptReminder) throws {
        let (id, reminder) = (SQLValue.integer(changed.id.rawValue), changed.record)
        try transaction.execute(
            """
            UPDATE contacts SET next_action = $2, due_at = $3, escalated_at = NULL
            WHERE next_reminder_id = $1 AND responsible_id = $4
            """,
            [id, .text(reminder.text), .instant(reminder.dueAt), .integer(reminder.employee.rawValue)]
        )
        try transaction.execute(
            """
            UPDATE contacts SET next_reminder_id = NULL, next_action = NULL
            WHERE next_reminder_id = $1 AND (responsible_id IS NULL OR responsible_id <> $2)
            """,
            [id, .integer(reminder.employee.rawValue)]
        )
    }

    /// What was to be done next is done.
    func disown(_ reminder: ReminderID, of contact: ContactID) throws -> [Change.Field] {
        let text = try transaction.rows(
            "SELECT next_action FROM contacts WHERE id = $1 AND next_reminder_id = $2",
            [.integer(contact.rawValue), .integer(reminder.rawValue)]
        )
        guard var row = text.first else { return [] }
        try transaction.execute(
            "UPDATE contacts SET next_reminder_id = NULL, next_action = NULL WHERE id = $1",
            [.integer(contact.rawValue)]
        )
        return [Change.Field(name: "next_action", before: try row.optionalText(), after: nil)]
    }

    private func nextReminder(of id: ContactID) throws -> ReminderID? {
        var row = try transaction.rows("SELECT next_reminder_id FROM contacts WHERE id = $1", [.integer(id.rawValue)])[
            0
        ]
        return try row.optionalID()
    }

    private func setNextReminder(_ reminder: ReminderID?, of id: ContactID) throws {
        try transaction.execute(
            "UPDATE contacts SET next_reminder_id = $2 WHERE id = $1",
            [.integer(id.rawValue), .integer(reminder?.rawValue)]
        )
    }

    private func move(_ reminder: ReminderID, to employee: EmployeeID, _ dueAt: Date) throws {
        try transaction.execute(
            """
            UPDATE reminders SET employee_id = $2, due_at = $3, told_at = NULL, escalated_at = NULL, version = version + 1
            WHERE id = $1 AND done_at IS NULL
            """,
            [.integer(reminder.rawValue), .integer(employee.rawValue), .instant(dueAt)]
        )
        try NotificationTable.withdraw(reminder, at: author.at, in: transaction)
    }
}
