import ContactCenter
import Foundation
import Synchronization

/// Notes and closed cards in memory.
final class SampleCards: CardStore {
    private struct State {
        var notes: [CallNote] = []
        var closed: [UserID: [ClosedCard]] = [:]
        var open: [CallID] = []
        var merged: [CallID: CallID] = [:]
    }

    private let state = Mutex(State())

    /// What `openCards` finds besides what was closed.
    func open(_ calls: CallID...) { state.withLock { $0.open += calls } }

    /// Notes of the one are found by the other.
    func merge(_ call: CallID, into other: CallID) { state.withLock { $0.merged[call] = other } }

    func notes(of calls: [CallID]) async throws -> [CallNote] {
        state.withLock { state in
            state.notes.filter { note in calls.contains(state.merged[note.call] ?? note.call) }
        }
    }

    func write(
        _ text: String,
        by user: UserID,
        on call: CallID,
        over revision: Int64,
        at now: Date
    ) async throws -> NoteWriting {
        state.withLock { state in
            let place = state.notes.firstIndex { $0.user == user && $0.call == call }
            let known = place.map { state.notes[$0] }
            if let known, known.revision != revision { return .refused(known) }
            let note = CallNote.sample(text, by: user, on: call, revision: revision + 1, at: now)
            if let place { state.notes[place] = note } else { state.notes.append(note) }
            return .written(note)
        }
    }

    func close(_ cards: [ClosedCard], of user: UserID, at now: Date) async throws {
        state.withLock { $0.closed[user, default: []] += cards }
    }

    func openCards(of user: UserID, at phone: Extension, since: Date, limit: Int) async throws -> [CallID] {
        state.withLock { state in state.open.filter { !(state.closed[user] ?? []).map(\.call).contains($0) } }
    }

    func closedCards(of user: UserID, since: Date) async throws -> [ClosedCard] {
        state.withLock { $0.closed[user] ?? [] }
    }

    func present(_ call: CallID) async throws -> CallID? { call }
}

extension CallNote {
    static func sample(
        _ text: String,
        by user: UserID = UserID(1),
        author: String = "Петрова Анна",
        on call: CallID = Call.id("1"),
        revision: Int64 = 1,
        at date: Date = Call.sampleStart
    ) -> CallNote {
        CallNote(call: call, user: user, author: author, text: text, revision: revision, updatedAt: date)
    }
}
