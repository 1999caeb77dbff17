/// A telephone number as it was delivered or dialled, and what it means in the business's country (requirement S0.57).
package struct PhoneNumber: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A number of the telephone network, and the extension behind it, if one is written there.
        case whole(E164, extension: String?)
        /// Digits that mean something only here or nothing at all: a phone of the house, a short number, a number without
        /// its area code, a malformed one. Without the punctuation.
        case local(String)
        /// No number: withheld, not delivered, or any other text.
        case unusable
    }

    /// As the PBX delivered it, or as it was dialled.
    package let raw: String
    package let kind: Kind
    /// As people in the business's country write it: `8 (953) 523-72-71`. What is not written in any usual way is `raw`.
    package let written: String

    package init(raw: String, kind: Kind, written: String? = nil) {
        self.raw = raw
        self.kind = kind
        self.written = written ?? raw
    }

    /// `nil` for what nobody can be known by (decision D23).
    package var key: NumberKey? {
        switch kind {
        case .whole(let e164, _): NumberKey(e164.rawValue)
        case .local(let digits): NumberKey(digits)
        case .unusable: nil
        }
    }
}

/// A number as it is dialled from anywhere in the world, without an extension: `+74952139851`.
package struct E164: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

/// What two spellings of one number have in common: its E.164, else the digits of a local one. Numbers are looked up by it.
package struct NumberKey: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// How many digits a local number may have: more than anybody dials, and few enough for an index.
    package static let longest = 40

    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}
