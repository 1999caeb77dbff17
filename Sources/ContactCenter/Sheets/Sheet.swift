import Foundation

/// A table that leaves the product as a file: what stands above it, its columns, and its rows, which are read while they are written,
/// so that a hundred thousand of them need no more memory than a few (requirements S2.17, S2.22).
package struct Sheet: Sendable {
    package struct Column: Hashable, Sendable {
        /// What its cells are; a cell of it may also be empty.
        package enum Kind: Hashable, Sendable {
            case text
            /// A word where something is so, nothing where it is not.
            case mark
            case number
            case share
            case money
            case instant
            case day
            case duration
            case phone
        }

        /// Its name for programs, as the API has it.
        package var name: String
        /// Its name for people.
        package var title: String
        package var kind: Kind
        /// What stands above it and its neighbours of the same band.
        package var band: Band?

        package init(_ name: String, _ title: String, _ kind: Kind, band: Band? = nil) {
            self.name = name
            self.title = title
            self.kind = kind
            self.band = band
        }
    }

    /// A heading above neighbouring columns.
    package struct Band: Hashable, Sendable {
        package var name: String
        package var title: String

        package init(_ name: String, _ title: String) {
            self.name = name
            self.title = title
        }
    }

    package enum Cell: Hashable, Sendable {
        case nothing
        /// Whatever somebody typed: it is never a formula or a link, whatever it looks like.
        case text(String)
        case number(Int64)
        /// A part of a whole, which is not 0; not rounded.
        case share(Int64, of: Int64)
        /// In hundredths.
        case money(Int64)
        case instant(Date)
        case day(Day)
        case duration(Duration)
        /// A telephone number as people write it.
        case phone(String)
    }

    package struct Row: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case plain
            /// Sums up the rows below it that have higher levels.
            case subtotal
            /// Sums up all rows.
            case total
        }

        /// One for each column; fewer where the last ones are empty.
        package var cells: [Cell]
        /// How deep it stands within groups, the outermost having 0.
        package var level: Int
        package var kind: Kind

        package init(_ cells: [Cell], level: Int = 0, kind: Kind = .plain) {
            self.cells = cells
            self.level = level
            self.kind = kind
        }
    }

    /// Gives the rows in portions, in order, each when the one before has been taken.
    package typealias Rows = @Sendable (_ take: (_ portion: [Row]) async throws -> Void) async throws -> Void

    package var title: String
    /// Lines between the title and the table: the period, what it is narrowed by.
    package var remarks: [String]
    package var columns: [Column]
    /// By which clock instants are written for people.
    package var timeZone: TimeZone
    package var rows: Rows

    package init(
        title: String,
        remarks: [String] = [],
        columns: [Column],
        timeZone: TimeZone,
        rows: @escaping Rows
    ) {
        self.title = title
        self.remarks = remarks
        self.columns = columns
        self.timeZone = timeZone
        self.rows = rows
    }

    /// Neighbouring columns below one heading, or below none.
    package var bands: [(band: Band?, columns: Range<Int>)] {
        var bands: [(band: Band?, columns: Range<Int>)] = []
        for (place, column) in columns.enumerated() {
            if let last = bands.last, last.band == column.band {
                bands[bands.count - 1].columns = last.columns.lowerBound..<place + 1
            } else {
                bands.append((column.band, place..<place + 1))
            }
        }
        return bands
    }
}

/// Gives pages one after the other, each while the next one is already being read.
///
/// - Parameters:
///   - first: the first page.
///   - next: reads the page after another; `nil` where there is none.
package func readAhead<Page: Sendable>(
    _ first: Page,
    next: @escaping @Sendable (Page) async throws -> Page?,
    take: (Page) async throws -> Void
) async throws {
    var page: Page? = first
    while let current = page {
        async let following = next(current)
        try await take(current)
        page = try await following
    }
}
