/// A record as it is kept: with its number, how often it was changed, and whether it is shown.
package struct Kept<Record: Hashable & Sendable>: Hashable, Sendable {
    package var id: RecordID<Record>
    /// Raised by each change; a change made over another version than the present one is refused.
    package var version: Int64
    /// Hidden by somebody, which is what deleting means (decision D21). Still named where it was chosen before.
    package var isHidden: Bool
    package var record: Record

    package init(id: RecordID<Record>, version: Int64, isHidden: Bool = false, record: Record) {
        self.id = id
        self.version = version
        self.isHidden = isHidden
        self.record = record
    }
}

/// What became of a change that somebody made on a page or by the API.
package enum Saving<Record: Hashable & Sendable>: Hashable, Sendable {
    case saved(Kept<Record>)
    /// Somebody else changed it meanwhile; nothing was written, and this is what stands there now.
    case stale(Kept<Record>)
    /// There is no such record.
    case missing
    /// Nothing was written; each problem names the field that it is about.
    case refused([FieldProblem])
}

/// What is wrong with a field that somebody filled in. The words for people belong to the page.
package struct FieldProblem: Hashable, Sendable, Error {
    package enum Kind: Hashable, Sendable {
        case required
        /// More characters than the field holds.
        case tooLong(limit: Int)
        case outOfRange(ClosedRange<Int64>)
        /// Not a number, not a day, not one of the words that the field knows.
        case malformed
        /// Each field is right by itself, but another one says otherwise: an end before its beginning.
        case contradiction
        /// A schedule that has the same minutes twice.
        case overlapping(WorkHoursOverlap)
        /// A template's text that cannot be filled.
        case template(TemplateProblem)
        /// Points at a record that is not there or is hidden.
        case noSuchRecord
        /// Another record has the same, and only one may.
        case taken
    }

    /// As in the database, the API and the history: `short_name`.
    package var field: String
    package var kind: Kind

    package init(_ field: String, _ kind: Kind) {
        self.field = field
        self.kind = kind
    }
}
