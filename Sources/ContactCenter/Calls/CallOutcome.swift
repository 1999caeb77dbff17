/// Which way a call went.
package enum CallDirection: String, Sendable, Codable, CaseIterable {
    case inbound
    case outbound
    case `internal`
}

/// How a call ended (decision D27). The raw values are the vocabulary of database, API and `replay`.
package enum CallResult: String, Sendable, Codable, CaseIterable {
    /// A person answered; an IVR, music, voicemail or an announcement is never a person.
    case answered
    /// Inbound, and no person answered.
    case missed
    /// Outbound or internal, and the called party did not answer.
    case unanswered
    case busy
    /// The called party was never reached.
    case failed
}

/// Why nobody answered (decision D27).
package enum CallCause: String, Sendable, Codable, CaseIterable {
    case inIVR = "in_ivr"
    case inQueue = "in_queue"
    case ringing
    case nobodyAvailable = "nobody_available"
    case outsideHours = "outside_hours"
    case queueFull = "queue_full"
    case queueTimeout = "queue_timeout"
    case voicemail
    case rejected
    case blocked
    case operatorDidNotPickUp = "operator_did_not_pick_up"
    case busy
    case failed
    case unknown
}

/// How one leg ended.
package enum LegResult: String, Sendable, Codable, CaseIterable {
    case answered
    /// Rang until the PBX's time was up.
    case noAnswer = "no_answer"
    /// Somebody else answered, the caller gave up, or the call was pulled away.
    case cancelled
    case busy
    /// A free party's phone rang and the call was declined.
    case rejected
    /// The phone or number could not be reached.
    case failed
}
