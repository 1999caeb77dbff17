import Foundation

/// Lets programs in by their tokens, with growing delays against guessing.
package actor TokenCheck {
    /// Why a request is not let in.
    package enum Refusal: Error, Hashable, Sendable {
        case wrong
        /// Too many tries: the next one counts after so many seconds.
        case tooEarly(seconds: Int)
    }

    private let store: any APITokenStore
    private let now: @Sendable () -> Date
    private var delays = AttemptDelays()
    /// Those that were right before are let in whatever somebody else at the same address guesses.
    private var known: Set<TokenDigest> = []

    private static let mostKnown = 1_000
    /// A token is noted as used no more often than this.
    private static let touchInterval: TimeInterval = 60

    package init(store: any APITokenStore, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.now = now
    }

    /// - Parameters:
    ///   - digest: of the secret that was sent; `nil` for what no program of ours can have made.
    ///   - address: where the request comes from.
    /// - Throws: `Refusal`, and what the store throws.
    package func check(_ digest: TokenDigest?, from address: String) async throws -> TokenBearer {
        let place = [AttemptDelays.Place.anyName(address: address)]
        let isKnown = digest.map(known.contains) ?? false
        let wait = isKnown ? 0 : delays.wait(place, at: now())
        guard wait <= 0 else { throw Refusal.tooEarly(seconds: Int(wait.rounded(.up))) }
        // Counted before it is known to be wrong, so that tries made side by side wait for each other.
        if !isKnown { delays.noteFailure(place, at: now()) }
        guard let digest, let bearer = try await bearer(of: digest, at: place, isKnown) else {
            if let digest, known.remove(digest) != nil { delays.noteFailure(place, at: now()) }
            throw Refusal.wrong
        }
        if known.count >= Self.mostKnown { known.removeAll() }
        if !isKnown { delays.takeBack(place) }
        known.insert(digest)
        if now().timeIntervalSince(bearer.token.lastUsedAt ?? .distantPast) >= Self.touchInterval {
            try await store.touch(bearer.token.id, at: now())
        }
        return bearer
    }

    private func bearer(
        of digest: TokenDigest,
        at place: [AttemptDelays.Place],
        _ isKnown: Bool
    ) async throws -> TokenBearer? {
        do {
            return try await store.bearer(of: digest, at: now())
        } catch {
            if !isKnown { delays.takeBack(place) }
            throw error
        }
    }
}
