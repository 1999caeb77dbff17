import ContactCenter
import Foundation

/// Scripts and runs in a database.
package struct DatabaseScriptStore: ScriptStore {
    private let database: any Database
    private let bodies = ScriptBodies()

    package init(_ database: any Database) { self.database = database }

    package func scripts() async throws -> [KeptScript] {
        try await database.read { transaction in
            try transaction.rows("\(ScriptTable.latest) ORDER BY script_versions.script_id").map(ScriptTable.kept)
        }
    }

    package func script(_ id: ScriptID) async throws -> KeptScript? {
        try await database.read { try ScriptTable.latest(of: id, in: $0) }
    }

    package func script(coded code: String) async throws -> KeptScript? {
        try await database.read { transaction in
            try ScriptTable.find(coded: code, in: transaction).flatMap {
                try ScriptTable.latest(of: $0, in: transaction)
            }
        }
    }

    package func version(_ id: ScriptVersionID) async throws -> KeptScript? {
        try await database.read { try ScriptTable.version(id, in: $0) }
    }

    package func body(of version: ScriptVersionID) async throws -> Script? {
        if let known = bodies[version] { return known }
        let script = try await self.version(version)?.script
        bodies[version] = script
        return script
    }

    package func versions(of id: ScriptID, limit: Int) async throws -> [KeptScript] {
        try await database.read { transaction in
            try transaction.rows(
                """
                \(ScriptTable.selected) WHERE script_versions.script_id = $1
                ORDER BY script_versions.ordinal DESC LIMIT $2
                """,
                [.integer(id.rawValue), .integer(limit)]
            ).map(ScriptTable.kept)
        }
    }

    package func add(_ script: Script, by author: RecordAuthor) async throws -> ScriptSaving {
        let problems = script.check()
        guard problems.isEmpty else { return .refused(problems) }
        return try await database.write(by: author) { transaction -> ScriptSaving in
            var row = try transaction.rows("INSERT INTO scripts (code) VALUES (NULL) RETURNING id")[0]
            let id = try ScriptID(row.integer())
            _ = try ScriptTable.add(script, to: id, as: 1, by: author, in: transaction)
            return try ScriptTable.latest(of: id, in: transaction).map(ScriptSaving.saved) ?? .missing
        }
    }

    package func use(of id: ScriptID) async throws -> ScriptUse {
        try await database.read { try ScriptUseTable.use(of: id, in: $0) }
    }

    package func set(_ use: ScriptUse, of id: ScriptID) async throws -> Bool {
        try await database.write { try ScriptUseTable.set(use, of: id, in: $0) }
    }

    package func script(of project: ProjectID) async throws -> KeptScript? {
        try await database.read {
            try ScriptUseTable.script(by: "project_id", project.rawValue, in: "script_projects", $0)
        }
    }

    package func script(of channel: ContactChannelID) async throws -> KeptScript? {
        try await database.read { try ScriptUseTable.script(by: "channel_id", channel.rawValue, $0) }
    }

    package func script(of reason: ReasonID) async throws -> KeptScript? {
        try await database.read { try ScriptUseTable.script(by: "reason_id", reason.rawValue, $0) }
    }

    package func save(
        _ script: Script,
        as id: ScriptID,
        over ordinal: Int64,
        by author: RecordAuthor
    ) async throws -> ScriptSaving {
        let problems = script.check()
        guard problems.isEmpty else { return .refused(problems) }
        return try await database.write { transaction in
            guard let latest = try ScriptTable.latest(of: id, in: transaction) else { return .missing }
            if latest.script == script { return .saved(latest) }
            guard latest.script.kind == script.kind else { return .refused([ScriptProblem(.kindChanged)]) }
            guard latest.ordinal == ordinal else { return .stale(latest) }
            // Who comes second finds the number taken.
            let isFirst = try ScriptTable.add(script, to: id, as: ordinal + 1, by: author, in: transaction)
            guard let now = try ScriptTable.latest(of: id, in: transaction) else { return .missing }
            return isFirst ? .saved(now) : .stale(now)
        }
    }

    package func run(of contact: ContactID) async throws -> KeptRun? {
        try await database.read { try RunTable.find(contact, in: $0) }
    }

    package func keep(_ run: KeptRun, of contact: ContactID) async throws -> RunKeeping {
        try await database.write { try RunTable.keep(run, of: contact, in: $0) }
    }
}
