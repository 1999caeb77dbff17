/// Asks other programs for what stands on panels.
package protocol PanelSource: Sendable {
    /// Asks once, and is led nowhere else.
    ///
    /// - Parameters:
    ///   - url: of http or https; whether it may be asked the caller has seen to.
    ///   - headers: whole lines that go along: `Authorization: Bearer …`.
    ///   - limit: how long all of it may take.
    ///   - longest: how many bytes an answer may have.
    func ask(_ url: String, headers: [String], within limit: Duration, longest: Int) async -> PanelAnswer
}

/// What came of a question for a panel.
package enum PanelAnswer: Hashable, Sendable {
    case content([UInt8])
    case failed(PanelFailure)
}

/// Why a panel shows nothing.
package enum PanelFailure: Hashable, Sendable {
    /// No answer in time.
    case timeout
    /// The host is not there, or does not speak the protocol.
    case unreachable
    /// The host's certificate does not hold.
    case certificate
    /// Answered, but not with what was asked for; redirects are among them.
    case refused(status: Int)
    case tooLong
    /// The answer is not what the panel shows.
    case unreadable
    /// The configuration does not name the host.
    case foreignHost
    /// The caller has no number, or nobody knows who calls.
    case lacks(PanelAddress.Value)
    /// As many questions as may be are under way already.
    case busy
}
