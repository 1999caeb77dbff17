import ContactCenter

/// Some rows of an import within one transaction: whom each is about, and what the client becomes by it (requirement S3.6).
struct ImportBatch {
    struct Result {
        var place: Int64
        var outcome: ImportOutcome
        var remarks: [ImportRemark] = []
        /// A client who would be new has a number below 0 while it is only found out.
        var client: ClientID?
        var trace: ImportTrace?
    }

    private let transaction: any Transaction
    private let mapping: ImportMapping
    private let numbers: any PhoneNumberReading
    private let writing: ClientWriting
    /// Nothing is written: clients who would be new are known by their keys from then on.
    private let trial: ImportTrial?
    private var index: [ImportMatch.Key: Set<ClientID>] = [:]
    private var vehicles: ImportedVehicles
    /// What clients who would be new are known by, of this batch.
    private(set) var fresh: [ImportMatch.Key: ClientID] = [:]
    private var nextFresh: Int64

    init(
        _ mapping: ImportMapping,
        numbers: any PhoneNumberReading,
        actor: RecordAuthor,
        trial: ImportTrial?,
        in transaction: any Transaction
    ) throws {
        self.transaction = transaction
        self.mapping = mapping
        self.numbers = numbers
        self.trial = trial
        writing = try ClientWriting(transaction: transaction, actor: actor)
        vehicles = ImportedVehicles(transaction: transaction, numbers: numbers, actor: actor, isTrial: trial != nil)
        nextFresh = trial?.next ?? 0
    }

    mutating func take(_ lines: [ImportedLine]) throws -> [Result] {
        let rows = lines.map(read)
        index = try ImportLookup.clients(of: rows.flatMap(\.keys), in: transaction)
        return try zip(lines, rows).map { line, row in
            var result = try take(row, place: line.place)
            result.remarks = row.row.remarks + result.remarks
            return result
        }
    }

    // MARK: - Reading

    private struct Read {
        var row: ImportedRow
        var phones: [ClientPhone.Kind: [ClientPhone]] = [:]
        var keys: [ImportMatch.Key] = []
    }

    /// Telephones and attributes as they are kept; what cannot be is left out, and said so.
    private func read(_ line: ImportedLine) -> Read {
        var read = Read(row: ImportedRow(line.row.cells, by: mapping))
        for (place, value) in read.row.values.enumerated() {
            switch value.field {
            case .phone(let kind): readPhones(value, of: kind, into: &read)
            case .attribute(let id):
                let found = writing.attributes.value(value.texts[0], of: id)
                guard let text = found.value, found.problem == nil else {
                    read.row.remarks.append(ImportRemark(.malformed, field: value.field, text: value.texts[0]))
                    read.row.values[place].texts = []
                    continue
                }
                read.row.values[place].texts = [text]
                if value.isKey { read.keys.append(.attribute(id, text)) }
            case .vin: read.keys.append(.vin(Folding.code(of: value.texts[0])))
            case .email: read.keys += value.texts.map { .email($0.lowercased()) }
            default: break
            }
        }
        read.row.values.removeAll { $0.texts.isEmpty }
        return read
    }

    private func readPhones(_ value: ImportedRow.Value, of kind: ClientPhone.Kind, into read: inout Read) {
        for text in value.texts {
            // Longer than any number that is kept.
            guard text.unicodeScalars.count <= 64, let key = numbers.read(text).key else {
                read.row.remarks.append(ImportRemark(.noPhone, field: value.field, text: text))
                continue
            }
            read.phones[kind, default: []].append(ClientPhone(kind: kind, number: text, key: key))
            read.keys.append(.phone(key))
        }
    }

    // MARK: - Writing

    private mutating func take(_ read: Read, place: Int64) throws -> Result {
        guard !read.keys.isEmpty else {
            return Result(place: place, outcome: .doubtful, remarks: [ImportRemark(.noKey)])
        }
        switch ImportMatch.of(found(read.keys)) {
        case .doubtful(let kind, let clients):
            let who = clients.prefix(5).map { "\($0)" }.joined(separator: ", ")
            return Result(place: place, outcome: .doubtful, remarks: [ImportRemark(kind, text: who)])
        case .new: return try add(read, place: place)
        case .known(let id) where id.rawValue < 0:
            return Result(place: place, outcome: .updated, client: id)
        case .known(let id):
            guard let present = try ClientTable.find(id, in: transaction) else {
                throw StorageError(.failed, "A client that has just been found is not there.")
            }
            return try change(present, read, place: place)
        }
    }

    private func found(_ keys: [ImportMatch.Key]) -> [ImportMatch.Key: Set<ClientID>] {
        keys.reduce(into: [:]) { found, key in
            var clients = index[key] ?? []
            if let id = fresh[key] ?? trial?[key] { clients.insert(id) }
            if !clients.isEmpty { found[key] = clients }
        }
    }

    private mutating func add(_ read: Read, place: Int64) throws -> Result {
        var client = Client()
        client.kind = mapping.makesOrganisations ? .organisation : .person
        if client.kind == .organisation { client.clientType = .corporate }
        client = ImportMerge(read.row, isNew: true).client(from: client, phones: read.phones)
        guard !client.name.isEmpty else {
            return Result(place: place, outcome: .refused, remarks: [ImportRemark(.noName)])
        }
        if trial != nil {
            let problems = client.problems + client.listProblems
            guard problems.isEmpty else { return refused(problems, place) }
            nextFresh -= 1
            for key in read.keys { fresh[key] = ClientID(nextFresh) }
            return Result(place: place, outcome: .added, client: ClientID(nextFresh))
        }
        switch try writing.add(client) {
        case .saved(let kept):
            for key in read.keys { index[key, default: []].insert(kept.id) }
            var result = Result(place: place, outcome: .added, client: kept.id, trace: ImportTrace(of: kept))
            let vehicle = try vehicles.take(read.row, of: kept.id, isNew: true, &result.remarks)
            result.trace?.vehicle = vehicle.trace
            return result
        case .refused(let problems): return refused(problems, place)
        case .stale, .missing: throw StorageError(.failed, "A client could not be added.")
        }
    }

    private mutating func change(_ present: Kept<Client>, _ read: Read, place: Int64) throws -> Result {
        let client = ImportMerge(read.row, isNew: false).client(from: present.record, phones: read.phones)
        var result = Result(place: place, outcome: .same, client: present.id)
        if client != present.record {
            if trial != nil {
                let problems = client.problems + client.listProblems
                guard problems.isEmpty else { return refused(problems, place) }
                result.outcome = .updated
            } else {
                switch try writing.change(present, to: client) {
                case .saved(let kept):
                    for key in read.keys { index[key, default: []].insert(kept.id) }
                    result.outcome = .updated
                    result.trace = ImportTrace(from: present, to: kept.version)
                case .refused(let problems): return refused(problems, place)
                // Somebody else was quicker.
                case .stale(let now): return try change(now, read, place: place)
                case .missing: throw StorageError(.failed, "A client that was found could not be changed.")
                }
            }
        }
        let vehicle = try vehicles.take(read.row, of: present.id, isNew: false, &result.remarks)
        guard vehicle.isChanged else { return result }
        result.outcome = .updated
        guard let trace = vehicle.trace else { return result }
        result.trace = result.trace ?? ImportTrace(from: present, to: present.version)
        result.trace?.vehicle = trace
        return result
    }

    private func refused(_ problems: [FieldProblem], _ place: Int64) -> Result {
        Result(
            place: place,
            outcome: .refused,
            remarks: problems.map { ImportRemark(.refused, field: ImportField(rawValue: $0.field), text: $0.field) }
        )
    }
}

/// Clients who would be new, by what they would be known by, while an import is only checked. One process works imports off, one batch
/// after the other, so it has one user at a time.
final class ImportTrial: @unchecked Sendable {
    private(set) var next: Int64 = 0
    /// How many rows are behind it.
    private(set) var done: Int64
    private var clients: [ImportMatch.Key: ClientID] = [:]

    init(done: Int64) { self.done = done }

    subscript(_ key: ImportMatch.Key) -> ClientID? { clients[key] }

    /// Once the transaction of a batch has ended well.
    func take(_ fresh: [ImportMatch.Key: ClientID], done: Int64) {
        clients.merge(fresh) { first, _ in first }
        next = min(next, fresh.values.map(\.rawValue).min() ?? 0)
        self.done = done
    }
}
