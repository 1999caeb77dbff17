import ContactCenter
import Foundation

/// The report of answers as a file: each answer by period and project, or the questionnaires one by one (requirement S3.25).
struct QuestionnaireSheet: Sendable {
    private let view: QuestionnaireReportView

    init(_ view: QuestionnaireReportView) { self.view = view }

    private var language: Language { view.viewer.language }
    private var title: String { view.chosen.script.name.text(in: language.local) }

    private func export(_ columns: [Sheet.Column], _ rows: @escaping Sheet.Rows) -> SheetExport {
        let page = view.page
        let sheet = Sheet(
            title: "\(language[.questionnaires].words): \(title)",
            remarks: sheetRemarks(page.period.days, view.bar.fields, for: view.viewer),
            columns: columns,
            timeZone: view.viewer.timeZone,
            rows: rows
        )
        return SheetExport(
            "questionnaires",
            HTML(text: title),
            page.period.days,
            page.address,
            besides: [QuestionnaireReportPage.Field.after, QuestionnaireReportPage.Field.view],
            sheet: sheet
        )
    }

    // MARK: - Figures

    func export(_ figures: QuestionnaireFigures) -> SheetExport {
        let columns: [Sheet.Column] = [
            .init("question", language[.questionnaireQuestion].words, .text),
            .init("from", language[.periodFrom].words, .day), .init("to", language[.periodTo].words, .day),
            .init("project", language[.projectName].words, .text),
            .init("answer", language[.questionnaireAnswer].words, .text),
            .init("count", language[.questionnaireAnswered].words, .number),
            .init("share", "%", .share),
            .init("mean", language[.questionnaireMeanScore].words, .money),
        ]
        let rows = rows(of: figures)
        return export(columns) { take in try await take(rows) }
    }

    private struct Group: Hashable {
        var period: Int
        var project: ProjectID?
    }

    /// Of each question, period and project: all its answers together, then each.
    private func rows(of figures: QuestionnaireFigures) -> [Sheet.Row] {
        let spans = view.page.spans
        let projects = Dictionary(view.projects.map { ($0.id, $0.name) }) { first, _ in first }
        let questions: [ScriptQuestion?] = [nil] + figures.questions
        var rows: [Sheet.Row] = []
        for question in questions {
            let label = question.map(view.words.label) ?? language[.questionnairesFilled].words
            let found = figures.figures(of: question) { Group(period: $0.period, project: $0.project) }
            let order = found.keys.sorted {
                ($0.period, $0.project?.rawValue ?? .max) < ($1.period, $1.project?.rawValue ?? .max)
            }
            for group in order {
                guard let own = found[group] else { continue }
                let project = group.project.map { projects[$0.rawValue] ?? "№ \($0)" } ?? language[.projectNone].words
                let days = spans[group.period]
                let head: [Sheet.Cell] = [
                    .text(label), .day(days.lowerBound), .day(days.upperBound), .text(project),
                ]
                let mean = own.mean.map { Sheet.Cell.money($0) } ?? .nothing
                rows.append(
                    Sheet.Row(head + [.nothing, .number(Int64(own.answered)), .nothing, mean], kind: .subtotal)
                )
                guard let question else { continue }
                for answer in figures.answers(to: question) {
                    guard let count = own.counts[answer], count > 0 else { continue }
                    rows.append(
                        Sheet.Row(
                            head + [
                                .text(view.words.words(answer, to: question)), .number(Int64(count)),
                                .share(Int64(count), of: Int64(own.answered)),
                            ],
                            level: 1
                        )
                    )
                }
            }
        }
        return rows
    }

    // MARK: - One by one

    private struct Portion: Sendable {
        var rows: [ListedQuestionnaire]
        var hasNext: Bool
    }

    private static let portion = 500

    func export(of store: any QuestionnaireStore) -> SheetExport {
        var columns: [Sheet.Column] = [
            .init("at", language[.contactDate].words, .instant),
            .init("contact", language[.contactNumber].words, .text),
            .init("client", language[.contactClient].words, .text),
            .init("project", language[.projectName].words, .text),
            .init("person", language[.questionnairePerson].words, .text),
            .init("total", language[.questionnaireScore].words, .number),
        ]
        columns += view.questions.map { .init($0.name, view.words.label(of: $0), .text) }
        let filter = view.page.filter(of: view.chosen.id)
        let period = view.page.period.period
        let portion: @Sendable (QuestionnairePlace?) async throws -> Portion = { place in
            let rows = try await store.list(filter, in: period, after: place, limit: Self.portion)
            return Portion(rows: rows, hasNext: rows.count == Self.portion)
        }
        return export(columns) { [self] take in
            try await readAhead(portion(nil)) { before in
                guard before.hasNext, let last = before.rows.last else { return nil }
                return try await portion(last.place)
            } take: {
                try await take($0.rows.map(row))
            }
        }
    }

    private func row(_ listed: ListedQuestionnaire) -> Sheet.Row {
        func text(_ text: String?) -> Sheet.Cell { text.map { .text($0) } ?? .nothing }
        let answers = view.questions.map { question in
            text(listed.filled.answers[question.name].map { view.words.words($0, to: question) })
        }
        let total = listed.filled.total.map { Sheet.Cell.number($0) } ?? .nothing
        let own = [.instant(listed.at), text(listed.contactNumber), text(listed.client), text(listed.project)]
        return Sheet.Row(own + [text(listed.person), total] + answers)
    }
}
