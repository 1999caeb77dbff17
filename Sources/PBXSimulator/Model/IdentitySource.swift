/// Ids that have not been used yet: of channels, bridges, CDRs.
package final class IdentitySource {
    private var random: SeededRandom
    private var uniqueCounter = 0
    private var channelCounter = 0
    private var localCounter = 0
    private var sequenceCounter = 0

    package init(random: SeededRandom) { self.random = random }

    /// `1795364754.0`: the second in which the channel is born, and a counter.
    func uniqueID(second: Int64) -> String {
        defer { uniqueCounter += 1 }
        return "\(second).\(uniqueCounter)"
    }

    /// The end of `PJSIP/0111-0000001f`.
    func channelNumber() -> String {
        defer { channelCounter += 1 }
        return Self.hex(UInt64(channelCounter), 8)
    }

    /// The end of `Local/0201@from-internal-00000002;1`; Local channels are counted on their own.
    func localNumber() -> String {
        defer { localCounter += 1 }
        return Self.hex(UInt64(localCounter), 8)
    }

    /// A CDR's number.
    func sequence() -> Int {
        defer { sequenceCounter += 1 }
        return sequenceCounter
    }

    func uuid() -> String {
        let digits = Self.hex(random.next(), 16) + Self.hex(random.next(), 16)
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }

    /// The Call-ID of a SIP dialogue that a phone or the provider began.
    func foreignCallID() -> String {
        "\(Self.hex(random.next(), 16))\(random.number(in: 1_000...9_999))@127.0.0.10"
    }

    private static func hex(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
