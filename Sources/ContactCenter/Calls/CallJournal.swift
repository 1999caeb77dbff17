import Foundation

/// A place in the everlasting sequence of announcements. Grows by one with every announcement, without gaps.
package struct Position: RawRepresentable, Hashable, Sendable, Codable, Comparable {
    package var rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package static let start = Position(0)

    package static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }
}

/// What goes into the journal in one transaction.
package struct JournalBatch: Sendable {
    /// One copied CDR row with the call that it belongs to.
    package struct CDREntry: Hashable, Sendable {
        package var row: CDRRow
        package var call: CallID?

        package init(row: CDRRow, call: CallID?) {
            self.row = row
            self.call = call
        }
    }

    /// A call that became part of another.
    package struct Merge: Hashable, Sendable {
        package var call: CallID
        package var into: CallID

        package init(call: CallID, into: CallID) {
            self.call = call
            self.into = into
        }
    }

    package var pbx: PBXName
    /// Calls as they stand now; each at most once.
    package var calls: [Call] = []
    package var merges: [Merge] = []
    /// What turned out to be no call.
    package var withdrawals: [CallID] = []
    package var cdrs: [CDREntry] = []
    /// How far the PBX's own CDR file has been read, if this batch moves that on.
    package var cdrCursor: CDRCursor?

    package init(pbx: PBXName) { self.pbx = pbx }

    package var isEmpty: Bool {
        calls.isEmpty && merges.isEmpty && withdrawals.isEmpty && cdrs.isEmpty && cdrCursor == nil
    }
}

/// How far a CDR source has been read.
package struct CDRCursor: Hashable, Sendable, Codable {
    /// Of a CSV file the bytes read, up to the end of a whole row; of a table the number or the time of the last row.
    package var offset: Int64
    /// Tells one source from another, and a file from its successor after a rotation: a digest of the file's first row.
    package var fingerprint: String

    package init(offset: Int64, fingerprint: String) {
        self.offset = offset
        self.fingerprint = fingerprint
    }
}

/// The announcement that something about a call changed: written in the transaction of the change.
package struct Announcement: Hashable, Sendable {
    package var position: Position
    package var call: CallID

    package init(position: Position, call: CallID) {
        self.position = position
        self.call = call
    }
}

/// What was announced after a position.
package enum AnnouncementPage: Hashable, Sendable {
    /// In order, at most as many as asked for.
    case announcements([Announcement])
    /// The position is older than what is kept (or was never given): start from a fresh snapshot.
    case reset
}

/// The journal of calls, independent of what anybody registers (requirement S0.4).
///
/// Writing the same twice changes nothing: a replay or a reconnect is harmless.
package protocol CallJournal: Sendable {
    /// Writes the batch and one announcement for each call, merge and withdrawal in it, in one transaction, durably.
    ///
    /// - Returns: the position of the batch's last announcement.
    /// - Throws: when nothing of the batch was written; it may be given again.
    func commit(_ batch: JournalBatch) async throws -> Position

    /// Calls of a PBX that have no end yet, oldest first.
    func openCalls(of pbx: PBXName) async throws -> [Call]

    /// The calls that have these Linkedids, as their own or by a merge, and began within a day of `near`.
    func calls(of pbx: PBXName, linkedIDs: [LinkedID], near: Date) async throws -> [Call]

    /// Calls by identity; those unknown or merged into others are left out.
    func calls(_ ids: [CallID]) async throws -> [Call]

    /// Ended calls with this caller or dialled number, however it is written, that began before `before`, latest first. A
    /// number that is not usable is nobody's: nothing is found for it.
    func earlierCalls(ofNumber number: String, before: Date, limit: Int) async throws -> [Call]

    /// The calls that ended last, latest first.
    func lastEndedCalls(limit: Int) async throws -> [Call]

    /// The copied CDR rows that belong to a call, in the order they were written.
    func cdrs(of call: CallID) async throws -> [CDRRow]

    func cdrCursor(of pbx: PBXName) async throws -> CDRCursor?

    /// The position of the last announcement.
    func lastPosition() async throws -> Position

    func announcements(after position: Position, limit: Int) async throws -> AnnouncementPage
}

/// Why a journal did not take a batch.
package protocol JournalError: Error {
    /// Something in the batch itself can never be written; the rest of it can.
    var isAboutContent: Bool { get }
}
