import ContactCenter

/// What numbers on pages lead to where the reader's own phone is not to call: to a program of theirs that does (requirements S0.61,
/// S4.27). Any telephone by SIP will do: nothing of ours runs in the browser or beside it.
package struct NumberLinks: Hashable, Sendable {
    /// An address with a number in it: `tel:{number}`, `sip:{dialled}@pbx.example.org`.
    package struct Form: Hashable, Sendable {
        package let text: String

        package static let telephone = Form(checked: "tel:{number}")

        private init(checked text: String) { self.text = text }

        /// - Returns: `nil` for what is no address of a telephone, or has no number in it.
        package init?(_ text: String) {
            guard let scheme = ["tel:", "sip:", "sips:"].first(where: text.hasPrefix) else { return nil }
            let parts = text.dropFirst(scheme.count).replacing("{number}", with: "\0").replacing(
                "{dialled}",
                with: "\0"
            )
            guard parts.contains("\0"),
                parts.utf8.allSatisfy({ $0 == 0 || $0.isLatinLetterOrDigit || ".-_:@;=+[]".utf8.contains($0) })
            else { return nil }
            self.text = text
        }
    }

    package var form: Form
    /// By which `{dialled}` is made: as the PBX itself would be told the number.
    package var rules: DiallingRules

    package init(form: Form = .telephone, rules: DiallingRules = DiallingRules()) {
        self.form = form
        self.rules = rules
    }

    /// - Parameter key: the number with its country where it has one, `+79535237271`.
    func address(of number: PhoneNumber, _ key: NumberKey) -> String {
        form.text.replacing("{number}", with: Self.encoded(key.rawValue))
            .replacing("{dialled}", with: Self.encoded(rules.read(number)?.rawValue ?? key.rawValue))
    }

    /// A plus is one in these addresses.
    private static func encoded(_ number: String) -> String {
        SitePath.percentEncoded(number).replacing("%2B", with: "+")
    }
}
