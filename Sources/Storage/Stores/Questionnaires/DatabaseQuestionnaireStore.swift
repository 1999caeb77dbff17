import ContactCenter
import Foundation

/// Questionnaires in a database.
package struct DatabaseQuestionnaireStore: QuestionnaireStore {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func offered() async throws -> [OfferedQuestionnaire] {
        try await database.read { transaction in
            let scripts = try transaction.rows(
                """
                \(ScriptTable.latest) AND script_versions.script_id IN (SELECT id FROM scripts WHERE is_offered = 1)
                ORDER BY script_versions.script_id
                """
            ).map(ScriptTable.kept)
            return try scripts.map { script in
                OfferedQuestionnaire(
                    script: script,
                    topics: try ScriptUseTable.use(of: script.id, in: transaction).topics
                )
            }
        }
    }

    package func filled(on contact: ContactID) async throws -> [FilledQuestionnaire] {
        try await database.read { try QuestionnaireTable.filled(where: "contact_id", contact.rawValue, in: $0) }
    }

    package func filled(_ id: QuestionnaireID) async throws -> FilledQuestionnaire? {
        try await database.read { try QuestionnaireTable.filled(where: "id", id.rawValue, in: $0).first }
    }

    package func begin(
        _ script: KeptScript,
        on contact: ContactID,
        by author: RecordAuthor
    ) async throws -> FilledQuestionnaire? {
        try await database.write { try QuestionnaireTable.begin(script, on: contact, by: author, in: $0) }
    }

    package func keep(
        _ filled: FilledQuestionnaire,
        counting run: ScriptRun,
        named name: LocalText,
        by author: RecordAuthor
    ) async throws -> FilledQuestionnaire? {
        try await database.write(by: author) { transaction in
            guard try QuestionnaireTable.write(filled, counting: run, in: transaction) else { return nil }
            var kept = filled
            kept.revision += 1
            kept.answers = filled.answers.filter { !$0.value.isEmpty }
            if filled.finishedAt != nil {
                let words = [name.text(in: .russian), filled.total.map { "\($0)" }].compactMap(\.self)
                let field = Change.Field(name: "questionnaire", before: nil, after: words.joined(separator: " · "))
                try ChangeTable.add(
                    Change(.changed, [field], by: author),
                    of: .contacts,
                    filled.contact.rawValue,
                    in: transaction
                )
            }
            return kept
        }
    }

    package func counts(
        _ filter: QuestionnaireFilter,
        in periods: [Period],
        telling names: Set<String>
    ) async throws -> [AnswerCount] {
        try await database.read { transaction in
            try QuestionnaireReading(transaction: transaction).counts(filter, in: periods, telling: names)
        }
    }

    package func list(
        _ filter: QuestionnaireFilter,
        in period: Period,
        after place: QuestionnairePlace?,
        limit: Int
    ) async throws -> [ListedQuestionnaire] {
        try await database.read { transaction in
            try QuestionnaireReading(transaction: transaction).list(filter, in: period, after: place, limit: limit)
        }
    }
}
