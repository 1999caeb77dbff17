/// Indexes of tables that are about to be filled with very many rows: made at the end, each takes a fraction of the time that it
/// takes to keep it row by row.
///
/// Who is killed meanwhile leaves a database without them: it is to be made anew.
struct DroppedIndexes {
    /// What makes them anew.
    private let statements: [String]

    /// Fills tables without their indexes; those that keep rows apart stay. They are there again afterwards, also when filling fails.
    static func filling(_ tables: [String], of store: DataStore, _ fill: () async throws -> Void) async throws {
        let dropped = try await store.database.write { try DroppedIndexes(of: tables, in: $0) }
        do {
            try await fill()
        } catch {
            try? await store.database.write { try dropped.makeAnew(in: $0) }
            throw error
        }
        try await store.database.write { try dropped.makeAnew(in: $0) }
    }

    private init(of tables: [String], in transaction: any Transaction) throws {
        var statements: [String] = []
        for table in tables {
            for row in try transaction.rows(Self.find(transaction.dialect), [.text(table)]) {
                var row = row
                let (name, statement) = try (row.text(), row.text())
                guard !statement.hasPrefix("CREATE UNIQUE") else { continue }
                try transaction.execute("DROP INDEX \(name)")
                statements.append(statement)
            }
        }
        self.statements = statements
    }

    private func makeAnew(in transaction: any Transaction) throws {
        for statement in statements { try transaction.execute(statement) }
    }

    private static func find(_ dialect: Dialect) -> String {
        switch dialect {
        case .sqlite: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL"
        case .postgreSQL:
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1"
        }
    }
}
