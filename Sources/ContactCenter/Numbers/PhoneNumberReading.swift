/// Understands telephone numbers as people in one country write them.
package protocol PhoneNumberReading: Sendable {
    /// The country whose way of writing is meant where a number has no `+`.
    var country: Country { get }

    /// Reads whatever a stranger sent. The same text gives the same number every time.
    func read(_ raw: String) -> PhoneNumber
}

/// A country, as ISO 3166 names it by two capital letters: `RU`.
package struct Country: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}
