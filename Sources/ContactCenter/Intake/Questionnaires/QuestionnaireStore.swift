import Foundation

/// Questionnaires as they are filled in on contacts, and what was answered.
package protocol QuestionnaireStore: Sendable {
    /// Those that are offered, in the order in which they were made.
    func offered() async throws -> [OfferedQuestionnaire]
    /// What was begun on a contact, in the order in which it was.
    func filled(on contact: ContactID) async throws -> [FilledQuestionnaire]
    func filled(_ id: QuestionnaireID) async throws -> FilledQuestionnaire?

    /// Begins a questionnaire on a contact, in the version given; of two who begin at once both get what the first began.
    ///
    /// - Returns: `nil` when there is no such contact.
    func begin(
        _ script: KeptScript,
        on contact: ContactID,
        by author: RecordAuthor
    ) async throws -> FilledQuestionnaire?

    /// Keeps where somebody is and what was answered; the contact's history tells that it is finished.
    ///
    /// - Parameters:
    ///   - run: says which answers count, and for how much.
    ///   - name: of the questionnaire, for the history.
    /// - Returns: the same with its new revision; `nil`, with nothing written, where somebody else was quicker.
    func keep(
        _ filled: FilledQuestionnaire,
        counting run: ScriptRun,
        named name: LocalText,
        by author: RecordAuthor
    ) async throws -> FilledQuestionnaire?

    /// How often each answer was given.
    ///
    /// - Parameters:
    ///   - periods: in which the contacts came; they follow each other.
    ///   - names: of the questions whose answers are told apart. Of others it is counted how often there was one.
    func counts(
        _ filter: QuestionnaireFilter,
        in periods: [Period],
        telling names: Set<String>
    ) async throws -> [AnswerCount]

    /// Finished ones, those of the latest contacts first.
    func list(
        _ filter: QuestionnaireFilter,
        in period: Period,
        after place: QuestionnairePlace?,
        limit: Int
    ) async throws -> [ListedQuestionnaire]
}

/// Which finished questionnaires are counted or listed (requirements S3.9, S3.25).
package struct QuestionnaireFilter: Hashable, Sendable {
    package var script: ScriptID
    /// Of contacts of this project only.
    package var project: ProjectID?
    /// In which this question has an answer.
    package var question: String?
    /// It was this one.
    package var answer: String?

    package init(
        script: ScriptID,
        project: ProjectID? = nil,
        question: String? = nil,
        answer: String? = nil
    ) {
        self.script = script
        self.project = project
        self.question = question
        self.answer = answer
    }
}

/// How often one answer was given within one period on contacts of one project.
package struct AnswerCount: Hashable, Sendable {
    /// Which of the periods that were asked about, from 0.
    package var period: Int
    package var project: ProjectID?
    /// `nil`: whole questionnaires are counted, and their totals.
    package var question: String?
    /// Empty for a question whose answers are not told apart.
    package var answer: String
    package var count: Int
    /// How many of them have a score, and what these are together.
    package var scored: Int
    package var score: Int64

    package init(
        period: Int,
        project: ProjectID? = nil,
        question: String? = nil,
        answer: String = "",
        count: Int,
        scored: Int = 0,
        score: Int64 = 0
    ) {
        self.period = period
        self.project = project
        self.question = question
        self.answer = answer
        self.count = count
        self.scored = scored
        self.score = score
    }
}

/// A finished questionnaire with what a list says of it.
package struct ListedQuestionnaire: Hashable, Sendable {
    package var filled: FilledQuestionnaire
    /// When the contact came.
    package var at: Date
    package var contactNumber: String?
    package var project: String?
    package var client: String?
    /// Who finished it.
    package var person: String?

    package init(
        filled: FilledQuestionnaire,
        at: Date,
        contactNumber: String? = nil,
        project: String? = nil,
        client: String? = nil,
        person: String? = nil
    ) {
        self.filled = filled
        self.at = at
        self.contactNumber = contactNumber
        self.project = project
        self.client = client
        self.person = person
    }

    package var place: QuestionnairePlace { QuestionnairePlace(at: at, id: filled.id) }
}

/// Where a questionnaire stands in a list, the latest first. It stays when others are finished.
package struct QuestionnairePlace: Hashable, Sendable {
    package var at: Date
    package var id: QuestionnaireID

    package init(at: Date, id: QuestionnaireID) {
        self.at = at
        self.id = id
    }
}
