import ContactCenter
import Foundation

/// Reads what there was with a client from the tables where it stands, a page of it.
struct ClientHistoryReading {
    /// How much is read at once to be searched for words, which databases do not compare as people do.
    private static let searchedAtOnce = 500

    let client: ClientID
    let filter: ClientHistoryFilter
    let transaction: any Transaction

    func answer(before place: ClientHistoryEntry.Place?, limit: Int) throws -> ClientHistoryAnswer {
        var found: [ClientHistoryEntry] = []
        var place = place
        let step = filter.text == nil ? limit + 1 : Self.searchedAtOnce
        while found.count <= limit {
            let read = try entries(before: place, limit: step)
            found += read.filter(filter.finds)
            guard read.count == step, let last = read.last else { break }
            place = last.place
        }
        return ClientHistoryAnswer(entries: Array(found.prefix(limit)), hasEarlier: found.count > limit)
    }

    private func entries(before place: ClientHistoryEntry.Place?, limit: Int) throws -> [ClientHistoryEntry] {
        var conditions = Conditions()
        let owner = conditions.bind(.integer(client.rawValue))
        let kinds = filter.kind.map { [$0] } ?? ClientHistoryEntry.Kind.allCases
        let sources = kinds.map { Self.source($0, of: owner) }
        // Always met: there is a condition whatever is asked for.
        conditions.add("history.record > 0")
        if let period = filter.period {
            conditions.add("history.at >= {}", .instant(period.from))
            conditions.add("history.at < {}", .instant(period.until))
        }
        if let person = filter.person { conditions.add(person) }
        if let reason = filter.reason { conditions.add("history.reason_id = {}", .integer(reason.rawValue)) }
        if !filter.topics.isEmpty { conditions.add(aboutOneOf: filter.topics) }
        if let place {
            let key: [SQLValue] = [
                .instant(place.at), .integer(place.kind.rank), .integer(place.record), .integer(place.ordinal),
            ]
            let values = key.map { conditions.bind($0) }.joined(separator: ", ")
            conditions.add("(history.at, history.rank, history.record, history.ordinal) < (\(values))")
        }
        let count = conditions.bind(.integer(limit))
        return try transaction.rows(
            """
            SELECT history.at, history.rank, history.record, history.ordinal, history.contact_id, history.number,
                history.document_kind, reasons.registry_caption, history.topics, users.display_name, employees.name,
                history.outcome, history.works, history.comment, history.result, history.next_action
            FROM (\(sources.joined(separator: " UNION ALL "))) AS history
            LEFT JOIN reasons ON reasons.id = history.reason_id
            LEFT JOIN users ON users.id = history.user_id
            LEFT JOIN employees ON employees.id = history.employee_id
            WHERE \(conditions.text)
            ORDER BY history.at DESC, history.rank DESC, history.record DESC, history.ordinal DESC LIMIT \(count)
            """,
            conditions.values
        ).map(Self.entry)
    }

    private static func entry(_ row: SQLRow) throws -> ClientHistoryEntry {
        var row = row
        let (at, rank) = try (row.instant(), row.integer())
        guard let kind = ClientHistoryEntry.Kind.allCases.first(where: { $0.rank == rank }) else {
            throw StorageError(.unreadable, "The history of a client has an entry of an unknown kind, \(rank).")
        }
        let place = try ClientHistoryEntry.Place(at: at, kind: kind, record: row.integer(), ordinal: row.integer())
        var entry = ClientHistoryEntry(place: place)
        entry.contact = try row.optionalInteger().map(ContactID.init(_:))
        entry.number = try row.optionalText()
        entry.documentKind = try row.optional()
        entry.reason = try row.optionalText()
        entry.topics = (FieldContent.ids(in: try row.optionalText() ?? "") ?? []).map(TopicID.init(_:))
        entry.author = try row.optionalText()
        entry.responsible = try row.optionalText()
        entry.outcome = try row.optional()
        entry.texts = try (0..<4).compactMap { _ in try row.optionalText() }
        return entry
    }

    // MARK: - Where it stands

    /// The columns of all are the same, in one order; PostgreSQL must be told what those are of that a table does not have.
    private static func source(_ kind: ClientHistoryEntry.Kind, of client: String) -> String {
        let rank = "CAST(\(kind.rank) AS {bigint}) AS rank"
        let none = "CAST(NULL AS TEXT)"
        let nobody = "CAST(NULL AS {bigint})"
        let first = "CAST(0 AS {bigint}) AS ordinal"
        return switch kind {
        case .contact:
            """
            SELECT at, \(rank), id AS record, \(first), id AS contact_id, number, \(none) AS document_kind, reason_id, topics,
                registrar_id AS user_id, responsible_id AS employee_id, outcome, works, comment, result, next_action
            FROM contacts WHERE client_id = \(client) AND is_hidden = 0
            """
        case .note:
            """
            SELECT notes.at, \(rank), notes.contact_id AS record, notes.ordinal, notes.contact_id, contacts.number,
                \(none) AS document_kind, contacts.reason_id, contacts.topics, notes.user_id, \(nobody) AS employee_id,
                \(none) AS outcome, notes.text AS works, \(none) AS comment, \(none) AS result, \(none) AS next_action
            FROM contacts JOIN conversation_entries AS notes ON notes.contact_id = contacts.id
            WHERE contacts.client_id = \(client) AND contacts.is_hidden = 0
            """
        case .document:
            """
            SELECT documents.at, \(rank), documents.id AS record, \(first), documents.contact_id, documents.number,
                documents.kind AS document_kind, contacts.reason_id, contacts.topics, \(nobody) AS user_id,
                documents.responsible_id AS employee_id, \(none) AS outcome, documents.works, \(none) AS comment,
                \(none) AS result, \(none) AS next_action
            FROM documents LEFT JOIN contacts ON contacts.id = documents.contact_id
            WHERE documents.client_id = \(client) AND documents.is_hidden = 0
            """
        case .reminder:
            """
            SELECT reminders.made_at AS at, \(rank), reminders.id AS record, \(first), reminders.contact_id, contacts.number,
                \(none) AS document_kind, contacts.reason_id, contacts.topics, reminders.made_by AS user_id, reminders.employee_id,
                \(none) AS outcome, reminders.text AS works, \(none) AS comment, \(none) AS result, \(none) AS next_action
            FROM contacts JOIN reminders ON reminders.contact_id = contacts.id
            WHERE contacts.client_id = \(client) AND contacts.is_hidden = 0
            """
        }
    }
}

extension Conditions {
    fileprivate mutating func add(_ person: ClientHistoryFilter.Person) {
        let user = person.user.map { "history.user_id = \(bind(.integer($0.rawValue)))" }
        let employee = person.employee.map { "history.employee_id = \(bind(.integer($0.rawValue)))" }
        let ways = [user, employee].compactMap(\.self)
        add(ways.isEmpty ? "1 = 0" : "(\(ways.joined(separator: " OR ")))")
    }

    fileprivate mutating func add(aboutOneOf topics: Set<TopicID>) {
        let ways = topics.sorted().map { "' ' || history.topics || ' ' LIKE \(bind(.text("% \($0) %")))" }
        add("history.topics IS NOT NULL AND (\(ways.joined(separator: " OR ")))")
    }
}
