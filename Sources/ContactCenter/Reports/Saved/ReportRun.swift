import Foundation

/// Why a saved report was not sent. The words for people belong to the page.
package enum ReportProblem: String, Sendable, CaseIterable {
    // What the mail server made of it, as `MailProblem`.
    case refused
    case login
    case unknownHost = "unknown_host"
    case unreachable
    case timeout
    case tls
    /// Whose report it is may not log in any more.
    case ownerDisabled = "owner_disabled"
    /// Whose report it is may not read or take away reports any more.
    case ownerMayNot = "owner_may_not"
    /// Hidden, or left without recipients, before it went out.
    case cancelled
    /// The facts are being counted anew.
    case notReady = "not_ready"
    /// The file is larger than mail servers take.
    case tooLarge = "too_large"
    case other

    package init(_ problem: MailProblem) {
        self =
            switch problem {
            case .refused: .refused
            case .login: .login
            case .unknownHost: .unknownHost
            case .unreachable: .unreachable
            case .timeout: .timeout
            case .tls: .tls
            case .other: .other
            }
    }

    /// Waiting does not help.
    var isFinal: Bool {
        switch self {
        case .ownerDisabled, .ownerMayNot, .cancelled, .tooLarge: true
        case .refused, .login, .unknownHost, .unreachable, .timeout, .tls, .notReady, .other: false
        }
    }
}

/// One sending of a saved report: what is due, was sent, or has failed.
package struct ReportRun: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// `next`: when it is tried next.
        case waiting(next: Date)
        case sent(Date)
        /// Given up.
        case failed(Date)
    }

    package var id: Int64
    /// The moment of the schedule, or that at which somebody asked for it.
    package var dueAt: Date
    /// Somebody has asked for it; the schedule had no part in it.
    package var isByHand: Bool
    package var attempts: Int
    package var state: State
    /// Of the last attempt.
    package var problem: ReportProblem?
    /// What the mail server said to it.
    package var answer: String?

    package init(
        id: Int64,
        dueAt: Date,
        isByHand: Bool,
        attempts: Int,
        state: State,
        problem: ReportProblem? = nil,
        answer: String? = nil
    ) {
        self.id = id
        self.dueAt = dueAt
        self.isByHand = isByHand
        self.attempts = attempts
        self.state = state
        self.problem = problem
        self.answer = answer
    }
}

/// When a report that did not go out is tried again.
package enum ReportBackOff {
    /// A run is given up when it has been tried for so long.
    package static let longest: TimeInterval = 86_400
    private static let first: TimeInterval = 60
    private static let most: TimeInterval = 4 * 3_600

    /// - Parameters:
    ///   - attempts: those made so far.
    ///   - begin: since when it is tried.
    /// - Returns: when to try next: a minute after the first attempt, then three times as long each time up to four hours; `nil`
    ///   when it is given up.
    package static func next(after attempts: Int, since begin: Date, at now: Date) -> Date? {
        let next = now + min(most, first * pow(3, Double(min(max(attempts, 1), 20) - 1)))
        return next.timeIntervalSince(begin) <= longest ? next : nil
    }
}
