import Foundation
import Synchronization

/// When something about a person changed, and when each open table of people showed it.
final class PickerTimes: Sendable {
    /// What changed.
    enum Kind: Hashable, Sendable {
        /// What somebody says of themselves.
        case presence
        /// What their phone does.
        case line
    }

    private struct Change {
        var kind: Kind
        var at: ContinuousClock.Instant
        /// Streams that have shown it.
        var shown: Set<Int> = []
    }

    private struct State {
        var isOn = false
        /// By the bytes that show it.
        var awaited: [String: Change] = [:]
        var milliseconds: [Kind: [Double]] = [:]
        var changes: [Kind: Int] = [:]
    }

    private let state = Mutex(State())
    private let streams: Int

    init(streams: Int) { self.streams = streams }

    func milliseconds(of kind: Kind) -> [Double] { state.withLock { $0.milliseconds[kind] ?? [] } }
    func changes(of kind: Kind) -> Int { state.withLock { $0.changes[kind] ?? 0 } }

    /// Before that nothing is looked for: what comes with the opening is long.
    func begin() { state.withLock { $0.isOn = true } }

    func await(_ bytes: String, of kind: Kind) {
        let now = ContinuousClock.now
        state.withLock { state in
            guard state.isOn else { return }
            state.changes[kind, default: 0] += 1
            // What nothing has shown for long is lost, and not looked for any more.
            state.awaited = state.awaited.filter { now - $0.value.at < .seconds(5) }
            state.awaited[bytes] = Change(kind: kind, at: now)
        }
    }

    /// Takes what a stream has received.
    func note(_ received: UnsafeRawBufferPointer, by stream: Int) {
        let now = ContinuousClock.now
        state.withLock { state in
            for (bytes, change) in state.awaited
            where !change.shown.contains(stream) && received.holds(bytes) {
                state.milliseconds[change.kind, default: []].append((now - change.at).seconds * 1_000)
                state.awaited[bytes]?.shown.insert(stream)
                if state.awaited[bytes]?.shown.count == streams { state.awaited[bytes] = nil }
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the text stands in it. The standard library's search would take longer than the server.
    fileprivate func holds(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { wanted in
            guard let first = wanted.first, let start = wanted.baseAddress else { return true }
            var rest = self[...]
            while rest.count >= wanted.count, let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let found = memchr(base, Int32(first), rest.count - wanted.count + 1)
            {
                if memcmp(found, start, wanted.count) == 0 { return true }
                rest = rest.dropFirst(UnsafeRawPointer(found) - base + 1)
            }
            return false
        }
    }
}
