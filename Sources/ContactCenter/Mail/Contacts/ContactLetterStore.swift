import Foundation

/// Letters about contacts, for those who write them (requirement S3.19).
package protocol ContactLetterStore: Sendable {
    /// Keeps a letter, which is then sent by whoever sends letters.
    ///
    /// - Returns: false where it is kept already: the same form was sent twice.
    func add(_ letter: ContactLetter, audit: AuditEntry) async throws -> Bool
    /// The latest first.
    func letters(of contact: ContactID, limit: Int) async throws -> [KeptContactLetter]
    /// Tries again at once.
    ///
    /// - Returns: false for a letter that went out, is on its way, or has not been tried.
    func sendAgain(_ id: ContactLetterID, of contact: ContactID, at now: Date, audit: AuditEntry) async throws -> Bool
}

/// A letter that whoever holds the claim sends.
package struct DueContactLetter: Hashable, Sendable {
    package var id: ContactLetterID
    package var claim: String
    package var letter: ContactLetter
    /// Since when it is tried.
    package var begin: Date
    /// With the one that is made now.
    package var attempts: Int
    /// What the letter that it answers is called.
    package var answers: MessageID?
    /// The box that answers come into.
    package var replyTo: MailAddress?
    /// The letter's paper.
    package var attachment: MailAttachment?

    package init(
        id: ContactLetterID,
        claim: String,
        letter: ContactLetter,
        begin: Date,
        attempts: Int,
        answers: MessageID? = nil,
        replyTo: MailAddress? = nil,
        attachment: MailAttachment? = nil
    ) {
        self.answers = answers
        self.replyTo = replyTo
        self.attachment = attachment
        self.id = id
        self.claim = claim
        self.letter = letter
        self.begin = begin
        self.attempts = attempts
    }

    /// As it is handed to the mail server.
    package var message: MailMessage {
        var message = letter.message(answers: answers, replyTo: replyTo)
        message.attachment = attachment
        return message
    }
}

/// Letters about contacts that are to be sent, for who sends them.
package protocol ContactLetterOutbox: Sendable {
    /// Claims the letter that is due for longest, for nobody else on the database until then.
    func claim(at now: Date, until: Date) async throws -> DueContactLetter?
    /// - Parameter next: when it is tried again; `nil` when it went out or is given up.
    func note(_ outcome: MailOutcome, of due: DueContactLetter, at now: Date, next: Date?) async throws
    /// Nothing was made of it; it is as if it had not been claimed.
    func giveBack(_ due: DueContactLetter) async throws
}
