/// A client's name as a PBX may show it on phones and write it into its call history (requirement S4.2).
///
/// A dialplan puts it into variables and expressions, so nothing stays in it that means something there.
package enum CallerName {
    /// Asterisk keeps no more of a name.
    package static let mostBytes = 79

    /// What a dialplan, or a caller's name in quotes and angle brackets, would take for something else than text.
    /// The Greek question mark is a semicolon as soon as somebody brings text into normal form.
    private static let forbidden: Set<Unicode.Scalar> = [
        "\"", "$", "[", "]", "{", "}", "|", ";", ",", "<", ">", "\\", "\u{37E}",
    ]

    /// In one line, without what nobody sees, cut between two characters; empty where nothing is left.
    package static func text(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { scalar in isPrintable(scalar) ? scalar : " " }
        let words = String(String.UnicodeScalarView(scalars)).split(separator: " ")
        var text = ""
        for character in words.joined(separator: " ") {
            guard text.utf8.count + character.utf8.count <= mostBytes else { break }
            text.append(character)
        }
        return text.last == " " ? String(text.dropLast()) : text
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        guard !forbidden.contains(scalar), !scalar.properties.isDefaultIgnorableCodePoint else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }
}
