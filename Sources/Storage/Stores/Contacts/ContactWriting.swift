import ContactCenter
import Foundation

/// Changes of contacts within one transaction.
struct ContactWriting {
    let transaction: any Transaction
    let author: RecordAuthor
    let numbers: any PhoneNumberReading
    /// The business's, by whose clock people work.
    let zone: TimeZone
    /// Only who waited is lost, and not without a reason (requirement S1.31).
    var mayLose = false
    /// Somebody waits for an answer, whatever the reason says.
    var isAwaited = false

    // MARK: - Beginning

    func begin(_ call: Call, at phone: Extension?) throws -> Kept<Contact> {
        if let known = try ContactTable.find(of: call.id, in: transaction) { return known }
        var contact = Contact(
            of: call,
            at: phone,
            channel: try channel(coded: ContactChannel.phone),
            numbers: numbers
        )
        let meaning = try meaning(ofDID: contact.did)
        contact.source = meaning.source
        contact.branch = meaning.branch
        contact.project = meaning.project
        contact.registrar = author.user
        // Who comes second waits for the first and finds what that one began.
        let rows = try transaction.rows(
            """
            \(ContactTable.insert)
            ON CONFLICT (pbx, linkedid, start_second) WHERE pbx IS NOT NULL AND is_hidden = 0 DO NOTHING
            RETURNING id
            """,
            ContactTable.values(of: contact, numbers: numbers)
        )
        guard var row = rows.first else {
            guard let other = try ContactTable.find(of: call.id, in: transaction) else {
                throw StorageError(.failed, "The contact of a call that has just been begun is not there.")
            }
            return other
        }
        return try added(contact, ContactID(row.integer()))
    }

    func begin(_ contact: Contact) throws -> Saving<Contact> {
        var contact = contact.tidied
        contact.call = nil
        contact.state = .unfinished
        contact.number = nil
        contact.registeredAt = nil
        contact.registrar = author.user
        contact.callerKey = contact.callerNumber.flatMap { numbers.read($0).key }
        try follow(&contact, since: Contact())
        let problems = try contact.problems + noSuchRecords(in: contact, since: Contact())
        guard problems.isEmpty else { return .refused(problems) }
        let values = ContactTable.values(of: contact, numbers: numbers)
        var row = try transaction.rows("\(ContactTable.insert) RETURNING id", values)[0]
        return .saved(try added(contact, ContactID(row.integer())))
    }

    private func added(_ contact: Contact, _ id: ContactID) throws -> Kept<Contact> {
        try note(.added, contact.changes(since: Contact()), of: id)
        try noteTexts(contact, since: Contact(), of: id)
        return Kept(id: id, version: 1, record: contact)
    }

    func channel(coded code: String) throws -> ContactChannelID? {
        let rows = try transaction.rows("SELECT id FROM contact_channels WHERE code = $1", [.text(code)])
        return try rows.first.map { row in
            var row = row
            return try row.id()
        }
    }

    private func meaning(ofDID did: String?) throws -> DIDMeaning {
        guard let key = did.flatMap({ numbers.read($0).key }) else { return DIDMeaning() }
        let rows = try transaction.rows(
            "SELECT source_id, branch_id, project_id FROM dids WHERE number_key = $1 AND is_hidden = 0",
            [.text(key)]
        )
        guard var row = rows.first else { return DIDMeaning() }
        return try DIDMeaning(source: row.optionalID(), branch: row.optionalID(), project: row.optionalID())
    }

    // MARK: - Saving

    func save(_ changed: Contact, _ id: ContactID, over version: Int64) throws -> Saving<Contact> {
        guard let kept = try ContactTable.find(id, in: transaction) else { return .missing }
        guard kept.version == version else { return .stale(kept) }
        var contact = changed.tidied
        contact.state = kept.record.state
        contact.number = kept.record.number
        contact.at = kept.record.at
        contact.registeredAt = kept.record.registeredAt
        contact.call = kept.record.call
        contact.registrar = kept.record.registrar
        contact.work = kept.record.work
        contact.callerKey = contact.callerNumber.flatMap { numbers.read($0).key }
        var problems = try contact.problems + noSuchRecords(in: contact, since: kept.record)
        if contact.outcome == .lost, kept.record.outcome != .lost, !mayLose {
            problems.append(FieldProblem("outcome", .malformed))
        }
        guard problems.isEmpty else { return .refused(problems) }
        try follow(&contact, since: kept.record)
        let handing = try handing(of: contact, id, since: kept.record)
        try follow(&contact, handing, since: kept.record)
        if contact.state == .registered, !contact.isNoveltySet {
            contact.novelty = try NoveltyTable.novelty(of: contact, id, in: transaction)
        }
        let fields = contact.changes(since: kept.record)
        guard !fields.isEmpty else { return .saved(kept) }
        let values = ContactTable.enteredValues(of: contact, numbers: numbers)
        let written = try transaction.rows(
            ContactTable.update,
            [.integer(id.rawValue), .integer(version)] + values
        )
        guard !written.isEmpty else { return try stale(id) }
        try note(.changed, fields, of: id)
        try noteTexts(contact, since: kept.record, of: id)
        if contact.state == .registered { try tellClients(of: contact, since: kept.record) }
        if contact.work != kept.record.work { try ContactWorkTable.write(contact.work, of: id, in: transaction) }
        try remindOfNextAction(contact, id, since: kept.record)
        if let handing { try tell(ofHandingOver: handing, id) }
        return .saved(Kept(id: id, version: version + 1, isHidden: kept.isHidden, record: contact))
    }

    /// What follows from what was chosen: the department of the responsible employee (decision D5), the workshop too where
    /// nobody chose another, and the client's type.
    private func follow(_ contact: inout Contact, since before: Contact) throws {
        if contact.responsible != before.responsible {
            contact.department = nil
            if let responsible = contact.responsible {
                let rows = try transaction.rows(
                    "SELECT department_id, workshop_id FROM employees WHERE id = $1",
                    [.integer(responsible.rawValue)]
                )
                if var row = rows.first {
                    contact.department = try row.optionalID()
                    let workshop: WorkshopID? = try row.optionalID()
                    if contact.workshop == before.workshop { contact.workshop = workshop ?? contact.workshop }
                }
            }
        }
        if contact.client != before.client, contact.clientType == before.clientType, let client = contact.client {
            let rows = try transaction.rows(
                "SELECT client_type FROM clients WHERE id = $1",
                [.integer(client.rawValue)]
            )
            if var row = rows.first { contact.clientType = try row.named() }
        }
    }

    private func tellClients(of contact: Contact, since before: Contact) throws {
        let changed = contact.client != before.client || contact.reason != before.reason
        if changed {
            for client in Set([contact.client, before.client].compactMap(\.self)) {
                try NoveltyTable.derive(of: client, at: author.at, in: transaction)
            }
        }
        try noteLastContact(contact)
    }

    private func noteTexts(_ contact: Contact, since before: Contact, of id: ContactID) throws {
        guard contact.texts != before.texts else { return }
        try ContactTextTable.write([id], in: transaction)
    }

    /// Searching shows first whom we talked to last.
    private func noteLastContact(_ contact: Contact) throws {
        guard let client = contact.client else { return }
        try ClientSearchTable.contacted(client, at: contact.at, in: transaction)
    }

    /// Records that somebody chose and that are not there.
    private func noSuchRecords(in contact: Contact, since before: Contact) throws -> [FieldProblem] {
        let old = Self.references(of: before)
        return try Self.references(of: contact).enumerated().compactMap { place, reference in
            guard let id = reference.id, id != old[place].id else { return nil }
            let rows = try transaction.rows("SELECT 1 FROM \(reference.table) WHERE id = $1", [.integer(id)])
            return rows.isEmpty ? FieldProblem(reference.field, .noSuchRecord) : nil
        } + noSuchTopics(in: contact, since: before)
    }

    private func noSuchTopics(in contact: Contact, since before: Contact) throws -> [FieldProblem] {
        let added = Set(contact.topics).subtracting(before.topics)
        let found = try transaction.rows(
            "SELECT 1 FROM topics WHERE id = $1",
            each: added.sorted().map { [.integer($0.rawValue)] }
        )
        return found.allSatisfy { !$0.isEmpty } ? [] : [FieldProblem("topics", .noSuchRecord)]
    }

    private static func references(of contact: Contact) -> [(field: String, table: String, id: Int64?)] {
        [
            ("channel", "contact_channels", contact.channel?.rawValue), ("reason", "reasons", contact.reason?.rawValue),
            ("source", "sources", contact.source?.rawValue), ("branch", "branches", contact.branch?.rawValue),
            ("responsible", "employees", contact.responsible?.rawValue),
            ("workshop", "workshops", contact.workshop?.rawValue), ("client", "clients", contact.client?.rawValue),
            ("vehicle", "vehicles", contact.vehicle?.rawValue),
            ("stated_make", "vehicle_makes", contact.statedVehicle?.make?.rawValue),
            ("base_contact", "contacts", contact.baseContact?.rawValue),
            ("quality", "lead_qualities", contact.quality?.rawValue), ("deal", "deals", contact.deal?.rawValue),
            ("project", "projects", contact.project?.rawValue),
        ]
    }

    func stale(_ id: ContactID) throws -> Saving<Contact> {
        try ContactTable.find(id, in: transaction).map(Saving.stale) ?? .missing
    }

    func note(_ kind: Change.Kind, _ fields: [Change.Field], of id: ContactID) throws {
        let change = Change(kind, fields, by: author)
        try ChangeTable.add(change, of: .contacts, id.rawValue, in: transaction)
        try ToMatch.add(contact: id, in: transaction)
    }

    // MARK: - Registering

    func register(_ id: ContactID, over version: Int64, prefix: String) throws -> Saving<Contact> {
        guard let kept = try ContactTable.find(id, in: transaction) else { return .missing }
        guard kept.record.state == .unfinished else { return .saved(kept) }
        guard kept.version == version else { return .stale(kept) }
        let reason = try kept.record.reason.flatMap(reason)
        let missing = kept.record.missing(reason: reason)
        guard missing.isEmpty else { return .refused(missing) }
        // Takes the contact, so that nobody comes in between.
        let taken = try transaction.rows(
            "UPDATE contacts SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING id",
            [.integer(id.rawValue), .integer(version)]
        )
        guard !taken.isEmpty else {
            guard let now = try ContactTable.find(id, in: transaction) else { return .missing }
            return now.record.state == .registered ? .saved(now) : .stale(now)
        }
        var contact = kept.record
        contact.state = .registered
        contact.registeredAt = author.at
        contact.registrar = author.user ?? contact.registrar
        if !contact.isNoveltySet {
            contact.novelty = try NoveltyTable.novelty(of: contact, id, in: transaction)
        }
        let handing = try handing(ofRegistered: &contact, reason: reason)
        try note(.changed, contact.changes(since: kept.record), of: id)
        try noteLastContact(contact)
        try ContactWorkTable.write(contact.work, of: id, in: transaction)
        try remindOfNextAction(contact, id, since: kept.record)
        try tell(ofRegistered: contact, handing, id)
        // The series is locked from here to the commit, so nothing else comes after it.
        let place = try NumberSeries.next(of: prefix, in: transaction)
        let number = ContactNumber(prefix: prefix, place: place).text
        contact.number = number
        try transaction.execute(
            """
            UPDATE contacts SET state = 'registered', number = $2, registered_at = $3, registrar_id = $4, novelty = $5,
                next_action = $6, due_at = $7
            WHERE id = $1
            """,
            [
                .integer(id.rawValue), .text(number), .instant(contact.registeredAt),
                .integer(contact.registrar?.rawValue), .text(contact.novelty), .text(contact.nextAction),
                .instant(contact.dueAt),
            ]
        )
        try OutboxTable.add([.registered(contact, id, by: author)], in: transaction)
        return .saved(Kept(id: id, version: version + 1, isHidden: kept.isHidden, record: contact))
    }

    func reason(_ id: ReasonID) throws -> Reason? {
        let rows = try transaction.rows(
            "SELECT route, counts_for_novelty, due_minutes FROM reasons WHERE id = $1",
            [.integer(id.rawValue)]
        )
        guard var row = rows.first else { return nil }
        var reason = Reason()
        // A route that somebody added is none of those that ask for something.
        reason.route = ReasonRoute(rawValue: try row.text()) ?? .finish
        reason.countsForNovelty = try row.flag()
        reason.dueMinutes = try row.optionalInteger()
        return reason
    }
}

extension Contact {
    /// What of itself the registry finds it by.
    fileprivate var texts: [String?] { [personName, statedVehicle?.makeName, statedVehicle?.model, works, comment] }
}
