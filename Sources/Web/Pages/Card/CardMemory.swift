import ContactCenter
import Foundation
import Logging

/// What a card's page has to look up before it is shown: the cards that are still open, and what was noted on calls that
/// come to the phone from elsewhere.
struct CardMemory: Sendable {
    enum Question: Hashable, Sendable {
        case openCards(of: UserID, at: Extension)
        case notes(of: CallID)
    }

    struct Answer: Sendable {
        var calls: [Call] = []
        var notes: [CallNote] = []
        var closed: [ClosedCard] = []
    }

    /// After so long a card that nobody has closed is closed by itself.
    static let shift: TimeInterval = 12 * 3_600
    static let mostOpenCards = 5

    var cards: any CardStore
    var journal: any CallJournal
    var now: @Sendable () -> Date
    var logger: Logger

    /// A database that does not answer costs what it holds, not the card.
    func answer(to question: Question) async -> Answer {
        do {
            switch question {
            case .openCards(let user, let phone): return try await openCards(of: user, at: phone)
            case .notes(let call): return Answer(notes: try await cards.notes(of: [call]))
            }
        } catch {
            logger.warning("Open cards and notes could not be read", metadata: ["error": "\(error)"])
            return Answer()
        }
    }

    private func openCards(of user: UserID, at phone: Extension) async throws -> Answer {
        let since = now() - Self.shift
        let closed = try await cards.closedCards(of: user, since: since)
        let open = try await cards.openCards(of: user, at: phone, since: since, limit: Self.mostOpenCards)
        return Answer(
            calls: open.isEmpty ? [] : try await journal.calls(open),
            notes: open.isEmpty ? [] : try await cards.notes(of: open),
            closed: closed
        )
    }
}
