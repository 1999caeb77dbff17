import ContactCenter

/// A table of rows that belong to a call, numbered from 0 within it: legs, transfers and the like.
struct CallPart: Sendable {
    /// Rows to be written, and the call's row with the number from which on there are none.
    typealias Changes = (rows: [[SQLValue]], end: [SQLValue]?)

    let name: String
    private let deleteRest: String
    private let upsert: String
    private let select: String
    private let changes: @Sendable (_ call: Call, _ row: Int64, _ before: Call?) -> Changes
    private let add: @Sendable (inout SQLRow, inout Call) throws -> Void

    static let all: [CallPart] = [.legs, .transfers, .steerings, .recordings, .linkedIDs]

    /// - Parameters:
    ///   - columns: the columns after `call_id` and `ordinal`.
    ///   - elements: what the table holds of a call. Its order is the order of the ordinals.
    ///   - values: what `columns` hold of an element.
    ///   - element: reads `columns` of the row with this ordinal.
    init<Element: Equatable & SendableMetatype>(
        _ name: String,
        _ columns: [String],
        of elements: any WritableKeyPath<Call, [Element]> & Sendable,
        values: @escaping @Sendable (Element) -> [SQLValue],
        element: @escaping @Sendable (inout SQLRow, _ ordinal: Int) throws -> Element
    ) {
        self.name = name
        let columns = ["ordinal"] + columns
        deleteRest = "DELETE FROM \(name) WHERE call_id = $1 AND ordinal >= $2"
        upsert = Table(name: name, key: ["call_id", "ordinal"], columns: ["call_id"] + columns).upsert
        select = "SELECT \(columns.joined(separator: ", ")) FROM \(name) WHERE call_id = $1 ORDER BY ordinal"
        changes = { call, row, before in
            let (now, before) = (call[keyPath: elements], before?[keyPath: elements])
            var rows: [[SQLValue]] = []
            for (ordinal, element) in now.enumerated() {
                if let before, ordinal < before.count, before[ordinal] == element { continue }
                rows.append([.integer(row), .integer(ordinal)] + values(element))
            }
            let mayHaveMore = before.map { $0.count > now.count } ?? true
            return (rows, mayHaveMore ? [.integer(row), .integer(now.count)] : nil)
        }
        add = { row, call in
            let ordinal = Int(try row.integer())
            call[keyPath: elements].append(try element(&row, ordinal))
        }
    }

    /// Writes what differs from what was written before.
    func write(_ written: [WrittenCall], over known: [CallID: WrittenCall], in transaction: any Transaction) throws {
        let changes = written.map { self.changes($0.call, $0.row, known[$0.call.id]?.call) }
        try transaction.execute(deleteRest, each: changes.compactMap(\.end))
        try transaction.execute(upsert, each: changes.flatMap(\.rows))
    }

    /// Completes calls with their rows of this table.
    func read(into calls: inout [Call], rows: [Int64], in transaction: any Transaction) throws {
        let found = try transaction.rows(select, each: rows.map { [.integer($0)] })
        for (index, rows) in found.enumerated() {
            for var row in rows {
                try add(&row, &calls[index])
            }
        }
    }
}
