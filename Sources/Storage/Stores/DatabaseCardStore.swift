import ContactCenter
import Foundation

/// Notes and open cards in a database.
package struct DatabaseCardStore: CardStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func notes(of calls: [CallID]) async throws -> [CallNote] {
        try await database.read { try CallNoteTable.notes(of: calls, in: $0) }
    }

    package func write(
        _ text: String,
        by user: UserID,
        on call: CallID,
        over revision: Int64,
        at now: Date
    ) async throws -> NoteWriting {
        try await database.write { transaction in
            guard try CallNoteTable.hasCall(call, in: transaction) else { return .noCall }
            return try CallNoteTable.write(text, by: user, on: call, over: revision, at: now, in: transaction)
        }
    }

    package func close(_ cards: [ClosedCard], of user: UserID, at now: Date) async throws {
        try await database.write { try ClosedCardTable.close(cards, of: user, at: now, in: $0) }
    }

    package func openCards(
        of user: UserID,
        at phone: Extension,
        since: Date,
        limit: Int
    ) async throws -> [CallID] {
        try await database.read {
            try ClosedCardTable.openCards(of: user, at: phone, since: since, limit: limit, in: $0)
        }
    }

    package func closedCards(of user: UserID, since: Date) async throws -> [ClosedCard] {
        try await database.read { try ClosedCardTable.closedCards(of: user, since: since, in: $0) }
    }

    package func present(_ call: CallID) async throws -> CallID? {
        try await database.read { try CallNoteTable.present(call, in: $0) }
    }
}
