/// A machine and the port it listens at, as they stand in an address between `//` and the next slash: `smtp.example.org`,
/// `10.0.0.5:8443`, `[fd00::5]:25`. Without a name to log in with.
package struct HostAddress: Hashable, Sendable {
    /// In small letters, and without brackets.
    package let host: String
    package let port: Int?

    /// - Returns: `nil` for what is not one, wholly: it becomes part of an address.
    package init?(_ text: some StringProtocol) {
        let end: String.Index
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            let inside = text[text.index(after: text.startIndex)..<bracket]
            guard inside.contains(":"), inside.allSatisfy({ $0.isASCII && $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
            host = inside.lowercased()
            end = text.index(after: bracket)
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
            let isName = text[..<end].utf8.allSatisfy { $0.isLatinLetterOrDigit || $0 == 0x2D || $0 == 0x2E }
            guard end != text.startIndex, isName else { return nil }
            host = text[..<end].lowercased()
        }
        guard end != text.endIndex else {
            port = nil
            return
        }
        let digits = text[text.index(after: end)...]
        guard text[end] == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits),
            (1...65_535).contains(port)
        else { return nil }
        self.port = port
    }

    /// The host as it stands in an address: one with colons in brackets.
    package var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }
}
