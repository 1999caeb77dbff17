import ContactCenter
import Foundation
import Hummingbird

/// Whose reminders a page shows, and whether those that are done; as the address says.
struct ReminderListView: Hashable, Sendable {
    enum Whose: String, CaseIterable, Sendable {
        case mine
        case department
        case all

        var phrase: Phrase {
            switch self {
            case .mine: .remindersMine
            case .department: .remindersDepartment
            case .all: .remindersAll
            }
        }
    }

    var whose: Whose
    var isDone: Bool
    private let user: User
    /// Those that the reader may choose from.
    let choices: [Whose]

    /// How long what was done stays readable.
    static let doneDays = 7.0

    init(_ request: Request, for reader: SignedIn) {
        user = reader.user
        let scope = reader.rights.scope(of: .contacts) ?? .own
        let choices = Whose.allCases.filter { whose in
            switch whose {
            case .mine: true
            case .department: scope >= .department && reader.user.department != nil
            case .all: scope == .all
            }
        }
        let asked = request.uri.queryParameters["whose"].flatMap { Whose(rawValue: String($0)) }
        self.choices = choices
        whose = asked.flatMap { choices.contains($0) ? $0 : nil } ?? .mine
        isDone = request.uri.queryParameters["state"] == "done"
    }

    func question(at now: Date) -> ReminderQuestion {
        ReminderQuestion(of: sitters, doneSince: isDone ? now - Self.doneDays * 86_400 : nil)
    }

    private var sitters: Sitters? {
        switch whose {
        case .mine: .user(user.id)
        case .department: user.department.map(Sitters.department) ?? .user(user.id)
        case .all: nil
        }
    }

    var address: ListAddress {
        ListAddress(Self.path).with("whose", whose == .mine ? nil : whose.rawValue).with("state", isDone ? "done" : nil)
    }

    func address(_ change: (inout ReminderListView) -> Void) -> ListAddress {
        var view = self
        change(&view)
        return view.address
    }

    static let path = "/reminders"

    /// By which a page tells whether its list is still true.
    static func digest(of reminders: [ListedReminder]) -> String {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        for reminder in reminders {
            for number in [reminder.kept.id.rawValue, milliseconds(reminder.kept.record.dueAt)] {
                digest = (digest ^ UInt64(bitPattern: number)) &* 0x100_0000_01b3
            }
        }
        return String(digest, radix: 36)
    }
}
