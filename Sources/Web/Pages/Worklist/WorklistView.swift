import ContactCenter
import Foundation
import HummingbirdCore

/// Whose worklist a page shows, and whether what is done; as the address says.
struct WorklistView: Hashable, Sendable {
    enum Whose: String, CaseIterable, Sendable {
        case mine
        case department
        case all

        var phrase: Phrase {
            switch self {
            case .mine: .worklistMine
            case .department: .worklistDepartment
            case .all: .worklistAll
            }
        }
    }

    var whose: Whose
    /// One of the others, chosen by name.
    var employee: EmployeeID?
    var isDone: Bool
    private let user: User
    /// Those that the reader may choose from.
    let choices: [Whose]

    static let path = "/worklist"

    /// How long what was done stays readable.
    static let doneDays = 7.0

    init(_ uri: URI, for reader: SignedIn) {
        user = reader.user
        let scope = reader.rights.scope(of: .contacts) ?? .own
        let choices = Whose.allCases.filter { whose in
            switch whose {
            case .mine: true
            case .department: scope >= .department && reader.user.department != nil
            case .all: scope == .all
            }
        }
        let query = uri.queryParameters
        let asked = query["whose"].flatMap { Whose(rawValue: String($0)) }
        self.choices = choices
        whose = asked.flatMap { choices.contains($0) ? $0 : nil } ?? .mine
        employee = choices.count > 1 ? query["employee"].flatMap { Int64($0) }.map(EmployeeID.init(_:)) : nil
        isDone = query["state"] == "done"
    }

    /// One's own need not say whose they are.
    var isOfOthers: Bool { whose != .mine || employee != nil }

    func contacts(at now: Date) -> WorklistQuestion {
        WorklistQuestion(of: sitters, employee: employee, processedSince: doneSince(now))
    }

    func reminders(at now: Date) -> ReminderQuestion {
        var question = ReminderQuestion(of: sitters, doneSince: doneSince(now))
        question.employee = employee
        question.isLoose = !isDone
        return question
    }

    private func doneSince(_ now: Date) -> Date? { isDone ? now - Self.doneDays * 86_400 : nil }

    /// Who chose somebody by name sees them as far as the right reaches.
    private var sitters: Sitters? {
        switch employee == nil ? whose : choices.last ?? .mine {
        case .mine: .user(user.id)
        case .department: user.department.map(Sitters.department) ?? .user(user.id)
        case .all: nil
        }
    }

    var address: ListAddress {
        ListAddress(Self.path).with("whose", whose == .mine ? nil : whose.rawValue)
            .with("employee", employee?.description).with("state", isDone ? "done" : nil)
    }

    func address(_ change: (inout WorklistView) -> Void) -> ListAddress {
        var view = self
        change(&view)
        return view.address
    }
}
