import ContactCenter

/// The table of one kind of records: statements and rows follow from the record's list of fields.
///
/// Nobody else's transaction is needed to use it, so that a contact and its client can be written together.
struct RecordTable<Record: KeptRecord> {
    /// Understands the numbers in fields that calls are found by.
    let numbers: any PhoneNumberReading

    private var name: String { Record.kind.rawValue }
    private var fields: [RecordField<Record>] { Record.fields }

    // MARK: - Reading

    /// In the order of lists.
    func all(includingHidden: Bool, in transaction: any Transaction) throws -> [Kept<Record>] {
        let place = Record.field("place")
        let records = try transaction.rows(
            """
            SELECT \(columns), \(RecordNames.name(of: Record.kind)) FROM \(name)\(includingHidden ? "" : " WHERE is_hidden = 0")
            """
        ).map { row in
            var row = row
            let kept = try kept(from: &row)
            let order = RecordOrder(
                place: place?.value(in: kept.record).integer,
                name: try row.optionalText() ?? "",
                id: kept.id.rawValue
            )
            return (kept, order)
        }.sorted { $0.1 < $1.1 }.map { $0.0 }
        return Record.arranged(records)
    }

    /// In the order of their numbers.
    func page(
        _ wanted: [(field: RecordField<Record>, value: FieldValue)],
        includingHidden: Bool,
        after id: RecordID<Record>?,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Kept<Record>] {
        var conditions = Conditions()
        conditions.add("id > {}", .integer(id?.rawValue ?? 0))
        if !includingHidden { conditions.add("is_hidden = 0") }
        for (field, value) in wanted { conditions.add("\(field.name) = {}", SQLValue(value)) }
        let limit = conditions.bind(.integer(limit))
        return try transaction.rows(
            "SELECT \(columns) FROM \(name) WHERE \(conditions.text) ORDER BY id LIMIT \(limit)",
            conditions.values
        ).map { row in
            var row = row
            return try kept(from: &row)
        }
    }

    func record(_ id: RecordID<Record>, in transaction: any Transaction) throws -> Kept<Record>? {
        try records([id], in: transaction).first
    }

    func records(_ ids: [RecordID<Record>], in transaction: any Transaction) throws -> [Kept<Record>] {
        try transaction.rows(
            "SELECT \(columns) FROM \(name) WHERE id = $1",
            each: ids.map { [.integer($0.rawValue)] }
        ).joined().map { row in
            var row = row
            return try kept(from: &row)
        }
    }

    /// What `kept` reads. A key path of a generic type would be made anew each time.
    private var columns: String {
        (["id", "version", "is_hidden"] + fields.map { $0.name }).joined(separator: ", ")
    }

    private func kept(from row: inout SQLRow) throws -> Kept<Record> {
        let (id, version, isHidden) = try (row.integer(), row.integer(), row.flag())
        var record = Record()
        for field in fields {
            let value =
                field.content.isText ? FieldValue(try row.optionalText()) : FieldValue(try row.optionalInteger())
            guard field.set(value, in: &record) else {
                throw StorageError(
                    .unreadable,
                    "The database holds something that this program did not write: \(name).\(field.name) of \(id)."
                )
            }
        }
        return Kept(id: RecordID(id), version: version, isHidden: isHidden, record: record)
    }

    // MARK: - Writing

    /// - Throws: an error that `isDuplicate` when another record has the same where only one may.
    func add(_ record: Record, by actor: RecordAuthor, in transaction: any Transaction) throws -> Saving<Record> {
        let problems =
            try problems(of: record, nil, instead: nil, in: transaction) + clashes(of: record, nil, in: transaction)
        guard problems.isEmpty else { return .refused(problems) }
        let columns = columns(of: record)
        let rows = try transaction.rows(
            """
            INSERT INTO \(name) (\(columns.map(\.name).joined(separator: ", ")))
            VALUES (\(columns.indices.map { "$\($0 + 1)" }.joined(separator: ", "))) RETURNING id
            """,
            columns.map(\.value)
        )
        guard var row = rows.first else {
            throw StorageError(.failed, "A record that has just been written is not there.")
        }
        let id = RecordID<Record>(try row.integer())
        try note(.added, record.additions, of: id, by: actor, in: transaction)
        try follow([record], by: actor, in: transaction)
        return .saved(Kept(id: id, version: 1, record: record))
    }

    /// - Throws: as `add`.
    func change(
        _ id: RecordID<Record>,
        over version: Int64,
        to record: Record,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Saving<Record> {
        guard let present = try self.record(id, in: transaction) else { return .missing }
        guard present.version == version else { return .stale(present) }
        var problems = try problems(of: record, id, instead: present.record, in: transaction)
        if !present.isHidden { problems += try clashes(of: record, id, in: transaction) }
        guard problems.isEmpty else { return .refused(problems) }
        let changes = present.record.changes(to: record)
        guard !changes.isEmpty else { return .saved(present) }
        let columns = columns(of: record)
        let settings = columns.enumerated().map { "\($1.name) = $\($0 + 3)" }.joined(separator: ", ")
        let isTaken = try take(
            id,
            over: version,
            set: settings,
            columns.map(\.value),
            in: transaction
        )
        guard isTaken else { return try self.record(id, in: transaction).map(Saving.stale) ?? .missing }
        try note(.changed, changes, of: id, by: actor, in: transaction)
        try follow([present.record, record], by: actor, in: transaction)
        return .saved(Kept(id: id, version: version + 1, isHidden: present.isHidden, record: record))
    }

    /// - Throws: as `add`, when a record is shown again.
    func setHidden(
        _ id: RecordID<Record>,
        over version: Int64,
        to isHidden: Bool,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Saving<Record> {
        guard let present = try record(id, in: transaction) else { return .missing }
        guard present.isHidden != isHidden else { return .saved(present) }
        let clashes = isHidden ? [] : try clashes(of: present.record, id, in: transaction)
        guard clashes.isEmpty else { return .refused(clashes) }
        guard present.version == version,
            try take(id, over: version, set: "is_hidden = $3", [.flag(isHidden)], in: transaction)
        else { return try record(id, in: transaction).map(Saving.stale) ?? .missing }
        try note(isHidden ? .hidden : .restored, [], of: id, by: actor, in: transaction)
        try follow([present.record], by: actor, in: transaction)
        return .saved(Kept(id: id, version: version + 1, isHidden: isHidden, record: present.record))
    }

    /// What follows from documents: the marks of the contacts that they came from (requirement S0.47).
    private func follow(_ records: [Record], by author: RecordAuthor, in transaction: any Transaction) throws {
        let contacts = records.compactMap { ($0 as? Document)?.contact }
        try ContactStages.follow(contacts, by: author, in: transaction)
    }

    /// What somebody else has already of which there is one at a time: a car that is tried (requirement S1.13). Nobody promises it to
    /// another until the transaction ends.
    private func clashes(
        of record: Record,
        _ id: RecordID<Record>?,
        in transaction: any Transaction
    ) throws -> [FieldProblem] {
        guard let document = record as? Document else { return [] }
        try BookedTimes.hold(document, withPerson: false, in: transaction)
        let made = id.map { DocumentID($0.rawValue) }
        let inWay = try BookedTimes.inWayOfCar(document, instead: made, in: transaction)
        return inWay.isEmpty ? [] : [FieldProblem("starts_at", .taken)]
    }

    /// - Returns: whether the record was in this version.
    private func take(
        _ id: RecordID<Record>,
        over version: Int64,
        set settings: String,
        _ values: [SQLValue],
        in transaction: any Transaction
    ) throws -> Bool {
        let rows = try transaction.rows(
            "UPDATE \(name) SET version = version + 1, \(settings) WHERE id = $1 AND version = $2 RETURNING id",
            [.integer(id.rawValue), .integer(version)] + values
        )
        return !rows.isEmpty
    }

    private func columns(of record: Record) -> [(name: String, value: SQLValue)] {
        fields.flatMap { field -> [(name: String, value: SQLValue)] in
            let value = field.value(in: record)
            let column = (name: field.name, value: SQLValue(value))
            guard case .phone(_, isKeyed: true) = field.content else { return [column] }
            return [column, (name: field.keyColumn, value: .text(key(of: value)))]
        }
    }

    private func key(of value: FieldValue) -> NumberKey? { value.text.flatMap { numbers.read($0).key } }

    private func note(
        _ kind: Change.Kind,
        _ fields: [Change.Field],
        of id: RecordID<Record>,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws {
        let change = Change(kind, fields, by: actor)
        try ChangeTable.add(change, of: Record.kind, id.rawValue, in: transaction)
    }

    // MARK: - Checks

    private func problems(
        of record: Record,
        _ id: RecordID<Record>?,
        instead present: Record?,
        in transaction: any Transaction
    ) throws -> [FieldProblem] {
        let found = try fields.compactMap { field -> FieldProblem? in
            if let problem = field.problem(in: record) { return problem }
            let value = field.value(in: record)
            // What stood there before may stay, also what would not be chosen any more.
            if let present, field.value(in: present) == value { return nil }
            switch field.content {
            case .phone(_, isKeyed: true) where value != .nothing && key(of: value) == nil:
                return FieldProblem(field.name, .malformed)
            case .reference, .references, .user:
                let before = present.map { RecordReference.all(field.content, field.value(in: $0)) } ?? []
                let chosen = RecordReference.all(field.content, value).filter { !before.contains($0) }
                let areThere = try chosen.allSatisfy { try RecordNames.canBeChosen($0, in: transaction) }
                return areThere ? nil : FieldProblem(field.name, .noSuchRecord)
            default: return nil
            }
        }
        guard found.isEmpty else { return found }
        if let vehicle = record as? Vehicle {
            return try VehicleOwners.problems(of: vehicle, instead: present as? Vehicle, in: transaction)
        }
        if let topic = record as? Topic {
            return try TopicTable.problems(of: topic, id.map { TopicID($0.rawValue) }, in: transaction)
        }
        return record.contradictions
    }

    /// The fields in which another record that is shown has the same.
    func duplicates(
        of record: Record,
        except id: RecordID<Record>?,
        in transaction: any Transaction
    ) throws -> [FieldProblem] {
        let alone = try fields.filter(\.isUnique).filter { field in
            let value = field.value(in: record)
            guard value != .nothing else { return false }
            let (column, wanted): (String, SQLValue) =
                if case .phone(_, isKeyed: true) = field.content {
                    (field.keyColumn, .text(key(of: value)))
                } else {
                    (field.name, SQLValue(value))
                }
            let others = try transaction.rows(
                "SELECT id FROM \(name) WHERE \(column) = $1 AND id <> $2 AND is_hidden = 0",
                [wanted, .integer(id?.rawValue ?? 0)]
            )
            return !others.isEmpty
        }
        return try (alone.map(\.name) + together(record, except: id, in: transaction)).map { FieldProblem($0, .taken) }
    }

    /// The last of the fields that another record has alike all together.
    private func together(
        _ record: Record,
        except id: RecordID<Record>?,
        in transaction: any Transaction
    ) throws -> [String] {
        guard let last = Record.uniqueTogether.last else { return [] }
        var conditions = Conditions()
        conditions.add("is_hidden = 0")
        conditions.add("id <> {}", .integer(id?.rawValue ?? 0))
        for field in Record.uniqueTogether.compactMap(Record.field) {
            let value = field.value(in: record)
            if value == .nothing {
                conditions.add("\(field.name) IS NULL")
            } else {
                conditions.add("\(field.name) = {}", SQLValue(value))
            }
        }
        let others = try transaction.rows("SELECT id FROM \(name) WHERE \(conditions.text)", conditions.values)
        return others.isEmpty ? [] : [last]
    }
}

extension RecordField {
    /// Where the key of a number stands.
    fileprivate var keyColumn: String { "\(name)_key" }
}

extension SQLValue {
    init(_ value: FieldValue) {
        switch value {
        case .nothing: self = .null
        case .text(let text): self = .text(text)
        case .integer(let integer): self = .integer(integer)
        }
    }
}
