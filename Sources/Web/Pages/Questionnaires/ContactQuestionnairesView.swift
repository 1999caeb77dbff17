import ContactCenter
import Foundation

/// The questionnaires of a contact: those that are filled in, with answers and total, and those that it is offered (requirements S3.20,
/// S3.24, S3.25). It stands on the card of the call, where a contact is taken, and on the contact's own card.
struct ContactQuestionnairesView {
    struct Item {
        var questionnaire: CardQuestionnaire
        /// What was answered, of one that is finished.
        var answers = HTML.nothing
    }

    var contact: ContactID
    var items: [Item]
    var mayFill: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let hidden: HTML = items.isEmpty ? " hidden" : .nothing
        return """
            <section class="card questionnaires" data-questionnaires="\(contact.description)"\(hidden)>\
            <header><h2>\(language[.questionnaires])</h2></header><ul class="rows">\(items.map(row))</ul></section>
            """
    }

    private func row(_ item: Item) -> HTML {
        let questionnaire = item.questionnaire
        let isOpen = questionnaire.filled.map { $0.finishedAt == nil } ?? false
        let state: HTML =
            isOpen ? " <span class=\"pill warn\">\(language[.questionnaireUnfinished])</span>" : .nothing
        return """
            <li class="questionnaire" data-script="\(questionnaire.script.description)"><div class="page-head">\
            <b>\(foreign(questionnaire.name.text(in: language.local), limit: 200))</b>\(state)\(button(questionnaire))</div>\
            <section class="intake" data-said data-opened>\(item.answers)</section></li>
            """
    }

    private func button(_ questionnaire: CardQuestionnaire) -> HTML {
        guard mayFill, questionnaire.filled?.finishedAt == nil else { return .nothing }
        let words: Phrase = questionnaire.filled == nil ? .questionnaireFill : .questionnaireGoOn
        return """
            <form method="post" action="\(SitePath.questionnaires(of: contact))" data-questionnaire-form>\(viewer.formToken)\
            <input type="hidden" name="script" value="\(questionnaire.script.description)">\
            <button class="button">\(language[words])</button></form>
            """
    }
}

/// A finished questionnaire: what was answered on its way, and what it comes to.
struct FilledQuestionnaireView {
    var filling: QuestionnaireFilling
    var words: AnswerWords
    var mayFill: Bool
    /// Something that must be known, such as that a colleague finished it.
    var notice: HTML?
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let answers = filling.run.countingAnswers
        let rows = filling.run.path.flatMap(\.questions).compactMap { question -> HTML? in
            guard let answer = answers[question.name], !answer.allSatisfy(\.isWhitespace) else { return nil }
            let score = question.score(of: answer).map { score -> HTML in " <small>\(score)</small>" } ?? .nothing
            return """
                <dt>\(foreign(words.label(of: question), limit: 2_000))</dt>\
                <dd>\(foreign(words.words(answer, to: question), limit: 4_000))\(score)</dd>
                """
        }
        let filled = filling.filled
        let total = filled.total.map { total -> HTML in
            "<b class=\"pill\">\(language(.questionnaireTotal, "\(total)"))</b>"
        }
        let at = filled.finishedAt.map { dayAndTime($0, for: viewer) } ?? .nothing
        let told = notice.map { notice -> HTML in
            "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(notice)</span></p>"
        }
        return """
            <div class="filled">\(told ?? .nothing)<div class="page-head"><span class="pill good">\(Icon.check.html()) \
            \(language[.questionnaireFilled])</span>\(total ?? .nothing)<small class="muted">\(at)</small>\(reopening)</div>\
            <dl class="facts">\(rows)</dl></div>
            """
    }

    private var reopening: HTML {
        guard mayFill else { return .nothing }
        return """
            <form class="push" method="post" action="\(SitePath.questionnaire(filling.filled.id))/reopen" data-questionnaire-form>\
            \(viewer.formToken)<button class="button quiet">\(language[.questionnaireChange])</button></form>
            """
    }
}

/// The page of one questionnaire of a contact.
struct QuestionnairePage {
    var filling: QuestionnaireFilling
    /// The form of its step, or what was answered.
    var piece: HTML

    func html(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let title = HTML(text: filling.run.script.name.text(in: language.local))
        let contact = filling.contact
        let number = contact.record.number.map { language(.contactTitle, HTML(text: $0)) }
        return Shell(title: title, place: .registry).page(
            """
            <div class="page-head"><h1>\(title)</h1><a href="\(SitePath.contact(contact.id))">\
            \(number ?? language[.contactUnfinishedTitle])</a> <span class="muted">\(dayAndTime(contact.record.at, for: viewer))</span></div>
            <div class="card questionnaires"><div class="body questionnaire"><section class="intake" data-said data-opened>\(piece)</section>\
            </div></div>\(IntakeHelp(viewer: viewer).html)
            """,
            address: address,
            for: viewer
        )
    }
}
