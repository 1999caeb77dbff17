/// Sends letters.
package protocol MailSending: Sendable {
    /// Hands a letter to the mail server, for all of its recipients or for none.
    func send(_ message: MailMessage) async -> MailOutcome
}

/// Why the mail server has not taken a letter. The words for people belong to the page.
package enum MailProblem: String, Sendable, CaseIterable {
    /// The server said no: to the sender, to a recipient, to the letter.
    case refused
    /// User or password are not right.
    case login
    case unknownHost = "unknown_host"
    case unreachable
    case timeout
    /// No encrypted connection came about: most often the certificate is not to be trusted.
    case tls
    case other
}

/// What became of a letter.
package struct MailOutcome: Hashable, Sendable {
    /// `nil` when the mail server has taken it.
    package var problem: MailProblem?
    /// What the server said to it: `550 no such user`.
    package var answer: String?

    package static let sent = MailOutcome()

    private init() {}

    package init(_ problem: MailProblem, answer: String? = nil) {
        self.problem = problem
        self.answer = answer
    }
}
