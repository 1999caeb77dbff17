/// The number of a registered contact: a prefix and eight digits, `A00002851` (requirement S0.35).
package struct ContactNumber: Hashable, Sendable {
    package static let standardPrefix = "A"

    package var prefix: String
    /// Its place in the series, from 1.
    package var place: Int64

    package init(prefix: String = standardPrefix, place: Int64) {
        self.prefix = prefix
        self.place = place
    }

    package var text: String {
        let digits = String(place)
        return prefix + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }

    /// What somebody typed to find a contact: `A00002851`, `a2851`, with a Russian А as well.
    ///
    /// - Returns: `nil` for what cannot be the number of a contact.
    package init?(typed: String) {
        let text = typed.filter { !$0.isWhitespace }.uppercased().replacing("А", with: "A")
        let digits = text.drop { $0.isLetter }
        let prefix = text.prefix(text.count - digits.count)
        guard !prefix.isEmpty, prefix.count <= 16, !digits.isEmpty, digits.utf8.count <= 12,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let place = Int64(digits)
        else { return nil }
        self.init(prefix: String(prefix), place: place)
    }
}
