import ContactCenter
import Foundation
import Synchronization

/// Imports of clients in a database.
package final class DatabaseImportStore: ImportStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading
    /// What checks that go on have found so far; a check of which nothing is known begins anew.
    private let trials = Mutex<[ImportID: ImportTrial]>([:])
    /// Rows that are forgotten in one transaction.
    private static let forgottenAtOnce = 2_000

    package init(_ database: any Database, numbers: any PhoneNumberReading) {
        self.database = database
        self.numbers = numbers
    }

    // MARK: - Taking in

    package func begin(
        _ name: String,
        _ form: TableForm,
        from source: String?,
        by author: RecordAuthor
    ) async throws -> ImportID {
        let (encoding, separator): (TextEncoding?, TableSeparator?) =
            if case .text(let encoding, let separator) = form { (encoding, separator) } else { (nil, nil) }
        let word =
            switch form {
            case .workbook: "workbook"
            case .text: "text"
            case .query: "query"
            }
        return try await database.write { transaction in
            var row = try transaction.rows(
                """
                INSERT INTO imports (name, encoding, separator, state, mapping, user_id, created_at, source, form)
                VALUES ($1, $2, $3, 'loading', $4, $5, $6, $7, $8) RETURNING id
                """,
                [
                    .text(name), .text(encoding), .text(separator), .text(try StoredJSON.text(of: ImportMapping())),
                    .integer(author.user?.rawValue), .instant(author.at), .text(source), .text(word),
                ]
            )[0]
            return try row.id()
        }
    }

    package func add(_ rows: [TableRow], _ fingerprints: [RowFingerprint?], to id: ImportID) async throws {
        try await database.write { try ImportTable.add(rows, fingerprints, to: id, in: $0) }
    }

    package func makeReady(_ id: ImportID, mapping: ImportMapping) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE imports SET state = 'draft', mapping = $2 WHERE id = $1 AND state = 'loading'",
                [.integer(id.rawValue), .text(try StoredJSON.text(of: mapping))]
            )
        }
    }

    package func discard(_ id: ImportID, audit: AuditEntry?) async throws -> Bool {
        let isOurs = try await database.write { transaction in
            let rows = try transaction.rows(
                "UPDATE imports SET state = 'loading' WHERE id = $1 AND state IN ('loading', 'draft', 'checked') RETURNING id",
                [.integer(id.rawValue)]
            )
            if !rows.isEmpty, let audit { try AuditTable.note(audit, in: transaction) }
            return !rows.isEmpty
        }
        if isOurs { try await forget(id) }
        return isOurs
    }

    /// Its rows a few at a time, then the import itself.
    private func forget(_ id: ImportID) async throws {
        let key = SQLValue.integer(id.rawValue)
        var isWhole = true
        while isWhole {
            isWhole = try await database.write { transaction in
                try transaction.rows(
                    """
                    DELETE FROM import_rows WHERE import_id = $1 AND place IN (
                        SELECT place FROM import_rows WHERE import_id = $1 ORDER BY place LIMIT \(Self.forgottenAtOnce)
                    ) RETURNING place
                    """,
                    [key]
                ).count == Self.forgottenAtOnce
            }
        }
        try await database.write { try $0.execute("DELETE FROM imports WHERE id = $1", [key]) }
    }

    package func sweep(before instant: Date) async throws {
        let old = try await database.read { transaction in
            try transaction.rows(
                """
                SELECT id FROM imports WHERE COALESCE(finished_at, created_at) < $1
                    AND state IN ('loading', 'draft', 'checked', 'done', 'undone') ORDER BY id
                """,
                [.instant(instant)]
            ).map { row in
                var row = row
                return ImportID(try row.integer())
            }
        }
        for id in old { try await forget(id) }
    }

    // MARK: - Reading

    package func imports(limit: Int) async throws -> [Import] {
        try await database.read { try ImportTable.all(limit: limit, in: $0) }
    }

    package func find(_ id: ImportID) async throws -> Import? {
        try await database.read { try ImportTable.find(id, in: $0) }
    }

    package func lines(
        of id: ImportID,
        after place: Int64,
        where filter: ImportLineFilter,
        limit: Int
    ) async throws -> [ImportedLine] {
        try await database.read { try ImportTable.lines(of: id, after: place, where: filter, limit: limit, in: $0) }
    }

    // MARK: - Saying what is to be done

    package func map(_ id: ImportID, over version: Int64, to mapping: ImportMapping) async throws -> Bool {
        try await database.write { transaction in
            try !transaction.rows(
                """
                UPDATE imports SET mapping = $3, version = version + 1, state = 'draft', done_count = 0, \(Self.noCounts)
                WHERE id = $1 AND version = $2 AND state IN ('draft', 'checked') RETURNING id
                """,
                [.integer(id.rawValue), .integer(version), .text(try StoredJSON.text(of: mapping))]
            ).isEmpty
        }
    }

    package func begin(
        _ work: ImportWork,
        of id: ImportID,
        over version: Int64,
        audit: AuditEntry?,
        at now: Date
    ) async throws -> Bool {
        let (from, to) = work.states
        let states = from.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        return try await database.write { transaction in
            guard let present = try ImportTable.find(id, in: transaction), present.mapping.problem == nil else {
                return false
            }
            let again =
                work == .undo ? "" : ", started_at = $4, done_count = $5, \(Self.noCounts)"
            let values: [SQLValue] =
                work == .undo ? [] : [.instant(now), .integer(present.mapping.hasHeads ? 1 : 0)]
            let begun = try transaction.rows(
                """
                UPDATE imports SET state = $3, finished_at = NULL\(again)
                WHERE id = $1 AND version = $2 AND state IN (\(states)) RETURNING id
                """,
                [.integer(id.rawValue), .integer(version), .text(to)] + values
            )
            guard !begun.isEmpty else { return false }
            if let audit { try AuditTable.note(audit, in: transaction) }
            return true
        }
    }

    private static let noCounts = (ImportOutcome.allCases.map(\.rawValue) + ["undone", "left"])
        .map { "\($0)_count = 0" }.joined(separator: ", ")

    // MARK: - Mappings

    package func mappings() async throws -> [SavedMapping] {
        try await database.read { transaction in
            try transaction.rows("SELECT id, name, mapping FROM import_mappings").map { row in
                var row = row
                return try SavedMapping(
                    id: row.integer(),
                    name: row.text(),
                    mapping: StoredJSON.value(of: row.text(), as: ImportMapping.self)
                )
            }.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        }
    }

    package func save(_ mapping: ImportMapping, as name: String, by author: RecordAuthor) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO import_mappings (name, mapping, user_id, at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (name) DO UPDATE SET mapping = excluded.mapping, user_id = excluded.user_id, at = excluded.at
                """,
                [
                    .text(name), .text(try StoredJSON.text(of: mapping)), .integer(author.user?.rawValue),
                    .instant(author.at),
                ]
            )
        }
    }

    package func removeMapping(_ id: Int64) async throws {
        try await database.write { try $0.execute("DELETE FROM import_mappings WHERE id = $1", [.integer(id)]) }
    }

    // MARK: - Without users

    package func unchanged(_ fingerprints: [RowFingerprint], of source: String) async throws -> Set<RowFingerprint> {
        try await database.read { try ImportSources.unchanged(fingerprints, of: source, in: $0) }
    }

    package func note(_ run: ImportRun) async throws {
        try await database.write { try ImportSources.note(run, in: $0) }
    }

    package func runs(of source: String?, limit: Int) async throws -> [ImportRun] {
        try await database.read { try ImportSources.runs(of: source, limit: limit, in: $0) }
    }

    package func isUnderWay(_ source: String) async throws -> Bool {
        try await database.read { transaction in
            try !transaction.rows(
                "SELECT id FROM imports WHERE state IN ('checking', 'running', 'undoing') AND source = $1 LIMIT 1",
                [.text(source)]
            ).isEmpty
        }
    }

    // MARK: - Working off

    private struct Claim: ImportClaim {
        var held: any DatabaseClaim

        func renew() async throws -> Bool { try await held.renew() }
    }

    package func claim() async throws -> (any ImportClaim)? {
        guard let held = try await database.claim("imports"), try await held.renew() else { return nil }
        return Claim(held: held)
    }

    package func work(limit: Int, at now: Date) async throws -> Int {
        guard let due = try await database.read({ try ImportTable.underWay(in: $0) }) else { return 0 }
        switch due.state {
        case .checking: return try await check(due, limit: limit, at: now)
        case .running: return try await run(due, limit: limit, at: now)
        case .undoing: return try await undo(due, limit: limit, at: now)
        case .loading, .draft, .checked, .done, .undone: return 0
        }
    }

    private func run(_ due: Import, limit: Int, at now: Date) async throws -> Int {
        let actor = RecordAuthor(due.user, at: now)
        return try await database.write { [numbers] transaction in
            let lines = try ImportTable.lines(of: due.id, after: due.done, where: .all, limit: limit, in: transaction)
            guard let last = lines.last else {
                try ImportTable.end(due, as: .done, at: now, in: transaction)
                return 1
            }
            var batch = try ImportBatch(due.mapping, numbers: numbers, actor: actor, trial: nil, in: transaction)
            let results = try batch.take(lines)
            let isOurs = try ImportTable.advance(due, to: last.place, results.map(\.outcome), in: transaction)
            guard isOurs else { throw StorageError(.failed, "Another process has done the same rows of an import.") }
            try ImportTable.note(results, of: due.id, in: transaction)
            if let source = due.source { try ImportSources.remember(results, of: due.id, source, in: transaction) }
            return lines.count
        }
    }

    private func check(_ due: Import, limit: Int, at now: Date) async throws -> Int {
        let first: Int64 = due.mapping.hasHeads ? 1 : 0
        let known = trials.withLock { $0[due.id] }
        let trial = known.flatMap { $0.done == due.done ? $0 : nil } ?? ImportTrial(done: first)
        // Begun by a process that is gone.
        if trial.done != due.done { return try await restart(due, from: first) }
        trials.withLock { $0[due.id] = trial }
        let actor = RecordAuthor(due.user, at: now)
        let (count, done, fresh): (Int, Int64?, [ImportMatch.Key: ClientID]) = try await database.write {
            [numbers] transaction in
            let lines = try ImportTable.lines(of: due.id, after: due.done, where: .all, limit: limit, in: transaction)
            guard let last = lines.last else {
                try ImportTable.end(due, as: .checked, at: now, in: transaction)
                return (1, nil, [:])
            }
            var batch = try ImportBatch(due.mapping, numbers: numbers, actor: actor, trial: trial, in: transaction)
            let results = try batch.take(lines)
            guard try ImportTable.advance(due, to: last.place, results.map(\.outcome), in: transaction) else {
                return (1, nil, [:])
            }
            try ImportTable.note(results, of: due.id, in: transaction)
            return (lines.count, last.place, batch.fresh)
        }
        if let done { trial.take(fresh, done: done) } else { trials.withLock { $0[due.id] = nil } }
        return count
    }

    private func restart(_ due: Import, from first: Int64) async throws -> Int {
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE imports SET done_count = $2, \(Self.noCounts) WHERE id = $1 AND state = 'checking'",
                [.integer(due.id.rawValue), .integer(first)]
            )
        }
        return 1
    }

    private func undo(_ due: Import, limit: Int, at now: Date) async throws -> Int {
        let actor = RecordAuthor(due.user, at: now)
        return try await database.write { [numbers] transaction in
            let undone = try ImportUndo(due.id, numbers: numbers, actor: actor, in: transaction).take(limit: limit)
            guard undone.undone + undone.left > 0 else {
                try ImportTable.end(due, as: .undone, at: now, in: transaction)
                return 1
            }
            let counted = try transaction.rows(
                """
                UPDATE imports SET undone_count = undone_count + $2, left_count = left_count + $3
                WHERE id = $1 AND state = 'undoing' RETURNING id
                """,
                [.integer(due.id.rawValue), .integer(undone.undone), .integer(undone.left)]
            )
            guard !counted.isEmpty else { throw StorageError(.failed, "Another process has taken an import back.") }
            return undone.undone + undone.left
        }
    }
}
