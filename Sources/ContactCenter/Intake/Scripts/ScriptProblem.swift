/// Why a script cannot be used: shown beside the step it is about. The words for people belong to the page.
package struct ScriptProblem: Hashable, Sendable, Error {
    package enum Kind: Hashable, Sendable {
        case noSteps
        /// More steps than a script may have.
        case tooManySteps(limit: Int)
        case noSuchStart(String)
        /// Two steps have one name.
        case stepTwice
        /// Not a word of small letters, digits and `_`, at most 40.
        case badName(String)
        case noTitle
        case textTooLong(limit: Int)
        /// `{…}` that nothing stands for.
        case unknownPlaceholder(String)
        /// Two steps ask for one answer.
        case questionTwice(String)
        case noLabel(String)
        /// A choice without choices, or with one of them twice.
        case badChoices(String)
        case badRange(String)
        /// Asked by the question for a directory that nobody can choose from.
        case badDirectory(String)
        /// A choice of it has a score beyond what is counted with.
        case badScore(String)
        /// A questionnaire does nothing but ask.
        case actInQuestionnaire
        /// A script that leads through contacts has become a questionnaire, or the other way round.
        case kindChanged
        /// No way leads on, and it is no end.
        case deadEnd
        /// The last way on has a condition: where nothing applies nobody knows where to go.
        case noElse
        /// An end with a way on.
        case endGoesOn
        case noSuchTarget(String)
        /// No way leads here.
        case unreachable
        /// A way leads from here back to here.
        case comesRound
        /// This way on is never taken: one before it always applies when it does.
        case lostBranch(to: String)
        /// A condition on what is neither known nor asked for before.
        case unknownSubject(String)
        /// A condition on something that can be anything.
        case notComparable(String)
        case noSuchValue(String, of: String)
        /// The reminder is due at once, or in more than a month.
        case badMinutes
    }

    /// `nil` where it is about the whole.
    package var step: ScriptStep.ID?
    package var kind: Kind

    package init(_ kind: Kind, in step: ScriptStep.ID? = nil) {
        self.kind = kind
        self.step = step
    }
}
