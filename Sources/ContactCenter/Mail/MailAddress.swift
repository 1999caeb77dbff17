import Foundation

/// An address that mail is sent to or from: `reports@example.org`.
///
/// What could be read as anything but one address is none: blanks, line ends, angle brackets, commas. So an address can be put into a
/// header or a command of SMTP as it is. Addresses with letters other than Latin ones (SMTPUTF8) are left out: few servers take them.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// Characters (RFC 5321).
    package static let longest = 254
    private static let longestBox = 64
    private static let longestLabel = 63

    package let description: String

    /// - Returns: `nil` for what is no address.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, Self.isBox(sides[0]), Self.isDomain(sides[1]) else { return nil }
        description = text
    }

    package var domain: String { String(description.split(separator: "@").last ?? "") }

    private static func isBox(_ text: Substring) -> Bool {
        guard text.utf8.count <= longestBox else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { $0.isLatinLetterOrDigit || signs.contains($0) }
        }
    }

    /// Those of RFC 5322's atoms.
    private static let signs = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isDomain(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...longestLabel).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { $0.isLatinLetterOrDigit || $0 == UInt8(ascii: "-") }
        }
    }
}

/// Whom mail comes from: `Приём <reports@example.org>`, or the address alone.
package struct MailSender: Hashable, Sendable {
    /// As people read it; `nil` where there is only the address.
    package let name: String?
    package let address: MailAddress

    /// - Returns: `nil` for what has no address, or control characters in it.
    package init?(_ text: String) {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard words.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else { return nil }
        guard words.hasSuffix(">"), let begin = words.lastIndex(of: "<") else {
            guard let address = MailAddress(words) else { return nil }
            (name, self.address) = (nil, address)
            return
        }
        guard let address = MailAddress(String(words[words.index(after: begin)...].dropLast())) else { return nil }
        var name = words[..<begin].trimmingCharacters(in: .whitespacesAndNewlines)
        if name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") { name = String(name.dropFirst().dropLast()) }
        self.name = name.isEmpty ? nil : name
        self.address = address
    }
}
