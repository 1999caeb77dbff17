import ContactCenter
import Foundation

/// The registry of contacts in a database.
package struct DatabaseContactRegistry: ContactRegistry {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func answer(to question: RegistryQuestion) async throws -> RegistryAnswer {
        try await database.read { transaction in
            var question = question
            question.filter = try question.filter.lookedUp(in: transaction)
            let page = try RegistrySearch(question, in: transaction).page(in: transaction)
            return RegistryAnswer(
                rows: try RegistryReading.rows(at: page.places, in: transaction),
                hasNext: page.hasNext,
                hasPrevious: page.hasPrevious
            )
        }
    }

    package func count(_ filter: RegistryFilter, in period: Period) async throws -> Int {
        try await database.read { transaction in
            let filter = try filter.lookedUp(in: transaction)
            let conditions = Conditions(filter, in: period, transaction.dialect)
            var row = try transaction.rows(RegistrySearch.count(conditions), conditions.values)[0]
            return Int(try row.integer())
        }
    }

    package func totals(_ filter: RegistryFilter, in period: Period) async throws -> RegistryTotals {
        try await database.read { try RegistryReading.totals(filter.lookedUp(in: $0), in: period, $0) }
    }

    package func rows(of contacts: [ContactID], reach: Sitters?) async throws -> [RegistryRow] {
        try await database.read { transaction in
            let rows = try RegistryReading.rows(
                at: contacts.map { RegistryPlace(at: .distantPast, contact: $0) },
                in: transaction
            )
            guard let reach else { return rows }
            return try rows.filter { try Self.isInReach($0.id, of: reach, in: .always, transaction) }
        }
    }

    package func isInReach(_ contact: ContactID, of reach: Sitters) async throws -> Bool {
        try await database.read { try Self.isInReach(contact, of: reach, in: .always, $0) }
    }

    private static func isInReach(
        _ contact: ContactID,
        of reach: Sitters,
        in period: Period,
        _ transaction: any Transaction
    ) throws -> Bool {
        var filter = RegistryFilter()
        filter.reach = reach
        var conditions = Conditions(filter, in: period, transaction.dialect)
        conditions.add("id = {}", .integer(contact.rawValue))
        return try !transaction.rows(
            "SELECT 1 FROM contacts WHERE \(conditions.text)",
            conditions.values
        ).isEmpty
    }

    package func options() async throws -> RegistryOptions {
        try await database.read { try RegistryReading.options(in: $0) }
    }

    package func clientName(_ client: ClientID) async throws -> String? {
        try await database.read { transaction in
            let rows = try transaction.rows("SELECT name FROM clients WHERE id = $1", [.integer(client.rawValue)])
            return try rows.first.map { row in
                var row = row
                return try row.text()
            }
        }
    }

    package func columns(of user: UserID, in kind: RegistryKind) async throws -> RegistryColumns {
        try await database.read { transaction in
            let rows = try transaction.rows(
                "SELECT columns FROM \(kind.rawValue)_columns WHERE user_id = $1",
                [.integer(user.rawValue)]
            )
            guard var row = rows.first else { return kind.columns }
            return RegistryColumns(text: try row.text(), of: kind)
        }
    }

    package func setColumns(_ columns: RegistryColumns, of user: UserID, in kind: RegistryKind) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO \(kind.rawValue)_columns (user_id, columns) VALUES ($1, $2)
                ON CONFLICT (user_id) DO UPDATE SET columns = excluded.columns
                """,
                [.integer(user.rawValue), .text(columns.text)]
            )
        }
    }

    package func savedFilters(of user: UserID) async throws -> [SavedFilter] {
        try await database.read { transaction in
            try transaction.rows(
                "SELECT name, query FROM registry_filters WHERE user_id = $1 ORDER BY name",
                [.integer(user.rawValue)]
            ).compactMap { row in
                var row = row
                return try SavedFilter(name: row.text(), query: row.text())
            }
        }
    }

    package func save(_ filter: SavedFilter, of user: UserID) async throws -> Bool {
        try await database.write { transaction in
            var row = try transaction.rows(
                "SELECT COUNT(*) FROM registry_filters WHERE user_id = $1 AND name <> $2",
                [.integer(user.rawValue), .text(filter.name)]
            )[0]
            guard try row.integer() < SavedFilter.most else { return false }
            try transaction.execute(
                """
                INSERT INTO registry_filters (user_id, name, query) VALUES ($1, $2, $3)
                ON CONFLICT (user_id, name) DO UPDATE SET query = excluded.query
                """,
                [.integer(user.rawValue), .text(filter.name), .text(filter.query)]
            )
            return true
        }
    }

    package func change(
        filterNamed name: String,
        to filter: SavedFilter,
        of user: UserID
    ) async throws -> SavedFilterChange {
        do {
            return try await database.write { transaction in
                let names = try transaction.rows(
                    "SELECT name FROM registry_filters WHERE user_id = $1 AND name IN ($2, $3)",
                    [.integer(user.rawValue), .text(name), .text(filter.name)]
                ).map { row in
                    var row = row
                    return try row.text()
                }
                guard names.contains(name) else { return .missing }
                guard filter.name == name || !names.contains(filter.name) else { return .nameTaken }
                try transaction.execute(
                    "UPDATE registry_filters SET name = $3, query = $4 WHERE user_id = $1 AND name = $2",
                    [.integer(user.rawValue), .text(name), .text(filter.name), .text(filter.query)]
                )
                return .done
            }
        } catch let error as StorageError where error.isDuplicate {
            // Of PostgreSQL, where the same person has given the name at the same moment.
            return .nameTaken
        }
    }

    package func removeFilter(named name: String, of user: UserID) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "DELETE FROM registry_filters WHERE user_id = $1 AND name = $2",
                [.integer(user.rawValue), .text(name)]
            )
        }
    }
}

extension RegistryFilter {
    /// The same with what its topic includes.
    fileprivate func lookedUp(in transaction: any Transaction) throws -> RegistryFilter {
        guard let topic else { return self }
        var filter = self
        filter.topicsWithin = try TopicTable.tree(in: transaction).within(topic)
        return filter
    }
}
