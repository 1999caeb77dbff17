import Synchronization

/// When the PBX told that a phone is called, and when the card of that phone showed it.
final class PopTimes: Sendable {
    private struct State {
        var called: [String: (call: String, at: ContinuousClock.Instant)] = [:]
        var calls = 0
        var milliseconds: [Double] = []
    }

    private let state = Mutex(State())

    /// How many phones were called.
    var calls: Int { state.withLock(\.calls) }
    /// From the event on the PBX's socket to the card, for every card that was shown.
    var milliseconds: [Double] { state.withLock(\.milliseconds) }

    func forget() { state.withLock { $0 = State() } }

    func note(phone: String, isCalledBy call: String) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.calls += 1
            state.called[phone] = (call, now)
        }
    }

    /// The call that the phone's card has not shown yet.
    func awaitedCall(of phone: String) -> String? {
        state.withLock { $0.called[phone]?.call }
    }

    func note(phone: String, showsSince then: ContinuousClock.Instant) {
        state.withLock { state in
            guard let called = state.called.removeValue(forKey: phone) else { return }
            state.milliseconds.append((then - called.at).seconds * 1_000)
        }
    }
}
