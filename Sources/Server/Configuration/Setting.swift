/// One thing an operator can configure, declared once: its key, what holds without it, and how its text is read.
package struct Setting<Value: Sendable>: Sendable {
    let declaration: SettingDeclaration
    let fallback: Value
    /// Gets one text, or the members of a list; throws an error that describes what it should be.
    let read: @Sendable ([String]) throws -> Value

    /// A setting of one value.
    ///
    /// - Parameter shown: the fallback in the words of the documentation, where its text is not enough.
    init(
        _ key: String,
        _ fallback: Value,
        shown: String? = nil,
        isSecret: Bool = false,
        _ meaning: String,
        read: @escaping @Sendable (String) throws -> Value
    ) {
        self.declaration = SettingDeclaration(
            key: key,
            fallback: shown ?? "`\(fallback)`",
            meaning: meaning,
            isSecret: isSecret
        )
        self.fallback = fallback
        self.read = { try read($0.joined(separator: ",")) }
    }

    /// A setting of several values: a list in the file, with commas between them elsewhere.
    init(
        list key: String,
        _ fallback: Value,
        shown: String,
        _ meaning: String,
        read: @escaping @Sendable ([String]) throws -> Value
    ) {
        self.declaration = SettingDeclaration(key: key, fallback: shown, meaning: meaning, isList: true)
        self.fallback = fallback
        self.read = read
    }
}

/// What is known about a setting without knowing its type: enough for the documentation and to notice unknown keys.
package struct SettingDeclaration: Hashable, Sendable {
    /// As in the file: `pbx.inbound-contexts`.
    package let key: String
    /// What holds when nothing is set, in the words of the documentation.
    package let fallback: String
    package let meaning: String
    package var isList = false
    /// Its value is never printed.
    package var isSecret = false

    var components: [String] { key.split(separator: ".").map(String.init) }

    /// `PRIYOM_PBX_INBOUND_CONTEXTS`
    package var variable: String {
        Settings.variablePrefix + String(key.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    /// `--pbx-inbound-contexts`
    package var flag: String { "--" + key.replacing(".", with: "-") }
}

/// A text that is no value of its setting.
struct Malformed: Error, CustomStringConvertible {
    /// What it should be: "a port, a whole number from 1 to 65535".
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
