import ContactCenter
import Foundation

/// Makes a client part of another, and takes that back, within one transaction.
struct ClientMerger {
    let transaction: any Transaction
    let actor: RecordAuthor

    /// What belongs to a client: the table, and the column that says whose it is.
    private static let owned: [(kind: RecordKind, column: String, field: String)] = [
        (.vehicles, "owner_id", "owner_id"), (.documents, "client_id", "client_id"), (.contacts, "client_id", "client"),
        (.deals, "client_id", "client_id"), (.projects, "client_id", "client_id"),
        // What was rendered belongs to contacts and policies, and goes over with them.
        (.policies, "client_id", "client_id"), (.cases, "client_id", "client_id"),
        // Those of contacts go over with them.
        (.papers, "client_id", "client_id"),
    ]

    func merge(_ part: ClientID, into whole: ClientID) throws -> Merging {
        guard part != whole, try lock([part, whole]) == 2 else { return .refused }
        let merger = try addMerger(of: part, into: whole)
        for owned in Self.owned {
            try transaction.execute(
                """
                INSERT INTO client_merger_moves (merger_id, record_kind, record_id)
                SELECT $1, '\(owned.kind.rawValue)', id FROM \(owned.kind.rawValue) WHERE \(owned.column) = $2
                """,
                [.integer(merger), .integer(part.rawValue)]
            )
            try move(owned, of: merger, from: part, to: whole)
        }
        try movePhones(merger, from: part, to: whole)
        try AttributeValueTable.copy(of: merger, from: part, to: whole, in: transaction)
        try transaction.execute(
            "UPDATE clients SET merged_into = $2, version = version + 1 WHERE id = $1",
            [.integer(part.rawValue), .integer(whole.rawValue)]
        )
        // Who already became part of the one that goes is part of the other from now on, too; mergers are taken back one
        // after the other, the last first.
        try transaction.execute(
            """
            UPDATE clients SET version = version + 1, last_contact_at = (
                SELECT MAX(last_contact_at) FROM clients AS both_clients WHERE id IN ($1, $2)
            ) WHERE id = $2
            """,
            [.integer(part.rawValue), .integer(whole.rawValue)]
        )
        try finish(.merged, part, whole)
        return .done(whole)
    }

    func separate(_ part: ClientID) throws -> Merging {
        let rows = try transaction.rows(
            "SELECT id, whole_id FROM client_mergers WHERE part_id = $1 AND undone_at IS NULL",
            [.integer(part.rawValue)]
        )
        guard var row = rows.first else { return .refused }
        let (merger, whole) = try (row.integer(), ClientID(row.integer()))
        // The other one must still be by itself, or what went over is somewhere else by now.
        guard try lock([whole]) == 1 else { return .refused }
        for owned in Self.owned { try move(owned, of: merger, from: whole, to: part) }
        try transaction.execute(
            """
            DELETE FROM client_phones WHERE client_id = $2
                AND number IN (SELECT number FROM client_merger_phones WHERE merger_id = $1)
            """,
            [.integer(merger), .integer(whole.rawValue)]
        )
        try AttributeValueTable.takeBack(of: merger, from: whole, in: transaction)
        try transaction.execute(
            "UPDATE client_mergers SET undone_at = $2 WHERE id = $1",
            [.integer(merger), .instant(actor.at)]
        )
        try transaction.execute(
            "UPDATE clients SET merged_into = NULL, version = version + 1 WHERE id = $1",
            [.integer(part.rawValue)]
        )
        try transaction.execute(
            """
            UPDATE clients SET version = version + 1, last_contact_at = (
                SELECT MAX(at) FROM contacts WHERE client_id = $1 AND is_hidden = 0
            ) WHERE id = $1
            """,
            [.integer(whole.rawValue)]
        )
        try finish(.separated, part, whole)
        return .done(part)
    }

    /// Nobody else merges or changes these until the end.
    ///
    /// - Returns: how many of them are shown and by themselves.
    private func lock(_ clients: [ClientID]) throws -> Int {
        try clients.sorted().count { client in
            let rows = try transaction.rows(
                "UPDATE clients SET version = version WHERE id = $1 AND is_hidden = 0 AND merged_into IS NULL RETURNING id",
                [.integer(client.rawValue)]
            )
            return !rows.isEmpty
        }
    }

    private func addMerger(of part: ClientID, into whole: ClientID) throws -> Int64 {
        var row = try transaction.rows(
            "INSERT INTO client_mergers (part_id, whole_id, at, user_id) VALUES ($1, $2, $3, $4) RETURNING id",
            [
                .integer(part.rawValue), .integer(whole.rawValue), .instant(actor.at),
                .integer(actor.user?.rawValue),
            ]
        )[0]
        return try row.integer()
    }

    /// Moves what the merger names and still belongs to `from`; the history of each says so.
    private func move(
        _ owned: (kind: RecordKind, column: String, field: String),
        of merger: Int64,
        from: ClientID,
        to: ClientID
    ) throws {
        let moved = try transaction.rows(
            """
            UPDATE \(owned.kind.rawValue) SET \(owned.column) = $3, version = version + 1
            WHERE \(owned.column) = $2 AND id IN (
                SELECT record_id FROM client_merger_moves WHERE merger_id = $1 AND record_kind = '\(owned.kind.rawValue)'
            )
            RETURNING id
            """,
            [.integer(merger), .integer(from.rawValue), .integer(to.rawValue)]
        )
        for var row in moved {
            let field = Change.Field(name: owned.field, before: from.description, after: to.description)
            let change = Change(.changed, [field], by: actor)
            try ChangeTable.add(change, of: owned.kind, row.integer(), in: transaction)
        }
    }

    /// The one that goes keeps its own, for when it comes back; the other gets those that it lacks.
    private func movePhones(_ merger: Int64, from part: ClientID, to whole: ClientID) throws {
        let known = try ClientTable.phones(of: whole, in: transaction)
        let others = try ClientTable.phones(of: part, in: transaction)
        var identities = Set(known.map { $0.key?.rawValue ?? $0.number })
        let added = others.filter { identities.insert($0.key?.rawValue ?? $0.number).inserted }
        try transaction.execute(
            """
            INSERT INTO client_phones (client_id, ordinal, kind, number, number_key, person)
            VALUES ($1, (SELECT COALESCE(MAX(ordinal), -1) + 1 FROM client_phones WHERE client_id = $1), $2, $3, $4, $5)
            """,
            each: added.map { [.integer(whole.rawValue)] + ClientTable.values(of: $0) }
        )
        try transaction.execute(
            "INSERT INTO client_merger_phones (merger_id, ordinal, number) VALUES ($1, $2, $3)",
            each: added.enumerated().map { [.integer(merger), .integer($0), .text($1.number)] }
        )
    }

    private func finish(_ kind: Change.Kind, _ part: ClientID, _ whole: ClientID) throws {
        for (client, other) in [(part, whole), (whole, part)] {
            let field = Change.Field(name: "client", before: nil, after: other.description)
            try DatabaseClientStore.note(kind, [field], of: client, by: actor, in: transaction)
            try NoveltyTable.derive(of: client, at: actor.at, in: transaction)
        }
        try ClientSearchTable.write([part, whole], in: transaction)
        try OutboxTable.add([.merger(kind, of: part, whole, by: actor)], in: transaction)
    }
}
