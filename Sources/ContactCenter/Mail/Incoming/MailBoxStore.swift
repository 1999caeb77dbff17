import Foundation

/// Boxes of mail and what came into them, for those who keep them and those who read it. Their fields are a record's; see `RecordStore`.
package protocol MailBoxStore: Sendable {
    /// - Returns: false when there is no such box.
    func setPassword(
        _ sealed: SealedText,
        of id: MailBoxID,
        by author: RecordAuthor,
        audit: AuditEntry
    ) async throws -> Bool
    /// All that is sealed in the database, whatever it is for.
    func secrets() async throws -> [SealedText]
    func state(of id: MailBoxID) async throws -> MailBoxState?
    /// The letters that a contact is made of, the earliest first, without the bytes of their files.
    func letters(of contact: ContactID, limit: Int) async throws -> [KeptMail]
    func letter(_ id: MailID, of contact: ContactID) async throws -> KeptMail?
    /// - Returns: `nil` where there is no such file, or it was not kept.
    func file(_ ordinal: Int, of mail: MailID, of contact: ContactID) async throws -> ReceivedMail.File?
}

package typealias MailID = RecordID<ReceivedMail>

/// A letter that came, as it is kept.
package struct KeptMail: Hashable, Sendable {
    package var id: MailID
    /// The files have no bytes here, also where they are kept.
    package var mail: ReceivedMail
    /// When it was taken.
    package var at: Date
    /// The box that it came into.
    package var box: String
    /// The places of those files that are kept.
    package var keptFiles: Set<Int>

    package init(id: MailID, mail: ReceivedMail, at: Date, box: String, keptFiles: Set<Int>) {
        self.id = id
        self.mail = mail
        self.at = at
        self.box = box
        self.keptFiles = keptFiles
    }
}

/// The right to read one box for some time.
package struct MailBoxClaim: Hashable, Sendable {
    package var box: Kept<MailBox>
    package var token: String
    package var password: SealedText?
    package var position: MailBoxPosition?
    /// When it was last looked into with success.
    package var lookedAt: Date?
    /// In a row, up to now.
    package var failures: Int

    package init(
        box: Kept<MailBox>,
        token: String,
        password: SealedText?,
        position: MailBoxPosition?,
        lookedAt: Date?,
        failures: Int
    ) {
        self.box = box
        self.token = token
        self.password = password
        self.position = position
        self.lookedAt = lookedAt
        self.failures = failures
    }
}

/// What became of a letter.
package enum MailTaking: Hashable, Sendable {
    case contact(ContactID)
    /// It goes on with a contact that there is.
    case joined(ContactID)
    /// It was taken before.
    case known
    /// Somebody else reads the box now.
    case claimLost
}

/// Boxes that are to be looked into, for who collects letters.
///
/// Several processes may collect at once: who claims a box reads it, and nobody else does until the claim is given back or runs out.
package protocol MailInbox: Sendable {
    /// Claims the box that is due for longest.
    func claim(at now: Date, until: Date) async throws -> MailBoxClaim?
    /// Reading goes on from there. What is before it is not read any more.
    ///
    /// - Returns: whether it is still the claim's holder who reads.
    func move(_ claim: MailBoxClaim, to position: MailBoxPosition, at now: Date, until: Date) async throws -> Bool
    /// Makes a contact of a letter, or adds it to the one that it goes on with, and moves behind it, all in one transaction: whatever
    /// dies in between, the letter is one contact.
    func take(
        _ mail: ReceivedMail,
        to position: MailBoxPosition,
        for claim: MailBoxClaim,
        at now: Date,
        until: Date
    ) async throws -> MailTaking
    func giveBack(_ claim: MailBoxClaim, problem: MailBoxProblem?, at now: Date, next: Date) async throws
}

/// Understands letters as they cross the network.
package protocol MailOpening: Sendable {
    /// - Parameter isCut: there was more of it.
    func open(_ bytes: [UInt8], isCut: Bool) async -> ReceivedMail
}

/// What an administrator does with boxes of mail.
package struct MailBoxDesk: Sendable {
    package let store: any MailBoxStore
    private let secrets: any SecretSealing

    package init(store: any MailBoxStore, secrets: any SecretSealing) {
        self.store = store
        self.secrets = secrets
    }

    /// - Returns: false when there is no such box.
    /// - Throws: `SealingError` when there is no key to seal it with.
    package func setPassword(
        _ password: String,
        of id: MailBoxID,
        by author: RecordAuthor,
        audit: AuditEntry
    ) async throws -> Bool {
        let sealed = try secrets.seal(password, isFirst: try await store.secrets().isEmpty)
        return try await store.setPassword(sealed, of: id, by: author, audit: audit)
    }
}
