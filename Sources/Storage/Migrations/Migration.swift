/// One step of the schema. Frozen once released: databases out there have run it as it is.
package struct Migration: Sendable {
    /// From 1, without gaps.
    package let number: Int
    package let name: String
    /// SQL in the portable subset, with the dialect's words in braces. One that begins with `{sqlite}` or `{postgresql}` is
    /// for that engine alone.
    package let statements: [String]
    /// Worked out once: each database that is opened asks for all of them.
    private let checksums: [Dialect: String]

    package init(_ number: Int, _ name: String, _ statements: [String]) {
        self.number = number
        self.name = name
        self.statements = statements
        checksums = Dictionary(
            uniqueKeysWithValues: [Dialect.sqlite, .postgreSQL].map { ($0, Self.checksum(of: statements, in: $0)) }
        )
    }

    func statements(for dialect: Dialect) -> [String] { Self.statements(statements, for: dialect) }

    private static func statements(_ statements: [String], for dialect: Dialect) -> [String] {
        statements.filter { !$0.hasPrefix(dialect.other.onlyHere) }
    }

    /// Tells whether a database was built by this text.
    package func checksum(in dialect: Dialect) -> String { checksums[dialect] ?? "" }

    /// FNV-1a, 64 bits: a guard against accidents, not against malice.
    private static func checksum(of statements: [String], in dialect: Dialect) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in Self.statements(statements, for: dialect).map(dialect.text(of:)).joined(separator: ";").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
