import Foundation
import Integrations
import Testing

@testable import Server

@Suite("The settings of the mail server")
struct MailConfigurationTests {
    private func load(_ settings: [String: String]) async throws -> Configuration {
        let variables = settings.map { ("PRIYOM_MAIL_\($0.key.uppercased())", $0.value) }
        return try await Configuration.load(
            environment: Dictionary(uniqueKeysWithValues: variables),
            need: .nothing
        )
    }

    private func problems(_ settings: [String: String]) async throws -> [String] {
        let error = await #expect(throws: ConfigurationError.self) { _ = try await load(settings) }
        return try #require(error).problems.map(\.key)
    }

    @Test("nothing is sent where there is none")
    func none() async throws {
        #expect(try await load([:]).mail == nil)
        #expect(try await load(["from": "a@b", "security": "tls"]).mail == nil)
    }

    @Test("server, port by its encryption, user, password, sender")
    func whole() async throws {
        let mail = try #require(
            try await load([
                "server": "smtp.example.org", "user": "priyom", "password": "s3cret",
                "from": "Приём <reports@example.org>",
            ]).mail
        )
        #expect(mail.description == "smtp://smtp.example.org:587" && mail.security == .startTLS)
        #expect(mail.user == "priyom" && mail.password == "s3cret" && mail.from.name == "Приём")
        let other = try await load(["server": "[fd00::5]:2525", "security": "tls", "from": "a@b"]).mail
        #expect(other?.description == "smtps://[fd00::5]:2525" && other?.user == nil)
        #expect(try await load(["server": "localhost", "security": "off", "from": "a@b"]).mail?.port == 25)
    }

    @Test("the password may stand in a file, and is never printed")
    func passwordFile() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("priyom-\(UUID().uuidString)").path
        try Data("s3cret\n".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let settings = ["server": "a", "user": "u", "password_file": path, "from": "a@b"]
        let configuration = try await load(settings)
        #expect(configuration.mail?.password == "s3cret")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!"\(configuration)\(dumped)".contains("s3cret"))
        #expect(
            try await problems(["server": "a", "user": "u", "password_file": path + "x", "from": "a@b"]) == [
                "mail.password-file"
            ]
        )
    }

    @Test("what does not make sense is told, all of it")
    func malformed() async throws {
        #expect(try await problems(["server": "a"]) == ["mail.from"])
        #expect(try await problems(["server": "a", "from": "a@b", "user": "u"]) == ["mail.password-file"])
        #expect(try await problems(["server": "a", "from": "a@b", "password": "p"]) == ["mail.user"])
        let clear = ["server": "mail.example.org", "from": "a@b", "security": "off", "user": "u", "password": "p"]
        #expect(try await problems(clear) == ["mail.security"])
        #expect(try await load(clear.merging(["server": "127.0.0.1:25"]) { $1 }).mail?.password == "p")
        #expect(
            try await problems(["server": "a/b", "from": "nobody", "security": "yes", "authority": "/nowhere/x"])
                .sorted()
                == ["PRIYOM_MAIL_AUTHORITY", "PRIYOM_MAIL_FROM", "PRIYOM_MAIL_SECURITY", "PRIYOM_MAIL_SERVER"]
        )
    }
}
