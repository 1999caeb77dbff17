import ContactCenter

/// What is read of chunks.
struct FactColumns {
    var dimensions: Set<FactDimension>
    var quantities: Set<FactQuantity>

    /// All that there is of a kind in stretches of this length.
    init(of kind: FactKind, _ length: FactStretch.Length) {
        dimensions = Set(FactTable.dimensions(of: kind, length))
        quantities = Set(kind.quantities)
    }

    init(_ dimensions: Set<FactDimension>, _ quantities: Set<FactQuantity>) {
        self.dimensions = dimensions
        self.quantities = quantities
    }

    /// Days are told apart, too.
    var withDays: FactColumns { FactColumns(dimensions.union([.day]), quantities) }

    /// Those that are kept of a month; weekdays are told from its days.
    func inMonth(of kind: FactKind) -> FactColumns {
        let columns = dimensions.contains(.weekday) ? withDays : self
        return FactColumns(columns.dimensions.intersection(FactTable.dimensions(of: kind, .month)), quantities)
    }

    func without(_ chunk: PackedChunk?) -> FactColumns {
        guard let chunk else { return self }
        return FactColumns(dimensions.subtracting(chunk.columns.keys), quantities.subtracting(chunk.sums.keys))
    }

    var isEmpty: Bool { dimensions.isEmpty && quantities.isEmpty }
}

/// Chunks as they lie in the database.
enum FactTable {
    /// The counts stand under this name: no dimension is called so.
    private static let counts = "count"
    private static func name(of quantity: FactQuantity) -> String { "sum.\(quantity.rawValue)" }
    /// With which state of its kind a month was written: what is held of it in memory is good as long as it is the same.
    private static let version = "version"

    // MARK: - Writing

    /// - Parameter version: of a month; no other chunk of the kind was written with it.
    static func write(
        _ chunk: FactChunk,
        of kind: FactKind,
        _ stretch: FactStretch,
        version: Int64? = nil,
        in transaction: any Transaction
    ) throws {
        try remove(kind, stretch, in: transaction)
        guard !chunk.counts.isEmpty else { return }
        let columns =
            chunk.columns.map { ($0.key.rawValue, $0.value.text) } + [(counts, FactDigits.text(chunk.counts))]
            + chunk.sums.map { (name(of: $0.key), FactDigits.text($0.value)) }
            + (version.map { [(Self.version, String($0))] } ?? [])
        try transaction.execute(
            "INSERT INTO fact_chunks (kind, stretch, dimension, first_day, data) VALUES ($1, $2, $3, $4, $5)",
            each: columns.sorted { $0.0 < $1.0 }.map { name, data in
                [.text(kind), .text(stretch.length), .text(name), .integer(stretch.first.number), .text(data)]
            }
        )
    }

    static func remove(_ kind: FactKind, _ stretch: FactStretch, in transaction: any Transaction) throws {
        let names =
            dimensions(of: kind, stretch.length).map(\.rawValue) + [counts, version] + kind.quantities.map(name)
        try transaction.execute(
            "DELETE FROM fact_chunks WHERE kind = $1 AND stretch = $2 AND dimension = $3 AND first_day = $4",
            each: names.sorted().map {
                [.text(kind), .text(stretch.length), .text($0), .integer(stretch.first.number)]
            }
        )
    }

    static func removeAll(_ kind: FactKind, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM fact_chunks WHERE kind = $1", [.text(kind)])
        try transaction.execute("DELETE FROM fact_months_due WHERE kind = $1", [.text(kind)])
    }

    /// Months tell their days apart.
    static func dimensions(of kind: FactKind, _ length: FactStretch.Length) -> [FactDimension] {
        kind.dimensions + (length == .month ? [.day] : [])
    }

    // MARK: - Reading

    /// The chunks that there are of these stretches, with these columns.
    ///
    /// - Throws: `StorageError.unreadable` for what no chunk has written.
    static func read(
        _ kind: FactKind,
        _ length: FactStretch.Length,
        from first: Day,
        through last: Day,
        _ columns: FactColumns,
        in transaction: any Transaction
    ) throws -> [Day: FactChunk] {
        let dimensions = Array(columns.dimensions.filter(Self.dimensions(of: kind, length).contains))
        let quantities = Array(columns.quantities)
        let names = dimensions.map(\.rawValue) + quantities.map(name) + [counts]
        let texts = try texts(names, of: kind, length, from: first, through: last, in: transaction)
        return try Dictionary(
            uniqueKeysWithValues: (texts.last ?? [:]).map { day, text in
                guard let counts = FactDigits.numbers(Substring(text).utf8) else { throw unreadable(kind, day) }
                let read = try dimensions.indices.map { place in
                    // The rows of all columns are counted with each other.
                    guard let column = texts[place][day].flatMap(FactColumn.init(text:)),
                        column.codes.count == counts.count
                    else { throw unreadable(kind, day) }
                    return (dimensions[place], column)
                }
                let sums = try quantities.indices.map { place in
                    guard let text = texts[dimensions.count + place][day],
                        let sums = FactDigits.numbers(Substring(text).utf8), sums.count == counts.count
                    else { throw unreadable(kind, day) }
                    return (quantities[place], sums)
                }
                return (
                    day,
                    FactChunk(
                        columns: Dictionary(uniqueKeysWithValues: read),
                        counts: counts,
                        sums: Dictionary(uniqueKeysWithValues: sums)
                    )
                )
            }
        )
    }

    /// What stands under each of these names.
    private static func texts(
        _ names: [String],
        of kind: FactKind,
        _ length: FactStretch.Length,
        from first: Day,
        through last: Day,
        in transaction: any Transaction
    ) throws -> [[Day: String]] {
        let found = try transaction.rows(
            """
            SELECT first_day, data FROM fact_chunks
            WHERE kind = $1 AND stretch = $2 AND dimension = $3 AND first_day BETWEEN $4 AND $5
            """,
            each: names.map {
                [.text(kind), .text(length), .text($0), .integer(first.number), .integer(last.number)]
            }
        )
        return try found.map { rows in
            try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    var row = row
                    return (Day(number: Int(try row.integer())), try row.text())
                }
            )
        }
    }

    // MARK: - Months, to be held in memory

    /// The versions of the months that there are, by their first days.
    static func versions(
        of kind: FactKind,
        _ days: ClosedRange<Day>,
        in transaction: any Transaction
    ) throws -> [Day: String] {
        let first = days.lowerBound.firstOfMonth
        return try texts([version], of: kind, .month, from: first, through: days.upperBound, in: transaction)[0]
    }

    /// - Returns: the month with these columns, and with those that another has; its counts are read where there is no other.
    /// - Throws: `StorageError.unreadable` for what no chunk has written.
    static func packed(
        _ kind: FactKind,
        month: Day,
        _ columns: FactColumns,
        into known: PackedChunk?,
        in transaction: any Transaction
    ) throws -> PackedChunk {
        let dimensions = Array(columns.dimensions)
        let quantities = Array(columns.quantities)
        let names = dimensions.map(\.rawValue) + quantities.map(name) + (known == nil ? [counts] : [])
        let texts = try texts(names, of: kind, .month, from: month, through: month, in: transaction).map { $0[month] }
        var chunk: PackedChunk
        if let known {
            chunk = known
        } else {
            guard let text = texts.last.flatMap({ $0 }), let counts = PackedNumbers(Substring(text).utf8) else {
                throw unreadable(kind, month)
            }
            chunk = PackedChunk(columns: [:], counts: counts)
        }
        // The rows of all columns are counted with each other.
        for (place, dimension) in dimensions.enumerated() {
            guard let column = texts[place].flatMap(PackedChunk.Column.init(text:)), column.count == chunk.counts.count
            else { throw unreadable(kind, month) }
            chunk.columns[dimension] = column
        }
        for (place, quantity) in quantities.enumerated() {
            guard let text = texts[dimensions.count + place], let sums = PackedNumbers(Substring(text).utf8),
                sums.count == chunk.counts.count
            else { throw unreadable(kind, month) }
            chunk.sums[quantity] = sums
        }
        return chunk
    }

    private static func unreadable(_ kind: FactKind, _ day: Day) -> StorageError {
        StorageError(
            .unreadable,
            "What was counted of \(day) (\(kind.rawValue)) cannot be read: have it counted anew with `priyom facts rebuild`."
        )
    }
}
