import ContactCenter
import Foundation
import Synchronization

/// Versions of scripts. They are only ever added; the body is the script as JSON.
enum ScriptTable {
    static let selected = """
        SELECT script_versions.script_id, script_versions.id, script_versions.ordinal, script_versions.body,
            script_versions.made_at, users.display_name
        FROM script_versions LEFT JOIN users ON users.id = script_versions.made_by
        """

    /// The latest version of each script.
    static let latest = """
        \(selected) WHERE script_versions.ordinal =
            (SELECT MAX(other.ordinal) FROM script_versions AS other WHERE other.script_id = script_versions.script_id)
        """

    static func kept(_ row: SQLRow) throws -> KeptScript {
        var row = row
        return try KeptScript(
            id: ScriptID(row.integer()),
            version: ScriptVersionID(rawValue: row.integer()),
            ordinal: row.integer(),
            script: script(of: row.text()),
            madeAt: row.instant(),
            author: row.optionalText()
        )
    }

    static func version(_ id: ScriptVersionID, in transaction: any Transaction) throws -> KeptScript? {
        try transaction.rows("\(selected) WHERE script_versions.id = $1", [.integer(id.rawValue)]).first.map(kept)
    }

    static func latest(of id: ScriptID, in transaction: any Transaction) throws -> KeptScript? {
        try transaction.rows("\(latest) AND script_versions.script_id = $1", [.integer(id.rawValue)]).first.map(kept)
    }

    static func find(coded code: String, in transaction: any Transaction) throws -> ScriptID? {
        try transaction.rows("SELECT id FROM scripts WHERE code = $1", [.text(code)]).first.map { row in
            var row = row
            return try ScriptID(row.integer())
        }
    }

    /// - Returns: `false` when the script has a version of this number.
    static func add(
        _ script: Script,
        to id: ScriptID,
        as ordinal: Int64,
        by author: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let body = String(decoding: try encoder.encode(script), as: UTF8.self)
        let rows = try transaction.rows(
            """
            INSERT INTO script_versions (script_id, ordinal, body, made_by, made_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (script_id, ordinal) DO NOTHING RETURNING id
            """,
            [
                .integer(id.rawValue), .integer(ordinal), .text(body), .integer(author.user?.rawValue),
                .instant(author.at),
            ]
        )
        return !rows.isEmpty
    }

    /// Puts the process that comes with the product into a database that has none, or an older one that nobody has changed.
    static func ship(_ script: Script, coded code: String, at now: Date, in transaction: any Transaction) throws {
        if let id = try find(coded: code, in: transaction), let latest = try latest(of: id, in: transaction) {
            guard latest.author == nil, latest.script != script else { return }
            _ = try add(script, to: id, as: latest.ordinal + 1, by: RecordAuthor(nil, at: now), in: transaction)
            return
        }
        try transaction.execute(
            "INSERT INTO scripts (code) VALUES ($1) ON CONFLICT (code) DO NOTHING",
            [.text(code)]
        )
        guard let id = try find(coded: code, in: transaction) else { return }
        _ = try add(script, to: id, as: 1, by: RecordAuthor(nil, at: now), in: transaction)
    }

    /// The same few are asked for by each step of each contact, and a version never changes.
    private static let read = Mutex<[String: Script]>([:])
    private static let mostRead = 64

    private static func script(of body: String) throws -> Script {
        if let known = read.withLock({ $0[body] }) { return known }
        do {
            let script = try JSONDecoder().decode(Script.self, from: Data(body.utf8))
            read.withLock { read in
                if read.count >= mostRead { read.removeAll() }
                read[body] = script
            }
            return script
        } catch {
            throw StorageError(
                .unreadable,
                "The database holds a script that this program cannot read.",
                cause: "\(error)"
            )
        }
    }
}
