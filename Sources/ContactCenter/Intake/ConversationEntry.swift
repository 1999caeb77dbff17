import Foundation

/// An entry of "Краткое содержание разговоров": what was said, as one of the people noted it (requirement S0.40).
package struct ConversationEntry: Hashable, Sendable {
    package static let longest = 4_000

    /// From 1, in the order in which they were added.
    package var number: Int64
    package var user: UserID?
    package var author: String?
    package var at: Date
    package var text: String

    package init(number: Int64, user: UserID?, author: String?, at: Date, text: String) {
        self.number = number
        self.user = user
        self.author = author
        self.at = at
        self.text = text
    }
}
