import Foundation

/// Something that was between a client and the business: a contact, what was noted in one, a document, a reminder, a rendered service, a
/// paper, a questionnaire, a task, whichever of the employees it was (requirements S3.3, S3.4, S3.26).
package struct ClientHistoryEntry: Hashable, Sendable {
    /// Stands in addresses.
    package enum Kind: String, CaseIterable, Sendable {
        case contact
        /// An entry of "Краткое содержание разговоров".
        case note
        case document
        case reminder
        /// One that was rendered.
        case service
        /// One that was made from a template.
        case paper
        /// One that was filled in to its end.
        case questionnaire
        /// What is to be done about a case.
        case task

        /// Which stands first of two of the same instant.
        package var rank: Int64 {
            switch self {
            case .contact: 1
            case .note: 2
            case .document: 3
            case .reminder: 4
            case .service: 5
            case .paper: 6
            case .questionnaire: 7
            case .task: 8
            }
        }
    }

    /// Its place among the others: the latest stand first.
    package struct Place: Hashable, Sendable {
        package var at: Date
        package var kind: Kind
        /// Of the record; that of its contact for a note.
        package var record: Int64
        /// Which of the contact's notes; 0 for everything else.
        package var ordinal: Int64

        package init(at: Date, kind: Kind, record: Int64, ordinal: Int64 = 0) {
            self.at = at
            self.kind = kind
            self.record = record
            self.ordinal = ordinal
        }
    }

    package var place: Place
    /// That it was, or came of.
    package var contact: ContactID?
    /// That a task belongs to.
    package var `case`: CaseID?
    /// Of the document, the paper or the case, else of the contact; `nil` while that is unfinished.
    package var number: String?
    package var documentKind: Document.Kind?
    /// As the registry has it.
    package var reason: String?
    package var topics: [TopicID] = []
    /// Who wrote it down, and the employee in whose hands it is.
    package var author: String?
    package var responsible: String?
    package var outcome: Contact.Outcome?
    /// What a service cost, in hundredths of the currency.
    package var amount: Int64?
    /// How a task stands.
    package var task: TaskStanding?
    package var questionnaire: Questionnaire?
    /// What was said and is to be done, each as it was written.
    package var texts: [String] = []

    /// How a task stands: when it was done, or until when it is to be.
    package struct TaskStanding: Hashable, Sendable {
        package var doneAt: Date?
        package var dueAt: Date?

        package init(doneAt: Date?, dueAt: Date?) {
            self.doneAt = doneAt
            self.dueAt = dueAt
        }
    }

    /// A questionnaire with what was answered: each question that counts with its answer, in the script's order.
    package struct Questionnaire: Hashable, Sendable {
        package struct Answer: Hashable, Sendable {
            package var question: LocalText
            /// As it was typed, or the label of what was chosen.
            package var answer: LocalText
        }

        package var name: LocalText
        package var answers: [Answer]
        package var total: Int64?

        /// - Parameter answers: those that count, as they were typed.
        package init(of script: Script, answers: [String: String], total: Int64?) {
            name = script.name
            self.total = total
            self.answers = script.steps.flatMap(\.questions).compactMap { question in
                answers[question.name].map { Answer(question: question.label, answer: question.label(of: $0)) }
            }
        }
    }

    package init(place: Place) { self.place = place }

    package var kind: Kind { place.kind }
    package var at: Date { place.at }

    /// What a questionnaire says, in all languages.
    fileprivate var answers: [String] {
        guard let questionnaire else { return [] }
        return questionnaire.name.all + questionnaire.answers.flatMap { $0.question.all + $0.answer.all }
    }
}

extension ScriptQuestion {
    /// What an answer to it reads like.
    fileprivate func label(of answer: String) -> LocalText {
        switch kind {
        case .choice(let choices): choices.first { $0.value == answer }?.label ?? LocalText(answer)
        case .yesNo where answer == Self.yes: LocalText("Да", en: "Yes", uk: "Так")
        case .yesNo where answer == Self.no: LocalText("Нет", en: "No", uk: "Ні")
        case .directory: LocalText("№ \(answer)")
        default: LocalText(answer)
        }
    }
}

/// Which part of a client's history is looked for; what is `nil` or empty narrows nothing.
package struct ClientHistoryFilter: Hashable, Sendable {
    /// A person of ours, by what they log in as, by their card in the directory, or both.
    package struct Person: Hashable, Sendable {
        package var user: UserID?
        package var employee: EmployeeID?

        package init(user: UserID?, employee: EmployeeID?) {
            self.user = user
            self.employee = employee
        }
    }

    package var kind: ClientHistoryEntry.Kind?
    package var period: Period?
    /// Wrote it down, or has it in their hands.
    package var person: Person?
    /// Of the contact that it was or came of.
    package var reason: ReasonID?
    /// One of them, of that contact.
    package var topics: Set<TopicID> = []
    package var text: SoughtText?

    package init() {}

    /// Whether what is looked for stands in what was written, the number or the reason.
    package func finds(_ entry: ClientHistoryEntry) -> Bool {
        guard let text else { return true }
        let kept = SoughtText.kept(entry.texts + entry.answers + [entry.number, entry.reason].compactMap(\.self))
        return text.parts.allSatisfy(kept.contains)
    }
}

package struct ClientHistoryAnswer: Sendable {
    /// The latest first.
    package var entries: [ClientHistoryEntry]
    /// There are earlier ones that fit.
    package var hasEarlier: Bool

    package init(entries: [ClientHistoryEntry], hasEarlier: Bool) {
        self.entries = entries
        self.hasEarlier = hasEarlier
    }
}
