import ContactCenter
import Foundation

/// Questionnaires that were begun, with their answers as they were typed.
enum QuestionnaireTable {
    static let columns = """
        questionnaires.id, questionnaires.contact_id, questionnaires.script_id, questionnaires.script_version_id,
        questionnaires.step, questionnaires.revision, questionnaires.begun_at, questionnaires.begun_by,
        questionnaires.finished_at, questionnaires.finished_by, questionnaires.total
        """

    /// Reads the columns, in their order. The answers are read apart.
    static func filled(_ row: inout SQLRow) throws -> FilledQuestionnaire {
        try FilledQuestionnaire(
            id: row.id(),
            contact: row.id(),
            script: row.id(),
            version: ScriptVersionID(rawValue: row.integer()),
            step: row.text(),
            revision: row.integer(),
            begunAt: row.instant(),
            begunBy: row.optionalInteger().map(UserID.init(_:)),
            finishedAt: row.optionalInstant(),
            finishedBy: row.optionalInteger().map(UserID.init(_:)),
            total: row.optionalInteger()
        )
    }

    static func filled(
        where condition: String,
        _ key: Int64,
        in transaction: any Transaction
    ) throws -> [FilledQuestionnaire] {
        let found = try transaction.rows(
            "SELECT \(columns) FROM questionnaires WHERE \(condition) = $1 ORDER BY id",
            [.integer(key)]
        ).map { row in
            var row = row
            return try filled(&row)
        }
        let answers = try answers(of: found.map(\.id), in: transaction)
        return zip(found, answers).map { filled, answers in
            var filled = filled
            filled.answers = answers
            return filled
        }
    }

    static func answers(
        of ids: [QuestionnaireID],
        in transaction: any Transaction
    ) throws -> [[String: String]] {
        try transaction.rows(
            "SELECT name, answer FROM questionnaire_answers WHERE questionnaire_id = $1",
            each: ids.map { [.integer($0.rawValue)] }
        ).map { rows in
            try rows.reduce(into: [:]) { answers, row in
                var row = row
                answers[try row.text()] = try row.text()
            }
        }
    }

    /// - Returns: the one that was begun first.
    static func begin(
        _ script: KeptScript,
        on contact: ContactID,
        by author: RecordAuthor,
        in transaction: any Transaction
    ) throws -> FilledQuestionnaire? {
        try transaction.execute(
            """
            INSERT INTO questionnaires (contact_id, script_id, script_version_id, at, step, begun_at, begun_by)
            SELECT contacts.id, CAST($2 AS {bigint}), CAST($3 AS {bigint}), contacts.at, CAST($4 AS TEXT), CAST($5 AS {bigint}),
                CAST($6 AS {bigint})
            FROM contacts WHERE contacts.id = $1
            ON CONFLICT (contact_id, script_id) DO NOTHING
            """,
            [
                .integer(contact.rawValue), .integer(script.id.rawValue), .integer(script.version.rawValue),
                .text(script.script.start), .instant(author.at), .integer(author.user?.rawValue),
            ]
        )
        return try filled(where: "contact_id", contact.rawValue, in: transaction).first { $0.script == script.id }
    }

    /// - Returns: `false`, with nothing written, when somebody else has written meanwhile.
    static func write(
        _ filled: FilledQuestionnaire,
        counting run: ScriptRun,
        in transaction: any Transaction
    ) throws -> Bool {
        let key = SQLValue.integer(filled.id.rawValue)
        let rows = try transaction.rows(
            """
            UPDATE questionnaires
            SET step = $3, finished_at = $4, finished_by = $5, total = $6, revision = revision + 1
            WHERE id = $1 AND revision = $2 RETURNING id
            """,
            [
                key, .integer(filled.revision), .text(filled.step), .instant(filled.finishedAt),
                .integer(filled.finishedBy?.rawValue), .integer(filled.total),
            ]
        )
        guard !rows.isEmpty else { return false }
        try transaction.execute("DELETE FROM questionnaire_answers WHERE questionnaire_id = $1", [key])
        let (counting, scores) = (run.countingAnswers, run.scores)
        try transaction.execute(
            """
            INSERT INTO questionnaire_answers (questionnaire_id, name, answer, is_counted, score) VALUES ($1, $2, $3, $4, $5)
            """,
            each: filled.answers.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { name, answer in
                let isCounted = counting[name] != nil && !answer.allSatisfy(\.isWhitespace)
                return [key, .text(name), .text(answer), .flag(isCounted), .integer(scores[name])]
            }
        )
        return true
    }
}
