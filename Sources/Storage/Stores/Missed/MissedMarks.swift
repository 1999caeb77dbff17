import ContactCenter
import Foundation

/// What people mark in the register. Each change is kept with what was there before it, so that it can be taken back.
enum MissedMarks {
    /// The columns that a person's marks stand in.
    private static let columns = [
        "excluded_reason", "excluded_note", "excluded_by", "excluded_at", "assigned_to", "assigned_by", "assigned_at",
        "hidden_by", "hidden_at",
    ]

    static func mark(
        _ calls: [MissedCall.Seen],
        _ mark: MissedMark,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> MissedOutcome {
        // Always in the same order, so that two who mark the same calls wait for each other only once.
        let calls = Dictionary(calls.map { ($0.id, $0) }, uniquingKeysWith: { $1 }).values.sorted { $0.id < $1.id }
        let change = try begin(mark.kind, by: actor, in: transaction)
        let changed: [Int64]
        if case .spam = mark {
            changed = try SpamTable.mark(calls.map(\.id), change: change, by: actor, in: transaction)
        } else {
            changed = try set(mark.settings(by: actor), of: calls, change: change, by: actor, in: transaction)
            try audit(mark.kind.action, fields: mark.kind.fields, of: changed, by: actor, in: transaction)
        }
        guard !changed.isEmpty else {
            try transaction.execute("DELETE FROM missed_changes WHERE id = $1", [.integer(change.rawValue)])
            return MissedOutcome(change: nil, changed: 0, refused: calls.count)
        }
        return MissedOutcome(change: change, changed: changed.count, refused: calls.count - changed.count)
    }

    private static func begin(
        _ kind: MissedMark.Kind,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> MissedChange.ID {
        var row = try transaction.rows(
            "INSERT INTO missed_changes (kind, user_id, at) VALUES ($1, $2, $3) RETURNING id",
            [.text(kind), .integer(actor.user.rawValue), .instant(actor.at)]
        )[0]
        return MissedChange.ID(try row.integer())
    }

    /// - Returns: the calls that were changed.
    private static func set(
        _ settings: [(column: String, value: SQLValue)],
        of calls: [MissedCall.Seen],
        change: MissedChange.ID,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> [Int64] {
        var conditions = MissedConditions()
        let (id, version) = (conditions.bind(.null), conditions.bind(.null))
        conditions.add("{m}.call_id = \(id) AND {m}.version = \(version) AND {m}.is_missed = 1")
        if let sitters = actor.concerning { conditions.add(sitters) }

        // Takes the row, so that nobody comes in between.
        let take = """
            UPDATE missed_calls SET version = version + 1 WHERE \(conditions.text(of: "missed_calls"))
            RETURNING call_id
            """
        let others = conditions.values.dropFirst(2)
        let taken = try transaction.rows(
            take,
            each: calls.map { [.integer($0.id.rawValue), .integer($0.version)] + others }
        )
        let changed = zip(calls, taken).filter { !$1.isEmpty }.map { $0.0.id.rawValue }
        try transaction.execute(keep, each: changed.map { [.integer($0), .integer(change.rawValue)] })
        guard !settings.isEmpty else { return changed }
        let assignments = settings.enumerated().map { "\($1.column) = $\($0 + 2)" }
        try transaction.execute(
            "UPDATE missed_calls SET \(assignments.joined(separator: ", ")) WHERE call_id = $1",
            each: changed.map { [.integer($0)] + settings.map(\.value) }
        )
        return changed
    }

    private static let keep = """
        INSERT INTO missed_change_calls (change_id, call_id, version, \(columns.joined(separator: ", ")))
        SELECT CAST($2 AS {bigint}), call_id, version, \(columns.joined(separator: ", ")) FROM missed_calls WHERE call_id = $1
        """

    // MARK: - Taking back

    static func undo(
        _ id: MissedChange.ID,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> MissedOutcome {
        let kinds = try transaction.rows(
            """
            UPDATE missed_changes SET undone_by = $2, undone_at = $3
            WHERE id = $1 AND user_id = $2 AND undone_at IS NULL RETURNING kind
            """,
            [.integer(id.rawValue), .integer(actor.user.rawValue), .instant(actor.at)]
        )
        guard var row = kinds.first, let kind = MissedMark.Kind(rawValue: try row.text()) else {
            return MissedOutcome(change: nil, changed: 0, refused: 0)
        }
        if kind == .spam {
            let restored = try SpamTable.restore(all: id, by: actor, in: transaction)
            return MissedOutcome(change: nil, changed: restored, refused: 0)
        }
        var all = try transaction.rows(
            "SELECT count(*) FROM missed_change_calls WHERE change_id = $1",
            [.integer(id.rawValue)]
        )[0]
        let changed = try transaction.rows(putBack, [.integer(id.rawValue)]).map { row in
            var row = row
            return try row.integer()
        }
        try audit(.missedUndone, fields: kind.fields, of: changed, by: actor, in: transaction)
        return MissedOutcome(change: nil, changed: changed.count, refused: Int(try all.integer()) - changed.count)
    }

    private static let putBack = """
        UPDATE missed_calls SET version = missed_calls.version + 1,
            \(columns.map { "\($0) = before.\($0)" }.joined(separator: ", "))
        FROM missed_change_calls AS before
        WHERE before.change_id = $1 AND before.call_id = missed_calls.call_id
            AND before.version = missed_calls.version
        RETURNING missed_calls.call_id
        """

    static func change(_ id: MissedChange.ID, in transaction: any Transaction) throws -> MissedChange? {
        let rows = try transaction.rows(
            """
            SELECT kind, user_id, at, undone_at,
                CASE kind
                    WHEN 'spam' THEN (SELECT count(*) FROM spam_numbers WHERE change_id = missed_changes.id)
                    ELSE (SELECT count(*) FROM missed_change_calls WHERE change_id = missed_changes.id)
                END
            FROM missed_changes WHERE id = $1
            """,
            [.integer(id.rawValue)]
        )
        guard var row = rows.first, let kind = MissedMark.Kind(rawValue: try row.text()) else { return nil }
        let (user, at, undoneAt) = try (UserID(row.integer()), row.instant(), row.optionalInstant())
        return MissedChange(
            id: id,
            kind: kind,
            by: user,
            at: at,
            count: Int(try row.integer()),
            isUndone: undoneAt != nil
        )
    }

    private static func audit(
        _ action: AuditEntry.Action,
        fields: [String],
        of calls: [Int64],
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws {
        for call in calls {
            try AuditTable.note(actor.entry(action, subject: "call:\(call)", fields: fields), in: transaction)
        }
    }
}

extension MissedActor {
    func entry(_ action: AuditEntry.Action, subject: String, fields: [String] = []) -> AuditEntry {
        AuditEntry(at: at, user: user, action: action, subject: subject, fields: fields, address: address)
    }
}

extension MissedMark {
    fileprivate func settings(by actor: MissedActor) -> [(column: String, value: SQLValue)] {
        let (user, at) = (SQLValue.integer(actor.user.rawValue), SQLValue.instant(actor.at))
        return switch self {
        case .exclude(let reason, let note):
            [
                ("excluded_reason", .text(reason)), ("excluded_note", .text(note)), ("excluded_by", user),
                ("excluded_at", at),
            ]
        case .include: ["excluded_reason", "excluded_note", "excluded_by", "excluded_at"].map { ($0, .null) }
        case .assign(let person):
            [("assigned_to", .integer(person?.rawValue)), ("assigned_by", user), ("assigned_at", at)]
        case .hide: [("hidden_by", user), ("hidden_at", at)]
        case .unhide: [("hidden_by", .null), ("hidden_at", .null)]
        case .spam: []
        }
    }
}

extension MissedMark.Kind {
    fileprivate var action: AuditEntry.Action {
        switch self {
        case .exclude: .missedExcluded
        case .include: .missedIncluded
        case .assign: .missedAssigned
        case .hide: .missedHidden
        case .unhide: .missedShown
        case .spam: .spamMarked
        }
    }

    fileprivate var fields: [String] {
        switch self {
        case .exclude, .include: ["excluded_reason", "excluded_note"]
        case .assign: ["assigned_to"]
        case .hide, .unhide: ["hidden_at"]
        case .spam: ["number"]
        }
    }
}
