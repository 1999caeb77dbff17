import Foundation

package typealias ContactLetterID = RecordID<ContactLetter>

/// A letter by which somebody tells a specialist of a contact (requirement S3.19). Its words are those that were looked at before it was
/// sent: what changes about the contact later changes no letter.
package struct ContactLetter: Hashable, Sendable {
    /// How much of the contact it tells.
    package enum Extent: String, CaseIterable, Sendable {
        /// Who asks for what, and where to call back.
        case brief
        /// All that is known.
        case full
    }

    package static let mostRecipients = 10
    /// Unicode scalars, as all lengths here.
    package static let longestSubject = 200
    package static let longestRemark = 2_000

    package var key: ContactLetterKey
    package var contact: ContactID
    /// Who has sent it.
    package var user: UserID
    package var at: Date
    package var extent: Extent
    /// All of them see each other.
    package var recipients: [MailAddress]
    package var subject: String
    package var text: String
    /// The letter of a client's that it answers; it tells what its author has written then, and `extent` says nothing.
    package var answered: MailID?
    /// The paper that goes with it, printed; then it tells nothing of the contact itself.
    package var paper: PaperID?

    /// - Parameter subject: as it comes; it stands on one line afterwards.
    package init(
        key: ContactLetterKey,
        contact: ContactID,
        user: UserID,
        at: Date,
        extent: Extent,
        recipients: [MailAddress],
        subject: String,
        text: String,
        answered: MailID? = nil,
        paper: PaperID? = nil
    ) {
        self.key = key
        self.contact = contact
        self.user = user
        self.at = at
        self.extent = extent
        self.recipients = recipients
        self.subject = LetterText.line(subject, limit: Self.longestSubject)
        self.text = text
        self.answered = answered
        self.paper = paper
    }

    /// As it is handed to the mail server, but for its paper. Each attempt has the same `Message-ID`.
    ///
    /// - Parameters:
    ///   - answers: what the letter that it answers is called.
    ///   - replyTo: the box that answers come into.
    package func message(answers: MessageID? = nil, replyTo: MailAddress? = nil) -> MailMessage {
        MailMessage(
            id: "contact.\(contact).\(key)",
            at: at,
            recipients: recipients,
            subject: subject,
            text: text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") + "\r\n",
            answers: answers,
            replyTo: replyTo
        )
    }
}

/// Which letter it is, from before it is sent: a form that is sent twice is one letter. 32 random digits.
package struct ContactLetterKey: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    private static let length = 32

    package let rawValue: String

    /// - Returns: `nil` for what is no key.
    package init?(rawValue: String) {
        guard rawValue.utf8.count == Self.length, rawValue.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    private init(digits: String) { rawValue = digits }

    package static func random() -> ContactLetterKey {
        ContactLetterKey(digits: (0..<length).map { _ in "\(Int.random(in: 0...9))" }.joined())
    }

    package var description: String { rawValue }
}

/// Why nobody can be written to.
package enum LetterRecipientProblem: Error, Hashable, Sendable {
    case nobody
    /// What was typed and is no address.
    case noAddress(String)
    case tooMany
}

extension ContactLetter {
    /// Addresses as people type them, with lines, commas, semicolons or blanks between them; each once.
    package static func recipients(typed texts: [String]) -> Result<[MailAddress], LetterRecipientProblem> {
        var known: Set<String> = []
        var addresses: [MailAddress] = []
        for text in texts.joined(separator: " ").split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }) {
            guard let address = MailAddress(String(text)) else { return .failure(.noAddress(String(text))) }
            if known.insert(address.description.lowercased()).inserted { addresses.append(address) }
            // What else there is need not be read.
            if addresses.count > mostRecipients { return .failure(.tooMany) }
        }
        return addresses.isEmpty ? .failure(.nobody) : .success(addresses)
    }
}

/// A letter as it is kept, and how its sending stands.
package struct KeptContactLetter: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// `next`: when it is tried next.
        case waiting(next: Date)
        case sent(Date)
        /// Given up.
        case failed(Date)
    }

    package var id: ContactLetterID
    package var letter: ContactLetter
    package var author: String?
    package var attempts: Int
    package var state: State
    /// Of the last attempt.
    package var problem: MailProblem?
    /// What the mail server said to it.
    package var answer: String?

    package init(
        id: ContactLetterID,
        letter: ContactLetter,
        author: String?,
        attempts: Int,
        state: State,
        problem: MailProblem?,
        answer: String?
    ) {
        self.id = id
        self.letter = letter
        self.author = author
        self.attempts = attempts
        self.state = state
        self.problem = problem
        self.answer = answer
    }

    /// It has failed, or waits to be tried anew: a press tries it at once.
    package var mayBeSentAgain: Bool {
        if case .sent = state { return false }
        return problem != nil
    }
}
