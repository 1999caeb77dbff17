import ContactCenter

/// What the API stands on beside the stores of the pages.
package struct APIStores: Sendable {
    package var tokens: any APITokenStore
    package var answers: any AnswerStore
    package var changes: any ChangeLog

    package init(tokens: any APITokenStore, answers: any AnswerStore, changes: any ChangeLog) {
        self.tokens = tokens
        self.answers = answers
        self.changes = changes
    }
}
