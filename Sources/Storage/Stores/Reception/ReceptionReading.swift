import ContactCenter
import Foundation

/// What the reception shows.
enum ReceptionReading {
    private static let mostWaiting = 200
    private static let mostRegistered = 20

    static func board(since today: Date, in transaction: any Transaction) throws -> ReceptionBoard {
        var board = ReceptionBoard()
        board.waiting = try waiting(in: transaction)
        board.registered = try registered(since: today, in: transaction)
        board.channels = try transaction.rows(
            """
            SELECT contact_channels.name, COUNT(*) FROM contacts
            JOIN contact_channels ON contact_channels.id = contacts.channel_id
            WHERE contacts.at >= $1 AND contacts.state = 'registered' AND contacts.is_hidden = 0
            GROUP BY contact_channels.id, contact_channels.name, contact_channels.place
            ORDER BY contact_channels.place, contact_channels.id
            """,
            [.instant(today)]
        ).map { row in
            var row = row
            return try ReceptionBoard.ChannelCount(name: row.text(), count: Int(row.integer()))
        }
        var ended = try transaction.rows(
            """
            SELECT CAST(AVG(CASE WHEN ended_as IN ('taken', 'assigned') THEN ended_at - since END) AS {bigint}),
                COALESCE(SUM(CASE WHEN ended_as = 'lost' THEN 1 ELSE 0 END), 0)
            FROM waiting_contacts WHERE ended_as IS NOT NULL AND ended_at >= $1
            """,
            [.instant(today)]
        )[0]
        board.averageWait = try ended.optionalInteger().map { .milliseconds($0) }
        board.lost = Int(try ended.integer())
        var new = try transaction.rows(
            """
            SELECT COUNT(*) FROM contacts
            WHERE at >= $1 AND state = 'registered' AND is_hidden = 0 AND novelty = 'first_time'
            """,
            [.instant(today)]
        )[0]
        board.firstTime = Int(try new.integer())
        var open = try transaction.rows(
            """
            SELECT COUNT(*) FROM contacts
            WHERE \(ContactWorkTable.isAt(.unprocessed)) AND contacts.is_hidden = 0 AND contacts.handed_at >= $1
            """,
            [.instant(today)]
        )[0]
        board.unprocessed = Int(try open.integer())
        return board
    }

    static func standing(
        of contact: ContactID,
        for user: UserID,
        in transaction: any Transaction
    ) throws -> ContactStanding? {
        let told = "SELECT 1 FROM notifications WHERE contact_id = contacts.id AND user_id = $2"
        let rows = try transaction.rows(
            """
            SELECT contacts.taken_by, users.display_name,
                (SELECT since FROM waiting_contacts WHERE contact_id = contacts.id AND ended_as IS NULL),
                CASE WHEN EXISTS (\(told)) THEN 1 ELSE 0 END,
                CASE WHEN EXISTS (\(told) AND withdrawn_at IS NULL AND kind IN (\(NotificationTable.kindsOfTaking))) THEN 1 ELSE 0 END
            FROM contacts LEFT JOIN users ON users.id = contacts.taken_by WHERE contacts.id = $1
            """,
            [.integer(contact.rawValue), .integer(user.rawValue)]
        )
        return try rows.first.map { row in
            var row = row
            return try ContactStanding(
                taker: row.optionalInteger().map(UserID.init(_:)),
                takerName: row.optionalText(),
                waitingSince: row.optionalInstant(),
                isTold: row.flag(),
                isAsked: row.flag()
            )
        }
    }

    /// Whom a contact is with, as far as it is known.
    static let person = "COALESCE(clients.name, contacts.person_name, contacts.caller_number)"

    private static func waiting(in transaction: any Transaction) throws -> [WaitingContact] {
        try transaction.rows(
            """
            SELECT waiting.contact_id, waiting.since, waiting.priority, waiting.reminders, \(person),
                COALESCE(makes.name, contacts.stated_make), COALESCE(models.name, contacts.stated_model),
                COALESCE(vehicles.year, contacts.stated_year), contacts.novelty, reasons.category,
                reasons.registry_caption, employees.name,
                (SELECT COUNT(DISTINCT user_id) FROM notifications WHERE notifications.contact_id = contacts.id
                    AND notifications.read_at IS NULL AND notifications.withdrawn_at IS NULL)
            FROM waiting_contacts AS waiting
            JOIN contacts ON contacts.id = waiting.contact_id
            LEFT JOIN reasons ON reasons.id = contacts.reason_id
            LEFT JOIN employees ON employees.id = contacts.responsible_id
            LEFT JOIN clients ON clients.id = contacts.client_id
            LEFT JOIN vehicles ON vehicles.id = contacts.vehicle_id
            LEFT JOIN vehicle_makes AS makes ON makes.id = vehicles.make_id
            LEFT JOIN vehicle_models AS models ON models.id = vehicles.model_id
            WHERE waiting.ended_as IS NULL
            ORDER BY waiting.priority DESC, waiting.since, waiting.id LIMIT $1
            """,
            [.integer(mostWaiting)]
        ).map { row in
            var row = row
            var contact = try WaitingContact(
                contact: row.id(),
                since: row.instant(),
                priority: row.integer(),
                reminders: Int(row.integer())
            )
            contact.person = try row.optionalText()
            let (make, model, year) = try (row.optionalText(), row.optionalText(), row.optionalInteger())
            contact.vehicle = make.map { StatedVehicle(makeName: $0, model: model, year: year).title }
            contact.novelty = try row.optional()
            contact.category = try row.optional()
            contact.reason = try row.optionalText()
            contact.responsible = try row.optionalText()
            contact.notified = Int(try row.integer())
            return contact
        }
    }

    private static func registered(since today: Date, in transaction: any Transaction) throws -> [RegisteredContact] {
        try transaction.rows(
            """
            SELECT contacts.id, contacts.at, channels.name, channels.icon, channels.colour, \(person), reasons.category,
                employees.name, contacts.outcome, contacts.taken_by, waiting.since, waiting.ended_as, lost_reasons.name
            FROM contacts
            LEFT JOIN contact_channels AS channels ON channels.id = contacts.channel_id
            LEFT JOIN reasons ON reasons.id = contacts.reason_id
            LEFT JOIN employees ON employees.id = contacts.responsible_id
            LEFT JOIN clients ON clients.id = contacts.client_id
            LEFT JOIN waiting_contacts AS waiting ON waiting.id = (
                SELECT MAX(id) FROM waiting_contacts WHERE waiting_contacts.contact_id = contacts.id
            )
            LEFT JOIN lost_reasons ON lost_reasons.id = waiting.lost_reason_id
            WHERE contacts.at >= $1 AND contacts.state = 'registered' AND contacts.is_hidden = 0
            ORDER BY contacts.at DESC, contacts.id DESC LIMIT $2
            """,
            [.instant(today), .integer(mostRegistered)]
        ).map { row in
            var row = row
            let (id, at): (ContactID, Date) = try (row.id(), row.instant())
            let channel = try row.optionalText()
            let look = RegistryReading.look(try row.optionalText(), try row.optionalText())
            let person = try row.optionalText()
            let category: ReasonCategory? = try row.optional()
            let responsible = try row.optionalText()
            return RegisteredContact(
                contact: id,
                at: at,
                channel: channel,
                look: look,
                person: person,
                category: category,
                responsible: responsible,
                state: try state(from: &row)
            )
        }
    }

    private static func state(from row: inout SQLRow) throws -> RegisteredContact.State {
        let outcome: Contact.Outcome? = try row.optional()
        let isTaken = try row.optionalInteger() != nil
        let since = try row.optionalInstant()
        let ending: WaitingContact.Ending? = try row.optional()
        let reason = try row.optionalText()
        if let since, ending == nil { return .waiting(since: since) }
        if outcome == .lost { return .lost(reason ?? "") }
        if isTaken || ending == .assigned { return .taken }
        guard let outcome, outcome != .assigned else { return .open }
        return .outcome(outcome)
    }
}
