/// What a dialplan asks with `AGI(agi://host/script,argument)`.
public struct AGIRequest: Hashable, Sendable {
    /// The values by their names, without `agi_` in front: `callerid`, `uniqueid`, `arg_1`.
    public let values: [String: String]

    /// - Parameter lines: as Asterisk sends them, without the blank one at the end; what is none is passed over.
    public init(lines: some Sequence<String>) {
        var values: [String: String] = [:]
        for line in lines where line.hasPrefix("agi_") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...]
            values[String(line[..<colon].dropFirst(4))] = String(value.first == " " ? value.dropFirst() : value)
        }
        self.values = values
    }

    /// The path behind the host: `route` of `agi://127.0.0.1/route?x=1`.
    public var script: String {
        String(values["network_script", default: ""].drop { $0 == "/" }.prefix { $0 != "?" })
    }

    /// `nil` where it was not delivered, which Asterisk calls `unknown`.
    public var callerNumber: String? {
        values["callerid"].flatMap { $0.isEmpty || $0 == "unknown" ? nil : $0 }
    }

    /// What stands behind the address in the dialplan, from 1 on; `nil` where nothing does.
    public func argument(_ number: Int) -> String? {
        values["arg_\(number)"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// A channel variable to be set.
public struct AGIVariable: Hashable, Sendable {
    public let name: String
    public let value: String

    /// - Returns: `nil` for what is no name of a variable, and for a value that Asterisk would read as several lines or cut off.
    public init?(_ name: String, _ value: String) {
        let isName = name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
        }
        let isLine = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard isName, !name.isEmpty, isLine, value.utf8.count <= Self.longestValue else { return nil }
        self.name = name
        self.value = value
    }

    /// Bytes; Asterisk reads lines of 2,048.
    static let longestValue = 900

    /// The line that sets it.
    var command: String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "SET VARIABLE \(name) \"\(escaped)\"\n"
    }
}
