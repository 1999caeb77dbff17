import Foundation

/// Lets a PBX in by a token and the address it comes from. A token that was right is believed without asking the database again, which
/// is done now and then instead, so that no caller waits for it.
package actor RoutingDoor {
    /// How soon a revoked token opens nothing any more.
    private static let lifetime = Duration.seconds(10)

    /// A token that was right.
    private struct Known {
        var address: String
        /// Since it was last asked for.
        var isUsed: Bool
    }

    private let tokens: TokenCheck
    private let store: any APITokenStore
    /// As the sockets tell them: `10.0.0.5`, `fd00::5`. Nobody else is let in, whatever they know.
    private let addresses: Set<String>
    private let now: @Sendable () -> Date
    private var known: [TokenDigest: Known] = [:]

    package init(
        tokens: TokenCheck,
        store: any APITokenStore,
        addresses: Set<String>,
        now: @escaping @Sendable () -> Date
    ) {
        self.tokens = tokens
        self.store = store
        self.addresses = addresses
        self.now = now
    }

    package nonisolated func knows(_ address: String) -> Bool { addresses.contains(Self.plain(address)) }

    /// - Parameter digest: of the secret that was sent; `nil` for what no program of ours can have made.
    package func admits(_ digest: TokenDigest?, from address: String) async -> Bool {
        guard knows(address) else { return false }
        if let digest, known[digest] != nil {
            known[digest]?.isUsed = true
            return true
        }
        guard let bearer = try? await tokens.check(digest, from: address), Self.mayAsk(bearer) else { return false }
        if let digest { known[digest] = Known(address: address, isUsed: false) }
        return true
    }

    /// Asks again for the tokens that were right, until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.lifetime)
            await renew()
        }
    }

    /// A database that does not answer changes nothing.
    package func renew() async {
        for (digest, token) in known {
            do {
                guard let bearer = try await store.bearer(of: digest, at: now()), Self.mayAsk(bearer) else {
                    known[digest] = nil
                    continue
                }
                // Notes that it was used.
                if token.isUsed { _ = try await tokens.check(digest, from: token.address) }
                known[digest]?.isUsed = false
            } catch {
                continue
            }
        }
    }

    /// A client's name is told to who may look clients up.
    private static func mayAsk(_ bearer: TokenBearer) -> Bool { bearer.rights.allows(.clients) }

    /// An IPv4 address that a socket for both kinds tells is one all the same.
    private static func plain(_ address: String) -> String {
        address.hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst("::ffff:".count)) : address
    }
}
