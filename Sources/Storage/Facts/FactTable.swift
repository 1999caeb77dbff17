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
}

/// Chunks as they lie in the database.
enum FactTable {
    /// The counts stand under this name: no dimension is called so.
    private static let counts = "count"
    private static func name(of quantity: FactQuantity) -> String { "sum.\(quantity.rawValue)" }

    // MARK: - Writing

    static func write(
        _ chunk: FactChunk,
        of kind: FactKind,
        _ stretch: FactStretch,
        in transaction: any Transaction
    ) throws {
        try remove(kind, stretch, in: transaction)
        guard !chunk.counts.isEmpty else { return }
        let columns =
            chunk.columns.map { ($0.key.rawValue, $0.value.text) } + [(counts, FactDigits.text(chunk.counts))]
            + chunk.sums.map { (name(of: $0.key), FactDigits.text($0.value)) }
        try transaction.execute(
            "INSERT INTO fact_chunks (kind, stretch, dimension, first_day, data) VALUES ($1, $2, $3, $4, $5)",
            each: columns.sorted { $0.0 < $1.0 }.map { name, data in
                [.text(kind), .text(stretch.length), .text(name), .integer(stretch.first.number), .text(data)]
            }
        )
    }

    static func remove(_ kind: FactKind, _ stretch: FactStretch, in transaction: any Transaction) throws {
        let names = dimensions(of: kind, stretch.length).map(\.rawValue) + [counts] + kind.quantities.map(name)
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
        let statement = """
            SELECT first_day, data FROM fact_chunks
            WHERE kind = $1 AND stretch = $2 AND dimension = $3 AND first_day BETWEEN $4 AND $5
            """
        let dimensions = Array(columns.dimensions.filter(Self.dimensions(of: kind, length).contains))
        let quantities = Array(columns.quantities)
        let found = try transaction.rows(
            statement,
            each: (dimensions.map(\.rawValue) + quantities.map(name) + [counts]).map {
                [.text(kind), .text(length), .text($0), .integer(first.number), .integer(last.number)]
            }
        )
        let texts = try found.map { rows in
            try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    var row = row
                    return (Day(number: Int(try row.integer())), try row.text())
                }
            )
        }
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

    private static func unreadable(_ kind: FactKind, _ day: Day) -> StorageError {
        StorageError(
            .unreadable,
            "What was counted of \(day) (\(kind.rawValue)) cannot be read: have it counted anew with `priyom facts rebuild`."
        )
    }
}
