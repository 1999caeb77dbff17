import Foundation

/// Which calls of the register somebody wants to see.
package struct MissedQuery: Hashable, Sendable {
    package enum View: String, Sendable, CaseIterable {
        /// Those whose callers wait to be called back.
        case waiting
        /// Of these those that were meant for nobody personally and are in nobody's hands (requirement S2.24).
        case nobodys
        /// Of these those handed to the reader, or meant for the phone at which the reader sat.
        case mine
        /// All but the hidden ones.
        case all
        case hidden
    }

    package enum Arrangement: String, Sendable, CaseIterable {
        /// Calls of one number stand together (requirement S0.62).
        case byCaller
        case byCall
    }

    /// A row of the list: the next page begins after it.
    package struct Place: Hashable, Sendable {
        package var startedAt: Date
        package var id: MissedCall.ID

        package init(startedAt: Date, id: MissedCall.ID) {
            self.startedAt = startedAt
            self.id = id
        }
    }

    package var view = View.waiting
    package var arrangement = Arrangement.byCaller
    package var period: Range<Date>
    package var cause: CallCause?
    /// Only those that came outside the business's working hours, or only the others.
    package var isOutsideHours: Bool?
    package var did: NumberKey?
    /// A phone of ours that rang.
    package var phone: Extension?
    package var number: NumberKey?
    package var reader: UserID
    /// Only what concerns these people: was handed to them, or rang where they sat. `nil`: everybody's.
    package var concerning: Sitters?
    package var after: Place?
    package var limit = 50

    /// All calls of one number are one caller's.
    package var isOfOneCaller: Bool { arrangement == .byCaller && number != nil }

    /// How many calls of one caller are known, and marked together: the latest. A form carries those of a whole page.
    package static let mostAttempts = 100

    package init(period: Range<Date>, reader: UserID) {
        self.period = period
        self.reader = reader
    }
}

/// A caller with the calls that were missed; of calls without a number each is a caller of its own.
package struct MissedCaller: Hashable, Sendable {
    /// The latest first; at most `MissedQuery.mostAttempts`.
    package var attempts: [MissedCall]
    package var count: Int

    package init(attempts: [MissedCall], count: Int) {
        self.attempts = attempts
        self.count = count
    }
}

package struct MissedPage: Hashable, Sendable {
    /// By their latest calls, the latest first.
    package var callers: [MissedCaller]
    /// Where the next page begins, if there is one.
    package var next: MissedQuery.Place?

    package init(callers: [MissedCaller], next: MissedQuery.Place? = nil) {
        self.callers = callers
        self.next = next
    }
}

/// How many callers wait to be called back.
package struct MissedCounts: Hashable, Sendable {
    package var waiting = 0
    package var nobodys = 0
    package var mine = 0
    /// The call-back window is over.
    package var overdue = 0

    package init() {}
}
