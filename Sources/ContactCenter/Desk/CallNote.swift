import Foundation

/// What one person noted about a call. Each who takes part in a call has a note of their own, so that nobody writes over
/// another's; all of them are read by all who have the call's card.
package struct CallNote: Hashable, Sendable {
    /// The call it was typed on. That may have become part of another one since.
    package var call: CallID
    package var user: UserID
    /// The person's name for colleagues.
    package var author: String
    /// At most `limit` characters; empty when the person took everything back.
    package var text: String
    /// Grows by one with every writing, from 1.
    package var revision: Int64
    package var updatedAt: Date

    /// Unicode scalars.
    package static let limit = 4_000

    package init(
        call: CallID,
        user: UserID,
        author: String,
        text: String,
        revision: Int64,
        updatedAt: Date
    ) {
        self.call = call
        self.user = user
        self.author = author
        self.text = text
        self.revision = revision
        self.updatedAt = updatedAt
    }
}

/// What became of a note that somebody wanted to write.
package enum NoteWriting: Hashable, Sendable {
    case written(CallNote)
    /// The person has written something else meanwhile, at another browser: nothing was changed.
    case refused(CallNote)
    /// There is no such call.
    case noCall
}
