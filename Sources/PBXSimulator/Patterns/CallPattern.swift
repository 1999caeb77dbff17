/// A kind of call, or of a few calls that belong together, invented anew each time from the PBX's random numbers.
package protocol CallPattern: Sendable {
    /// How it is called on the command line.
    var name: String { get }
    /// How often it comes in mixed traffic, against the others; 0 only when asked for.
    var weight: Int { get }
    func calls(on pbx: SimulatedPBX) -> [PlannedCall]
}

/// A call and when it begins, counted from now.
package struct PlannedCall: Sendable {
    package var delay: Duration
    package var plan: CallPlan

    package init(_ plan: CallPlan, after delay: Duration = .zero) {
        self.plan = plan
        self.delay = delay
    }
}

/// The patterns there are.
package enum CallPatterns {
    package static let all: [any CallPattern] = [
        DirectCall(), AbandonedWhileRinging(), RejectedCall(), AbandonedInIVR(), QueueCall(), AbandonedInQueue(),
        RoundRobinCall(), NobodyAvailable(), Redial(), OutboundCall(), InternalCall(), ClickToCallPattern(),
        BlindTransferPattern(), ReturnedTransfer(), RedirectPattern(), AttendedTransferPattern(), AtxferPattern(),
        HoldPattern(), LocalQueueCall(), FollowMe(), TwoLines(), HostileCaller(), SteeredCall(), LoadCall(),
    ]

    package static func named(_ name: String) -> (any CallPattern)? { all.first { $0.name == name } }
}

extension SimulatedPBX {
    /// Begins the calls of a pattern.
    package func place(_ pattern: some CallPattern) {
        for call in pattern.calls(on: self) {
            if call.delay == .zero {
                place(call.plan)
            } else {
                after(call.delay) { [weak self] in self?.place(call.plan) }
            }
        }
    }

    /// Begins a call of one of these patterns, by their weights.
    package func placeAny(of patterns: [any CallPattern]) {
        var ticket = random.number(below: patterns.reduce(0) { $0 + max(1, $1.weight) })
        for pattern in patterns {
            ticket -= max(1, pattern.weight)
            if ticket < 0 { return place(pattern) }
        }
    }
}
