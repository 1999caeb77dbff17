import ContactCenter
import Foundation
import Testing

@testable import Integrations

@Suite("Passwords by scrypt", .serialized)
struct ScryptPasswordsTests {
    private static let passwords = ScryptPasswords()
    private static let hash = Task { try await passwords.hash("correct horse") }

    private var passwords: ScryptPasswords { Self.passwords }
    private var hash: PasswordHash {
        get async throws { try await Self.hash.value }
    }

    /// A hash of the parameters and sizes that are asked for, of nothing in particular.
    private func text(
        _ parameters: String,
        salt: String = Data(count: 16).base64EncodedString(),
        key: String = Data(count: 32).base64EncodedString()
    ) -> PasswordHash {
        PasswordHash("$scrypt$\(parameters)$\(salt)$\(key)")
    }

    @Test("let in who types the right one, and nobody else")
    func rightAndWrong() async throws {
        #expect(try await passwords.isRight("correct horse", for: hash))
        #expect(try await !passwords.isRight("correct horsf", for: hash))
        #expect(try await !passwords.isRight("", for: hash))
        #expect(try await !passwords.isRight("correct horse", for: nil))
    }

    @Test("leave two different hashes of one password, none of which holds it")
    func salt() async throws {
        let other = try await passwords.hash("correct horse")
        #expect(try await other != hash)
        #expect(try await passwords.isRight("correct horse", for: other))
        #expect(!other.rawValue.contains("horse"))
        #expect(!other.rawValue.contains(Data("correct horse".utf8).base64EncodedString()))
    }

    @Test("say how they were made, so that what is made otherwise later stays readable")
    func parameters() async throws {
        let text = try await hash.rawValue
        #expect(text.wholeMatch(of: #/\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=/#) != nil)
        // N = 1024, r = 8, p = 16: the second vector of RFC 7914, its first half.
        let salt = Data("NaCl".utf8).base64EncodedString()
        let key = "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI="
        let foreign = self.text("ln=10,r=8,p=16", salt: salt, key: key)
        #expect(try await passwords.isRight("password", for: foreign))
        #expect(try await !passwords.isRight("passwort", for: foreign))
        #expect(try await !passwords.isRight("password", for: self.text("ln=11,r=8,p=16", salt: salt, key: key)))
    }

    @Test(
        "are never right for a hash that is none, or that would take the machine's memory or its day",
        .timeLimit(.minutes(1)),
        arguments: [
            "ln=0,r=8,p=2", "ln=50,r=99,p=9", "ln=21,r=8,p=2", "ln=15,r=0,p=2", "ln=15,r=8,p=0", "ln=15,r=99,p=2",
            "ln=15,r=8,p=99", "ln=20,r=32,p=1", "ln=20,r=32,p=16", "ln=18,r=8,p=16",
            "ln=15,r=8,p=1", "ln=15,r=8", "",
        ]
    )
    func monstrous(parameters: String) async throws {
        #expect(try await !passwords.isRight("correct horse", for: text(parameters)))
    }

    @Test(
        "are never right for a hash that is damaged",
        arguments: ["", "correct horse", "$scrypt$", "$2b$12$abcdefghijklmnopqrstuv", "$scrypt$ln=1,r=1,p=1$!$!"]
    )
    func malformed(text: String) async throws {
        #expect(try await !passwords.isRight("correct horse", for: PasswordHash(text)))
        #expect(try await !passwords.isRight("", for: PasswordHash(text)))
    }

    @Test("are never right for a hash whose key is short or whose salt was exchanged")
    func damaged() async throws {
        let parts = try await hash.rawValue.split(separator: "$").map(String.init)
        #expect(try await !passwords.isRight("correct horse", for: text(parts[1], salt: parts[2], key: "")))
        #expect(try await !passwords.isRight("correct horse", for: text(parts[1], salt: parts[2], key: "AAAA")))
        #expect(try await !passwords.isRight("correct horse", for: text(parts[1], key: parts[3])))
    }

    @Test("are the same when a letter is typed as one character or as two")
    func composition() async throws {
        let composed = try await passwords.hash("caf\u{E9} \u{439}")
        #expect(try await passwords.isRight("cafe\u{301} и\u{306}", for: composed))
        #expect(try await !passwords.isRight("cafe и", for: composed))
    }

    @Test("take about as long for nobody as for somebody")
    func nobody() async throws {
        let (clock, hash) = (ContinuousClock(), try await hash)
        let real = try await clock.measure { _ = try await passwords.isRight("wrong horse", for: hash) }
        let none = try await clock.measure { _ = try await passwords.isRight("wrong horse", for: nil) }
        let broken = try await clock.measure { _ = try await passwords.isRight("wrong", for: PasswordHash("none")) }
        #expect(none > real * 0.2)
        #expect(broken > real * 0.2)
    }

    @Test("say that they are busy when too many come at once, and work again afterwards", .timeLimit(.minutes(2)))
    func busy() async throws {
        let (passwords, hash) = (passwords, try await hash)
        await #expect(throws: PasswordsBusy.self) {
            try await withThrowingTaskGroup { group in
                for _ in 0..<200 { group.addTask { try await passwords.isRight("correct horse", for: hash) } }
                // The first refusal cancels the others.
                try await group.waitForAll()
            }
        }
        #expect(try await passwords.isRight("correct horse", for: hash))
    }
}
