import ContactCenter
import Foundation

/// Rows of the registry with the names of all that they refer to.
enum RegistryReading {
    /// In the order asked for; those that are not there are left out.
    static func rows(at places: [RegistryPlace], in transaction: any Transaction) throws -> [RegistryRow] {
        guard !places.isEmpty else { return [] }
        let numbers = places.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        var found = try transaction.rows(
            "\(select) WHERE contacts.id IN (\(numbers))",
            places.map { .integer($0.contact.rawValue) }
        ).map(row)
        try nameTopics(of: &found, in: transaction)
        let rows = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return places.compactMap { place in
            guard var row = rows[place.contact] else { return nil }
            row.place.value = place.value
            return row
        }
    }

    /// Where there are any: they are read as numbers.
    private static func nameTopics(of rows: inout [RegistryRow], in transaction: any Transaction) throws {
        guard rows.contains(where: { $0.topics != nil }) else { return }
        let tree = try TopicTable.tree(in: transaction)
        for place in rows.indices {
            guard let topics = rows[place].topics.flatMap(FieldContent.ids) else { continue }
            rows[place].topics = tree.names(of: topics.map(TopicID.init(_:))).joined(separator: ", ")
        }
    }

    private static let select = """
        SELECT contacts.id, contacts.version, contacts.state, contacts.number, contacts.at, contacts.novelty,
            contacts.is_inquiry, contacts.has_appointment, contacts.has_arrival, reasons.registry_caption, employees.name,
            users.display_name, contacts.client_id, clients.name, contacts.person_name,
            COALESCE(makes.name, contacts.stated_make), COALESCE(models.name, contacts.stated_model),
            COALESCE(vehicles.year, contacts.stated_year), channels.name, channels.icon, channels.colour, contacts.caller_number, contacts.did,
            contacts.phone, workshops.name, departments.name,
            \(ContactWorkTable.columns.map { "contacts.\($0)" }.joined(separator: ", ")), processors.display_name, (\(waited)),
            contacts.deal_id, deals.name, deals.comment, funnel_stages.name, funnel_stages.kind, channels.code, contacts.pbx,
            COALESCE(whole.direction, calls.direction), sources.name, source_types.name, lead_qualities.name,
            COALESCE(whole.result, calls.result), COALESCE(whole.cause, calls.cause), takers.display_name, dealers.name,
            COALESCE(contacts.works, contacts.comment), contacts.topics,
            \(RecordNames.projectTitle)
        FROM contacts
        LEFT JOIN reasons ON reasons.id = contacts.reason_id
        LEFT JOIN employees ON employees.id = contacts.responsible_id
        LEFT JOIN users ON users.id = contacts.registrar_id
        LEFT JOIN users AS processors ON processors.id = contacts.processed_by
        LEFT JOIN clients ON clients.id = contacts.client_id
        LEFT JOIN vehicles ON vehicles.id = contacts.vehicle_id
        LEFT JOIN vehicle_makes AS makes ON makes.id = vehicles.make_id
        LEFT JOIN vehicle_models AS models ON models.id = vehicles.model_id
        LEFT JOIN contact_channels AS channels ON channels.id = contacts.channel_id
        LEFT JOIN workshops ON workshops.id = contacts.workshop_id
        LEFT JOIN departments ON departments.id = contacts.department_id
        LEFT JOIN deals ON deals.id = contacts.deal_id
        LEFT JOIN funnel_stages ON funnel_stages.id = deals.stage_id
        LEFT JOIN employees AS dealers ON dealers.id = deals.responsible_id
        LEFT JOIN sources ON sources.id = contacts.source_id
        LEFT JOIN source_types ON source_types.id = sources.source_type_id
        LEFT JOIN lead_qualities ON lead_qualities.id = contacts.quality_id
        LEFT JOIN projects ON projects.id = contacts.project_id
        LEFT JOIN users AS takers ON takers.id = contacts.taken_by
        LEFT JOIN calls ON calls.pbx = contacts.pbx AND calls.linkedid = contacts.linkedid
            AND calls.start_second = contacts.start_second
        LEFT JOIN calls AS whole ON whole.id = calls.merged_into
        """

    /// How long a contact waited in the queue, as far as that is over.
    static let waited = """
        SELECT CAST(SUM(waiting.ended_at - waiting.since) AS {bigint}) FROM waiting_contacts AS waiting
        WHERE waiting.contact_id = contacts.id AND waiting.ended_as IS NOT NULL
        """

    static func totals(
        _ filter: RegistryFilter,
        in period: Period,
        _ transaction: any Transaction
    ) throws -> RegistryTotals {
        let conditions = Conditions(filter, in: period, transaction.dialect)
        func average(_ row: inout SQLRow) throws -> RegistryTotals.Average {
            try RegistryTotals.Average(
                count: Int(row.integer()),
                length: row.optionalInteger().map { .milliseconds($0) }
            )
        }
        var totals = RegistryTotals()
        var row = try transaction.rows(totalsStatement(conditions), conditions.values)[0]
        totals.contacts = Int(try row.integer())
        totals.taken = try average(&row)
        totals.processed = try average(&row)
        var waited = try transaction.rows(
            """
            SELECT \(countAndAverage("ended_at - since")) FROM waiting_contacts
            WHERE ended_as IS NOT NULL AND contact_id IN (SELECT id FROM contacts WHERE \(conditions.text))
            """,
            conditions.values
        )[0]
        totals.waited = try average(&waited)
        return totals
    }

    static func totalsStatement(_ conditions: Conditions) -> String {
        """
        SELECT COUNT(*), \(countAndAverage("taken_at - handed_at")), \(countAndAverage("processed_at - handed_at")) FROM contacts
        WHERE \(conditions.text)
        """
    }

    private static func countAndAverage(_ milliseconds: String) -> String {
        "COUNT(\(milliseconds)), CAST(ROUND(AVG(\(milliseconds))) AS {bigint})"
    }

    private static func row(_ row: SQLRow) throws -> RegistryRow {
        var row = row
        let (id, version, state): (ContactID, Int64, Contact.State) = try (row.id(), row.integer(), row.named())
        let number = try row.optionalText()
        let at = try row.instant()
        var contact = try RegistryRow(
            place: RegistryPlace(at: at, contact: id),
            version: version,
            state: state,
            number: number,
            novelty: row.optional(),
            isInquiry: row.flag(),
            hasAppointment: row.flag(),
            hasArrival: row.flag()
        )
        contact.reason = try row.optionalText()
        contact.responsible = try row.optionalText()
        contact.registrar = try row.optionalText()
        contact.client = try row.optionalID()
        contact.clientName = try row.optionalText()
        contact.person = try row.optionalText()
        contact.make = try row.optionalText()
        contact.model = try row.optionalText()
        contact.year = try row.optionalInteger()
        contact.channelName = try row.optionalText()
        contact.channelLook = look(try row.optionalText(), try row.optionalText())
        contact.caller = try row.optionalText()
        contact.did = try row.optionalText()
        contact.phone = try row.optional()
        contact.workshop = try row.optionalText()
        contact.department = try row.optionalText()
        contact.work = try ContactWorkTable.work(from: &row)
        contact.processor = try row.optionalText()
        contact.waited = try row.optionalInteger().map { .milliseconds($0) }
        try readDeal(from: &row, into: &contact)
        return contact
    }

    /// What the lead list shows beside the rest.
    private static func readDeal(from row: inout SQLRow, into contact: inout RegistryRow) throws {
        contact.deal = try row.optionalID()
        contact.dealName = try row.optionalText()
        contact.dealComment = try row.optionalText()
        contact.funnelStage = try row.optionalText()
        contact.funnelStageKind = try row.optional()
        let (code, pbx, direction): (String?, String?, CallDirection?) = try (
            row.optionalText(), row.optionalText(), row.optional()
        )
        contact.inquiryKind = InquiryKind(hasCall: pbx != nil, direction: direction, channel: code)
        contact.source = try row.optionalText()
        contact.sourceType = try row.optionalText()
        contact.quality = try row.optionalText()
        contact.callResult = try row.optional()
        contact.callCause = try row.optional()
        contact.taker = try row.optionalText()
        contact.dealResponsible = try row.optionalText()
        contact.info = try row.optionalText()
        contact.topics = try row.optionalText()
        contact.project = try row.optionalText()
    }

    /// What another program wrote, and this one cannot draw, looks like one of the others.
    static func look(_ icon: String?, _ colour: String?) -> ContactChannel.Look? {
        icon.map { icon in
            ContactChannel.Look(
                icon: ContactChannel.Icon(rawValue: icon) ?? .list,
                colour: colour.flatMap(ContactChannel.Colour.init(rawValue:)) ?? .grey
            )
        }
    }

    static func options(in transaction: any Transaction) throws -> RegistryOptions {
        func all(
            _ name: String,
            of table: String,
            by order: String = "name, id",
            hidden: String = "is_hidden"
        ) throws -> [RegistryOption] {
            try transaction.rows("SELECT id, \(name), \(hidden) FROM \(table) ORDER BY \(order)").map { row in
                var row = row
                return try RegistryOption(id: row.integer(), name: row.text(), isHidden: row.flag())
            }
        }
        var options = RegistryOptions()
        options.reasons = try all("registry_caption", of: "reasons", by: "place, id")
        options.employees = try all("name", of: "employees")
        options.registrars = try all("display_name", of: "users", by: "display_name, id", hidden: "is_disabled")
        options.channels = try all("name", of: "contact_channels", by: "place, id")
        for var row in try transaction.rows("SELECT id, icon, colour FROM contact_channels") {
            options.channelLooks[try row.integer()] = look(try row.text(), try row.text())
        }
        options.sources = try all("name", of: "sources")
        options.branches = try all("name", of: "branches")
        options.workshops = try all("name", of: "workshops")
        options.departments = try all("name", of: "departments")
        options.makes = try all("name", of: "vehicle_makes")
        options.positions = try all("name", of: "job_positions")
        func pairs(_ column: String, of table: String) throws -> [Int64: Int64] {
            let statement = "SELECT id, \(column) FROM \(table) WHERE \(column) IS NOT NULL"
            return try transaction.rows(statement).reduce(into: [:]) { pairs, row in
                var row = row
                pairs[try row.integer()] = try row.integer()
            }
        }
        options.employeePositions = try pairs("job_position_id", of: "employees")
        options.employeeDepartments = try pairs("department_id", of: "employees")
        // The last of a user's counts, which is none that is hidden where there is another.
        for var row in try transaction.rows(
            "SELECT user_id, id FROM employees WHERE user_id IS NOT NULL ORDER BY is_hidden DESC, id"
        ) {
            options.employeesOfUsers[try row.integer()] = try row.integer()
        }
        options.pipelines = try all("name", of: "pipelines", by: "place, id")
        options.funnelStages = try all(
            RecordNames.name(of: .funnelStages),
            of: "funnel_stages",
            by: "\(RecordNames.placeOfStage), id"
        )
        options.qualities = try all("name", of: "lead_qualities", by: "place, id")
        options.sourceTypes = try all("name", of: "source_types", by: "place, id")
        options.typesOfSources = try pairs("source_type_id", of: "sources")
        options.topics = try TopicTable.tree(in: transaction)
        options.projects = try all(RecordNames.projectTitle, of: "projects", by: "number, id")
        return options
    }
}
