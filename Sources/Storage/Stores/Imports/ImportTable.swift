import ContactCenter
import Foundation

/// The table of imports, and that of their rows.
enum ImportTable {
    static func find(_ id: ImportID, in transaction: any Transaction) throws -> Import? {
        try transaction.rows("\(select) WHERE imports.id = $1", [.integer(id.rawValue)]).first.map(read)
    }

    /// The latest first.
    static func all(limit: Int, in transaction: any Transaction) throws -> [Import] {
        try transaction.rows(
            "\(select) WHERE imports.state <> 'loading' ORDER BY imports.id DESC LIMIT $1",
            [.integer(limit)]
        ).map(read)
    }

    /// The first that waits for the next of its rows.
    static func underWay(in transaction: any Transaction) throws -> Import? {
        try transaction.rows(
            "\(select) WHERE imports.state IN ('checking', 'running', 'undoing') ORDER BY imports.id LIMIT 1"
        ).first.map(read)
    }

    private static let select = """
        SELECT imports.id, imports.version, imports.name, source, form, encoding, separator, imports.state, mapping, row_count, done_count, added_count,
            updated_count, same_count, doubtful_count, refused_count, undone_count, left_count, user_id, users.display_name,
            imports.created_at, started_at, finished_at
        FROM imports LEFT JOIN users ON users.id = imports.user_id
        """

    private static func read(_ row: SQLRow) throws -> Import {
        var row = row
        let (id, version, name) = try (ImportID(row.integer()), row.integer(), row.text())
        let (source, form) = try (row.optionalText(), row.text())
        let (encoding, separator): (TextEncoding?, TableSeparator?) = try (row.optional(), row.optional())
        let state: Import.State = try row.named()
        let mapping = try StoredJSON.value(of: row.text(), as: ImportMapping.self)
        let (rows, done) = try (row.integer(), row.integer())
        var counts = ImportCounts()
        for outcome in ImportOutcome.allCases { counts.rows[outcome] = try row.integer() }
        (counts.undone, counts.left) = try (row.integer(), row.integer())
        let (user, userName) = try (row.optionalInteger().map(UserID.init(_:)), row.optionalText())
        var found = Import(
            id: id,
            name: name,
            form: encoding.flatMap { encoding in separator.map { .text(encoding, $0) } }
                ?? (form == "query" ? .query : .workbook),
            state: state,
            mapping: mapping,
            version: version,
            rows: rows,
            done: done,
            createdAt: try row.instant()
        )
        (found.counts, found.user, found.userName, found.source) = (counts, user, userName, source)
        (found.startedAt, found.finishedAt) = try (row.optionalInstant(), row.optionalInstant())
        return found
    }

    // MARK: - Going on

    /// Counts rows that are behind us now.
    ///
    /// - Returns: false where somebody else has done them, or they are not to be done any more.
    static func advance(
        _ present: Import,
        to done: Int64,
        _ outcomes: [ImportOutcome],
        in transaction: any Transaction
    ) throws -> Bool {
        let columns = ImportOutcome.allCases.enumerated().map {
            "\($1.rawValue)_count = \($1.rawValue)_count + $\($0 + 5)"
        }
        let counts = ImportOutcome.allCases.map { outcome in SQLValue.integer(outcomes.count { $0 == outcome }) }
        return try !transaction.rows(
            """
            UPDATE imports SET done_count = $4, \(columns.joined(separator: ", "))
            WHERE id = $1 AND state = $2 AND done_count = $3 RETURNING id
            """,
            [.integer(present.id.rawValue), .text(present.state), .integer(present.done), .integer(done)] + counts
        ).isEmpty
    }

    static func end(_ present: Import, as state: Import.State, at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE imports SET state = $3, finished_at = $4 WHERE id = $1 AND state = $2",
            [.integer(present.id.rawValue), .text(present.state), .text(state), .instant(now)]
        )
    }

    // MARK: - Rows

    static func lines(
        of id: ImportID,
        after place: Int64,
        where filter: ImportLineFilter,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ImportedLine] {
        let wanted =
            switch filter {
            case .all: ""
            case .troubled: " AND (outcome IN ('doubtful', 'refused') OR remarks IS NOT NULL)"
            case .left: " AND undo = 'left'"
            }
        return try transaction.rows(
            """
            SELECT place, number, cells, outcome, remarks, client_id, undo FROM import_rows
            WHERE import_id = $1 AND place > $2\(wanted) ORDER BY place LIMIT $3
            """,
            [.integer(id.rawValue), .integer(place), .integer(limit)]
        ).map { row in
            var row = row
            let (place, number) = try (row.integer(), row.integer())
            let cells = try StoredJSON.value(of: row.text(), as: [String].self)
            var line = ImportedLine(place: place, row: TableRow(number: Int(number), cells: cells))
            line.outcome = try row.optional()
            line.remarks = try row.optionalText().map { try StoredJSON.value(of: $0, as: [ImportRemark].self) } ?? []
            line.client = try row.optionalInteger().map(ClientID.init(_:))
            line.undo = try row.optional()
            return line
        }
    }

    static func add(
        _ rows: [TableRow],
        _ fingerprints: [RowFingerprint?],
        to id: ImportID,
        in transaction: any Transaction
    ) throws {
        guard
            var row = try transaction.rows(
                """
                UPDATE imports SET row_count = row_count + $2 WHERE id = $1 AND state = 'loading' RETURNING row_count
                """,
                [.integer(id.rawValue), .integer(rows.count)]
            ).first
        else { throw StorageError(.failed, "Rows were added to an import that is not loading.") }
        let first = try row.integer() - Int64(rows.count) + 1
        try transaction.execute(
            """
            INSERT INTO import_rows (import_id, place, number, cells, fingerprint_key, fingerprint)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            each: try rows.enumerated().map { offset, row in
                let fingerprint = fingerprints.indices.contains(offset) ? fingerprints[offset] : nil
                return [
                    .integer(id.rawValue), .integer(first + Int64(offset)), .integer(row.number),
                    .text(try StoredJSON.text(of: row.cells)), .integer(fingerprint?.key), .integer(fingerprint?.row),
                ]
            }
        )
    }

    static func note(_ results: [ImportBatch.Result], of id: ImportID, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE import_rows SET outcome = $3, remarks = $4, client_id = $5, client_version = $6, trace = $7
            WHERE import_id = $1 AND place = $2
            """,
            each: try results.map { result in
                [
                    .integer(id.rawValue), .integer(result.place), .text(result.outcome),
                    .text(try result.remarks.isEmpty ? nil : StoredJSON.text(of: result.remarks)),
                    .integer(result.client.flatMap { $0.rawValue > 0 ? $0.rawValue : nil }),
                    .integer(result.trace?.left),
                    .text(try result.trace.map { try StoredJSON.text(of: $0) }),
                ]
            }
        )
    }
}

/// Values that are kept as JSON.
enum StoredJSON {
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(of text: String, as type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StorageError(
                .unreadable,
                "The database holds something that this program did not write: \(Value.self) was expected.",
                cause: "\(error)"
            )
        }
    }
}
