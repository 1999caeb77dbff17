import ContactCenter

/// Takes back what an import wrote, from its last row on. A client whom somebody has changed since, or with whom there was something,
/// is left as they are.
struct ImportUndo {
    private let transaction: any Transaction
    private let numbers: any PhoneNumberReading
    private let writing: ClientWriting
    private let id: ImportID

    init(_ id: ImportID, numbers: any PhoneNumberReading, actor: RecordAuthor, in transaction: any Transaction) throws {
        self.id = id
        self.numbers = numbers
        self.transaction = transaction
        writing = try ClientWriting(transaction: transaction, actor: actor)
    }

    private struct Line {
        var place: Int64
        var client: ClientID
        var trace: ImportTrace
    }

    /// - Returns: how many rows were taken back, and how many left; none of both when nothing is left to do.
    func take(limit: Int) throws -> (undone: Int, left: Int) {
        let lines = try transaction.rows(
            """
            SELECT place, client_id, trace FROM import_rows
            WHERE import_id = $1 AND outcome IN ('added', 'updated') AND undo IS NULL AND trace IS NOT NULL
            ORDER BY place DESC LIMIT $2
            """,
            [.integer(id.rawValue), .integer(limit)]
        ).map { row in
            var row = row
            return try Line(
                place: row.integer(),
                client: row.id(),
                trace: StoredJSON.value(of: row.text(), as: ImportTrace.self)
            )
        }
        var (undone, left) = (0, 0)
        for line in lines {
            let isUndone = try takeBack(line, currentVersion(of: line))
            if isUndone { undone += 1 } else { left += 1 }
            try transaction.execute(
                "UPDATE import_rows SET undo = $3 WHERE import_id = $1 AND place = $2",
                [.integer(id.rawValue), .integer(line.place), .text(isUndone ? ImportedLine.Undo.undone : .left)]
            )
        }
        return (undone, left)
    }

    /// Rows of this batch that wrote the same client may have passed another version on.
    private func currentVersion(of line: Line) throws -> Int64 {
        var row = try transaction.rows(
            "SELECT client_version FROM import_rows WHERE import_id = $1 AND place = $2",
            [.integer(id.rawValue), .integer(line.place)]
        )[0]
        return try row.integer()
    }

    private func takeBack(_ line: Line, _ version: Int64) throws -> Bool {
        guard let present = try ClientTable.find(line.client, in: transaction), present.version == version,
            !present.isHidden, try !isMerged(line.client)
        else { return false }
        guard let before = line.trace.client else {
            guard try isUnused(line.client, besides: line.trace.vehicle?.id) else { return false }
            guard try takeBack(line.trace.vehicle) else { return false }
            return try hide(present)
        }
        guard try takeBack(line.trace.vehicle) else { return false }
        guard case .saved(let kept) = try writing.change(present, to: before.restored(over: present.record)) else {
            return false
        }
        try pass(kept.version, from: line)
        return true
    }

    /// The row of the same client before that one finds the client as it left them, if it was so then, too.
    private func pass(_ version: Int64, from line: Line) throws {
        guard
            var row = try transaction.rows(
                """
                SELECT place, trace FROM import_rows
                WHERE import_id = $1 AND client_id = $2 AND place < $3 AND trace IS NOT NULL ORDER BY place DESC LIMIT 1
                """,
                [.integer(id.rawValue), .integer(line.client.rawValue), .integer(line.place)]
            ).first
        else { return }
        let (place, trace) = try (row.integer(), StoredJSON.value(of: row.text(), as: ImportTrace.self))
        guard trace.left == line.trace.found else { return }
        try transaction.execute(
            "UPDATE import_rows SET client_version = $3 WHERE import_id = $1 AND place = $2",
            [.integer(id.rawValue), .integer(place), .integer(version)]
        )
    }

    private func hide(_ present: Kept<Client>) throws -> Bool {
        let saving = try RecordTable<Client>(numbers: numbers).setHidden(
            present.id,
            over: present.version,
            to: true,
            by: writing.actor,
            in: transaction
        )
        try ClientSearchTable.write([present.id], in: transaction)
        guard case .saved = saving else { return false }
        return true
    }

    /// - Returns: false where somebody has changed the car since.
    private func takeBack(_ trace: ImportTrace.VehicleTrace?) throws -> Bool {
        guard let trace else { return true }
        let table = RecordTable<Vehicle>(numbers: numbers)
        let id = VehicleID(trace.id)
        guard let present = try table.record(id, in: transaction), present.version == trace.version, !present.isHidden
        else {
            return false
        }
        guard let before = trace.before?.vehicle else {
            _ = try table.setHidden(id, over: present.version, to: true, by: writing.actor, in: transaction)
            try VehicleOwners.follow(id, present.record, nil, by: writing.actor, in: transaction)
            return true
        }
        let saving = try table.change(id, over: present.version, to: before, by: writing.actor, in: transaction)
        guard case .saved = saving else { return false }
        try VehicleOwners.follow(id, before, present.record, by: writing.actor, in: transaction)
        return true
    }

    private func isMerged(_ client: ClientID) throws -> Bool {
        try !transaction.rows(
            """
            SELECT id FROM client_mergers WHERE part_id = $1 AND undone_at IS NULL
            UNION ALL SELECT id FROM client_mergers WHERE whole_id = $1 AND undone_at IS NULL
            """,
            [.integer(client.rawValue)]
        ).isEmpty
    }

    /// Whether there was nothing with a client who came with the import.
    private func isUnused(_ client: ClientID, besides vehicle: Int64?) throws -> Bool {
        for table in ["contacts", "documents", "deals", "cases", "policies"] {
            let found = try transaction.rows(
                "SELECT id FROM \(table) WHERE client_id = $1 AND is_hidden = 0 LIMIT 1",
                [.integer(client.rawValue)]
            )
            guard found.isEmpty else { return false }
        }
        let others = try transaction.rows(
            "SELECT id FROM vehicles WHERE owner_id = $1 AND is_hidden = 0 AND id <> $2 LIMIT 1",
            [.integer(client.rawValue), .integer(vehicle ?? 0)]
        )
        return others.isEmpty
    }
}
