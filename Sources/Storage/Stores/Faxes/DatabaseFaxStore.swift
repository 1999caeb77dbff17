import ContactCenter
import Foundation

/// The journal of faxes in a database.
package struct DatabaseFaxStore: FaxStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func add(_ fax: Fax) async throws -> FaxID {
        try await database.write { transaction in
            guard var row = try transaction.rows(FaxTable.insert, FaxTable.values(of: fax)).first else {
                throw StorageError(.failed, "A fax that has just been written is not there.")
            }
            return try FaxID(row.integer())
        }
    }

    package func fax(_ id: FaxID, of senders: Sitters?) async throws -> FaxEntry? {
        var conditions = Self.conditions(of: senders)
        conditions.add("faxes.id = {}", .integer(id.rawValue))
        let (statement, values) = ("\(FaxTable.select) WHERE \(conditions.text)", conditions.values)
        return try await database.read { try $0.rows(statement, values).first.map(FaxTable.entry) }
    }

    package func faxes(_ filter: FaxFilter, before: FaxID?, limit: Int) async throws -> [FaxEntry] {
        var conditions = Self.conditions(of: filter.senders)
        conditions.add("faxes.id < {}", .integer(before?.rawValue ?? Int64.max))
        if let client = filter.client {
            conditions.add(
                "faxes.client_id IN (SELECT id FROM clients WHERE {} IN (id, merged_into))",
                .integer(client.rawValue)
            )
        }
        let statement = """
            \(FaxTable.select) WHERE \(conditions.text) ORDER BY faxes.id DESC LIMIT \(conditions.bind(.integer(limit)))
            """
        let values = conditions.values
        return try await database.read { try $0.rows(statement, values).map(FaxTable.entry) }
    }

    private static func conditions(of senders: Sitters?) -> Conditions {
        var conditions = Conditions()
        switch senders {
        case .user(let user): conditions.add("faxes.user_id = {}", .integer(user.rawValue))
        case .department(let department): conditions.add("users.department = {}", .text(department))
        case nil: break
        }
        return conditions
    }

    package func underWay() async throws -> [Fax] {
        try await database.read { transaction in
            try transaction.rows("\(FaxTable.select) WHERE faxes.state = 'sending' ORDER BY faxes.id")
                .map { try FaxTable.entry($0).fax }
        }
    }

    package func end(_ key: FaxKey, _ end: FaxEnd, at instant: Date) async throws -> Bool {
        try await database.write { transaction in
            let values: [SQLValue] = [.text(key), .instant(instant)] + FaxTable.values(of: end)
            return try !transaction.rows(FaxTable.end, values).isEmpty
        }
    }

    package func takePages(of key: FaxKey, at instant: Date, oldest: Date) async throws -> Bool {
        try await database.write { transaction in
            // Of two who ask at once one changes the row, and the other finds it changed.
            let rows = try transaction.rows(
                """
                UPDATE faxes SET taken_at = $2
                WHERE fax_key = $1 AND state = 'sending' AND taken_at IS NULL AND at >= $3 RETURNING id
                """,
                [.text(key), .instant(instant), .instant(oldest)]
            )
            return !rows.isEmpty
        }
    }
}
