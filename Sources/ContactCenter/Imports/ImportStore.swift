import Foundation

/// Imports of clients with their rows.
package protocol ImportStore: Sendable {
    /// Begins one whose rows follow.
    ///
    /// - Parameter source: where it comes from by itself.
    func begin(
        _ name: String,
        _ form: TableForm,
        from source: String?,
        by author: RecordAuthor
    ) async throws -> ImportID
    /// Adds rows behind those that are there.
    ///
    /// - Parameter fingerprints: by which they are known the next time, once they are written; empty, or one for each row.
    func add(_ rows: [TableRow], _ fingerprints: [RowFingerprint?], to id: ImportID) async throws
    /// All rows are there.
    func makeReady(_ id: ImportID, mapping: ImportMapping) async throws
    /// Forgets one that has written nothing.
    ///
    /// - Returns: whether it was there, and could go.
    func discard(_ id: ImportID, audit: AuditEntry?) async throws -> Bool

    /// The latest first, without those whose rows are not there yet.
    func imports(limit: Int) async throws -> [Import]
    /// - Returns: `nil` where there is none.
    func find(_ id: ImportID) async throws -> Import?
    /// In their order.
    func lines(
        of id: ImportID,
        after place: Int64,
        where filter: ImportLineFilter,
        limit: Int
    ) async throws -> [ImportedLine]

    /// Says which column goes where. What was found out by the mapping before is forgotten.
    ///
    /// - Returns: false where somebody else has said so meanwhile, or it is too late for that.
    func map(_ id: ImportID, over version: Int64, to mapping: ImportMapping) async throws -> Bool
    /// Has it checked, run or taken back, in the background.
    ///
    /// - Returns: false where it does not stand so that this can begin.
    func begin(
        _ work: ImportWork,
        of id: ImportID,
        over version: Int64,
        audit: AuditEntry?,
        at now: Date
    ) async throws -> Bool

    /// By name.
    func mappings() async throws -> [SavedMapping]
    /// In place of the one of the same name.
    func save(_ mapping: ImportMapping, as name: String, by author: RecordAuthor) async throws
    func removeMapping(_ id: Int64) async throws

    /// Which of these rows a source had before just as they are now.
    func unchanged(_ fingerprints: [RowFingerprint], of source: String) async throws -> Set<RowFingerprint>
    func note(_ run: ImportRun) async throws
    /// The latest first.
    ///
    /// - Parameter source: of this one alone.
    func runs(of source: String?, limit: Int) async throws -> [ImportRun]
    /// Whether an import of the source still goes on.
    func isUnderWay(_ source: String) async throws -> Bool

    /// Makes this process the one that works imports off, as long as the value lives.
    ///
    /// - Returns: `nil` while another does.
    func claim() async throws -> (any ImportClaim)?
    /// Does the next rows of the first import that waits; each row once, also where the server is stopped in between.
    ///
    /// - Returns: how many; 0 where nothing waits.
    func work(limit: Int, at now: Date) async throws -> Int
    /// Forgets the rows of imports that ended before this, and imports that were never run.
    func sweep(before instant: Date) async throws
}

/// Which rows of an import are looked at.
package enum ImportLineFilter: String, CaseIterable, Sendable {
    case all
    /// Those that were not written, or not all of them.
    case troubled
    /// Those that could not be taken back.
    case left
}

/// What an import can be told to do.
package enum ImportWork: String, Sendable {
    case check
    case run
    /// Without a check before it: of a table that has come by itself.
    case sync
    case undo

    /// From where it begins, and what it is then.
    package var states: (from: Set<Import.State>, to: Import.State) {
        switch self {
        case .check: ([.draft, .checked], .checking)
        case .run: ([.checked], .running)
        case .sync: ([.draft], .running)
        case .undo: ([.done], .undoing)
        }
    }
}

/// Held by the process that works imports off.
package protocol ImportClaim: Sendable {
    /// - Returns: false when another process has it now.
    func renew() async throws -> Bool
}
