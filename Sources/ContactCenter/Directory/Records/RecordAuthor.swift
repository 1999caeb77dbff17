import Foundation

/// Who changes a record, and when.
package struct RecordAuthor: Hashable, Sendable {
    /// `nil` for what the program does by itself.
    package var user: UserID?
    package var at: Date
    /// The request by which something is added, where it is to be carried out once. Says nothing of who the author is.
    package var claim: RequestClaim?

    package init(_ user: UserID?, at: Date, claim: RequestClaim? = nil) {
        self.user = user
        self.at = at
        self.claim = claim
    }

    package static func == (left: RecordAuthor, right: RecordAuthor) -> Bool {
        left.user == right.user && left.at == right.at
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(user)
        hasher.combine(at)
    }
}
