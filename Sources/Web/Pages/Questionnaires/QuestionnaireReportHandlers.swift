import ContactCenter
import Foundation
import Hummingbird

/// The report of what was answered.
extension Site {
    private static var mostVersions: Int { 100 }

    @Sendable func showQuestionnaireReport(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        guard var view = try await questionnaireReport(request, viewer) else {
            return .page(QuestionnaireReportView.none(address: request.addressWithoutLanguage, for: viewer))
        }
        guard !view.page.isWrong else { return .page(view.html, status: .badRequest) }
        switch view.page.view {
        case .figures: view.content = .figures(try await figures(of: view))
        case .list:
            let limit = QuestionnaireReportPage.rowsOnPage
            let found = try await questionnaires.list(
                view.page.filter(of: view.chosen.id),
                in: view.page.period.period,
                after: view.page.place,
                limit: limit + 1
            )
            view.content = .list(Array(found.prefix(limit)), hasNext: found.count > limit)
        }
        return .page(view.html)
    }

    func exportQuestionnaires(as form: SheetForm) -> Handler {
        { request, context in
            guard let view = try await questionnaireReport(request, viewer(of: request, context)) else {
                throw HTTPError(.notFound)
            }
            guard !view.page.isWrong else { throw HTTPError(.badRequest) }
            let sheet = QuestionnaireSheet(view)
            let export =
                switch view.page.view {
                case .figures: sheet.export(try await figures(of: view))
                case .list: sheet.export(of: questionnaires)
                }
            return try await send(export, as: form, request, context)
        }
    }

    private func figures(of view: QuestionnaireReportView) async throws -> QuestionnaireFigures {
        let counts = try await questionnaires.counts(
            view.page.filter(of: view.chosen.id),
            in: view.page.periods,
            telling: QuestionnaireFigures.told(view.questions)
        )
        return QuestionnaireFigures(view.questions, counts)
    }

    /// Without its content.
    ///
    /// - Returns: `nil` where there is no such questionnaire.
    private func questionnaireReport(_ request: Request, _ viewer: Viewer) async throws -> QuestionnaireReportView? {
        let path = QuestionnaireReportPage.path
        let address = ListAddress(path, of: request, fields: QuestionnaireReportPage.Field.all)
        let page = QuestionnaireReportPage(address, for: viewer)
        let all = try await scripts.scripts().filter { $0.script.kind == .questionnaire }
        guard let chosen = all.first(where: { page.script == nil || $0.id == page.script }) else { return nil }
        let versions = try await scripts.versions(of: chosen.id, limit: Self.mostVersions)
        let questions = QuestionnaireFigures.questions(of: versions.map(\.script))
        return QuestionnaireReportView(
            page: page,
            questionnaires: all,
            chosen: chosen,
            questions: questions,
            projects: try await registry.options().projects,
            words: try await answerWords(for: questions, viewer),
            content: .nothing,
            viewer: viewer
        )
    }
}
