import ContactCenter
import Foundation

/// The report of answers: how often each was given, by period or by project, or the questionnaires in the order of time (requirements
/// S3.9, S3.25).
struct QuestionnaireReportView {
    enum Content {
        case figures(QuestionnaireFigures)
        case list([ListedQuestionnaire], hasNext: Bool)
        /// Nothing that could be shown was asked for.
        case nothing
    }

    var page: QuestionnaireReportPage
    /// All that there are.
    var questionnaires: [KeptScript]
    /// The one that is shown.
    var chosen: KeptScript
    /// Its questions.
    var questions: [ScriptQuestion]
    var projects: [RegistryOption]
    var words: AnswerWords
    var content: Content
    var viewer: Viewer

    private typealias Field = QuestionnaireReportPage.Field
    private var language: Language { viewer.language }

    var html: HTML {
        let name = foreign(chosen.script.name.text(in: language.local), limit: 200)
        return Shell(title: language[.questionnaires], place: .questionnaires).page(
            """
            <div class="page-head"><h1>\(language[.questionnaires])</h1><span class="muted">\(name) · \
            \(daysText(page.period.days, for: viewer))</span><span class="push buttons">\(switches)\
            \(SheetLinks(address: page.top, isPrintable: page.view == .figures).html(for: viewer))</span></div>
            \(bar.html(for: viewer))\(page.isWrong ? bar.wrong(for: viewer) : body)
            """,
            address: page.address.reference,
            for: viewer
        )
    }

    /// Where there is no questionnaire yet.
    static func none(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let link: HTML =
            viewer.may(.scripts)
            ? "<a class=\"button\" href=\"\(SitePath.scripts)\">\(language[.scripts])</a>" : .nothing
        return Shell(title: language[.questionnaires], place: .questionnaires).page(
            """
            <div class="page-head"><h1>\(language[.questionnaires])</h1></div>
            <div class="card empty">\(Icon.list.html())<b>\(language[.questionnairesNone])</b>\
            <span>\(language[.questionnairesNoneAdvice])</span>\(link)</div>
            """,
            address: address,
            for: viewer
        )
    }

    // MARK: - What is chosen

    private var switches: HTML {
        let plain = page.top.without(Field.question, Field.answer)
        let views = QuestionnaireReportPage.View.allCases.map { view in
            link(
                plain.with(Field.view, view == .figures ? nil : view.rawValue),
                view == .figures ? .questionnaireFigures : .questionnaireList,
                isChosen: view == page.view
            )
        }
        guard page.view == .figures else { return "<span class=\"segmented\">\(views)</span>" }
        let rows = QuestionnaireReportPage.Rows.allCases.map { rows in
            link(
                page.top.with(Field.by, rows == .periods ? nil : rows.rawValue),
                rows == .periods ? .questionnaireByPeriods : .questionnaireByProjects,
                isChosen: rows == page.rows
            )
        }
        let steps = QuestionnaireReportPage.steps.map { step in
            link(page.top.with(Field.step, step.rawValue), step.inShort, isChosen: step == page.step)
        }
        let ofSteps: HTML = page.rows == .periods ? "<span class=\"segmented\">\(steps)</span>" : .nothing
        return """
            \(ofSteps)<span class="segmented">\(rows)</span><span class="segmented">\(views)</span>
            """
    }

    private func link(_ address: ListAddress, _ words: Phrase, isChosen: Bool) -> HTML {
        let current: HTML = isChosen ? " aria-current=\"true\"" : .nothing
        return "<a href=\"\(address.html)\"\(current)>\(language[words])</a>"
    }

    /// For a sheet's remarks, too.
    var bar: FilterBar {
        var fields = [
            FilterField(
                name: Field.script,
                label: language[.questionnaire],
                kind: .choice(
                    questionnaires.map {
                        .init($0.id.description, foreignOption($0.script.name.text(in: language.local)))
                    }
                ),
                value: page.address[Field.script]
            ),
            FilterField(
                name: Field.project,
                label: language[.projectName],
                kind: .choice(projects.filterOptions),
                value: page.address[Field.project]
            ),
        ]
        if page.view == .list, let name = page.address[Field.question] {
            let question = questions.first { $0.name == name }
            let label = question.map { foreignOption(words.label(of: $0)) } ?? foreignOption(name)
            fields.append(
                FilterField(
                    name: Field.question,
                    label: language[.questionnaireQuestion],
                    kind: .choice([.init(name, label)]),
                    value: name
                )
            )
            if let answer = page.address[Field.answer] {
                let label = question.map { foreignOption(words.words(answer, to: $0)) } ?? foreignOption(answer)
                fields.append(
                    FilterField(
                        name: Field.answer,
                        label: language[.questionnaireAnswer],
                        kind: .choice([.init(answer, label)]),
                        value: answer
                    )
                )
            }
        }
        return FilterBar(address: page.address, period: page.period, fields: fields, placeFields: [Field.after])
    }

    // MARK: - Figures

    private var body: HTML {
        switch content {
        case .nothing: return .nothing
        case .list(let rows, let hasNext):
            return QuestionnaireListView(
                page: page,
                rows: rows,
                hasNext: hasNext,
                questions: questions,
                words: words,
                nothing: bar.nothingFound(language[.questionnairesNothingFound], for: viewer),
                viewer: viewer
            ).html
        case .figures(let figures):
            guard figures.figures(of: nil).answered > 0 else {
                return bar.nothingFound(language[.questionnairesNothingFound], for: viewer)
            }
            let tables = figures.questions.compactMap { question -> HTML? in
                // What only an earlier version asked, and nobody answered then.
                guard figures.figures(of: question).answered > 0 || isAsked(question) else { return nil }
                return table(of: question, figures)
            }
            return "<div class=\"stack\">\(table(of: nil, figures))\(tables)</div>"
        }
    }

    private func isAsked(_ question: ScriptQuestion) -> Bool {
        chosen.script.steps.contains { $0.questions.contains { $0.name == question.name } }
    }

    private struct Row {
        var title: HTML
        var figures: AnswerFigures
        var list: (_ answer: String?) -> ListAddress
    }

    private func rows(of question: ScriptQuestion?, _ figures: QuestionnaireFigures) -> [Row] {
        let page = page
        let name = question?.name
        switch page.rows {
        case .periods:
            let found = figures.figures(of: question) { $0.period }
            return page.spans.enumerated().compactMap { place, days in
                found[place].map { figures in
                    Row(title: title(of: days), figures: figures) {
                        page.list(question: name, answer: $0, days: days)
                    }
                }
            }
        case .projects:
            let found = figures.figures(of: question) { $0.project }
            let known = projects.compactMap { option -> Row? in
                let id = ProjectID(option.id)
                return found[id].map { figures in
                    Row(title: foreign(option.name, limit: 200), figures: figures) {
                        page.list(question: name, answer: $0, project: id)
                    }
                }
            }
            let none = found[nil].map { figures in
                Row(title: language[.projectNone], figures: figures) { page.list(question: name, answer: $0) }
            }
            return known + [none].compactMap(\.self)
        }
    }

    /// `02.11.2026`, `02 – 08.11.2026`
    private func title(of days: ClosedRange<Day>) -> HTML { daysText(days, for: viewer) }

    /// - Parameter question: `nil`: the questionnaires themselves.
    private func table(of question: ScriptQuestion?, _ figures: QuestionnaireFigures) -> HTML {
        let answers = question.map(figures.answers) ?? []
        let whole = Row(
            title: language[.reportTotal],
            figures: figures.figures(of: question),
            list: { [page] in page.list(question: question?.name, answer: $0) }
        )
        let hasMean = whole.figures.mean != nil
        let head = answers.map { answer -> HTML in
            let label = question.map { words.words(answer, to: $0) } ?? answer
            return "<th scope=\"col\" class=\"num\">\(foreign(label, limit: 80))</th>"
        }
        let mean: Phrase = question?.isNumber ?? false ? .questionnaireMean : .questionnaireMeanScore
        let last: HTML = hasMean ? "<th scope=\"col\" class=\"num\">\(language[mean])</th>" : .nothing
        func html(_ row: Row, isTotal: Bool = false) -> HTML {
            let cells = answers.map { answer -> HTML in
                let count = row.figures.counts[answer] ?? 0
                guard count > 0 else { return "<td class=\"num\"></td>" }
                let share = (count * 100 + row.figures.answered / 2) / row.figures.answered
                return """
                    <td class="num"><a href="\(row.list(answer).html)">\(grouped(count))</a> <small>\(share)\u{00A0}%</small></td>
                    """
            }
            let meanCell: HTML =
                hasMean
                ? "<td class=\"num\">\(row.figures.mean.map { words.decimal(hundredths: $0) } ?? "")</td>" : .nothing
            let isOfProject = page.rows == .periods || isTotal || row.title != language[.projectNone]
            let answered: HTML =
                isOfProject
                ? "<a href=\"\(row.list(nil).html)\">\(grouped(row.figures.answered))</a>"
                : "\(grouped(row.figures.answered))"
            let kind: HTML = isTotal ? " class=\"total\"" : .nothing
            return """
                <tr\(kind)><th scope="row">\(row.title)</th>\(cells)<td class="num">\(answered)</td>\(meanCell)</tr>
                """
        }
        let label =
            question.map { HTML(text: shortened(words.label(of: $0), to: 400)) } ?? language[.questionnairesFilled]
        let first: Phrase = page.rows == .periods ? .reportPeriod : .projectName
        let count: Phrase = question == nil ? .questionnairesFilled : .questionnaireAnswered
        let rows = rows(of: question, figures)
        return """
            <section class="card answer-table"><header><h2>\(label)</h2></header>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table class="table dense frozen"><thead><tr>\
            <th scope="col">\(language[first])</th>\(head)<th scope="col" class="num">\(language[count])</th>\(last)</tr></thead>\
            <tbody>\(rows.map { html($0) })\(html(whole, isTotal: true))</tbody></table></div></section>
            """
    }
}
