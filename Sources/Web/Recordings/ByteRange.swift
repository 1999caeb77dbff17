/// The part of something that a request asks for by its `Range` field (RFC 9110).
enum ByteRange: Hashable, Sendable {
    case whole
    case part(Range<Int64>)
    /// Nothing of it is there.
    case unsatisfiable

    /// - Parameters:
    ///   - field: `bytes=0-`, `bytes=500-999`, `bytes=-500`. Several parts at once, and what is malformed, ask for the whole.
    ///   - size: of the whole, in bytes.
    init(_ field: String?, size: Int64) {
        self = .whole
        guard let field, field.lowercased().hasPrefix("bytes=") else { return }
        let sides = field.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return }
        let (first, last) = (Self.number(sides[0]), Self.number(sides[1]))
        switch (first, last) {
        case (nil, let length?) where sides[0].isEmpty:
            self = length > 0 && size > 0 ? .part(max(0, size - length)..<size) : .unsatisfiable
        case (let first?, nil) where sides[1].isEmpty:
            self = first < size ? .part(first..<size) : .unsatisfiable
        case (let first?, let last?) where first <= last:
            self = first < size ? .part(first..<min(size, last + 1)) : .unsatisfiable
        default: break
        }
    }

    private static func number(_ text: Substring) -> Int64? {
        let text = text.drop { $0 == " " }
        guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
