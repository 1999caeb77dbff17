import Foundation

/// Brings what people type and what is kept to one form, so that they can be compared letter by letter.
package enum Folding {
    /// The words of a text: small letters, ё = е, ґ = г, without punctuation. An apostrophe within a word is left out of it.
    ///
    /// Only letters and digits come out, so a word is safe within a pattern of either database.
    package static func words(of text: String) -> [String] {
        if let words = plainWords(of: text) { return words }
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

    /// The same without Unicode's tables, which take many times as long; nearly every text has nothing but such letters.
    ///
    /// - Returns: `nil` for a text with others.
    private static func plainWords(of text: String) -> [String]? {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            switch plain(scalar) {
            case .letter(let small): word.unicodeScalars.append(small)
            case .leftOut: continue
            case .other: return nil
            case .between:
                guard !word.isEmpty else { continue }
                words.append(word)
                word = ""
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    /// What becomes of a character in words.
    private enum Plain {
        case letter(Unicode.Scalar)
        /// Ends a word.
        case between
        case leftOut
        /// May belong together with its neighbours, or stand for several: not for this table.
        case other
    }

    /// Of Latin, Russian and Ukrainian letters, digits and punctuation.
    private static func plain(_ scalar: Unicode.Scalar) -> Plain {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A, 0x430...0x44F, 0x454, 0x456, 0x457: .letter(scalar)
        case 0x41...0x5A, 0x410...0x42F: .letter(Unicode.Scalar(scalar.value + 0x20) ?? scalar)
        case 0x404, 0x406, 0x407: .letter(Unicode.Scalar(scalar.value + 0x50) ?? scalar)
        case 0x401, 0x451: .letter("е")
        case 0x490, 0x491: .letter("г")
        case 0x27, 0x60: .leftOut
        case ..<0x80, 0xA0, 0xAB, 0xBB, 0x2013, 0x2014: .between
        default: .other
        }
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
