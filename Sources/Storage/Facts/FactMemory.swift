import ContactCenter
import Synchronization

/// Months of facts as they were read last, so that the next report need not read them again. Those that nobody has asked for longest go
/// when there are too many.
///
/// What is held is good for one version of a month; whoever asks knows which one the database has.
final class FactMemory: Sendable {
    private struct Key: Hashable {
        let kind: FactKind
        let month: Day
    }

    private struct Kept {
        let version: String
        let chunk: PackedChunk
        var askedFor: UInt64
    }

    private struct State {
        var months: [Key: Kept] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter bytes: how much may be held.
    init(bytes: Int) { limit = bytes }

    func chunk(_ kind: FactKind, month: Day, version: String) -> PackedChunk? {
        state.withLock { state in
            let key = Key(kind: kind, month: month)
            guard let kept = state.months[key], kept.version == version else { return nil }
            state.clock += 1
            state.months[key]?.askedFor = state.clock
            return kept.chunk
        }
    }

    /// - Parameter chunk: with some columns; another reader may have read others meanwhile.
    func keep(_ chunk: PackedChunk, _ kind: FactKind, month: Day, version: String) {
        state.withLock { state in
            let key = Key(kind: kind, month: month)
            var chunk = chunk
            if let before = state.months[key], before.version == version { chunk.add(columnsOf: before.chunk) }
            state.clock += 1
            let kept = Kept(version: version, chunk: chunk, askedFor: state.clock)
            let before = state.months.updateValue(kept, forKey: key)
            state.bytes += chunk.bytes - (before?.chunk.bytes ?? 0)
            while state.bytes > limit, let oldest = state.months.min(by: { $0.value.askedFor < $1.value.askedFor }) {
                state.months[oldest.key] = nil
                state.bytes -= oldest.value.chunk.bytes
            }
        }
    }
}
