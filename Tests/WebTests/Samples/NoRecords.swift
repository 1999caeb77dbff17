import ContactCenter

/// Directories in which nothing is.
struct NoRecords: RecordStore {
    func records<Record: KeptRecord>(of type: Record.Type, includingHidden: Bool) async throws -> [Kept<Record>] { [] }
    func records<Record: KeptRecord>(_ ids: [RecordID<Record>]) async throws -> [Kept<Record>] { [] }
    func records<Record: KeptRecord>(
        of type: Record.Type,
        where fields: [(field: RecordField<Record>, value: FieldValue)],
        includingHidden: Bool,
        after id: RecordID<Record>?,
        limit: Int
    ) async throws -> [Kept<Record>] { [] }
    func add<Record: KeptRecord>(_ record: Record, by actor: RecordAuthor) async throws -> Saving<Record> { .missing }

    func change<Record: KeptRecord>(
        _ id: RecordID<Record>,
        over version: Int64,
        to record: Record,
        by actor: RecordAuthor
    ) async throws -> Saving<Record> { .missing }

    func setHidden<Record: KeptRecord>(
        _ id: RecordID<Record>,
        over version: Int64,
        to isHidden: Bool,
        by actor: RecordAuthor
    ) async throws -> Saving<Record> { .missing }

    func history<Record: KeptRecord>(of id: RecordID<Record>, limit: Int) async throws -> [Change] { [] }
    func names(of references: Set<RecordReference>) async throws -> [RecordReference: String] { [:] }
    func choices(of kind: RecordReference.Kind) async throws -> [RecordChoice] { [] }
    func counts(of kinds: [RecordKind]) async throws -> [RecordKind: Int] { [:] }
}
