import Foundation

/// Who changes a record, and when.
package struct RecordAuthor: Hashable, Sendable {
    /// `nil` for what the program does by itself.
    package var user: UserID?
    package var at: Date

    package init(_ user: UserID?, at: Date) {
        self.user = user
        self.at = at
    }
}
