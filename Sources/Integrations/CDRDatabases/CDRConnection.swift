/// An open connection to a database of the PBX. It only reads, and whoever holds it waits for its answers.
protocol CDRConnection {
    /// What this database puts names in: `"`, `` ` ``.
    var nameQuote: String { get }

    /// - Throws: `CDRSourceError`.
    func answer(to statement: String) throws -> CDRAnswer
}

/// What a database answers: values as text, `nil` for NULL.
struct CDRAnswer: Hashable {
    struct Column: Hashable {
        var name: String
        /// Of a type for numbers.
        var isNumber = false
    }

    var columns: [Column] = []
    var rows: [[String?]] = []
}

extension CDRConnection {
    /// A name as it stands in a statement; full stops separate it from that of its schema.
    func quoted(_ name: String) -> String {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.map { nameQuote + $0.replacing(nameQuote, with: nameQuote + nameQuote) + nameQuote }
            .joined(separator: ".")
    }
}

extension String {
    /// Foreign words for messages and logs: without what is secret, without control characters, of a length to be read.
    func asForeignWords(without secrets: [String]) -> String {
        var words = self
        for secret in secrets where !secret.isEmpty { words = words.replacing(secret, with: "•••") }
        let parts = words.split {
            $0.isWhitespace || $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return String(parts.joined(separator: " ").prefix(300))
    }
}
