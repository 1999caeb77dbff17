/// A row of a table that somebody brought.
package struct TableRow: Hashable, Sendable {
    /// As the file counts it, from 1.
    package var number: Int
    /// What people read in it; the last ones that are empty are left out.
    package var cells: [String]

    package init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }
}

/// How a table is written.
package enum TableForm: Hashable, Sendable {
    /// XLSX.
    case workbook
    case text(TextEncoding, TableSeparator)
    /// What another database answered.
    case query
}

/// The encodings in which tables come; named as IANA does.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf16Little = "UTF-16LE"
    case utf16Big = "UTF-16BE"
    case windows1251 = "windows-1251"
    case koi8 = "KOI8-U"
    case cp866 = "IBM866"
}

/// What stands between the cells of a row.
package enum TableSeparator: String, CaseIterable, Sendable {
    case semicolon = ";"
    case comma = ","
    case tab = "\t"
    case bar = "|"
}

/// What somebody says of a file instead of having it found out; `nil` finds it out.
package struct TableHints: Hashable, Sendable {
    package var encoding: TextEncoding?
    package var separator: TableSeparator?

    package init(encoding: TextEncoding? = nil, separator: TableSeparator? = nil) {
        self.encoding = encoding
        self.separator = separator
    }
}

/// Why a table cannot be read, and where in it.
package struct TableProblem: Error, Hashable, Sendable {
    package enum Kind: String, Sendable {
        case empty
        /// A workbook with a password.
        case encrypted
        /// A workbook of Excel 97, or another file of that age.
        case oldWorkbook
        /// Neither a workbook nor a text.
        case notATable
        /// Unpacked it is larger than any table: a ZIP bomb.
        case tooLarge
        case tooManyRows
        case tooManyColumns
        /// A part of it is not what it should be, or ends before its end.
        case damaged
        /// A quotation mark that nothing closes.
        case openQuote
    }

    package var kind: Kind
    /// The part of the workbook: `xl/worksheets/sheet1.xml`.
    package var part: String?
    /// The row of the table.
    package var row: Int?

    package init(_ kind: Kind, part: String? = nil, row: Int? = nil) {
        self.kind = kind
        self.part = part
        self.row = row
    }
}

/// Limits of what is taken for a table.
package enum TableLimits {
    /// Of the file, in bytes.
    package static let megabytes = 64
    package static let rows = 1_000_000
    package static let columns = 256
    /// Characters of a cell; the rest is left out.
    package static let cell = 4_000
}

/// Opens files with tables.
package protocol TableReading: Sendable {
    /// - Throws: `TableProblem`.
    func open(_ bytes: [UInt8], _ hints: TableHints) async throws -> any OpenTable
}

/// A table that is read from its beginning to its end, some rows at a time.
package protocol OpenTable: Sendable {
    var form: TableForm { get }

    /// The next rows that have something in them; none at the end.
    ///
    /// - Throws: `TableProblem`, which names the row or the part.
    func next() async throws -> [TableRow]
}
