/// The place of a change in the order in which changes became visible. Whoever has read up to it misses nothing that comes later.
package struct ChangePlace: Hashable, Sendable, Comparable {
    /// The database's number of the transaction that made it; 0 where transactions come one after the other.
    package var transaction: Int64
    package var change: Int64

    package init(transaction: Int64, change: Int64) {
        self.transaction = transaction
        self.change = change
    }

    package static func < (left: ChangePlace, right: ChangePlace) -> Bool {
        (left.transaction, left.change) < (right.transaction, right.change)
    }
}

/// Some changes after a place.
package struct ChangePage: Hashable, Sendable {
    /// The records that changed, each once, in the order of their last change on the page.
    package var records: [Int64]
    /// Where to go on.
    package var last: ChangePlace
    /// There are more already.
    package var hasMore: Bool

    package init(records: [Int64], last: ChangePlace, hasMore: Bool) {
        self.records = records
        self.last = last
        self.hasMore = hasMore
    }
}

/// Which records changed, for programs that follow them.
package protocol ChangeLog: Sendable {
    /// - Parameters:
    ///   - place: `nil` for the beginning of the history.
    ///   - limit: how many changes are looked through.
    /// - Returns: `nil` for a place that this database has not come to yet: it is another's, or was restored from a backup.
    func changes(of kind: RecordKind, after place: ChangePlace?, limit: Int) async throws -> ChangePage?

    /// Behind all that is visible now.
    func lastPlace() async throws -> ChangePlace
}
