/// A text that nobody can read in the database without the key outside it.
package struct SealedText: RawRepresentable, Hashable, Sendable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Seals secrets that the product has to know again, unlike passwords, which it only compares.
package protocol SecretSealing: Sendable {
    /// - Parameter isFirst: nothing was sealed before, so a key may be made where there is none.
    func seal(_ secret: String, isFirst: Bool) throws(SealingError) -> SealedText
    func open(_ sealed: SealedText) throws(SealingError) -> String
    /// A new secret, as random as can be.
    func makeSecret() -> String
}

/// Why a secret can be neither sealed nor read, in words for who runs the program.
package struct SealingError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
