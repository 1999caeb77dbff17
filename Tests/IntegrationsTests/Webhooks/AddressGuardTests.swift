import Foundation
import Testing

@testable import Integrations

@Suite("Webhooks reach the Internet, and nothing beside this machine")
struct AddressGuardTests {
    @Test(
        "an address that is not public is refused",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.1.1",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
            "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::8.8.8.8",
            "64:ff9b:1::1", "100::1", "2001::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "fc00::1",
            "fd12::1", "fe80::1", "fec0::1", "ff02::1", "4000::1",
        ]
    )
    func refused(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!AddressGuard().allows(address))
    }

    @Test(
        "a public one is not",
        arguments: [
            "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.20.0.1",
            "223.255.255.255", "2a02:6b8::1", "2001:4860:4860::8888", "2606:4700::1111", "::ffff:8.8.8.8",
        ]
    )
    func allowed(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(AddressGuard().allows(address))
    }

    @Test("a private one is allowed where the configuration names its network, however it is written")
    func named() throws {
        let guards = AddressGuard(
            allowed: ["10.1.0.0/16", "fd00::/8", "192.168.1.5"].compactMap { NetworkRange($0) }
        )
        for (text, isAllowed) in [
            ("10.1.2.3", true), ("10.2.0.1", false), ("::ffff:10.1.2.3", true), ("fd12::1", true), ("fc00::1", false),
            ("192.168.1.5", true), ("192.168.1.6", false), ("127.0.0.1", false), ("8.8.8.8", true),
        ] {
            let address = try #require(NetworkAddress(text))
            #expect(guards.allows(address) == isAllowed, "\(text)")
        }
    }

    @Test(
        "what is no network is not taken for one",
        arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0", "fd00::/129", "x", "10.0.0.0/8/9", "fe80::1%eth0"]
    )
    func malformed(text: String) {
        #expect(NetworkRange(text) == nil)
    }
}

@Suite("The signature of a message")
struct WebhookSignatureTests {
    /// Worked out with `printf '%s' '1795364806.{"a":1}' | openssl dgst -sha256 -hmac whsec_test`.
    @Test("is HMAC-SHA256 over time and body")
    func value() {
        let moment = Date(timeIntervalSince1970: 1_795_364_806.7)
        let value = WebhookSignature.value(of: #"{"a":1}"#, secret: "whsec_test", at: moment)
        #expect(value == "t=1795364806,v1=1fff992522e9ce5c82b431b71162cd429cd3cb821f6baafd2d99f5b52b873a16")
    }
}
