import ContactCenter
import Foundation

/// Finished questionnaires, those of the latest contacts first: the chronological report, and the contacts behind a figure (requirement
/// S3.25).
struct QuestionnaireListView {
    var page: QuestionnaireReportPage
    var rows: [ListedQuestionnaire]
    var hasNext: Bool
    var questions: [ScriptQuestion]
    var words: AnswerWords
    /// What stands there where nothing was found.
    var nothing: HTML
    var viewer: Viewer

    var html: HTML {
        guard !rows.isEmpty else { return nothing }
        let older = hasNext ? rows.last.map { page.top.with(QuestionnaireReportPage.Field.after, $0.place.text) } : nil
        return ListTable(
            label: viewer.language[.questionnaires],
            columns: [
                .init(.contactDate), .init(.contactNumber), .init(.contactClient), .init(.projectName),
                .init(.questionnairePerson), .init(.questionnaireScore, isNumber: true), .init(.questionnaireAnswers),
            ],
            rows: rows.map(row),
            newer: page.place == nil ? nil : page.top,
            older: older
        ).html(for: viewer)
    }

    private func row(_ listed: ListedQuestionnaire) -> HTML {
        let filled = listed.filled
        let answers = questions.compactMap { question -> HTML? in
            guard let answer = filled.answers[question.name], !answer.allSatisfy(\.isWhitespace) else { return nil }
            return """
                <span class="second">\(foreign(words.label(of: question), limit: 60)):</span> \
                \(foreign(words.words(answer, to: question), limit: 120))
                """
        }
        let contact = listed.contactNumber ?? viewer.language[.contactUnfinishedTitle].words
        return """
            <tr data-row><th scope="row"><a href="\(SitePath.questionnaire(filled.id))">\(dayAndTime(listed.at, for: viewer))</a></th>\
            <td><a href="\(SitePath.contact(filled.contact))">\(contact)</a></td><td>\(foreign(listed.client ?? ""))</td>\
            <td>\(foreign(listed.project ?? ""))</td><td>\(foreign(listed.person ?? ""))</td>\
            <td class="num">\(filled.total.map { "\($0)" } ?? "")</td><td class="wrap">\(answers.joined("; "))</td></tr>
            """
    }
}
