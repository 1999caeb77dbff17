import Foundation
import Testing
import Web

@testable import Server

@Suite("Where pages are served")
struct ServerConfigurationTests {
    private func load(_ flags: String...) async throws -> Server.Configuration {
        try await Configuration.load(flags: flags, environment: [:], need: .nothing)
    }

    @Test(
        "beyond this machine it is not done in clear: passwords would cross the network",
        arguments: ["0.0.0.0", "::", "10.0.0.5", "priyom.example.com"]
    )
    func clear(host: String) async throws {
        let error = await #expect(throws: ConfigurationError.self) { try await load("--server-host", host) }
        let expected =
            "server.host: \(host) is reached from other machines, and passwords would cross the network in clear: set "
            + "server.tls to self-signed or on, or name the proxy in front that speaks TLS in server.proxies"
        #expect(error?.problems.map(\.description) == [expected])
    }

    @Test("on this machine it is", arguments: ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
    func loopback(host: String) async throws {
        let web = WebConfiguration(try await load("--server-host", host))
        #expect(web.host == host)
        #expect(web.certificate == nil)
        #expect(!web.isSecure)
    }

    @Test("with TLS of our own it is, and cookies are for TLS only", arguments: ["on", "self-signed"])
    func tls(mode: String) async throws {
        let web = WebConfiguration(try await load("--server-host=0.0.0.0", "--server-tls", mode))
        #expect(web.isSecure)
        #expect(web.certificate == Certificate(path: "priyom-certificate.pem", keyPath: "priyom-key.pem"))
    }

    @Test("behind a proxy that speaks TLS it is, and cookies are for TLS only")
    func proxy() async throws {
        let web = WebConfiguration(
            try await load("--server-host=0.0.0.0", "--server-proxies=10.0.0.2", "--server-proxies", "10.0.0.3")
        )
        #expect(web.isSecure)
        #expect(web.certificate == nil)
        #expect(web.proxies == ["10.0.0.2", "10.0.0.3"])
    }

    @Test("browsers may use the names that are set, the address itself, and this machine's own")
    func names() async throws {
        let own: Set = ["localhost", "127.0.0.1", "[::1]"]
        let named = try await load(
            "--server-host=0.0.0.0",
            "--server-tls=on",
            "--server-names",
            "Priyom.example.com,cc"
        )
        #expect(WebConfiguration(named).allowedHosts == own.union(["priyom.example.com", "cc"]))
        let address = try await load("--server-host=10.0.0.5", "--server-tls=on")
        #expect(WebConfiguration(address).allowedHosts == own.union(["10.0.0.5"]))
        #expect(WebConfiguration(try await load()).allowedHosts == own)
    }

    @Test("an address of IPv6 stands in brackets, as browsers write it")
    func ipv6() async throws {
        let all = try await load("--server-host=::", "--server-tls=on", "--server-names", "FD00::7,[fd00::8]")
        #expect(WebConfiguration(all).allowedHosts.isSuperset(of: ["[fd00::7]", "[fd00::8]"]))
        #expect(!WebConfiguration(all).allowedHosts.contains("[::]"))
        let one = try await load("--server-host=fd00::5", "--server-tls=on")
        #expect(WebConfiguration(one).allowedHosts.contains("[fd00::5]"))
        #expect(WebConfiguration(one).host == "fd00::5")
    }
}
