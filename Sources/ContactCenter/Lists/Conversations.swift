/// Which conversations a list shows: ended calls in which a person of ours spoke with somebody outside (requirements S4.8, S4.9).
package struct ConversationQuestion: Hashable, Sendable {
    /// What an inbound conversation still lacks. One that was said to need no contact lacks nothing.
    package enum Lack: String, CaseIterable, Sendable {
        /// No contact belongs to it.
        case contact
        /// It has a contact, which has led to no document.
        case document
    }

    /// At the other end: those of one client. `nil` is anybody, and an empty set nobody.
    package var numbers: Set<NumberKey>?
    /// `nil`: since there are calls.
    package var period: Period?
    /// Inbound or outbound; `nil` is both. Among ourselves nobody speaks with a client.
    package var direction: CallDirection?
    /// Sat at a phone that took part, at that moment.
    package var person: UserID?
    /// Only those of which the journal knows a recording with something in it.
    package var isRecorded = false
    package var lack: Lack?
    /// One of these sat at a phone that took part; `nil`: whoever did.
    package var participants: Sitters?
    package var turn = ListTurn.first
    /// How many rows; with none only the total is asked for.
    package var limit: Int

    package init(limit: Int) { self.limit = limit }
}

/// A conversation in a list, with what became of it.
package struct ListedConversation: Sendable {
    package var listed: ListedCall
    /// The contact that belongs to the call.
    package var contact: MatchedContactName?

    package init(listed: ListedCall, contact: MatchedContactName?) {
        self.listed = listed
        self.contact = contact
    }
}

package struct ConversationAnswer: Sendable {
    /// On all pages.
    package var total: Int
    /// Latest first.
    package var rows: [ListedConversation]
    package var hasLater: Bool
    package var hasEarlier: Bool

    package init(total: Int, rows: [ListedConversation] = [], hasLater: Bool = false, hasEarlier: Bool = false) {
        self.total = total
        self.rows = rows
        self.hasLater = hasLater
        self.hasEarlier = hasEarlier
    }
}
