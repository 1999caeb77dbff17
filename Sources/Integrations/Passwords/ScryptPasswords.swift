import ContactCenter
import Crypto
import CryptoExtras
import Foundation
import NIOPosix
import Synchronization

/// Passwords by scrypt, N = 2^15, r = 8, p = 3: about 0.15 s and 32 MiB each, on two threads of its own.
///
/// A hash is text that carries its parameters, `$scrypt$ln=15,r=8,p=3$SALT$KEY`, so that later versions may raise them.
package final class ScryptPasswords: Passwords {
    private let threads: NIOThreadPool
    private let waiting = Mutex(0)

    /// How many may wait for the threads, some seconds' work.
    private static let waitingLimit = 32

    /// - Parameter threads: two by default; 32 MiB each while they work.
    package init(threads: Int = 2) {
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func hash(_ password: String) async throws -> PasswordHash {
        var random = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        return try await onThread { PasswordHash(try ScryptHash(password, .current, salt: salt).text) }
    }

    package func isRight(_ password: String, for hash: PasswordHash?) async throws -> Bool {
        let kept = hash.flatMap { ScryptHash(text: $0.rawValue) }
        // Somebody who does not exist takes as long as somebody who does.
        let compared = kept ?? ScryptHash(parameters: .current, salt: Data(count: 16), key: Data(count: 32))
        return try await onThread {
            let tried = try ScryptHash(password, compared.parameters, salt: compared.salt)
            return tried.hasSameKey(as: compared) && kept != nil
        }
    }

    private func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let isAccepted = waiting.withLock { waiting in
            guard waiting < Self.waitingLimit else { return false }
            waiting += 1
            return true
        }
        guard isAccepted else { throw PasswordsBusy() }
        defer { waiting.withLock { $0 -= 1 } }
        return try await threads.runIfActive(work)
    }
}

private struct ScryptParameters: Equatable, Sendable {
    /// The binary logarithm of N.
    var logN: Int
    var blockSize: Int
    var parallelism: Int

    static let current = ScryptParameters(logN: 15, blockSize: 8, parallelism: 3)

    /// What a hash in the database may ask of the machine: memory, and about a second. The library refuses p = 1.
    var isBearable: Bool {
        guard (2...20).contains(logN), (1...32).contains(blockSize), (2...16).contains(parallelism) else {
            return false
        }
        let memory = 128 * blockSize << logN
        return memory <= 256 << 20 && memory * parallelism <= 512 << 20
    }
}

private struct ScryptHash: Sendable {
    let parameters: ScryptParameters
    let salt: Data
    let key: Data

    init(parameters: ScryptParameters, salt: Data, key: Data) {
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    /// Letters that look the same and are the same count as the same: é typed as one character or as two.
    init(_ password: String, _ parameters: ScryptParameters, salt: Data) throws {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCompatibilityMapping.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: 1 << parameters.logN,
            blockSize: parameters.blockSize,
            parallelism: parameters.parallelism
        )
        self.init(parameters: parameters, salt: salt, key: key.withUnsafeBytes { Data($0) })
    }

    init?(text: String) {
        let pattern = #/\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)/#
        guard let match = text.wholeMatch(of: pattern), let logN = Int(match.1), let blockSize = Int(match.2),
            let parallelism = Int(match.3), let salt = Data(base64Encoded: String(match.4)),
            let key = Data(base64Encoded: String(match.5)), key.count == 32
        else { return nil }
        let parameters = ScryptParameters(logN: logN, blockSize: blockSize, parallelism: parallelism)
        guard parameters.isBearable else { return nil }
        self.init(parameters: parameters, salt: salt, key: key)
    }

    var text: String {
        "$scrypt$ln=\(parameters.logN),r=\(parameters.blockSize),p=\(parameters.parallelism)"
            + "$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    /// In a time that does not tell where they differ.
    func hasSameKey(as other: ScryptHash) -> Bool {
        SymmetricKey(data: key) == SymmetricKey(data: other.key)
    }
}
