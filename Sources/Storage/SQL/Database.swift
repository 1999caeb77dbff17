import Synchronization

/// One of the two databases, behind what both can do.
///
/// The work given to `read`, `write` and `exclusively` runs on a thread that may block, one transaction each.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs statements that all see the database as it stood at one moment.
    func read<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// Runs statements that are all kept, durably, or, when something throws, none of them. The work may be run again from its
    /// beginning when the engine breaks it off in favour of another.
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// Like `write`, while no other program may do so: for changes of the schema.
    func exclusively<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// Claims a name, which no other process on the database has at the same time.
    ///
    /// - Returns: `nil` when another process has it.
    func claim(_ name: String) async throws -> (any DatabaseClaim)?

    /// What the engine says about itself, for `doctor`. Schema version and limits are not the engine's business.
    func inspect() async throws -> EngineFacts

    func close() async
}

/// Statements within one transaction.
///
/// A statement is SQL of the portable subset with `$1`, `$2`… for bound values and the dialect's words in braces.
package protocol Transaction {
    var dialect: Dialect { get }

    /// Runs the statement once for each list of values, in this order.
    ///
    /// - Throws: at the latest when rows are next asked for or the transaction is committed.
    func execute(_ statement: String, each valueLists: [[SQLValue]]) throws

    /// Runs the statement once for each list of values and gives the rows of each.
    func rows(_ statement: String, each valueLists: [[SQLValue]]) throws -> [[SQLRow]]

    /// Runs the statement once and gives its rows when the transaction has ended, so that they cost no wait of their own.
    ///
    /// - Throws: at the latest when rows are next asked for or the transaction is committed.
    func pendingRows(_ statement: String, _ values: [SQLValue]) throws -> PendingRows
}

/// Rows of a statement that may still be on its way; they are there when its transaction has ended.
package final class PendingRows: Sendable {
    private let filled: Mutex<[SQLRow]?>

    init(_ rows: [SQLRow]? = nil) { filled = Mutex(rows) }

    func fill(_ rows: [SQLRow]) { filled.withLock { $0 = rows } }

    /// - Throws: before the transaction has ended.
    func rows() throws -> [SQLRow] {
        guard let rows = filled.withLock({ $0 }) else {
            throw StorageError(.failed, "Rows were asked for before their transaction had ended.")
        }
        return rows
    }
}

extension Transaction {
    package func execute(_ statement: String, _ values: [SQLValue] = []) throws {
        try execute(statement, each: [values])
    }

    package func rows(_ statement: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        try rows(statement, each: [values])[0]
    }
}
