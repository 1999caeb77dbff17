import ContactCenter
import Foundation

/// People's notes on calls.
enum CallNoteTable {
    static func notes(of calls: [CallID], in transaction: any Transaction) throws -> [CallNote] {
        var isRead: Set<CallNote> = []
        return try transaction.rows(findNotes, each: calls.map(CallTable.values)).flatMap { $0 }
            .map(note)
            .filter { isRead.insert($0).inserted }
            .sorted { ($0.updatedAt, $0.user.rawValue) < ($1.updatedAt, $1.user.rawValue) }
    }

    static func write(
        _ text: String,
        by user: UserID,
        on call: CallID,
        over revision: Int64,
        at now: Date,
        in transaction: any Transaction
    ) throws -> NoteWriting {
        let key = CallTable.values(of: call) + [.integer(user.rawValue)]
        // Adding nothing to the row that is there locks it, so that two browsers of one person come one after the other.
        try transaction.execute(begin, key + [.instant(now)])
        guard let kept = try transaction.rows(findOne, key).first.map(note) else {
            throw StorageError(.failed, "A note that has just been written is not there.")
        }
        if kept.text == text, kept.revision > 0 { return .written(kept) }
        guard kept.revision == revision || text.hasPrefix(kept.text) else { return .refused(kept) }
        try transaction.execute(update, key + [.text(text), .instant(now)])
        guard let written = try transaction.rows(findOne, key).first.map(note) else { return .refused(kept) }
        return .written(written)
    }

    static func hasCall(_ call: CallID, in transaction: any Transaction) throws -> Bool {
        try !transaction.rows(findCall, CallTable.values(of: call)).isEmpty
    }

    static func present(_ call: CallID, in transaction: any Transaction) throws -> CallID? {
        try transaction.rows(findPresent, CallTable.values(of: call)).first.map(callID)
    }

    static func callID(_ row: SQLRow) throws -> CallID {
        var row = row
        return try row.callID()
    }

    private static func note(_ row: SQLRow) throws -> CallNote {
        var row = row
        return try CallNote(
            call: row.callID(),
            user: UserID(row.integer()),
            author: row.text(),
            text: row.text(),
            revision: row.integer(),
            updatedAt: row.instant()
        )
    }

    private static let columns = """
        SELECT call_notes.pbx, call_notes.linkedid, call_notes.start_second, call_notes.user_id, users.display_name,
            call_notes.text, call_notes.revision, call_notes.updated_at
        FROM call_notes JOIN users ON users.id = call_notes.user_id
        """

    private static let isOfCall = "pbx = $1 AND linkedid = $2 AND start_second = $3"

    /// The call's own notes, and those of calls that became part of it.
    private static let findNotes = """
        \(columns)
        WHERE call_notes.pbx = $1 AND call_notes.linkedid = $2 AND call_notes.start_second = $3
            AND call_notes.revision > 0
        UNION ALL
        \(columns)
        JOIN calls AS merged ON merged.pbx = call_notes.pbx AND merged.linkedid = call_notes.linkedid
            AND merged.start_second = call_notes.start_second
        WHERE merged.merged_into = (SELECT id FROM calls WHERE \(isOfCall)) AND call_notes.revision > 0
        """

    private static let findOne = """
        \(columns)
        WHERE call_notes.pbx = $1 AND call_notes.linkedid = $2 AND call_notes.start_second = $3 AND call_notes.user_id = $4
        """

    private static let begin = """
        INSERT INTO call_notes (pbx, linkedid, start_second, user_id, text, revision, updated_at)
        VALUES ($1, $2, $3, $4, '', 0, $5)
        ON CONFLICT (pbx, linkedid, start_second, user_id) DO UPDATE SET revision = call_notes.revision
        """

    private static let update = """
        UPDATE call_notes SET text = $5, revision = revision + 1, updated_at = $6
        WHERE \(isOfCall) AND user_id = $4
        """

    private static let findCall = "SELECT 1 FROM calls WHERE \(isOfCall)"

    private static let findPresent = """
        SELECT present.pbx, present.linkedid, present.start_second
        FROM calls AS named JOIN calls AS present ON present.id = COALESCE(named.merged_into, named.id)
        WHERE named.pbx = $1 AND named.linkedid = $2 AND named.start_second = $3
        """
}
