import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Secrets are sealed with a key outside the database")
struct SealedSecretsTests {
    @Test("and read again; the key is made on first use, for its owner alone")
    func roundTrip() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/key"
            let secrets = SealedSecrets(KeyFile(path: path))
            let secret = secrets.makeSecret()
            #expect(secret.hasPrefix("whsec_") && secret.count == 49)
            #expect(secret != secrets.makeSecret())
            let sealed = try secrets.seal(secret, isFirst: true)
            #expect(!sealed.rawValue.contains(secret))
            #expect(try SealedSecrets(KeyFile(path: path)).open(sealed) == secret)
            #expect(try secrets.seal(secret, isFirst: false) != sealed)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("a key that is lost is not replaced behind anybody's back")
    func missing() async throws {
        try await TestFolder.with { folder in
            let secrets = SealedSecrets(KeyFile(path: folder + "/key"))
            let error = #expect(throws: SealingError.self) { try secrets.seal("x", isFirst: false) }
            #expect(error?.description.contains("is not there") == true)
            #expect(!FileManager.default.fileExists(atPath: folder + "/key"))
        }
    }

    @Test("a key that others may read is refused, and so is what is none")
    func readable() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/key"
            let secrets = SealedSecrets(KeyFile(path: path))
            let sealed = try secrets.seal("x", isFirst: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            let error = #expect(throws: SealingError.self) { try secrets.open(sealed) }
            #expect(error?.description.contains("chmod 600") == true)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            try "short\n".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: SealingError.self) { try secrets.open(sealed) }
        }
    }

    @Test("another key is told from a secret that was changed")
    func wrong() async throws {
        try await TestFolder.with { folder in
            let first = SealedSecrets(KeyFile(path: folder + "/first"))
            let second = SealedSecrets(KeyFile(path: folder + "/second"))
            let sealed = try first.seal("x", isFirst: true)
            _ = try second.seal("x", isFirst: true)
            let other = #expect(throws: SealingError.self) { try second.open(sealed) }
            #expect(other?.description.contains("another key") == true)
            var text = Array(sealed.rawValue)
            text[text.count - 6] = text[text.count - 6] == "A" ? "B" : "A"
            let changed = SealedText(rawValue: String(text))
            let error = #expect(throws: SealingError.self) { try first.open(changed) }
            #expect(error?.description.contains("been changed") == true)
            #expect(throws: SealingError.self) { try first.open(SealedText(rawValue: "")) }
        }
    }
}
