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
        let sources = kinds.flatMap { ClientHistorySource.sources(of: $0, for: owner) }.map(\.text)
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
        let rows = try transaction.rows(
            """
            SELECT history.at, history.rank, history.record, history.ordinal, history.contact_id, history.number,
                history.document_kind, reasons.registry_caption, history.topics, users.display_name, employees.name,
                history.outcome, history.amount, history.case_id, history.done_at, history.due_at,
                history.works, history.comment, history.result, history.next_action, history.script_version_id
            FROM (\(sources.joined(separator: " UNION ALL "))) AS history
            LEFT JOIN reasons ON reasons.id = history.reason_id
            LEFT JOIN users ON users.id = history.user_id
            LEFT JOIN employees ON employees.id = history.employee_id
            WHERE \(conditions.text)
            ORDER BY history.at DESC, history.rank DESC, history.record DESC, history.ordinal DESC LIMIT \(count)
            """,
            conditions.values
        ).map(Self.entry)
        return try withAnswers(rows)
    }

    /// An entry, and of a questionnaire the version of the script that it was filled in by.
    private typealias Read = (entry: ClientHistoryEntry, version: ScriptVersionID?)

    private func withAnswers(_ read: [Read]) throws -> [ClientHistoryEntry] {
        let places = read.indices.filter { read[$0].version != nil }
        let answers = try transaction.rows(
            "SELECT name, answer FROM questionnaire_answers WHERE questionnaire_id = $1 AND is_counted = 1",
            each: places.map { [.integer(read[$0].entry.place.record)] }
        )
        var entries = read.map(\.entry)
        var scripts: [ScriptVersionID: Script] = [:]
        for (place, rows) in zip(places, answers) {
            guard let version = read[place].version else { continue }
            scripts[version] = try scripts[version] ?? ScriptTable.version(version, in: transaction)?.script
            guard let script = scripts[version] else { continue }
            let typed = try rows.reduce(into: [String: String]()) { answers, row in
                var row = row
                answers[try row.text()] = try row.text()
            }
            entries[place].questionnaire = .init(of: script, answers: typed, total: entries[place].amount)
            entries[place].amount = nil
        }
        return entries
    }

    private static func entry(_ row: SQLRow) throws -> Read {
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
        entry.amount = try row.optionalInteger()
        entry.case = try row.optionalInteger().map(CaseID.init(_:))
        let standing = try ClientHistoryEntry.TaskStanding(doneAt: row.optionalInstant(), dueAt: row.optionalInstant())
        if kind == .task { entry.task = standing }
        entry.texts = try (0..<4).compactMap { _ in try row.optionalText() }
        return (entry, try row.optionalInteger().map(ScriptVersionID.init(rawValue:)))
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
