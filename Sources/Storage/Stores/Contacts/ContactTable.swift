import ContactCenter
import Foundation

/// A contact's own columns in the table `contacts`.
enum ContactTable {
    /// Set when the contact begins, or when it is registered.
    private static let fixed = [
        "state", "number", "at", "registered_at", "pbx", "linkedid", "start_second", "registrar_id",
    ]
    /// What a step or an edited card writes.
    private static let entered = [
        "channel_id", "reason_id", "caller_number", "caller_key", "did", "did_key", "phone", "source_id", "branch_id",
        "responsible_id", "workshop_id", "department_id", "client_id", "client_type", "vehicle_id",
        "stated_make_id", "stated_make", "stated_model", "stated_year", "person_name", "contact_phone", "works",
        "comment", "is_inquiry", "novelty", "is_novelty_set", "is_status_inquiry", "base_contact_id", "outcome",
        "result", "next_action", "due_at", "quality_id", "deal_id", "topics", "project_id",
    ]
    /// All columns of a new contact, in the order of its values.
    static let columns = fixed + entered + ContactWorkTable.columns

    /// The columns of `kept`, for a SELECT.
    static let selected = (["id", "version", "is_hidden"] + columns).map { "contacts.\($0)" }.joined(separator: ", ")

    static let insert = """
        INSERT INTO contacts (\(columns.joined(separator: ", ")))
        VALUES (\(columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))
        """

    /// Nothing comes back when somebody else has changed the contact meanwhile.
    static let update = """
        UPDATE contacts
        SET version = version + 1, \(entered.enumerated().map { "\($1) = $\($0 + 3)" }.joined(separator: ", "))
        WHERE id = $1 AND version = $2 RETURNING id
        """

    static func values(of contact: Contact, numbers: any PhoneNumberReading) -> [SQLValue] {
        fixedValues(of: contact) + enteredValues(of: contact, numbers: numbers)
            + ContactWorkTable.values(of: contact.work)
    }

    private static func fixedValues(of contact: Contact) -> [SQLValue] {
        [.text(contact.state), .text(contact.number), .instant(contact.at), .instant(contact.registeredAt)]
            + (contact.call.map(CallTable.values) ?? [.null, .null, .null])
            + [.integer(contact.registrar?.rawValue)]
    }

    static func enteredValues(of contact: Contact, numbers: any PhoneNumberReading) -> [SQLValue] {
        let stated = contact.statedVehicle
        let did = contact.did.flatMap { numbers.read($0).key }
        var values: [SQLValue] = [
            .integer(contact.channel?.rawValue), .integer(contact.reason?.rawValue), .text(contact.callerNumber),
            .text(contact.callerKey), .text(contact.did), .text(did), .text(contact.phone),
            .integer(contact.source?.rawValue), .integer(contact.branch?.rawValue),
        ]
        values += [
            .integer(contact.responsible?.rawValue), .integer(contact.workshop?.rawValue),
            .integer(contact.department?.rawValue), .integer(contact.client?.rawValue), .text(contact.clientType),
            .integer(contact.vehicle?.rawValue), .integer(stated?.make?.rawValue), .text(stated?.makeName),
            .text(stated?.model), .integer(stated?.year),
        ]
        values += [
            .text(contact.personName), .text(contact.contactPhone), .text(contact.works), .text(contact.comment),
            .flag(contact.isInquiry), .text(contact.novelty), .flag(contact.isNoveltySet),
            .flag(contact.isStatusInquiry), .integer(contact.baseContact?.rawValue), .text(contact.outcome),
            .text(contact.result), .text(contact.nextAction), .instant(contact.dueAt),
            .integer(contact.quality?.rawValue), .integer(contact.deal?.rawValue),
            topics(of: contact), .integer(contact.project?.rawValue),
        ]
        return values
    }

    /// Their numbers with blanks between, as fields of several records are kept.
    private static func topics(of contact: Contact) -> SQLValue {
        contact.topics.isEmpty ? .null : .text(contact.topics.map(\.description).joined(separator: " "))
    }

    static func kept(_ row: SQLRow) throws -> Kept<Contact> {
        var row = row
        return try kept(from: &row)
    }

    static func kept(from row: inout SQLRow) throws -> Kept<Contact> {
        let (id, version, isHidden) = try (ContactID(row.integer()), row.integer(), row.flag())
        return Kept(id: id, version: version, isHidden: isHidden, record: try contact(from: &row))
    }

    private static func contact(from row: inout SQLRow) throws -> Contact {
        var contact = Contact()
        contact.state = try row.named()
        contact.number = try row.optionalText()
        contact.at = try row.instant()
        contact.registeredAt = try row.optionalInstant()
        let (pbx, linked, second): (PBXName?, LinkedID?, Int64?) = try (
            row.optional(), row.optional(), row.optionalInteger()
        )
        if let pbx, let linked, let second {
            contact.call = CallID(pbx: pbx, linkedID: linked, startSecond: second)
        }
        contact.registrar = try row.optionalInteger().map(UserID.init(_:))
        contact.channel = try row.optionalID()
        contact.reason = try row.optionalID()
        contact.callerNumber = try row.optionalText()
        contact.callerKey = try row.optional()
        contact.did = try row.optionalText()
        _ = try row.optionalText()
        contact.phone = try row.optional()
        contact.source = try row.optionalID()
        contact.branch = try row.optionalID()
        contact.responsible = try row.optionalID()
        contact.workshop = try row.optionalID()
        contact.department = try row.optionalID()
        contact.client = try row.optionalID()
        contact.clientType = try row.optional()
        contact.vehicle = try row.optionalID()
        contact.statedVehicle = try statedVehicle(from: &row)
        contact.personName = try row.optionalText()
        contact.contactPhone = try row.optionalText()
        contact.works = try row.optionalText()
        contact.comment = try row.optionalText()
        contact.isInquiry = try row.flag()
        contact.novelty = try row.optional()
        contact.isNoveltySet = try row.flag()
        contact.isStatusInquiry = try row.flag()
        contact.baseContact = try row.optionalID()
        contact.outcome = try row.optional()
        contact.result = try row.optionalText()
        contact.nextAction = try row.optionalText()
        contact.dueAt = try row.optionalInstant()
        contact.quality = try row.optionalID()
        contact.deal = try row.optionalID()
        contact.topics = (FieldContent.ids(in: try row.optionalText() ?? "") ?? []).map(TopicID.init(_:))
        contact.project = try row.optionalID()
        contact.work = try ContactWorkTable.work(from: &row)
        return contact
    }

    private static func statedVehicle(from row: inout SQLRow) throws -> StatedVehicle? {
        let make: VehicleMakeID? = try row.optionalID()
        let (name, model, year) = try (row.optionalText(), row.optionalText(), row.optionalInteger())
        return name.map { StatedVehicle(make: make, makeName: $0, model: model, year: year) }
    }

    static func find(_ id: ContactID, in transaction: any Transaction) throws -> Kept<Contact>? {
        try transaction.rows("SELECT \(selected) FROM contacts WHERE id = $1", [.integer(id.rawValue)]).first
            .map(kept)
    }

    /// The contact of the call, or of one that is part of the same.
    static func find(of call: CallID, in transaction: any Transaction) throws -> Kept<Contact>? {
        let key = CallTable.values(of: call)
        if let row = try transaction.rows(findByCall, key).first { return try kept(row) }
        return try transaction.rows(findByPart, key).first.map(kept)
    }

    private static let findByCall = """
        SELECT \(selected) FROM contacts WHERE pbx = $1 AND linkedid = $2 AND start_second = $3 AND is_hidden = 0
        """

    private static let findByPart = """
        SELECT \(selected)
        FROM calls AS named
        JOIN calls AS part ON part.id = COALESCE(named.merged_into, named.id)
            OR part.merged_into = COALESCE(named.merged_into, named.id)
        JOIN contacts ON contacts.pbx = part.pbx AND contacts.linkedid = part.linkedid
            AND contacts.start_second = part.start_second AND contacts.is_hidden = 0
        WHERE named.pbx = $1 AND named.linkedid = $2 AND named.start_second = $3
        ORDER BY contacts.id LIMIT 1
        """
}

extension SQLRow {
    mutating func optionalID<Record>() throws -> RecordID<Record>? {
        try optionalInteger().map(RecordID<Record>.init(_:))
    }

    mutating func id<Record>() throws -> RecordID<Record> { RecordID<Record>(try integer()) }
}
