import Foundation

package typealias QuestionnaireID = RecordID<FilledQuestionnaire>

/// A questionnaire as it is filled in on one contact: kept with every step, and with the version that it was begun in (requirements
/// S3.20, S3.25).
package struct FilledQuestionnaire: Hashable, Sendable {
    package var id: QuestionnaireID
    package var contact: ContactID
    package var script: ScriptID
    /// It is filled in to its end whatever becomes of the script meanwhile.
    package var version: ScriptVersionID
    package var step: ScriptStep.ID
    /// As they were typed, also those of steps that the way does not lead through any more.
    package var answers: [String: String]
    /// Raised by each change.
    package var revision: Int64
    package var begunAt: Date
    package var begunBy: UserID?
    /// `nil` while somebody is at it.
    package var finishedAt: Date?
    package var finishedBy: UserID?
    /// The sum of the scores of what was answered; `nil` where nothing has one.
    package var total: Int64?

    package init(
        id: QuestionnaireID,
        contact: ContactID,
        script: ScriptID,
        version: ScriptVersionID,
        step: ScriptStep.ID,
        answers: [String: String] = [:],
        revision: Int64 = 1,
        begunAt: Date,
        begunBy: UserID? = nil,
        finishedAt: Date? = nil,
        finishedBy: UserID? = nil,
        total: Int64? = nil
    ) {
        self.id = id
        self.contact = contact
        self.script = script
        self.version = version
        self.step = step
        self.answers = answers
        self.revision = revision
        self.begunAt = begunAt
        self.begunBy = begunBy
        self.finishedAt = finishedAt
        self.finishedBy = finishedBy
        self.total = total
    }
}

/// A questionnaire that stands on a contact's card: it is offered there, or somebody has begun it.
package struct CardQuestionnaire: Hashable, Sendable {
    package var script: ScriptID
    package var name: LocalText
    package var filled: FilledQuestionnaire?

    package init(script: ScriptID, name: LocalText, filled: FilledQuestionnaire? = nil) {
        self.script = script
        self.name = name
        self.filled = filled
    }
}

/// A questionnaire that contacts are offered, and which of them.
package struct OfferedQuestionnaire: Hashable, Sendable {
    package var script: KeptScript
    /// For contacts about these and what is below them; for all contacts where there are none.
    package var topics: Set<TopicID>

    package init(script: KeptScript, topics: Set<TopicID>) {
        self.script = script
        self.topics = topics
    }

    /// - Parameter topics: what the contact is about.
    package func suits(_ topics: [TopicID], of tree: TopicTree) -> Bool {
        self.topics.isEmpty || topics.contains { topic in tree.path(of: topic).contains(where: self.topics.contains) }
    }
}

/// A questionnaire that is being filled in: what is kept of it, and where its script is.
package struct QuestionnaireFilling: Hashable, Sendable {
    package var filled: FilledQuestionnaire
    package var run: ScriptRun
    package var contact: Kept<Contact>

    package init(filled: FilledQuestionnaire, run: ScriptRun, contact: Kept<Contact>) {
        self.filled = filled
        self.run = run
        self.contact = contact
    }
}

/// What came of a step of a questionnaire.
package enum QuestionnaireStep: Hashable, Sendable {
    /// The step to be shown, with what is wrong with it.
    case shown(QuestionnaireFilling, [FieldProblem])
    case finished(QuestionnaireFilling)
    /// Somebody else went on with it meanwhile; nothing was written. It as it is now, and what was typed here.
    case stale(QuestionnaireFilling, typed: [String: String])
}
