import ContactCenter
import Foundation

/// Writing whole calls and finding them again.
enum CallStatements {
    /// Writes calls as they stand now, over what is known to be there.
    ///
    /// - Returns: what is there now.
    static func write(
        _ calls: [Call],
        over known: [CallID: WrittenCall],
        numbers: any PhoneNumberReading,
        in transaction: any Transaction
    ) throws -> [WrittenCall] {
        var written: [WrittenCall] = []
        var unknown: [(columns: [SQLValue], call: Call)] = []
        for call in calls {
            let columns = CallTable.values(of: call, numbers: numbers)
            if let before = known[call.id] {
                written.append(WrittenCall(row: before.row, columns: columns, call: call, wasListed: false))
            } else {
                unknown.append((columns, call))
            }
        }
        let changed = written.filter { $0.columns != known[$0.call.id]?.columns }
        try transaction.execute(CallTable.upsert, each: changed.map { $0.columns })
        let rows = try transaction.rows(CallTable.upsertReturning, each: unknown.map { $0.columns })
        for (rows, unknown) in zip(rows, unknown) {
            guard var row = rows.first else { continue }
            let (id, wasListed) = try (row.integer(), row.flag())
            written.append(WrittenCall(row: id, columns: unknown.columns, call: unknown.call, wasListed: wasListed))
        }
        for part in CallPart.all {
            try part.write(written, over: known, in: transaction)
        }
        try ListedCalls.write(written, in: transaction)
        return written
    }

    /// Oldest first.
    static func open(of pbx: PBXName, in transaction: any Transaction) throws -> [Call] {
        try calls(from: transaction.rows(findOpen, [.text(pbx)]), in: transaction)
    }

    /// In the order asked for.
    static func calls(_ ids: [CallID], in transaction: any Transaction) throws -> [Call] {
        let rows = try transaction.rows(find, each: ids.map(CallTable.values))
        return try calls(from: rows.flatMap(\.self), in: transaction)
    }

    /// Oldest first, each once.
    static func calls(
        of pbx: PBXName,
        linkedIDs: [LinkedID],
        near: Date,
        in transaction: any Transaction
    ) throws -> [Call] {
        let day: TimeInterval = 86_400
        let period = [SQLValue.instant(near - day), .instant(near + day)]
        let rows = try transaction.rows(findLinked, each: linkedIDs.map { [.text(pbx), .text($0)] + period })
        let found = try calls(from: rows.flatMap(\.self), in: transaction)
        var isKnown: Set<CallID> = []
        return found.filter { isKnown.insert($0.id).inserted }.sorted { $0.startedAt < $1.startedAt }
    }

    /// Latest first.
    static func ended(
        withNumber number: NumberKey,
        before: Date,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Call] {
        let values: [SQLValue] = [.text(number), .instant(before), .integer(limit)]
        return try calls(from: transaction.rows(findEndedWithNumber, values), in: transaction)
    }

    /// Latest first.
    static func lastEnded(limit: Int, in transaction: any Transaction) throws -> [Call] {
        try calls(from: transaction.rows(findLastEnded, [.integer(limit)]), in: transaction)
    }

    /// By the ids of their rows, in the order asked for.
    static func calls(rows: [Int64], in transaction: any Transaction) throws -> [Call] {
        let found = try transaction.rows(findRow, each: rows.map { [.integer($0)] })
        return try calls(from: found.flatMap(\.self), in: transaction)
    }

    /// Calls with their parts, from rows of the statements below.
    private static func calls(from rows: [SQLRow], in transaction: any Transaction) throws -> [Call] {
        var keys: [Int64] = []
        var calls: [Call] = []
        for var row in rows {
            keys.append(try row.integer())
            calls.append(try CallTable.call(&row))
        }
        for part in CallPart.all {
            try part.read(into: &calls, rows: keys, in: transaction)
        }
        return calls
    }

    // MARK: - Statements

    private static let select = "SELECT calls.id, \(CallTable.selected) FROM calls"

    static let find = """
        \(select) WHERE pbx = $1 AND linkedid = $2 AND start_second = $3 AND merged_into IS NULL
        """

    private static let findRow = "\(select) WHERE id = $1"

    static let findOpen = """
        \(select) WHERE pbx = $1 AND ended_at IS NULL AND merged_into IS NULL ORDER BY started_at, id
        """

    static let findLinked = """
        \(select)
        WHERE id IN (
            SELECT COALESCE(merged_into, id) FROM calls WHERE pbx = $1 AND linkedid = $2
            UNION
            SELECT COALESCE(calls.merged_into, calls.id)
            FROM call_linkedids JOIN calls ON calls.id = call_linkedids.call_id
            WHERE call_linkedids.linkedid = $2 AND calls.pbx = $1
        ) AND started_at BETWEEN $3 AND $4
        """

    static let findLastEnded = """
        \(select) WHERE ended_at IS NOT NULL AND merged_into IS NULL ORDER BY ended_at DESC, id DESC LIMIT $1
        """

    static let findEndedWithNumber = """
        \(select)
        WHERE id IN (
            SELECT id FROM (\(ended("caller_key"))) AS by_caller
            UNION
            SELECT id FROM (\(ended("dialled_key"))) AS by_dialled
        )
        ORDER BY started_at DESC, id DESC LIMIT $3
        """

    private static func ended(_ column: String) -> String {
        """
        SELECT id FROM calls
        WHERE \(column) = $1 AND started_at < $2 AND ended_at IS NOT NULL AND merged_into IS NULL
        ORDER BY started_at DESC, id DESC LIMIT $3
        """
    }
}
