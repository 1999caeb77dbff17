import Foundation

/// Brings what people type and what is kept to one form, so that they can be compared letter by letter.
package enum Folding {
    /// The words of a text: small letters, ё = е, ґ = г, without punctuation. An apostrophe within a word is left out of it.
    ///
    /// Only letters and digits come out, so a word is safe within a pattern of either database.
    package static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            if apostrophes.contains(scalar) || scalar.properties.generalCategory == .format { continue }
            if isLetterOrDigit(scalar) {
                word.unicodeScalars.append(same[scalar] ?? scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    /// A plate or a VIN: capital letters and digits alone, letters that look alike written as the Latin one.
    ///
    /// Capital letters set it apart from the other words of a client, which are small: `ОР` of a plate is not `op` of OPEL.
    package static func code(of text: String) -> String {
        var code = ""
        for scalar in text.precomposedStringWithCompatibilityMapping.uppercased().unicodeScalars
        where isLetterOrDigit(scalar) {
            code.unicodeScalars.append(lookAlikes[scalar] ?? scalar)
        }
        return code
    }

    package static func digits(of text: String) -> String {
        String(text.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
    }

    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    /// Letters of plates that exist in both alphabets, `І` of Ukrainian plates among them.
    static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip("АВЕКМНОРСТУХІ".unicodeScalars, "ABEKMHOPCTYXI".unicodeScalars)
    )

    private static let same: [Unicode.Scalar: Unicode.Scalar] = ["ё": "е", "ґ": "г"]
    private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "ʼ", "`"]
}
