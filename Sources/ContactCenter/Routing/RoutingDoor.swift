import Foundation

/// Lets a PBX in by a token and the address it comes from. A token that was right is believed without asking the database again, which
/// is done now and then instead, so that no caller waits for it.
package actor RoutingDoor {
    /// How soon a revoked token opens nothing any more.
    private static let lifetime = Duration.seconds(10)

    private let tokens: TokenCheck
    /// As the sockets tell them: `10.0.0.5`, `fd00::5`. Nobody else is let in, whatever they know.
    private let addresses: Set<String>
    private var known: [TokenDigest: String] = [:]

    package init(tokens: TokenCheck, addresses: Set<String>) {
        self.tokens = tokens
        self.addresses = addresses
    }

    package nonisolated func knows(_ address: String) -> Bool { addresses.contains(Self.plain(address)) }

    /// - Parameter digest: of the secret that was sent; `nil` for what no program of ours can have made.
    package func admits(_ digest: TokenDigest?, from address: String) async -> Bool {
        guard knows(address) else { return false }
        if let digest, known[digest] != nil { return true }
        guard let bearer = try? await tokens.check(digest, from: address), bearer.rights.allows(.clients) else {
            return false
        }
        if let digest { known[digest] = address }
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
        for (digest, address) in known {
            do {
                let bearer = try await tokens.check(digest, from: address)
                if !bearer.rights.allows(.clients) { known[digest] = nil }
            } catch TokenCheck.Refusal.wrong {
                known[digest] = nil
            } catch {
                continue
            }
        }
    }

    /// An IPv4 address that a socket for both kinds tells is one all the same.
    private static func plain(_ address: String) -> String {
        address.hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst("::ffff:".count)) : address
    }
}
