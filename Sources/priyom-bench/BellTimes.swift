import Synchronization

/// When people's bells showed all that they were to be told of.
final class BellTimes: Sendable {
    private struct State {
        /// How much each has not read, as their screen shows it.
        var unread: [String: Int] = [:]
        var completeAt: [String: ContinuousClock.Instant] = [:]
        /// Whose server went away.
        var moved: Set<String> = []
    }

    private let wanted: Int
    private let state = Mutex(State())

    /// - Parameter wanted: how much each person is to be told of.
    init(wanted: Int) { self.wanted = wanted }

    /// How many people's bells are on a screen.
    var bells: Int { state.withLock(\.unread.count) }
    /// How many of them show everything, and nothing twice.
    var complete: Int { state.withLock { $0.unread.values.count { $0 == wanted } } }

    /// How long after that moment each bell showed everything.
    ///
    /// - Parameter moved: only those whose server went away.
    func milliseconds(after due: ContinuousClock.Instant, moved: Bool = false) -> [Double] {
        state.withLock { state in
            state.completeAt.filter { !moved || state.moved.contains($0.key) }.map { ($0.value - due).seconds * 1_000 }
        }
    }

    func note(_ unread: Int, of person: String) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.unread[person] = unread
            if unread == wanted, state.completeAt[person] == nil { state.completeAt[person] = now }
        }
    }

    func noteMove(of person: String) { state.withLock { _ = $0.moved.insert(person) } }
}
