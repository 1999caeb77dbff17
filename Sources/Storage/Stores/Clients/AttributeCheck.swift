import ContactCenter

/// Values of attributes as they are to be kept, and what is wrong with them.
struct AttributeCheck {
    /// In their order; hidden ones, too: clients have values of them still.
    let all: [Kept<ClientAttribute>]
    let attributes: [ClientAttributeID: Kept<ClientAttribute>]

    init(transaction: any Transaction) throws {
        all = try transaction.rows(
            "SELECT id, version, is_hidden, name, kind, choices, shown_on, place FROM client_attributes"
        ).map { row in
            var row = row
            var kept = try Kept(
                id: ClientAttributeID(row.integer()),
                version: row.integer(),
                isHidden: row.flag(),
                record: ClientAttribute()
            )
            kept.record.name = try row.text()
            kept.record.kind = try row.named()
            kept.record.choices = try row.optionalText()
            kept.record.spot = try row.named()
            kept.record.place = try row.integer()
            return (kept, RecordOrder(place: kept.record.place, name: kept.record.name, id: kept.id.rawValue))
        }.sorted { $0.1 < $1.1 }.map(\.0)
        attributes = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
    }

    struct Checked {
        var client: Client
        var problems: [FieldProblem] = []
        /// For the history.
        var changes: [Change.Field] = []
    }

    /// - Parameter present: the client as it stands; what it has already is not asked about again.
    func check(_ client: Client, over present: Client) -> Checked {
        var checked = Checked(client: client)
        for (id, typed) in client.attributes.sorted(by: { $0.key < $1.key }) where present.attributes[id] != typed {
            let found = value(typed, of: id)
            checked.client.attributes[id] = found.problem == nil ? found.value : typed
            if let problem = found.problem { checked.problems.append(FieldProblem(Client.field(of: id), problem)) }
        }
        if let change = change(from: present.attributes, to: checked.client.attributes) { checked.changes = [change] }
        return checked
    }

    /// - Returns: the value as it is kept, or what is wrong with it.
    func value(_ typed: String, of id: ClientAttributeID) -> (value: String?, problem: FieldProblem.Kind?) {
        switch attributes[id]?.record.value(of: typed) {
        case .success(let value): (value, nil)
        case .failure(let problem): (nil, problem.kind)
        case nil: (nil, .noSuchRecord)
        }
    }

    /// `Полис: 12-345`, a line for each that differs.
    func change(
        from before: [ClientAttributeID: String],
        to after: [ClientAttributeID: String]
    ) -> Change.Field? {
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        guard !changed.isEmpty else { return nil }
        let ordered = all.filter { changed.contains($0.id) }
        func lines(_ values: [ClientAttributeID: String]) -> String? {
            let lines = ordered.compactMap { attribute in
                values[attribute.id].map { "\(attribute.record.name): \($0)" }
            }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
        return Change.Field(name: "attributes", before: lines(before), after: lines(after))
    }
}

/// Writes many values at once, within one transaction.
struct AttributeImport {
    let transaction: any Transaction
    let actor: RecordAuthor

    /// - Returns: for each in its place what is wrong with it; such a one is left out.
    func set(_ values: [AttributeValue]) throws -> [FieldProblem.Kind?] {
        let check = try AttributeCheck(transaction: transaction)
        var problems: [FieldProblem.Kind?] = Array(repeating: nil, count: values.count)
        var byClient: [ClientID: [ClientAttributeID: String?]] = [:]
        var places: [ClientID: [Int]] = [:]
        for (place, value) in values.enumerated() {
            let found = check.value(value.value, of: value.attribute)
            problems[place] = found.problem
            guard found.problem == nil else { continue }
            // Of two values the last counts.
            byClient[value.client, default: [:]].updateValue(found.value, forKey: value.attribute)
            places[value.client, default: []].append(place)
        }
        for (client, values) in byClient.sorted(by: { $0.key < $1.key }) {
            guard try !write(values, of: client, check) else { continue }
            for place in places[client] ?? [] { problems[place] = .noSuchRecord }
        }
        return problems
    }

    /// - Returns: whether there is such a client.
    private func write(
        _ values: [ClientAttributeID: String?],
        of client: ClientID,
        _ check: AttributeCheck
    ) throws -> Bool {
        let locked = try transaction.rows(
            "UPDATE clients SET version = version WHERE id = $1 RETURNING id",
            [.integer(client.rawValue)]
        )
        guard !locked.isEmpty else { return false }
        let before = try AttributeValueTable.values(of: client, in: transaction)
        let after = values.reduce(into: before) { after, value in after[value.key] = value.value }
        guard let change = check.change(from: before, to: after) else { return true }
        try transaction.execute("UPDATE clients SET version = version + 1 WHERE id = $1", [.integer(client.rawValue)])
        try AttributeValueTable.write(after, of: client, in: transaction)
        try DatabaseClientStore.note(.changed, [change], of: client, by: actor, in: transaction)
        try ClientSearchTable.write([client], in: transaction)
        return true
    }
}
