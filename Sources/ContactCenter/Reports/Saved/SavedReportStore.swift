import Foundation

/// Saved reports, and what became of their sendings, for those who keep them.
package protocol SavedReportStore: Sendable {
    /// Somebody's own, and those that others share, by name.
    ///
    /// - Parameters:
    ///   - report: only those of this one.
    ///   - includingHidden: of their own only.
    func savedReports(
        for user: UserID,
        of report: Report.Name?,
        includingHidden: Bool
    ) async throws -> [ListedReport]
    /// A report of this person's own; hidden ones are there.
    func savedReport(_ id: SavedReportID, of owner: UserID) async throws -> ListedReport?

    /// - Parameters:
    ///   - owner: whose it is.
    ///   - due: when it is sent first.
    ///   - audit: noted with it.
    /// - Returns: refused where something is wrong with it, where the owner has one of the same name (`name`, taken) or already as
    ///   many as there may be (`count`).
    func add(
        _ report: SavedReport,
        of owner: UserID,
        due: Date?,
        audit: AuditEntry?
    ) async throws
        -> Saving<SavedReport>
    /// Only the owner changes it.
    ///
    /// - Parameter now: what waits to be sent is cancelled then, where nobody is to get it any more.
    func change(
        _ id: SavedReportID,
        of owner: UserID,
        over version: Int64,
        to report: SavedReport,
        due: Date?,
        at now: Date,
        audit: AuditEntry?
    ) async throws -> Saving<SavedReport>
    /// Hides it, which is what deleting means (decision D21), or shows it again. What is hidden is not sent.
    func setHidden(
        _ id: SavedReportID,
        of owner: UserID,
        over version: Int64,
        to isHidden: Bool,
        due: Date?,
        at now: Date
    ) async throws -> Saving<SavedReport>

    /// The latest first.
    func runs(of id: SavedReportID, limit: Int) async throws -> [ReportRun]
    /// Has it sent at once, whatever its schedule says.
    ///
    /// - Returns: false where it waits to be sent already, is hidden, or nobody is to get it.
    func send(_ id: SavedReportID, by owner: UserID, at now: Date) async throws -> Bool
    /// Has a run that was given up tried anew.
    ///
    /// - Returns: false when there is no such run.
    func sendAgain(_ run: Int64, of id: SavedReportID, at now: Date) async throws -> Bool
}

extension SavedReportStore {
    package func savedReports(for user: UserID, includingHidden: Bool) async throws -> [ListedReport] {
        try await savedReports(for: user, of: nil, includingHidden: includingHidden)
    }
}

/// Saved reports that are to be sent.
///
/// Several processes may send: a run belongs to who claims it until it is noted or the claim runs out.
package protocol ReportOutbox: Sendable {
    /// Makes a run of each report that is due. Of several times that were missed there is one, the latest.
    ///
    /// - Returns: how many.
    func noteDue(at now: Date, in calendar: BusinessCalendar) async throws -> Int
    /// - Returns: `nil` when nothing that nobody has claimed is due.
    func claim(at now: Date, until: Date) async throws -> DueReport?
    /// Notes what became of an attempt.
    ///
    /// - Parameters:
    ///   - problem: `nil` when it was sent.
    ///   - next: when it is tried again; `nil` when it was sent or is given up.
    ///   - audit: noted with it.
    func note(
        _ problem: ReportProblem?,
        answer: String?,
        of due: DueReport,
        at now: Date,
        next: Date?,
        audit: AuditEntry?
    ) async throws
    /// As if it had never been claimed.
    func giveBack(_ due: DueReport) async throws
    /// Deletes what was finished before, some hundreds at most.
    ///
    /// - Returns: how many.
    func prune(before: Date) async throws -> Int
}

/// A saved report that is to be sent now.
package struct DueReport: Hashable, Sendable {
    package var run: Int64
    package var claim: String
    package var id: SavedReportID
    package var report: SavedReport
    package var owner: User
    /// As they are now.
    package var rights: Rights
    package var dueAt: Date
    package var isByHand: Bool
    /// Since when it is tried.
    package var begin: Date
    /// This one counted.
    package var attempts: Int

    package init(
        run: Int64,
        claim: String,
        id: SavedReportID,
        report: SavedReport,
        owner: User,
        rights: Rights,
        dueAt: Date,
        isByHand: Bool,
        begin: Date,
        attempts: Int
    ) {
        self.run = run
        self.claim = claim
        self.id = id
        self.report = report
        self.owner = owner
        self.rights = rights
        self.dueAt = dueAt
        self.isByHand = isByHand
        self.begin = begin
        self.attempts = attempts
    }
}
