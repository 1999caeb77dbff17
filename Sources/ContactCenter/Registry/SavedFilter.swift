/// A name that somebody has given to what they narrow the registry by (decision D9).
package struct SavedFilter: Hashable, Sendable {
    /// Nobody has more.
    package static let most = 30
    package static let longestName = 60
    /// In bytes.
    package static let longestQuery = 2_000

    package let name: String
    /// The address's query: `inquiry=yes&period=week`.
    package let query: String

    /// - Returns: `nil` for what has no name, or nothing that it stands for.
    package init?(name: String, query: String) {
        self.name = String(String.UnicodeScalarView(name.onOneLine.unicodeScalars.prefix(Self.longestName)))
        self.query = query
        guard !self.name.isEmpty, !query.isEmpty, query.utf8.count <= Self.longestQuery else { return nil }
    }
}

/// What came of giving a saved filter another name, or another meaning.
package enum SavedFilterChange: Hashable, Sendable {
    case done
    /// Another filter of the person has the name.
    case nameTaken
    case missing
}

extension String {
    /// What somebody typed as a name, on one line: single blanks, no control characters.
    var onOneLine: String {
        let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let plain = words.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(plain))
    }
}
