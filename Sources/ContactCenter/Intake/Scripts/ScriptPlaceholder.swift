/// What a script's texts may leave open, in braces: `{company}! Здравствуйте!`
package enum ScriptPlaceholder: String, CaseIterable, Sendable {
    /// The business as it is named at the telephone.
    case company
    /// Who speaks.
    case `operator`
    /// How to address the client; nothing where it is not known.
    case client
    /// `Доброе утро`, by the hour of the business.
    case timeOfDay = "time_of_day"
    /// The way to the branch that was called.
    case directions
    /// The responsible employee.
    case employee
    /// What the contact is taken for, by its name (requirement S3.1); nothing where it has no project.
    case project
    /// What is said first for that project.
    case greeting

    /// What stands between braces in a text, right or wrong.
    package static func names(in text: String) -> [String] {
        TextPiece.pieces(of: text).compactMap { if case .place(let name) = $0 { name } else { nil } }
    }

    /// The text with its places filled; a place without a value leaves neither a double space nor, at the beginning, its
    /// punctuation behind.
    package static func fill(_ text: String, with values: [ScriptPlaceholder: String]) -> String {
        var filled = ""
        var isAfterNothing = false
        for piece in TextPiece.pieces(of: text) {
            switch piece {
            case .text(let text):
                if filled.isEmpty {
                    filled += isAfterNothing ? String(text.drop { ",.!? ".contains($0) }) : text
                } else {
                    filled += filled.last == " " && text.first == " " ? String(text.dropFirst()) : text
                }
            case .place(let name):
                isAfterNothing = true
                filled += ScriptPlaceholder(rawValue: name).map { values[$0] ?? "" } ?? "{\(name)}"
            }
        }
        return filled
    }

    /// The part of the day that an hour belongs to, as one greets in it.
    package static func greeting(atHour hour: Int) -> LocalText {
        switch hour {
        case 5..<12: LocalText("Доброе утро", en: "Good morning", uk: "Доброго ранку")
        case 12..<18: LocalText("Добрый день", en: "Good afternoon", uk: "Добрий день")
        case 18..<23: LocalText("Добрый вечер", en: "Good evening", uk: "Добрий вечір")
        default: LocalText("Доброй ночи", en: "Good night", uk: "Доброї ночі")
        }
    }
}
