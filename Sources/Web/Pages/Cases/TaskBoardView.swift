import ContactCenter
import Foundation
import HummingbirdCore

/// Whose tasks the board shows, and which of them; as the address says.
struct TaskBoardView: Hashable, Sendable {
    enum Whose: String, CaseIterable, Sendable {
        case mine
        case department
        case all

        var phrase: Phrase {
            switch self {
            case .mine: .tasksMine
            case .department: .worklistDepartment
            case .all: .worklistAll
            }
        }
    }

    enum State: String, CaseIterable, Sendable {
        case open
        case overdue
        case done

        var phrase: Phrase {
            switch self {
            case .open: .tasksOpen
            case .overdue: .tasksOverdue
            case .done: .tasksDone
            }
        }
    }

    static let path = "/tasks"
    /// How long what was done stays readable.
    static let doneDays = 30.0

    var whose: Whose
    var state: State
    var action: TaskActionID?
    /// As it was typed.
    var text: String?
    /// Those that the reader may choose from.
    let choices: [Whose]
    private let user: User

    init(_ uri: URI, for reader: SignedIn) {
        let asked = ListAddress(Self.path, query: uri.query ?? "", fields: ["whose", "state", "action", "text"])
        let scope = reader.rights.scope(of: .contacts) ?? .own
        user = reader.user
        let choices = Whose.allCases.filter { whose in
            switch whose {
            case .mine: true
            case .department: scope >= .department && reader.user.department != nil
            case .all: scope == .all
            }
        }
        self.choices = choices
        whose = asked["whose"].flatMap(Whose.init(rawValue:)).flatMap { choices.contains($0) ? $0 : nil } ?? .mine
        state = asked["state"].flatMap(State.init(rawValue:)) ?? .open
        action = asked["action"].flatMap { Int64($0) }.map(TaskActionID.init(_:))
        text = asked["text"]
    }

    /// - Parameter reach: of the reader.
    func question(at now: Date, within reach: Sitters?) -> TaskQuestion {
        let asked: TaskQuestion.State =
            switch state {
            case .open: .open
            case .overdue: .overdue(at: now)
            case .done: .done(since: now - Self.doneDays * 86_400)
            }
        var question = TaskQuestion(asked)
        question.action = action
        question.text = text.flatMap(SoughtText.init(typed:))
        question.reach = reach
        switch whose {
        case .mine: question.whose = .mine(user.id)
        case .department: question.whose = user.department.map { .department($0) }
        case .all: break
        }
        return question
    }

    var address: ListAddress {
        ListAddress(Self.path).with("whose", whose == .mine ? nil : whose.rawValue)
            .with("state", state == .open ? nil : state.rawValue).with("action", action?.description)
            .with("text", text)
    }

    func address(_ change: (inout TaskBoardView) -> Void) -> ListAddress {
        var view = self
        change(&view)
        return view.address
    }
}
