import ContactCenter
import Foundation

/// Worklists: open contacts, those that nobody has begun with first, the earliest due first; processed ones, the latest first.
enum WorklistReading {
    static func contacts(_ question: WorklistQuestion, in transaction: any Transaction) throws -> [WorklistContact] {
        let (statement, values) = statement(question)
        return try transaction.rows(statement, values).map(contact)
    }

    static func statement(_ question: WorklistQuestion) -> (text: String, values: [SQLValue]) {
        var conditions = Conditions()
        conditions.add("contacts.is_hidden = 0")
        if let since = question.processedSince {
            conditions.add(ContactWorkTable.isAt(.processed))
            conditions.add("contacts.processed_at >= {}", .instant(since))
        } else {
            conditions.add(ContactWorkTable.isOpen)
        }
        if let sitters = question.sitters { conditions.add(ofEmployeesWhoAre: sitters) }
        if let employee = question.employee {
            conditions.add("contacts.responsible_id = {}", .integer(employee.rawValue))
        }
        let order =
            question.processedSince == nil
            ? """
            CASE WHEN contacts.taken_at IS NULL THEN 0 ELSE 1 END, contacts.due_at NULLS LAST, contacts.handed_at, contacts.id
            """
            : "contacts.processed_at DESC, contacts.id DESC"
        let limit = conditions.bind(.integer(question.limit))
        return ("\(select) WHERE \(conditions.text) ORDER BY \(order) LIMIT \(limit)", conditions.values)
    }

    private static let work = ContactWorkTable.columns.map { "contacts.\($0)" }.joined(separator: ", ")

    private static let select = """
        SELECT contacts.id, contacts.version, contacts.number, contacts.at, \(work), contacts.due_at, contacts.next_action,
            contacts.result, contacts.outcome, employees.name, \(ReceptionReading.person),
            COALESCE(contacts.contact_phone, contacts.caller_number), reasons.registry_caption, channels.name, channels.icon,
            channels.colour, COALESCE(contacts.works, contacts.comment), waiting_contacts.since
        FROM contacts
        LEFT JOIN employees ON employees.id = contacts.responsible_id
        LEFT JOIN clients ON clients.id = contacts.client_id
        LEFT JOIN reasons ON reasons.id = contacts.reason_id
        LEFT JOIN contact_channels AS channels ON channels.id = contacts.channel_id
        LEFT JOIN waiting_contacts ON waiting_contacts.contact_id = contacts.id AND waiting_contacts.ended_as IS NULL
        """

    private static func contact(_ row: SQLRow) throws -> WorklistContact {
        var row = row
        let (id, version): (ContactID, Int64) = try (row.id(), row.integer())
        let (number, at) = try (row.optionalText(), row.instant())
        let work = try ContactWorkTable.work(from: &row) ?? ContactWork(handedAt: at)
        var contact = WorklistContact(id: id, version: version, number: number, at: at, work: work)
        contact.dueAt = try row.optionalInstant()
        contact.nextAction = try row.optionalText()
        contact.result = try row.optionalText()
        contact.outcome = try row.optional()
        contact.responsible = try row.optionalText()
        contact.person = try row.optionalText()
        contact.phone = try row.optionalText()
        contact.reason = try row.optionalText()
        contact.channel = try row.optionalText()
        contact.look = RegistryReading.look(try row.optionalText(), try row.optionalText())
        contact.matter = try row.optionalText()
        contact.waitingSince = try row.optionalInstant()
        return contact
    }
}

extension Conditions {
    /// Of employees, joined as such, who are these people.
    mutating func add(ofEmployeesWhoAre sitters: Sitters) {
        switch sitters {
        case .user(let user): add("employees.user_id = {}", .integer(user.rawValue))
        case .department(let name):
            add(
                """
                (employees.department_id IN (SELECT id FROM departments WHERE name = {})
                    OR employees.user_id IN (SELECT id FROM users WHERE department = {}))
                """,
                .text(name)
            )
        }
    }
}
