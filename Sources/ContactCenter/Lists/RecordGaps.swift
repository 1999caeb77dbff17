/// Where the journal's calls of a day and the PBX's own records do not agree (requirements S4.4, S4.5).
package struct RecordGaps: Hashable, Sendable {
    /// Ended calls that the PBX has written no record of, the latest first; some of them where there are many.
    package var calls: [Call]
    /// How many there are in all.
    package var callCount: Int
    /// Records that belong to no call, the latest first; those of listening in and of faxes are left out, which are no calls.
    package var rows: [CDRRow]
    package var rowCount: Int

    package init(calls: [Call] = [], callCount: Int = 0, rows: [CDRRow] = [], rowCount: Int = 0) {
        self.calls = calls
        self.callCount = callCount
        self.rows = rows
        self.rowCount = rowCount
    }
}
