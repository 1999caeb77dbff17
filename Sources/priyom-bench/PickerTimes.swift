import Foundation
import Synchronization

/// When something about a person changed, and when each open table or panel of people showed it.
final class PickerTimes: Sendable {
    /// The bytes that show a change.
    struct Sight: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        var beginning: String
        /// Stands behind the beginning, before that of another row.
        var rest: String?

        init(_ beginning: String, then rest: String? = nil) {
            self.beginning = beginning
            self.rest = rest
        }

        init(stringLiteral value: String) { self.init(value) }
    }

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
        var awaited: [Sight: Change] = [:]
        var milliseconds: [Kind: [Double]] = [:]
        var changes: [Kind: Int] = [:]
    }

    private let state = Mutex(State())
    /// How many show a change.
    private let streams: Int

    init(streams: Int) { self.streams = streams }

    func milliseconds(of kind: Kind) -> [Double] { state.withLock { $0.milliseconds[kind] ?? [] } }
    func changes(of kind: Kind) -> Int { state.withLock { $0.changes[kind] ?? 0 } }

    /// Before that nothing is looked for: what comes with the opening is long.
    func begin() { state.withLock { $0.isOn = true } }

    func await(_ sight: Sight, of kind: Kind) {
        let now = ContinuousClock.now
        state.withLock { state in
            guard state.isOn else { return }
            state.changes[kind, default: 0] += 1
            // What nothing has shown for long is lost, and not looked for any more.
            state.awaited = state.awaited.filter { now - $0.value.at < .seconds(5) }
            state.awaited[sight] = Change(kind: kind, at: now)
        }
    }

    /// Takes what a stream has received.
    func note(_ received: UnsafeRawBufferPointer, by stream: Int) {
        let now = ContinuousClock.now
        state.withLock { state in
            for (sight, change) in state.awaited
            where !change.shown.contains(stream) && received.shows(sight) {
                state.milliseconds[change.kind, default: []].append((now - change.at).seconds * 1_000)
                state.awaited[sight]?.shown.insert(stream)
                if state.awaited[sight]?.shown.count == streams { state.awaited[sight] = nil }
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The end of a row, as it is written into an event.
    private static let end = "</li>"

    /// A row may stand there as it was before, too: each is looked at.
    fileprivate func shows(_ sight: PickerTimes.Sight) -> Bool {
        var unread = self[...]
        while let row = unread.place(of: sight.beginning) {
            guard let rest = sight.rest else { return true }
            let end = row.place(of: Self.end)?.startIndex ?? row.endIndex
            if row[..<end].place(of: rest) != nil { return true }
            unread = row[end...]
        }
        return false
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// The standard library's search would take longer than the server.
    ///
    /// - Returns: from the text to the end of all.
    fileprivate func place(of text: String) -> Self? {
        var text = text
        return text.withUTF8 { wanted in
            guard let first = wanted.first, let start = wanted.baseAddress else { return self }
            var rest = self
            while rest.count >= wanted.count, let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let found = memchr(base, Int32(first), rest.count - wanted.count + 1)
            {
                rest = rest.dropFirst(UnsafeRawPointer(found) - base)
                if memcmp(found, start, wanted.count) == 0 { return rest }
                rest = rest.dropFirst()
            }
            return nil
        }
    }
}
