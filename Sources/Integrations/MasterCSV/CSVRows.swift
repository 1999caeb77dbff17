/// Bytes of a CSV file in, rows out; cut anywhere.
///
/// A field is either bare or wholly in double quotes, where a quote is doubled and anything else, a line feed too, stands
/// for itself: so Asterisk's cdr_csv and the CSV_QUOTE of cdr_custom write. Whatever else is found is damage, and the
/// line it stands on is given up: a disk that was full leaves half a row with the next one glued to it.
struct CSVRows {
    enum Next {
        /// The fields, and the bytes the row takes with its line end.
        case row([String], length: Int)
        case damaged
        /// The row has no end yet.
        case incomplete
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// No row of a PBX is longer: Asterisk's fields have fixed sizes that add up to less than 2 KiB, quotes doubled 4.
    private let rowLimit: Int
    private var bytes: [UInt8] = []
    private var start = 0

    init(rowLimit: Int = 16 * 1_024) {
        self.rowLimit = rowLimit
    }

    /// Bytes not dropped yet.
    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ chunk: some Sequence<UInt8>) {
        bytes.removeFirst(start)
        start = 0
        bytes.append(contentsOf: chunk)
    }

    /// The row at the front, which stays there until it is dropped.
    func next() -> Next {
        var fields: [String] = []
        var index = start
        while let field = field(from: index) {
            fields.append(field.text)
            if field.isLast { return .row(fields, length: field.end - start) }
            if field.isDamaged { return .damaged }
            index = field.end
        }
        return count > rowLimit ? .damaged : .incomplete
    }

    mutating func drop(_ length: Int) {
        start += length
    }

    /// Gives up the bytes to the next line feed.
    ///
    /// - Returns: how many they were.
    mutating func dropLine() -> Int {
        let end = bytes[start...].firstIndex(of: Self.lineFeed).map { $0 + 1 } ?? bytes.count
        defer { start = end }
        return end - start
    }

    private struct Field {
        var text = ""
        /// Behind the comma or line feed that ends the field.
        var end = 0
        var isLast = false
        var isDamaged = false
    }

    /// - Returns: `nil` when the field's end is not there yet.
    private func field(from index: Int) -> Field? {
        guard index < bytes.count else { return nil }
        return bytes[index] == Self.quote ? quotedField(from: index + 1) : bareField(from: index)
    }

    private func bareField(from index: Int) -> Field? {
        let isEnd: (UInt8) -> Bool = { $0 == Self.comma || $0 == Self.lineFeed }
        guard let end = bytes[index...].firstIndex(where: isEnd) else { return nil }
        let isLast = bytes[end] == Self.lineFeed
        let hasReturn = isLast && end > index && bytes[end - 1] == Self.carriageReturn
        let text = bytes[index..<(hasReturn ? end - 1 : end)]
        return Field(
            text: String(decoding: text, as: UTF8.self),
            end: end + 1,
            isLast: isLast,
            isDamaged: text.contains(Self.quote)
        )
    }

    private func quotedField(from index: Int) -> Field? {
        var text: [UInt8] = []
        var piece = index
        while let quote = bytes[piece...].firstIndex(of: Self.quote), quote + 1 < bytes.count {
            text += bytes[piece..<quote]
            if bytes[quote + 1] != Self.quote { return closedField(text, behind: quote + 1) }
            text.append(Self.quote)
            piece = quote + 2
        }
        return nil
    }

    private func closedField(_ text: [UInt8], behind index: Int) -> Field? {
        var end = index
        if bytes[end] == Self.carriageReturn { end += 1 }
        guard end < bytes.count else { return nil }
        return Field(
            text: String(decoding: text, as: UTF8.self),
            end: end + 1,
            isLast: bytes[end] == Self.lineFeed,
            isDamaged: bytes[end] != Self.lineFeed && (bytes[end] != Self.comma || end != index)
        )
    }
}
