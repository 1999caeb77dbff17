/// What was answered to one question within some of the contacts (requirements S3.9, S3.25).
package struct AnswerFigures: Hashable, Sendable {
    /// In how many questionnaires the question has an answer.
    package private(set) var answered = 0
    /// How often each answer was given; empty for a question whose answers are not told apart.
    package private(set) var counts: [String: Int] = [:]
    private var scored = 0
    private var score: Int64 = 0

    package init() {}

    /// - Parameter isNumber: the answers themselves are numbers, whose mean is of interest.
    package mutating func add(_ count: AnswerCount, isNumber: Bool) {
        answered += count.count
        if !count.answer.isEmpty { counts[count.answer, default: 0] += count.count }
        if isNumber {
            guard let number = Int64(count.answer) else { return }
            scored += count.count
            score += number * Int64(count.count)
        } else {
            scored += count.scored
            score += count.score
        }
    }

    /// The mean score, or the mean of the numbers, in hundredths, rounded; `nil` where nothing has one.
    package var mean: Int64? {
        guard scored > 0 else { return nil }
        let double = 2 * 100 * score
        let (count, sign) = (Int64(scored), Int64(double < 0 ? -1 : 1))
        return (double + sign * count) / (2 * count)
    }
}

/// The questions of a questionnaire, with what was answered.
package struct QuestionnaireFigures: Sendable {
    /// As they stand in the latest version; then those that only earlier ones ask.
    package let questions: [ScriptQuestion]
    private let counts: [AnswerCount]

    package init(_ questions: [ScriptQuestion], _ counts: [AnswerCount]) {
        self.questions = questions
        self.counts = counts
    }

    /// - Parameter versions: the latest first.
    package static func questions(of versions: [Script]) -> [ScriptQuestion] {
        var known: Set<String> = []
        return versions.flatMap(\.steps).flatMap(\.questions).filter { known.insert($0.name).inserted }
    }

    /// Those whose answers are told apart. What somebody typed is read one by one.
    package static func told(_ questions: [ScriptQuestion]) -> Set<String> {
        Set(questions.filter(\.hasCountedAnswers).map(\.name))
    }

    /// What was answered to a question, told apart by whatever of the contacts.
    ///
    /// - Parameter question: `nil`: the questionnaires themselves, with the mean of their totals.
    package func figures<Key: Hashable>(
        of question: ScriptQuestion?,
        by key: (AnswerCount) -> Key
    ) -> [Key: AnswerFigures] {
        var figures: [Key: AnswerFigures] = [:]
        for count in counts where count.question == question?.name {
            figures[key(count), default: AnswerFigures()].add(count, isNumber: question?.isNumber ?? false)
        }
        return figures
    }

    /// Together.
    package func figures(of question: ScriptQuestion?) -> AnswerFigures {
        figures(of: question) { _ in 0 }[0] ?? AnswerFigures()
    }

    /// The answers of a question in the order of its columns: all that it offers, then what else was answered. Empty where they are
    /// not told apart, or are too many to stand beside each other.
    package func answers(to question: ScriptQuestion) -> [String] {
        guard question.hasCountedAnswers else { return [] }
        let given = figures(of: question).counts
        let offered = question.values ?? []
        let others = given.keys.filter { !offered.contains($0) }.sorted { left, right in
            if question.isNumber, let one = Int64(left), let other = Int64(right) { return one < other }
            return (given[right] ?? 0, left) < (given[left] ?? 0, right)
        }
        let all = offered + others
        return question.values == nil && all.count > Self.mostColumns ? [] : all
    }

    private static let mostColumns = 12
}

extension ScriptQuestion {
    package var isNumber: Bool { if case .number = kind { true } else { false } }

    /// There are few enough that each is counted.
    fileprivate var hasCountedAnswers: Bool {
        switch kind {
        case .choice, .yesNo, .number, .directory: true
        case .text, .longText, .date, .phone: false
        }
    }
}
