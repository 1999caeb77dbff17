import Foundation
import Synchronization

/// What the directory says of the numbers that callers dial, at hand without asking the database each time (requirement S0.50).
///
/// Read anew when it is older than `lifetime`, so that a change by another server process is seen that soon; a change by this
/// one is to be told by `forget`.
package final class DIDDirectory: Sendable {
    /// Seconds.
    package static let lifetime = 10.0

    private struct State {
        var meanings: [NumberKey: DIDMeaning] = [:]
        var readAt = Date.distantPast
    }

    private let records: any RecordStore
    private let numbers: any PhoneNumberReading
    private let state = Mutex(State())

    package init(records: any RecordStore, numbers: any PhoneNumberReading) {
        self.records = records
        self.numbers = numbers
    }

    /// What a number says of a call to it, however it is written; `nil` for one that is not in the directory.
    package func meaning(of number: String) -> DIDMeaning? {
        // Nothing is understood where nothing can be found.
        guard state.withLock({ !$0.meanings.isEmpty }), let key = numbers.read(number).key else { return nil }
        return state.withLock { $0.meanings[key] }
    }

    /// To be called before pages are made, and now and then while they are kept true.
    ///
    /// - Returns: after an error what was known before is kept, and the next call tries again.
    package func refresh(at now: Date) async throws {
        // Others who come meanwhile go on with what there is.
        let isDue = state.withLock { state in
            guard now.timeIntervalSince(state.readAt) >= Self.lifetime else { return false }
            state.readAt = now
            return true
        }
        guard isDue else { return }
        do {
            let meanings = try await read()
            state.withLock { $0.meanings = meanings }
        } catch {
            forget()
            throw error
        }
    }

    /// The directory has changed.
    package func forget() { state.withLock { $0.readAt = .distantPast } }

    private func read() async throws -> [NumberKey: DIDMeaning] {
        let dids = try await records.records(of: DID.self, includingHidden: false)
        let sources = Set(dids.compactMap { $0.record.source.map { RecordReference(.record(.sources), $0.rawValue) } })
        let names = try await records.names(of: sources)
        var meanings: [NumberKey: DIDMeaning] = [:]
        for did in dids {
            guard let key = numbers.read(did.record.number).key else { continue }
            let source = did.record.source
            meanings[key] = DIDMeaning(
                id: did.id,
                name: did.record.name ?? source.flatMap { names[RecordReference(.record(.sources), $0.rawValue)] },
                source: source,
                branch: did.record.branch
            )
        }
        return meanings
    }
}

/// What is known of a call from the number that was dialled.
package struct DIDMeaning: Hashable, Sendable {
    package var id: DIDID
    /// The number's own name, else its source's.
    package var name: String?
    package var source: SourceID?
    package var branch: BranchID?
}
