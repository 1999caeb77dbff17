import ContactCenter

/// Writes clients within a transaction, each with an entry of its history and what it is found by.
struct ClientWriting {
    let transaction: any Transaction
    let actor: RecordAuthor
    let attributes: AttributeCheck

    init(transaction: any Transaction, actor: RecordAuthor) throws {
        self.transaction = transaction
        self.actor = actor
        attributes = try AttributeCheck(transaction: transaction)
    }

    func add(_ client: Client) throws -> Saving<Client> {
        let checked = attributes.check(client, over: Client())
        let client = checked.client
        let problems = client.problems + client.listProblems + checked.problems
        guard problems.isEmpty else { return .refused(problems) }
        let id = try ClientTable.add(client, in: transaction)
        let lists = client.listTexts.compactMap { name, text in
            text.map { Change.Field(name: name, before: nil, after: $0) }
        }
        try note(.added, client.additions + lists + checked.changes, of: id)
        return .saved(Kept(id: id, version: 1, record: client))
    }

    func change(_ present: Kept<Client>, to client: Client) throws -> Saving<Client> {
        let checked = attributes.check(client, over: present.record)
        let client = checked.client
        let problems = client.problems + client.listProblems + checked.problems
        guard problems.isEmpty else { return .refused(problems) }
        guard present.record != client else { return .saved(present) }
        guard try ClientTable.change(present.id, over: present.version, to: client, in: transaction) else {
            return try ClientTable.find(present.id, in: transaction).map(Saving.stale) ?? .missing
        }
        let lists = zip(present.record.listTexts, client.listTexts).compactMap { before, after in
            before.text == after.text
                ? nil : Change.Field(name: after.name, before: before.text, after: after.text)
        }
        try note(.changed, present.record.changes(to: client) + lists + checked.changes, of: present.id)
        return .saved(
            Kept(id: present.id, version: present.version + 1, isHidden: present.isHidden, record: client)
        )
    }

    private func note(_ kind: Change.Kind, _ fields: [Change.Field], of id: ClientID) throws {
        try DatabaseClientStore.note(kind, fields, of: id, by: actor, in: transaction)
        try ClientSearchTable.write([id], in: transaction)
    }
}
