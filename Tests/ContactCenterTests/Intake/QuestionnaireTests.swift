import Foundation
import TestSupport
import Testing

@testable import ContactCenter

@Suite("Questionnaires")
struct QuestionnaireTests {
    private let survey = Script.qualitySurvey

    private func run(_ answers: [String: String], at step: String? = nil) -> ScriptRun {
        ScriptRun(survey, answers: answers, at: step)
    }

    @Test("S3.27 the survey that a new questionnaire begins as is in order, and ends where no way leads on")
    func ends() {
        #expect(survey.check() == [])
        #expect(run(["content": "yes"]).next?.id == "advice")
        #expect(run(["content": "no"]).next?.id == "what_is_wrong")
        let last = run(["content": "yes"], at: "advice")
        #expect(last.next == nil && last.isLast && last.outcome == nil)
        #expect(!run(["content": "yes"]).isLast)
    }

    @Test("S3.25 answers on the way add up to a total; those of steps that were left again do not")
    func total() {
        #expect(run(["content": "partly"]).scores == ["content": 3])
        #expect(run(["content": "yes", "recommends": "10"], at: "advice").total == 5)
        #expect(run([:]).total == nil)
        var script = survey
        script.steps[1].questions = [
            ScriptQuestion("fault", LocalText("Чья вина?"), .choice([.init("ours", LocalText("Наша"), score: -2)]))
        ]
        let answers = ["content": "no", "fault": "ours"]
        #expect(ScriptRun(script, answers: answers, at: "advice").total == -2)
        let other = answers.merging(["content": "yes"]) { $1 }
        #expect(ScriptRun(script, answers: other, at: "advice").total == 5)
    }

    @Test("S3.25 a questionnaire does nothing but ask, and its scores are within bounds")
    func checked() {
        var acting = survey
        acting.steps[2].acts = [.finish(.informed)]
        #expect(acting.check() == [ScriptProblem(.actInQuestionnaire, in: "advice")])
        var scored = survey
        scored.steps[0].questions[0].kind = .choice([.init("no", LocalText("Нет"), score: 1_001)])
        scored.steps[0].branches = [
            ScriptBranch(to: "what_is_wrong", when: ["content": ["no"]]), ScriptBranch(to: "advice"),
        ]
        #expect(scored.check() == [ScriptProblem(.badScore("content"), in: "quality")])
        // A script that leads through a contact still needs its end.
        var contact = survey
        contact.kind = .contact
        #expect(contact.check() == [ScriptProblem(.deadEnd, in: "advice")])
        var named = survey
        named.steps[0].questions[0] = ScriptQuestion("reason", LocalText("Причина"), .directory(.reasons))
        #expect(named.check().contains(ScriptProblem(.badName("reason"), in: "quality")))
    }

    @Test("S3.24 a questionnaire is offered by topic, also for what is below it; one without topics always")
    func topics() {
        func topic(_ id: Int64, _ parent: Int64? = nil) -> Kept<Topic> {
            var topic = Topic()
            (topic.name, topic.parent) = ("Тема \(id)", parent.map { TopicID($0) })
            return Kept(id: TopicID(id), version: 1, record: topic)
        }
        let tree = TopicTree([topic(1), topic(2, 1), topic(3)])
        let script = KeptScript(
            id: ScriptID(3),
            version: ScriptVersionID(rawValue: 3),
            ordinal: 1,
            script: survey,
            madeAt: Date(timeIntervalSince1970: 0)
        )
        let insurance = OfferedQuestionnaire(script: script, topics: [TopicID(1)])
        #expect(insurance.suits([TopicID(1)], of: tree) && insurance.suits([TopicID(3), TopicID(2)], of: tree))
        #expect(!insurance.suits([TopicID(3)], of: tree) && !insurance.suits([], of: tree))
        let narrow = OfferedQuestionnaire(script: script, topics: [TopicID(2)])
        #expect(!narrow.suits([TopicID(1)], of: tree))
        #expect(OfferedQuestionnaire(script: script, topics: []).suits([], of: tree))
    }

    private func count(
        _ period: Int,
        _ project: Int64?,
        _ question: String?,
        _ answer: String,
        _ count: Int,
        score: Int64? = nil
    ) -> AnswerCount {
        AnswerCount(
            period: period,
            project: project.map { ProjectID($0) },
            question: question,
            answer: answer,
            count: count,
            scored: score == nil ? 0 : count,
            score: score.map { $0 * Int64(count) } ?? 0
        )
    }

    @Test("S3.9 S3.25 answers are counted by period and by project, with the mean of scores and numbers")
    func figures() throws {
        let questions = QuestionnaireFigures.questions(of: [survey])
        #expect(questions.map(\.name) == ["content", "shortcomings", "recommends", "wishes"])
        #expect(QuestionnaireFigures.told(questions) == ["content", "recommends"])
        let figures = QuestionnaireFigures(
            questions,
            [
                count(0, 1, nil, "", 3, score: 4), count(1, nil, nil, "", 1, score: 0),
                count(0, 1, "content", "yes", 2, score: 5), count(0, 1, "content", "partly", 1, score: 3),
                count(1, nil, "content", "no", 1, score: 0), count(0, 1, "recommends", "9", 1),
                count(1, nil, "recommends", "10", 2), count(1, nil, "shortcomings", "", 1),
            ]
        )
        let (content, wrong, number) = (questions[0], questions[1], questions[2])
        let whole = figures.figures(of: content)
        #expect(whole.answered == 4 && whole.counts == ["yes": 2, "partly": 1, "no": 1])
        // 13 : 4
        #expect(whole.mean == 325)
        let byPeriod = figures.figures(of: content) { $0.period }
        #expect(byPeriod[0]?.counts == ["yes": 2, "partly": 1] && byPeriod[1]?.counts == ["no": 1])
        // 13 : 3
        #expect(byPeriod[0]?.mean == 433 && byPeriod[1]?.mean == 0)
        let byProject = figures.figures(of: content) { $0.project }
        #expect(byProject[ProjectID(1)]?.answered == 3 && byProject[nil]?.answered == 1)
        // (9 + 20) : 3
        #expect(figures.figures(of: number).mean == 967)
        #expect(figures.answers(to: number) == ["9", "10"])
        #expect(figures.answers(to: content) == ["yes", "partly", "no"])
        #expect(figures.answers(to: wrong) == [] && figures.figures(of: wrong).answered == 1)
        #expect(figures.figures(of: wrong).mean == nil)
        let all = figures.figures(of: nil)
        #expect(all.answered == 4 && all.mean == 300)
    }

    @Test("S3.25 what only an earlier version asked is still told, after what the latest asks")
    func earlierVersions() {
        var later = survey
        later.steps[2].questions = [ScriptQuestion("again", LocalText("Придёт снова"), .yesNo)]
        let questions = QuestionnaireFigures.questions(of: [later, survey])
        #expect(questions.map(\.name) == ["content", "shortcomings", "again", "recommends", "wishes"])
    }
}
