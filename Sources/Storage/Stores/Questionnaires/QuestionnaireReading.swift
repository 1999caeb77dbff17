import ContactCenter
import Foundation

/// What was answered in finished questionnaires, counted and listed.
struct QuestionnaireReading {
    let transaction: any Transaction

    func counts(
        _ filter: QuestionnaireFilter,
        in periods: [Period],
        telling names: Set<String>
    ) throws -> [AnswerCount] {
        var whole = Conditions(filter)
        let ofWhole = whole.bind(in: Period(from: .distantPast, until: .distantPast))
        let wholes = try transaction.rows(
            """
            SELECT contacts.project_id, COUNT(*), COUNT(questionnaires.total),
                CAST(COALESCE(SUM(questionnaires.total), 0) AS {bigint})
            FROM questionnaires JOIN contacts ON contacts.id = questionnaires.contact_id
            WHERE \(whole.text) AND \(ofWhole) GROUP BY contacts.project_id
            """,
            each: periods.map { Array(whole.values.dropLast(2)) + Self.bounds(of: $0) }
        )
        var answers = Conditions(filter)
        let told = names.sorted().map { answers.bind(.text($0)) }
        let ofAnswers = answers.bind(in: Period(from: .distantPast, until: .distantPast))
        let answer =
            told.isEmpty
            ? "''"
            : """
            CASE WHEN questionnaire_answers.name IN (\(told.joined(separator: ", "))) THEN questionnaire_answers.answer ELSE '' END
            """
        let each = try transaction.rows(
            """
            SELECT project_id, name, told, COUNT(*), COUNT(score), CAST(COALESCE(SUM(score), 0) AS {bigint})
            FROM (
                SELECT contacts.project_id, questionnaire_answers.name, \(answer) AS told, questionnaire_answers.score
                FROM questionnaires JOIN contacts ON contacts.id = questionnaires.contact_id
                JOIN questionnaire_answers ON questionnaire_answers.questionnaire_id = questionnaires.id
                WHERE questionnaire_answers.is_counted = 1 AND \(answers.text) AND \(ofAnswers)
            ) AS answered
            GROUP BY project_id, name, told ORDER BY name, told, project_id
            """,
            each: periods.map { Array(answers.values.dropLast(2)) + Self.bounds(of: $0) }
        )
        var counts: [AnswerCount] = []
        for (period, rows) in wholes.enumerated() {
            for var row in rows {
                counts.append(
                    try AnswerCount(
                        period: period,
                        project: row.optionalInteger().map(ProjectID.init(_:)),
                        count: Int(row.integer()),
                        scored: Int(row.integer()),
                        score: row.integer()
                    )
                )
            }
        }
        for (period, rows) in each.enumerated() {
            for var row in rows {
                counts.append(
                    try AnswerCount(
                        period: period,
                        project: row.optionalInteger().map(ProjectID.init(_:)),
                        question: row.text(),
                        answer: row.text(),
                        count: Int(row.integer()),
                        scored: Int(row.integer()),
                        score: row.integer()
                    )
                )
            }
        }
        return counts
    }

    private static func bounds(of period: Period) -> [SQLValue] { [.instant(period.from), .instant(period.until)] }

    func list(
        _ filter: QuestionnaireFilter,
        in period: Period,
        after place: QuestionnairePlace?,
        limit: Int
    ) throws -> [ListedQuestionnaire] {
        var conditions = Conditions(filter)
        conditions.add(conditions.bind(in: period))
        if let question = filter.question {
            let name = conditions.bind(.text(question))
            let answer = filter.answer.map { " AND answer = \(conditions.bind(.text($0)))" } ?? ""
            conditions.add(
                """
                EXISTS (SELECT 1 FROM questionnaire_answers
                    WHERE questionnaire_id = questionnaires.id AND is_counted = 1 AND name = \(name)\(answer))
                """
            )
        }
        if let place {
            let (at, id) = (conditions.bind(.instant(place.at)), conditions.bind(.integer(place.id.rawValue)))
            conditions.add("questionnaires.at <= \(at)")
            conditions.add("(questionnaires.at, questionnaires.id) < (\(at), \(id))")
        }
        let count = conditions.bind(.integer(limit))
        var found = try transaction.rows(
            """
            SELECT \(QuestionnaireTable.columns), questionnaires.at, contacts.number,
                projects.number, projects.name, clients.name, users.display_name
            FROM questionnaires JOIN contacts ON contacts.id = questionnaires.contact_id
            LEFT JOIN projects ON projects.id = contacts.project_id
            LEFT JOIN clients ON clients.id = contacts.client_id
            LEFT JOIN users ON users.id = questionnaires.finished_by
            WHERE \(conditions.text)
            ORDER BY questionnaires.at DESC, questionnaires.id DESC LIMIT \(count)
            """,
            conditions.values
        ).map { row in
            var row = row
            var listed = try ListedQuestionnaire(filled: QuestionnaireTable.filled(&row), at: row.instant())
            listed.contactNumber = try row.optionalText()
            let project = try [row.optionalText(), row.optionalText()].compactMap(\.self)
            listed.project = project.isEmpty ? nil : project.joined(separator: " ")
            listed.client = try row.optionalText()
            listed.person = try row.optionalText()
            return listed
        }
        let answers = try QuestionnaireTable.answers(of: found.map(\.filled.id), in: transaction)
        for (place, answers) in answers.enumerated() { found[place].filled.answers = answers }
        return found
    }
}

extension Conditions {
    /// Finished questionnaires of contacts that are shown.
    fileprivate init(_ filter: QuestionnaireFilter) {
        self.init()
        add("questionnaires.script_id = {}", .integer(filter.script.rawValue))
        add("questionnaires.finished_at IS NOT NULL")
        add("contacts.is_hidden = 0")
        if let project = filter.project { add("contacts.project_id = {}", .integer(project.rawValue)) }
    }

    /// Binds the bounds of a period as the last two values.
    fileprivate mutating func bind(in period: Period) -> String {
        let (from, until) = (bind(.instant(period.from)), bind(.instant(period.until)))
        return "questionnaires.at >= \(from) AND questionnaires.at < \(until)"
    }
}
