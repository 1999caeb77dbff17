import Foundation

/// The keys of web forms, and what comes by them. Their fields are a record's; see `RecordStore`.
package protocol WebFormStore: Sendable {
    /// Gives a form another key, or takes it away: the one before is worth nothing any more.
    ///
    /// - Returns: false when there is no such form.
    func setKey(
        _ digest: TokenDigest?,
        of id: WebFormID,
        by author: RecordAuthor,
        audit: AuditEntry
    ) async throws -> Bool
    /// - Returns: `nil` for a key that no form has which is on.
    func form(of digest: TokenDigest) async throws -> Kept<WebForm>?
    func state(of id: WebFormID) async throws -> WebFormState?
    /// Makes a contact of what a visitor has sent. The client is found by the telephone number, else by the e-mail address, where it is
    /// one client's alone.
    func receive(
        _ request: WebRequest,
        by form: Kept<WebForm>,
        at now: Date,
        audit: AuditEntry
    ) async throws -> Kept<Contact>
}

/// How a form does.
package struct WebFormState: Hashable, Sendable {
    /// Since when its key is what it is; `nil` where it has none.
    package var keyMadeAt: Date?
    /// How many contacts have come by it.
    package var received: Int
    package var lastAt: Date?

    package init(keyMadeAt: Date?, received: Int, lastAt: Date?) {
        self.keyMadeAt = keyMadeAt
        self.received = received
        self.lastAt = lastAt
    }
}
