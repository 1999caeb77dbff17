import ContactCenter

/// A text whose rows are lines and whose cells stand between separators, in quotation marks where they hold one (RFC 4180).
///
/// What people and programs make of that is taken as well: a quotation mark within a cell that does not begin with one, blanks around
/// cells, rows of different lengths, ends of lines of every kind.
struct CSVTable: TablePortions {
    let form: TableForm
    private let bytes: [UInt8]
    private let separator: UInt8
    private var decoding: TextDecoding
    private var place: Int

    private var row: [String] = []
    private var cell: [UInt8] = []
    private var state = State.start
    private var number = 1
    /// Lines that the row has taken up so far, besides its first.
    private var lines = 0
    private var endedByReturn = false
    private var isOver = false

    private enum State { case start, bare, quoted, quoteInQuoted }

    private static let quote = UInt8(ascii: "\"")
    private static let chunk = 64 * 1_024
    /// Bytes of a cell: behind an open quotation mark is the rest of the file.
    private static let longestCell = 1 << 20

    init(_ bytes: [UInt8], _ hints: TableHints) throws {
        let guess = EncodingGuess.encoding(of: bytes)
        let encoding = hints.encoding ?? guess.encoding
        // A mark of another encoding is no mark.
        place = encoding == guess.encoding ? guess.mark : 0
        decoding = TextDecoding(encoding)
        self.bytes = bytes
        var sample = TextDecoding(encoding)
        let end = min(bytes.count, place + Self.chunk)
        let beginning = sample.text(bytes[place..<end], isLast: end == bytes.count)
        // A table has no such bytes in any encoding that is known.
        guard !beginning.contains(0) else { throw TableProblem(.notATable) }
        let separator = hints.separator ?? Self.separator(of: beginning)
        self.separator = separator.rawValue.utf8.first ?? UInt8(ascii: ";")
        form = .text(encoding, separator)
    }

    /// The one that most first lines have alike, outside quotation marks.
    private static func separator(of text: [UInt8]) -> TableSeparator {
        var lines: [[TableSeparator: Int]] = [[:]]
        var isQuoted = false
        for byte in text {
            if byte == quote { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if lines.count == 50 { break }
                if lines.last?.isEmpty == false { lines.append([:]) }
            } else if let separator = TableSeparator.allCases.first(where: { $0.rawValue.utf8.first == byte }) {
                lines[lines.count - 1][separator, default: 0] += 1
            }
        }
        func score(_ separator: TableSeparator) -> Int {
            let first = lines[0][separator] ?? 0
            guard first > 0 else { return lines.contains { $0[separator] != nil } ? 1 : 0 }
            return 1 + 100 * lines.count { $0[separator] == first } + first
        }
        return TableSeparator.allCases.max { score($0) < score($1) }.flatMap { score($0) > 0 ? $0 : nil } ?? .semicolon
    }

    mutating func next() throws -> [TableRow] {
        var rows: [TableRow] = []
        while rows.isEmpty, !isOver {
            let end = min(bytes.count, place + Self.chunk)
            isOver = end == bytes.count
            for byte in decoding.text(bytes[place..<end], isLast: isOver) { try take(byte, &rows) }
            place = end
            if isOver { try finish(&rows) }
        }
        return rows
    }

    private mutating func take(_ byte: UInt8, _ rows: inout [TableRow]) throws {
        // A line feed after a return belongs to it.
        let isPair = endedByReturn && byte == UInt8(ascii: "\n")
        endedByReturn = false
        if isPair, state != .quoted { return }
        let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        switch state {
        case .quoted:
            if byte == Self.quote {
                state = .quoteInQuoted
            } else {
                if byte == UInt8(ascii: "\n") { lines += 1 }
                cell.append(byte)
                guard cell.count <= Self.longestCell else { throw TableProblem(.openQuote, row: number) }
            }
        case .start where byte == Self.quote:
            state = .quoted
        case .quoteInQuoted where byte == Self.quote:
            cell.append(byte)
            state = .quoted
        case .start, .bare, .quoteInQuoted:
            if byte == separator {
                try endCell()
            } else if isEnd {
                endedByReturn = byte == UInt8(ascii: "\r")
                try endRow(&rows)
            } else {
                state = .bare
                cell.append(byte)
                guard cell.count <= Self.longestCell else { throw TableProblem(.notATable, row: number) }
            }
        }
    }

    private mutating func endCell() throws {
        guard row.count < TableLimits.columns else { throw TableProblem(.tooManyColumns, row: number) }
        let text = String(decoding: cell, as: UTF8.self)
        row.append(text.utf8.count > TableLimits.cell ? String(text.prefix(TableLimits.cell)) : text)
        cell.removeAll(keepingCapacity: true)
        state = .start
    }

    private mutating func endRow(_ rows: inout [TableRow]) throws {
        try endCell()
        while row.last?.allSatisfy(\.isWhitespace) == true { row.removeLast() }
        if !row.isEmpty { rows.append(TableRow(number: number, cells: row)) }
        row = []
        number += 1 + lines
        lines = 0
    }

    private mutating func finish(_ rows: inout [TableRow]) throws {
        guard state != .quoted else { throw TableProblem(.openQuote, row: number) }
        if !row.isEmpty || !cell.isEmpty || state != .start { try endRow(&rows) }
    }
}
