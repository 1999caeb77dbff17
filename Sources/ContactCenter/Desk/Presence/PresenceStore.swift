import Foundation

/// A change of somebody's presence, and when it happened.
package struct PersonChange: Hashable, Sendable {
    package var user: UserID
    package var change: PresenceChange
    package var at: Date

    package init(_ user: UserID, _ change: PresenceChange, at: Date) {
        self.user = user
        self.change = change
        self.at = at
    }
}

/// Who was not seen for how long, and when that was asked.
package struct PresenceSweep: Hashable, Sendable {
    package var now: Date
    /// Without an open stream for so long is off-line, in seconds.
    package var goneAfter: TimeInterval
    /// Without activity for so long is away, in seconds.
    package var awayAfter: TimeInterval

    package init(now: Date, goneAfter: TimeInterval, awayAfter: TimeInterval) {
        self.now = now
        self.goneAfter = goneAfter
        self.awayAfter = awayAfter
    }
}

/// What people say of themselves, who is on-line, and how long each state lasted, wherever it is kept. Several processes may
/// write at once.
package protocol PresenceStore: Sendable {
    /// Everybody who was ever seen.
    func presences() async throws -> [UserID: Presence]
    /// What each person's phone has them do, as it was last written.
    func activities() async throws -> [UserID: PersonActivity]
    /// Another one after every change of what `presences` tells.
    func presenceVersion() async throws -> Int64
    /// Makes changes true, in the order of the list, all in one transaction.
    func apply(_ changes: [PersonChange]) async throws
    /// Those of the calls whose contact is registered.
    func finished(_ calls: Set<CallID>) async throws -> Set<CallID>
    /// The call that was last answered at each of the phones, as it stands now.
    func lastAnswered(at phones: [Extension]) async throws -> [Extension: Call]
    /// When people were last active, many in one transaction; nothing else changes by it.
    func noteActive(_ moments: [UserID: Date]) async throws

    /// An event stream of the person is open at this process.
    func open(_ user: UserID, at process: String, now: Date) async throws
    /// The last one at this process has closed.
    func close(_ user: UserID, at process: String, now: Date) async throws
    /// This process lives, and so do its streams.
    func beat(of process: String, now: Date) async throws
    /// Makes those off-line and away whose time has come, each once however many processes look; and those on-line again who are.
    ///
    /// - Returns: whether anybody was.
    func sweep(_ sweep: PresenceSweep) async throws -> Bool
    /// Makes a person off-line at once who has no session left.
    func leave(_ user: UserID, now: Date) async throws

    /// - Throws: `PresenceRefusal`.
    func add(_ status: OwnStatus, of user: UserID) async throws
    /// Who has the status now has it under its new name.
    ///
    /// - Throws: `PresenceRefusal`.
    func rename(_ status: OwnStatus, to name: OwnStatus, of user: UserID, now: Date) async throws
    /// Who has the status now keeps it until they choose another.
    func remove(_ status: OwnStatus, of user: UserID) async throws

    /// A person's stretches that lie in a time at least in part, the earliest first.
    func stretches(of user: UserID, from: Date, until: Date) async throws -> [PersonStretch]
}

/// Why a status cannot be as somebody wants it.
package enum PresenceRefusal: Error, Hashable, Sendable {
    case noName
    case nameTaken
    case noSuchStatus
    case tooMany
}
