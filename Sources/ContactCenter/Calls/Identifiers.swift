/// The name an installation gives one of its PBXs; `pbx.name` in the configuration.
package struct PBXName: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

/// What the PBX calls a call: on Asterisk the Linkedid, the Uniqueid of the call's first channel.
///
/// Unique on one PBX only together with the second the call began in (decision D17, requirement S0.56).
package struct LinkedID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    /// The unix time in front of the dot of `1795364806.15` or `pbx1-1795364806.15`, by the PBX's clock.
    ///
    /// - Returns: `nil` when the id is not built that way.
    package var birthSecond: Int64? {
        let bytes = rawValue.utf8
        let start = bytes.lastIndex(of: UInt8(ascii: "-")).map(bytes.index(after:)) ?? bytes.startIndex
        guard let dot = bytes[start...].firstIndex(of: UInt8(ascii: ".")) else { return nil }
        return Int64(rawValue[start..<dot])
    }
}

/// The internal number of a phone, as the PBX writes it: `0111`. Leading zeros count.
package struct Extension: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static func < (left: Extension, right: Extension) -> Bool { left.rawValue < right.rawValue }
}

/// The name of a PBX queue: `service`.
package struct QueueName: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static func < (left: QueueName, right: QueueName) -> Bool { left.rawValue < right.rawValue }
}

/// A line of the PBX to the outside, as the PBX names its end: `beeline` of a channel `PJSIP/beeline-00000017`.
package struct TrunkName: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static func < (left: TrunkName, right: TrunkName) -> Bool { left.rawValue < right.rawValue }
}

/// The identity of a call: PBX, its id there, and the second it began in, because PBX ids come round again
/// (decision D17, requirement S0.56).
package struct CallID: Hashable, Sendable, Codable, CustomStringConvertible {
    package var pbx: PBXName
    package var linkedID: LinkedID
    /// Unix time: the second written in the Linkedid where it has one, so that the events and the CDR of one call agree
    /// whatever the two clocks say; else the second the call was first seen in.
    package var startSecond: Int64

    package init(pbx: PBXName, linkedID: LinkedID, startSecond: Int64) {
        self.pbx = pbx
        self.linkedID = linkedID
        self.startSecond = startSecond
    }

    /// `office:1795364806.15:1795364806`
    package var description: String { "\(pbx):\(linkedID):\(startSecond)" }
}
