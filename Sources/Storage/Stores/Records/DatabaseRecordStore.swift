import ContactCenter

/// Records of all kinds in a database.
package struct DatabaseRecordStore: RecordStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let documentNews: DocumentNews

    /// - Parameter documentNews: told of the documents that are written here.
    package init(
        _ database: any Database,
        numbers: any PhoneNumberReading,
        documentNews: DocumentNews = DocumentNews()
    ) {
        self.database = database
        self.numbers = numbers
        self.documentNews = documentNews
    }

    private func table<Record: KeptRecord>(of type: Record.Type) -> RecordTable<Record> {
        RecordTable(numbers: numbers)
    }

    package func records<Record: KeptRecord>(
        of type: Record.Type,
        includingHidden: Bool
    ) async throws -> [Kept<Record>] {
        let table = table(of: type)
        return try await database.read { try table.all(includingHidden: includingHidden, in: $0) }
    }

    package func records<Record: KeptRecord>(_ ids: [RecordID<Record>]) async throws -> [Kept<Record>] {
        let table = table(of: Record.self)
        return try await database.read { try table.records(ids, in: $0) }
    }

    package func records<Record: KeptRecord>(
        of type: Record.Type,
        where fields: [(field: RecordField<Record>, value: FieldValue)],
        includingHidden: Bool,
        after id: RecordID<Record>?,
        limit: Int
    ) async throws -> [Kept<Record>] {
        let table = table(of: type)
        return try await database.read { transaction in
            try table.page(fields, includingHidden: includingHidden, after: id, limit: limit, in: transaction)
        }
    }

    package func add<Record: KeptRecord>(_ record: Record, by actor: RecordAuthor) async throws -> Saving<Record> {
        let table = table(of: Record.self)
        return try await save(record, nil, in: table, by: actor) {
            try Self.follow(table.add(record, by: actor, in: $0), nil, by: actor, in: $0)
        }
    }

    package func change<Record: KeptRecord>(
        _ id: RecordID<Record>,
        over version: Int64,
        to record: Record,
        by actor: RecordAuthor
    ) async throws -> Saving<Record> {
        let table = table(of: Record.self)
        return try await save(record, id, in: table, by: actor) {
            let before = try table.record(id, in: $0)?.record
            let saving = try table.change(id, over: version, to: record, by: actor, in: $0)
            return try Self.follow(saving, before, by: actor, in: $0)
        }
    }

    package func setHidden<Record: KeptRecord>(
        _ id: RecordID<Record>,
        over version: Int64,
        to isHidden: Bool,
        by actor: RecordAuthor
    ) async throws -> Saving<Record> {
        let table = table(of: Record.self)
        return try await save(try await record(id)?.record, id, in: table, by: actor) {
            let saving = try table.setHidden(id, over: version, to: isHidden, by: actor, in: $0)
            return try Self.follow(saving, nil, by: actor, in: $0)
        }
    }

    package func photo(of employee: EmployeeID) async throws -> Photo? {
        try await database.read { try PhotoTable.photo(of: employee, in: $0) }
    }

    package func setPhoto(_ photo: Photo?, of employee: EmployeeID, by actor: RecordAuthor) async throws -> Bool {
        try await database.write { try PhotoTable.set(photo, of: employee, by: actor, in: $0) }
    }

    package func photographed() async throws -> [PhotographedEmployee] {
        try await database.read { try PhotoTable.photographed(in: $0) }
    }

    /// A client is found by its vehicles, too, and those by their makes and models.
    private static func follow<Record: KeptRecord>(
        _ saving: Saving<Record>,
        _ before: Record?,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Saving<Record> {
        guard case .saved(let kept) = saving else { return saving }
        if [.vehicleMakes, .vehicleModels].contains(Record.kind), let before, before != kept.record {
            try SearchRenewals.note(Record.kind, kept.id.rawValue, in: transaction)
        }
        if Record.kind == .webhooks { try OutboxTable.wake(WebhookID(kept.id.rawValue), in: transaction) }
        if let deal = kept.record as? Deal { try DealTextTable.write(DealID(kept.id.rawValue), deal, in: transaction) }
        if let ofCase = kept.record as? Case { try CaseTexts.write(CaseID(kept.id.rawValue), ofCase, in: transaction) }
        if let vehicle = kept.record as? Vehicle {
            let id = VehicleID(kept.id.rawValue)
            try VehicleOwners.follow(id, vehicle, before as? Vehicle, by: actor, in: transaction)
        }
        return saving
    }

    /// The database itself refuses a duplicate, so that two who save at the same moment cannot both have it; which field it is
    /// about is found afterwards.
    private func save<Record: KeptRecord>(
        _ record: Record?,
        _ id: RecordID<Record>?,
        in table: RecordTable<Record>,
        by actor: RecordAuthor,
        _ work: @escaping @Sendable (any Transaction) throws -> Saving<Record>
    ) async throws -> Saving<Record> {
        for isLast in [false, true] {
            do {
                let saving = try await database.write(by: actor, work)
                if case .saved(let kept) = saving, Record.kind == .documents {
                    documentNews.tell(DocumentID(kept.id.rawValue))
                }
                return saving
            } catch let error as StorageError where error.isDuplicate {
                guard let record else { throw error }
                let problems = try await database.read { try table.duplicates(of: record, except: id, in: $0) }
                if !problems.isEmpty { return .refused(problems) }
                // Who had it has just given it up: once more.
                if isLast { throw error }
            }
        }
        throw StorageError(.failed, "A record could not be written.")
    }

    package func history<Record: KeptRecord>(of id: RecordID<Record>, limit: Int) async throws -> [Change] {
        try await database.read { try ChangeTable.changes(of: Record.kind, id.rawValue, limit: limit, in: $0) }
    }

    package func names(of references: Set<RecordReference>) async throws -> [RecordReference: String] {
        guard !references.isEmpty else { return [:] }
        return try await database.read { try RecordNames.names(of: references, in: $0) }
    }

    package func choices(of kind: RecordReference.Kind) async throws -> [RecordChoice] {
        try await database.read { try RecordNames.choices(of: kind, in: $0) }
    }

    package func counts(of kinds: [RecordKind]) async throws -> [RecordKind: Int] {
        try await database.read { try RecordNames.counts(of: kinds, in: $0) }
    }
}
