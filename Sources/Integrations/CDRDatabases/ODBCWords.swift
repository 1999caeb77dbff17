/// What describes a connection to ODBC: `DSN=asteriskcdrdb;UID=priyom;PWD={a;b}`.
struct ODBCWords {
    /// In their order; values without the braces that hold special characters together.
    let pairs: [(key: String, value: String)]

    init(_ text: String) {
        var pairs: [(key: String, value: String)] = []
        var rest = text[...]
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].drop { $0 == ";" || $0 == " " }
            rest = rest[rest.index(after: equals)...]
            let value = Self.value(&rest)
            if !key.isEmpty { pairs.append((String(key), value)) }
        }
        self.pairs = pairs
    }

    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "{" else {
            let value = rest.prefix { $0 != ";" }
            rest = rest[value.endIndex...].dropFirst()
            return String(value)
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst() {
            if character == "}" {
                guard rest.first == "}" else { break }
                rest = rest.dropFirst()
            }
            value.append(character)
        }
        rest = rest.drop { $0 != ";" }.dropFirst()
        return value
    }

    func value(of key: String) -> String? { pairs.first { $0.key.lowercased() == key }?.value }

    /// A value as it must be written.
    static func quoted(_ value: String) -> String { "{" + value.replacing("}", with: "}}") + "}" }
}
