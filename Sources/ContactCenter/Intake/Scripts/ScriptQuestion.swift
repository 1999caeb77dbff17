import Foundation

/// Something that a step asks for.
package struct ScriptQuestion: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// One line.
        case text
        /// Several lines.
        case longText
        case choice([Choice])
        case number(ClosedRange<Int64>)
        case date
        case phone
        case yesNo
        /// One of a directory.
        case directory(RecordKind)
    }

    package struct Choice: Hashable, Sendable {
        /// A word like a step's name.
        package var value: String
        package var label: LocalText
        /// What the answer adds to a questionnaire's total; `nil` where it is not counted (requirement S3.25).
        package var score: Int64?

        package init(_ value: String, _ label: LocalText, score: Int64? = nil) {
            self.value = value
            self.label = label
            self.score = score
        }
    }

    /// Names the answer; a word like a step's name. Some are the contact's own fields, see `ScriptAnswer`.
    package var name: String
    package var label: LocalText
    package var kind: Kind
    package var isRequired: Bool

    package init(_ name: String, _ label: LocalText, _ kind: Kind = .text, isRequired: Bool = false) {
        self.name = name
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
    }

    package static let yes = "yes"
    package static let no = "no"

    /// How many characters an answer may have.
    package var limit: Int {
        switch kind {
        case .longText: 4_000
        case .phone: 64
        case .text, .choice, .number, .date, .yesNo, .directory: 200
        }
    }

    /// What a condition may compare it with; `nil` where it can be anything.
    package var values: [String]? {
        switch kind {
        case .yesNo: [Self.yes, Self.no]
        case .choice(let choices): choices.map(\.value)
        case .text, .longText, .number, .date, .phone, .directory: nil
        }
    }

    /// What an answer adds to the total; `nil` where it is not counted.
    package func score(of answer: String?) -> Int64? {
        guard case .choice(let choices) = kind else { return nil }
        return choices.first { $0.value == answer }?.score
    }

    /// What is wrong with an answer. What is no telephone number is taken as it was typed.
    package func problem(with answer: String?) -> FieldProblem.Kind? {
        guard let answer, !answer.allSatisfy(\.isWhitespace) else { return isRequired ? .required : nil }
        guard answer.unicodeScalars.count <= limit else { return .tooLong(limit: limit) }
        switch kind {
        case .text, .longText, .phone:
            return nil
        case .yesNo, .choice:
            return values?.contains(answer) == true ? nil : .malformed
        case .number(let range):
            guard let number = Int64(answer) else { return .malformed }
            return range.contains(number) ? nil : .outOfRange(range)
        case .date:
            return (try? Date(answer, strategy: .iso8601.year().month().day())) == nil ? .malformed : nil
        case .directory:
            return Int64(answer) == nil ? .malformed : nil
        }
    }
}

/// The names of answers that belong to acts, or that are fields of the contact itself.
package enum ScriptAnswer {
    package static let reason = "reason"
    package static let channel = "channel"
    package static let personName = "person_name"
    package static let works = "works"
    package static let comment = "comment"
    package static let isStatusInquiry = "is_status_inquiry"
    /// How content the client is, in a contact of quality control (decision D10).
    package static let score = "score"

    /// The person waits until somebody has time (requirement S1.28).
    package static let waits = "waits"

    package static let client = "client"
    package static let clientPhone = "client_phone"
    package static let phoneKind = "phone_kind"
    package static let vehicle = "vehicle"
    /// The client is in no directory (requirement S0.25).
    package static let isNew = "is_new"

    package static let make = "make"
    package static let model = "model"
    package static let year = "year"

    package static let employee = "employee"
    /// `connected` or `failed`.
    package static let transfer = "transfer"
    package static let connected = "connected"
    package static let failed = "failed"

    package static let reminderPhone = "reminder_phone"
    package static let reminderText = "reminder_text"
    package static let reminderAt = "reminder_at"
    package static let reminderEmployee = "reminder_employee"

    package static let baseContact = "base_contact"

    /// Of an offer; its fields are `BookingForm`'s.
    package static let made = "made"
    package static let declined = "declined"
}

extension ScriptAct {
    /// What is asked for by it, besides the step's own questions.
    package var questions: [ScriptQuestion] {
        let nothing = LocalText()
        return switch self {
        case .identifyClient:
            [
                ScriptQuestion(ScriptAnswer.client, nothing, .directory(.clients)),
                ScriptQuestion(ScriptAnswer.vehicle, nothing, .directory(.vehicles)),
                ScriptQuestion(ScriptAnswer.clientPhone, nothing, .phone),
                ScriptQuestion(ScriptAnswer.phoneKind, nothing, .choice(Self.phoneKinds)),
                ScriptQuestion(ScriptAnswer.isNew, nothing, .yesNo),
            ]
        case .firstTimeData:
            [
                ScriptQuestion(ScriptAnswer.make, nothing, .text),
                ScriptQuestion(ScriptAnswer.model, nothing, .text),
                ScriptQuestion(ScriptAnswer.year, nothing, .number(1_885...2_200)),
            ]
        case .chooseEmployee(_, let isRequired):
            [ScriptQuestion(ScriptAnswer.employee, nothing, .directory(.employees), isRequired: isRequired)]
        case .transfer:
            [
                ScriptQuestion(
                    ScriptAnswer.transfer,
                    nothing,
                    .choice([.init(ScriptAnswer.connected, nothing), .init(ScriptAnswer.failed, nothing)]),
                    isRequired: true
                ),
                ScriptQuestion(ScriptAnswer.employee, nothing, .directory(.employees)),
            ]
        case .remind:
            [
                ScriptQuestion(ScriptAnswer.reminderPhone, nothing, .phone, isRequired: true),
                ScriptQuestion(ScriptAnswer.reminderAt, nothing, .text, isRequired: true),
                ScriptQuestion(ScriptAnswer.reminderEmployee, nothing, .directory(.employees), isRequired: true),
                ScriptQuestion(ScriptAnswer.reminderText, nothing, .longText, isRequired: true),
            ]
        case .chooseBaseContact:
            [ScriptQuestion(ScriptAnswer.baseContact, nothing, .directory(.contacts), isRequired: true)]
        case .offer(let offer): offer.questions
        case .finish:
            []
        }
    }

    /// What keeps the act from being done with, beside what is wrong with each answer.
    fileprivate func problems(with answers: [String: String]) -> [FieldProblem] {
        func isAnswered(_ name: String) -> Bool { answers[name].map { !$0.allSatisfy(\.isWhitespace) } ?? false }
        switch self {
        // Who gets the call must be known; who could not be reached need not be.
        case .transfer:
            let isConnected = answers[ScriptAnswer.transfer] == ScriptAnswer.connected
            return isConnected && !isAnswered(ScriptAnswer.employee)
                ? [FieldProblem(ScriptAnswer.employee, .required)] : []
        case .identifyClient(isRequired: true):
            guard answers[ScriptAnswer.isNew] == ScriptQuestion.yes else {
                return isAnswered(ScriptAnswer.client) ? [] : [FieldProblem(ScriptAnswer.client, .required)]
            }
            let said = [ScriptAnswer.personName, ScriptAnswer.clientPhone, ScriptAnswer.comment]
            return said.contains(where: isAnswered) ? [] : [FieldProblem(ScriptAnswer.personName, .required)]
        default: return []
        }
    }

    private static let phoneKinds = ClientPhone.Kind.allCases.map {
        ScriptQuestion.Choice($0.rawValue, LocalText())
    }
}

extension Offer {
    /// What of a promised time is wrong, its form says: only one that is made must be whole.
    fileprivate var questions: [ScriptQuestion] {
        func question(_ field: BookingForm.Field, _ kind: ScriptQuestion.Kind) -> ScriptQuestion {
            ScriptQuestion(answer(field), LocalText(), kind)
        }
        let made = ScriptQuestion(
            answer,
            LocalText(),
            .choice([.init(ScriptAnswer.made, LocalText()), .init(ScriptAnswer.declined, LocalText())])
        )
        let place =
            switch self {
            case .appointment: question(.workshop, .directory(.workshops))
            case .testDrive: question(.vehicle, .directory(.testVehicles))
            }
        return [
            made, place, question(.responsible, .directory(.employees)), question(.day, .text), question(.time, .text),
            question(.length, .text), question(.works, .longText), question(.anyway, .yesNo),
        ]
    }
}

extension ScriptStep {
    /// Its own questions and those of what it does.
    package var allQuestions: [ScriptQuestion] { questions + acts.flatMap(\.questions) }

    /// What keeps the step from being done with.
    package func problems(with answers: [String: String]) -> [FieldProblem] {
        let ofAnswers = allQuestions.compactMap { question in
            question.problem(with: answers[question.name]).map { FieldProblem(question.name, $0) }
        }
        // On a card nobody has to say that nothing is promised.
        let unanswered = isCard ? [] : offers.filter { (answers[$0.answer] ?? "").isEmpty }
        return ofAnswers + unanswered.map { FieldProblem($0.answer, .required) }
            + acts.flatMap { $0.problems(with: answers) }
    }
}
