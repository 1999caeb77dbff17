import Foundation

/// What a person does to calls of the register.
package enum MissedMark: Hashable, Sendable {
    /// "Is not missed" (requirement S0.60).
    case exclude(ExclusionReason, note: String?)
    case include
    /// Handed to a person; to nobody with `nil` (requirement S2.25).
    case assign(UserID?)
    case hide
    case unhide
    /// Their numbers are those of unwanted callers.
    case spam

    package enum Kind: String, Sendable, CaseIterable {
        case exclude
        case include
        case assign
        case hide
        case unhide
        case spam
    }

    package var kind: Kind {
        switch self {
        case .exclude: .exclude
        case .include: .include
        case .assign: .assign
        case .hide: .hide
        case .unhide: .unhide
        case .spam: .spam
        }
    }
}

/// Who does it, when, and from where: what the audit log needs.
package struct MissedActor: Hashable, Sendable {
    package var user: UserID
    package var at: Date
    package var address: String?
    /// Only calls that concern these people may be touched; `nil`: all.
    package var concerning: Sitters?

    package init(user: UserID, at: Date, address: String? = nil, concerning: Sitters? = nil) {
        self.user = user
        self.at = at
        self.address = address
        self.concerning = concerning
    }
}

/// Something that was done to calls of the register, and can be taken back.
package struct MissedChange: Hashable, Sendable, Identifiable {
    package struct ID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package var rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }
        package init(_ rawValue: Int64) { self.rawValue = rawValue }

        package var description: String { String(rawValue) }
    }

    package var id: ID
    package var kind: MissedMark.Kind
    package var by: UserID
    package var at: Date
    /// How many calls were changed; of spam, how many numbers.
    package var count: Int
    package var isUndone: Bool

    package init(id: ID, kind: MissedMark.Kind, by: UserID, at: Date, count: Int, isUndone: Bool) {
        self.id = id
        self.kind = kind
        self.by = by
        self.at = at
        self.count = count
        self.isUndone = isUndone
    }
}

/// What came of a mark, or of taking one back.
package struct MissedOutcome: Hashable, Sendable {
    /// `nil` where nothing was changed.
    package var change: MissedChange.ID?
    package var changed: Int
    /// Left as they are, because somebody else changed them meanwhile, or they are none of the reader's.
    package var refused: Int

    package init(change: MissedChange.ID?, changed: Int, refused: Int) {
        self.change = change
        self.changed = changed
        self.refused = refused
    }
}

/// A number whose calls are not wanted.
package struct SpamNumber: Hashable, Sendable, Identifiable {
    package struct ID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package var rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }
        package init(_ rawValue: Int64) { self.rawValue = rawValue }

        package var description: String { String(rawValue) }
    }

    package var id: ID
    package var key: NumberKey
    /// As it was delivered.
    package var number: String
    package var markedBy: String
    package var markedAt: Date
    /// Inbound calls of the number, those from before included.
    package var callCount: Int
    package var lastCallAt: Date?

    package init(id: ID, key: NumberKey, number: String, markedBy: String, markedAt: Date, callCount: Int) {
        self.id = id
        self.key = key
        self.number = number
        self.markedBy = markedBy
        self.markedAt = markedAt
        self.callCount = callCount
    }
}

/// Somebody to whom a missed call can be handed.
package struct MissedAssignee: Hashable, Sendable {
    package var user: UserID
    package var displayName: String

    package init(user: UserID, displayName: String) {
        self.user = user
        self.displayName = displayName
    }
}

/// The register of missed calls. The journal writes it; people mark what is in it.
///
/// Nothing that a person entered is destroyed: each mark can be taken back and stands in the audit log (decision D21).
package protocol MissedRegister: Sendable {
    func page(_ query: MissedQuery) async throws -> MissedPage
    /// By the query's period and filters, whatever its view.
    func counts(_ query: MissedQuery, overdueBefore: Date) async throws -> MissedCounts
    /// Whether the call is a missed one that came outside the business's working hours.
    func isOutsideHours(_ call: CallID) async throws -> Bool
    /// Callers who wait to be called back since then; never more than a thousand are counted.
    func waitingCallers(since: Date) async throws -> Int
    /// By name.
    func assignees() async throws -> [MissedAssignee]

    /// Marks calls as they were seen; what was changed meanwhile is refused.
    func mark(_ calls: [MissedCall.Seen], _ mark: MissedMark, by actor: MissedActor) async throws -> MissedOutcome
    /// Takes a change back where nothing has been changed since.
    func undo(_ change: MissedChange.ID, by actor: MissedActor) async throws -> MissedOutcome
    func change(_ id: MissedChange.ID) async throws -> MissedChange?

    /// The latest marked first, at most a thousand.
    func spamNumbers() async throws -> [SpamNumber]
    func spamKeys() async throws -> Set<NumberKey>
    /// - Returns: false when it is none any more.
    func restore(_ number: SpamNumber.ID, by actor: MissedActor) async throws -> Bool
}
