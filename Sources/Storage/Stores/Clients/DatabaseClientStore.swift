import ContactCenter
import Foundation

/// Clients in a database.
package struct DatabaseClientStore: ClientStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading

    package init(_ database: any Database, numbers: any PhoneNumberReading) {
        self.database = database
        self.numbers = numbers
    }

    package func client(_ id: ClientID) async throws -> Kept<Client>? {
        try await database.read { try ClientTable.find(id, in: $0) }
    }

    package func clients(_ ids: [ClientID]) async throws -> [Kept<Client>] {
        try await database.read { transaction in try ids.compactMap { try ClientTable.find($0, in: transaction) } }
    }

    package func wholes(of parts: [ClientID]) async throws -> [ClientID: ClientID] {
        try await database.read { transaction in
            let rows = try transaction.rows(
                "SELECT merged_into FROM clients WHERE id = $1 AND merged_into IS NOT NULL",
                each: parts.map { [.integer($0.rawValue)] }
            )
            return try zip(parts, rows).reduce(into: [:]) { wholes, found in
                if var row = found.1.first { wholes[found.0] = try row.id() }
            }
        }
    }

    package func dossier(_ id: ClientID) async throws -> ClientDossier? {
        try await database.read { try ClientDossierReading.read(id, in: $0) }
    }

    package func history(
        of id: ClientID,
        where filter: ClientHistoryFilter,
        before place: ClientHistoryEntry.Place?,
        limit: Int
    ) async throws -> ClientHistoryAnswer {
        try await database.read { transaction in
            try ClientHistoryReading(client: id, filter: filter, transaction: transaction).answer(
                before: place,
                limit: limit
            )
        }
    }

    package func add(_ client: Client, by actor: RecordAuthor) async throws -> Saving<Client> {
        let client = tidy(client)
        return try await database.write(by: actor) { transaction in
            try ClientWriting(transaction: transaction, actor: actor).add(client)
        }
    }

    package func change(
        _ id: ClientID,
        over version: Int64,
        to client: Client,
        by actor: RecordAuthor
    ) async throws -> Saving<Client> {
        let client = tidy(client)
        return try await database.write { transaction in
            guard let present = try ClientTable.find(id, in: transaction) else { return .missing }
            guard present.version == version else { return .stale(present) }
            return try ClientWriting(transaction: transaction, actor: actor).change(present, to: client)
        }
    }

    package func setHidden(
        _ id: ClientID,
        over version: Int64,
        to isHidden: Bool,
        by actor: RecordAuthor
    ) async throws -> Saving<Client> {
        let table = RecordTable<Client>(numbers: numbers)
        return try await database.write { transaction in
            let saving = try table.setHidden(id, over: version, to: isHidden, by: actor, in: transaction)
            try ClientSearchTable.write([id], in: transaction)
            // The table knows the columns only.
            return switch saving {
            case .saved, .stale:
                try ClientTable.find(id, in: transaction).map { kept in
                    if case .stale = saving { .stale(kept) } else { .saved(kept) }
                } ?? .missing
            case .missing, .refused: saving
            }
        }
    }

    package func set(_ values: [AttributeValue], by actor: RecordAuthor) async throws -> [FieldProblem.Kind?] {
        try await database.write { try AttributeImport(transaction: $0, actor: actor).set(values) }
    }

    package func likelyDoubles(limit: Int) async throws -> [LikelyDouble] {
        try await database.read { try ClientDoubles.find(limit: limit, in: $0) }
    }

    package func merge(_ part: ClientID, into whole: ClientID, by actor: RecordAuthor) async throws -> Merging {
        try await database.write { try ClientMerger(transaction: $0, actor: actor).merge(part, into: whole) }
    }

    package func separate(_ part: ClientID, by actor: RecordAuthor) async throws -> Merging {
        try await database.write { try ClientMerger(transaction: $0, actor: actor).separate(part) }
    }

    static func note(
        _ kind: Change.Kind,
        _ fields: [Change.Field],
        of id: ClientID,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws {
        let change = Change(kind, fields, by: actor)
        try ChangeTable.add(change, of: .clients, id.rawValue, in: transaction)
    }

    /// Without blanks around, without empty entries; telephones with the keys of their numbers.
    private func tidy(_ client: Client) -> Client {
        func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
        func filled(_ text: String?) -> String? { text.map(trimmed).flatMap { $0.isEmpty ? nil : $0 } }
        var client = client
        client.name = trimmed(client.name)
        client.note = filled(client.note)
        client.phones = client.phones.compactMap { phone in
            guard let number = filled(phone.number) else { return nil }
            return ClientPhone(
                kind: phone.kind,
                number: number,
                key: numbers.read(number).key,
                person: filled(phone.person)
            )
        }
        client.emails = client.emails.compactMap(filled)
        client.addresses = client.addresses.compactMap(filled)
        return client
    }
}
