/// How scripts are written as text, for people and for moving them between installations.
package protocol ScriptNotation: Sendable {
    func text(of script: Script) throws -> String

    /// What a text says. Whether the script is any good is `Script.check`'s to say.
    func read(_ text: String) -> ScriptReading
}

/// What came of reading a script from a text.
package enum ScriptReading: Hashable, Sendable {
    /// With the line in which each step begins, from 1.
    case script(Script, lines: [ScriptStep.ID: Int])
    case unreadable([ScriptTextProblem])
}

/// Why a text is no script.
package struct ScriptTextProblem: Hashable, Sendable, Error {
    package enum Kind: Hashable, Sendable {
        case tooLong(limit: Int)
        /// The words of the reader of the notation, in English.
        case badNotation(String)
        case unknownKey(String)
        case missingKey(String)
        /// The value of this key is none that it may have.
        case badValue(String)
    }

    /// From 1; `nil` where it is about the whole.
    package var line: Int?
    package var kind: Kind

    package init(_ kind: Kind, line: Int? = nil) {
        self.kind = kind
        self.line = line
    }
}
