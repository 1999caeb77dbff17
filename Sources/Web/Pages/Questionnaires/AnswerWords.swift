import ContactCenter
import Foundation

/// Answers as people read them: labels instead of words for programs, names instead of numbers.
struct AnswerWords: Sendable {
    /// Of what stands in directories, by the question and the record.
    var names: [String: [Int64: String]] = [:]
    var language: Language

    func label(of question: ScriptQuestion) -> String { question.label.text(in: language.local) }

    func words(_ answer: String, to question: ScriptQuestion) -> String {
        switch question.kind {
        case .choice(let choices):
            choices.first { $0.value == answer }?.label.text(in: language.local) ?? answer
        case .yesNo:
            switch answer {
            case ScriptQuestion.yes: language[.intakeYes].words
            case ScriptQuestion.no: language[.intakeNo].words
            default: answer
            }
        case .directory: Int64(answer).flatMap { names[question.name]?[$0] } ?? "№ \(answer)"
        case .date: Day(answer).map(dateText) ?? answer
        case .text, .longText, .number, .phone: answer
        }
    }

    /// `4,33`
    func decimal(hundredths: Int64) -> String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "−" : ""
        return "\(sign)\(whole)\(language.code == .english ? "." : ",")\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Site {
    func answerWords(for questions: [ScriptQuestion], _ viewer: Viewer) async throws -> AnswerWords {
        var words = AnswerWords(language: viewer.language)
        for question in questions {
            guard case .directory(let kind) = question.kind else { continue }
            let choices = try await records.choices(of: .record(kind))
            words.names[question.name] = Dictionary(choices.map { ($0.id, $0.name) }) { first, _ in first }
        }
        return words
    }
}
