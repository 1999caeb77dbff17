/// A pattern with `*` for any text, compared without case: `from-trunk*`.
package struct GlobPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String
    private let pieces: [[UInt8]]

    package init(_ text: String) {
        self.text = text
        self.pieces = text.lowercased().utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            .map(Array.init)
    }

    package init(stringLiteral text: String) { self.init(text) }

    package func matches(_ candidate: String) -> Bool {
        var rest = Array(candidate.lowercased().utf8)[...]
        for (index, piece) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            if index == 0 {
                guard rest.starts(with: piece) else { return false }
                rest = rest.dropFirst(piece.count)
                if isLast { return rest.isEmpty }
            } else if isLast {
                return rest.count >= piece.count && rest.suffix(piece.count).elementsEqual(piece)
            } else if let found = firstOccurrence(of: piece, in: rest) {
                rest = rest[(found + piece.count)...]
            } else {
                return false
            }
        }
        return true
    }

    private func firstOccurrence(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard !piece.isEmpty else { return text.startIndex }
        guard text.count >= piece.count else { return nil }
        return (text.startIndex...(text.endIndex - piece.count)).first { text[$0...].starts(with: piece) }
    }
}

extension [GlobPattern] {
    func match(_ candidate: String) -> Bool { contains { $0.matches(candidate) } }
}
