/// What numbers people may have dialled, how the PBX is told them, and how often (decision D30).
package struct DiallingRules: Hashable, Sendable {
    /// Where numbers lead that begin so: as E.164 (`+7809`), or as the digits of a number without area code. Of several the longest
    /// counts. Others are told apart by the country alone.
    package var classes: [String: DiallingClass]
    /// How the PBX dials a number of the business's own country: `{national}` as people dial it there (`89535237271`), `{digits}`
    /// E.164 without the plus.
    package var nationalForm = "{national}"
    /// How it dials any other: `{digits}` is E.164 without the plus.
    package var abroadForm = "+{digits}"
    /// How many calls a person may begin within a minute.
    package var perMinute = 10

    /// What fits the product's own countries; a business names more.
    package static let usualClasses: [String: DiallingClass] = [
        "+79": .mobile, "+7803": .premium, "+7809": .premium, "+76": .international, "+77": .international,
        "+380900": .premium,
    ]

    /// What a number without area code may have; what is longer is malformed, and might lead anywhere.
    private static let longestLocal = 7
    /// Of what is not longer the PBX itself knows what it means.
    private static let longestInHouse = 5

    package init(classes: [String: DiallingClass] = usualClasses) {
        self.classes = classes
    }

    /// What leaves for the PBX when somebody presses a number.
    ///
    /// - Returns: `nil` for what is no number: text, letters, malformed digits.
    package func read(_ number: PhoneNumber) -> DialledNumber? {
        switch number.kind {
        case .unusable: nil
        case .local(let digits): read(local: digits)
        case .whole(let e164, _): read(e164, as: number.written)
        }
    }

    private func read(local digits: String) -> DialledNumber? {
        guard digits.utf8.count <= Self.longestLocal else { return nil }
        let isInHouse = digits.utf8.count <= Self.longestInHouse
        return DialledNumber(digits, classNamed(for: digits) ?? (isInHouse ? .inHouse : .local))
    }

    private func read(_ e164: E164, as written: String) -> DialledNumber? {
        let digits = Self.digits(of: e164.rawValue)
        // Numbers of other countries are written with a plus everywhere.
        let isAtHome = !written.hasPrefix("+")
        // Behind the comma stands an extension, which is dialled by hand.
        let national = Self.digits(of: written.prefix { $0 != "," })
        let form = isAtHome ? nationalForm : abroadForm
        return DialledNumber(
            form.replacing("{national}", with: national).replacing("{digits}", with: digits),
            classNamed(for: e164.rawValue) ?? (isAtHome ? .national : .international)
        )
    }

    private func classNamed(for number: String) -> DiallingClass? {
        classes.filter { number.hasPrefix($0.key) }.max { $0.key.utf8.count < $1.key.utf8.count }?.value
    }

    private static func digits(of text: some StringProtocol) -> String {
        String(decoding: text.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
    }
}

/// A number as the PBX is to dial it.
package struct DialledNumber: Hashable, Sendable {
    /// Digits, `*`, `#` and `+`, nothing else.
    package let rawValue: String
    package let kind: DiallingClass

    /// - Returns: `nil` where there is anything that no phone dials, or nothing at all.
    package init?(_ rawValue: String, _ kind: DiallingClass) {
        guard Self.isDialled(rawValue) else { return nil }
        self.rawValue = rawValue
        self.kind = kind
    }

    /// Nothing but what phones dial leaves for the PBX (decision D30).
    package static func isDialled(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= NumberKey.longest
            && text.utf8.allSatisfy { "0123456789*#+".utf8.contains($0) }
    }
}
