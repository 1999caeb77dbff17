import ContactCenter
import Foundation

/// What is remembered of the tables that come by themselves.
enum ImportSources {
    static func unchanged(
        _ fingerprints: [RowFingerprint],
        of source: String,
        in transaction: any Transaction
    ) throws -> Set<RowFingerprint> {
        let rows = try transaction.rows(
            asking: ["source": "TEXT", "row_key": "{bigint}"],
            Set(fingerprints.map(\.key)).map { [.text(source), .integer($0)] },
            """
            SELECT import_fingerprints.row_key, import_fingerprints.fingerprint FROM asked
            JOIN import_fingerprints
                ON import_fingerprints.source = asked.source AND import_fingerprints.row_key = asked.row_key
            """
        ).map { row in
            var row = row
            return try RowFingerprint(key: row.integer(), row: row.integer())
        }
        return Set(rows)
    }

    /// Those that were written, or have nothing new; the others are tried again when the table comes next.
    static func remember(
        _ results: [ImportBatch.Result],
        of id: ImportID,
        _ source: String,
        in transaction: any Transaction
    ) throws {
        let good = results.filter { [.added, .updated, .same].contains($0.outcome) }
        try transaction.execute(
            """
            INSERT INTO import_fingerprints (source, row_key, fingerprint)
            SELECT CAST($3 AS TEXT), fingerprint_key, fingerprint FROM import_rows
            WHERE import_id = $1 AND place = $2 AND fingerprint_key IS NOT NULL
            ON CONFLICT (source, row_key) DO UPDATE SET fingerprint = excluded.fingerprint
            """,
            each: good.map { [.integer(id.rawValue), .integer($0.place), .text(source)] }
        )
    }

    static func note(_ run: ImportRun, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO import_runs (source, at, row_count, changed_count, import_id, problem) VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .text(run.source), .instant(run.at), .integer(run.rows), .integer(run.changed),
                .integer(run.made?.rawValue), .text(try run.problem.map { try StoredJSON.text(of: $0) }),
            ]
        )
        // Enough to see how it goes.
        try transaction.execute(
            """
            DELETE FROM import_runs WHERE source = $1 AND id NOT IN (
                SELECT id FROM import_runs WHERE source = $1 ORDER BY id DESC LIMIT 1000
            )
            """,
            [.text(run.source)]
        )
    }

    static func runs(of source: String?, limit: Int, in transaction: any Transaction) throws -> [ImportRun] {
        let condition = source == nil ? "" : "WHERE source = $2 "
        return try transaction.rows(
            """
            SELECT source, at, row_count, changed_count, import_id, problem FROM import_runs
            \(condition)ORDER BY id DESC LIMIT $1
            """,
            [.integer(limit)] + (source.map { [.text($0)] } ?? [])
        ).map { row in
            var row = row
            var run = try ImportRun(source: row.text(), at: row.instant(), rows: row.integer(), changed: row.integer())
            run.made = try row.optionalInteger().map(ImportID.init(_:))
            run.problem = try row.optionalText().map { try StoredJSON.value(of: $0, as: ImportRun.Problem.self) }
            return run
        }
    }
}
