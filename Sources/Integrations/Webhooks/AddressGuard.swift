/// Whom a webhook may reach: machines on the Internet, and of the others those that the configuration names.
///
/// An administrator of the pages is not one of the network: without this a webhook would be a way to talk to whatever listens
/// on this machine and beside it.
package struct AddressGuard: Hashable, Sendable {
    private let allowed: [NetworkRange]

    /// - Parameter allowed: networks that are not public and to which messages may be sent all the same.
    package init(allowed: [NetworkRange] = []) { self.allowed = allowed }

    package func allows(_ address: NetworkAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if address.bytes.count == 16, !Self.global.contains(where: { $0.contains(address) }) { return false }
        return !Self.special.contains { $0.contains(address) }
    }

    /// Of IPv6 nothing else has been given out.
    private static let global = ranges("2000::/3")

    /// What the registries of IANA keep for special purposes, and what leads to another address that is not looked at.
    private static let special = ranges(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20"
    )

    private static func ranges(_ texts: String...) -> [NetworkRange] { texts.compactMap { NetworkRange($0) } }
}
