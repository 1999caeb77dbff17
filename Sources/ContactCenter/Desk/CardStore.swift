import Foundation

/// Notes on calls, and whose cards are still open after the call, wherever they are kept.
package protocol CardStore: Sendable {
    /// The notes of these calls and of those that became part of them, the oldest first.
    func notes(of calls: [CallID]) async throws -> [CallNote]

    /// Writes a person's note on a call.
    ///
    /// Nothing is lost by two browsers of one person: what would not go on from the text that is there is refused. The same
    /// text again is no change, so that a note may be sent again when its answer was lost.
    ///
    /// - Parameter revision: that of the text the person went on from; 0 when there was none.
    func write(
        _ text: String,
        by user: UserID,
        on call: CallID,
        over revision: Int64,
        at now: Date
    ) async throws -> NoteWriting

    /// Takes cards away from the person who is done with them.
    func close(_ cards: [ClosedCard], of user: UserID, at now: Date) async throws

    /// Calls whose cards the person has not closed, or that came back to this phone afterwards: inbound ones answered at it while
    /// the person sat there, those the person made a note on, and calls of theirs whose contact they have begun.
    ///
    /// - Parameter since: older ones are closed by themselves.
    /// - Returns: the latest, latest first.
    func openCards(of user: UserID, at phone: Extension, since: Date, limit: Int) async throws -> [CallID]

    /// Those that the person has closed.
    func closedCards(of user: UserID, since: Date) async throws -> [ClosedCard]

    /// The call itself, or the one that it became part of; `nil` when there is none.
    func present(_ call: CallID) async throws -> CallID?
}

/// A card that somebody has closed, and how far its call had come then: one that is sent back to the person and answered anew has
/// a card again. Legs tell that without a clock; the PBX's may differ from ours.
package struct ClosedCard: Hashable, Sendable {
    package var call: CallID
    /// How many the call had.
    package var legs: Int

    package init(call: CallID, legs: Int) {
        self.call = call
        self.legs = legs
    }

    /// - Parameter call: as it stands now.
    package func holds(for call: Call, at phone: Extension) -> Bool {
        !call.legs.dropFirst(legs).contains { $0.party == .phone(phone) && $0.answeredAt != nil }
    }
}

/// Something about a call's card that people did, told to all who have it open.
package enum CardChange: Hashable, Sendable {
    /// Notes as they are now; others of the call did not change.
    case noted([CallNote])
    case closed(ClosedCard, by: UserID)
    /// Who takes the call's contact now, or has registered it.
    case contact(ContactTaker)
}

/// Who goes on with the contact of a call, as all who have its card are told (decision D24).
package struct ContactTaker: Hashable, Sendable {
    package var user: UserID
    package var isRegistered: Bool

    package init(_ user: UserID, isRegistered: Bool = false) {
        self.user = user
        self.isRegistered = isRegistered
    }
}
