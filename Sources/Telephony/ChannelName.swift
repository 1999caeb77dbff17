/// The parts of an Asterisk channel name: `PJSIP/trunk-0000005a`, `Local/0111@from-queue-00000002;1`.
struct ChannelName: Hashable {
    /// What the channel is, by its technology.
    enum Kind: Hashable {
        case device
        /// One half of a Local pair.
        case local
        /// Made by the PBX for itself: conference announcers, snoopers and the like.
        case service
    }

    let technology: String
    /// Without technology and serial number: `trunk`, `0111`, `0111@from-queue`.
    let endpoint: String
    let kind: Kind

    init(_ name: String) {
        guard let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            (technology, endpoint, kind) = (name, name, .service)
            return
        }
        technology = String(name[..<slash])
        endpoint = Self.withoutSerial(name[name.index(after: slash)...])
        switch technology {
        case "Local": kind = .local
        case "CBAnn", "CBRec", "Announcer", "Recorder", "Snoop", "Message", "Bridge", "AsyncGoto", "Surrogate",
            "MulticastRTP", "UnicastRTP", "OutgoingSpoolFailed", "Parking", "ParkingAnnounce":
            kind = .service
        default: kind = .device
        }
    }

    /// The device as queues and hints name it: `PJSIP/0111`.
    var device: String { "\(technology)/\(endpoint)" }

    private static func withoutSerial(_ rest: Substring) -> String {
        let bytes = rest.utf8
        guard let dash = bytes.lastIndex(of: UInt8(ascii: "-")) else { return String(rest) }
        let serial = bytes[bytes.index(after: dash)...].prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "<") }
        let isSerial =
            serial.count >= 4
            && serial.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        return String(isSerial ? rest[..<dash] : rest)
    }
}
