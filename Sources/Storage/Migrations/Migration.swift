/// One step of the schema. Frozen once released: databases out there have run it as it is.
package struct Migration: Sendable {
    /// From 1, without gaps.
    package let number: Int
    package let name: String
    /// SQL in the portable subset, with the dialect's words in braces. One that begins with `{sqlite}` or `{postgresql}` is
    /// for that engine alone.
    package let statements: [String]

    package init(_ number: Int, _ name: String, _ statements: [String]) {
        self.number = number
        self.name = name
        self.statements = statements
    }

    func statements(for dialect: Dialect) -> [String] {
        statements.filter { !$0.hasPrefix(dialect.other.onlyHere) }
    }

    /// Tells whether a database was built by this text (FNV-1a, 64 bits; a guard against accidents, not against malice).
    package func checksum(in dialect: Dialect) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in statements(for: dialect).map(dialect.text(of:)).joined(separator: ";").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
