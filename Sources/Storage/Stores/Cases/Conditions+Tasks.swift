import ContactCenter
import Foundation

/// What a board asks for as conditions on `case_tasks` with their `case_entries` and `cases`.
extension Conditions {
    init(_ question: TaskQuestion) {
        self.init()
        add("case_tasks.is_hidden = 0 AND cases.is_hidden = 0")
        switch question.state {
        case .open: add("case_tasks.done_at IS NULL")
        case .overdue(let now): add("case_tasks.done_at IS NULL AND case_tasks.due_at <= {}", .instant(now))
        case .done(let since): add("case_tasks.done_at >= {}", .instant(since))
        case nil: break
        }
        for (column, id) in [
            ("case_tasks.action_id", question.action?.rawValue), ("case_tasks.id", question.only?.rawValue),
            ("cases.id", question.case?.rawValue), ("case_entries.contact_id", question.contact?.rawValue),
        ] {
            if let id { add("\(column) = {}", .integer(id)) }
        }
        // The parts are of letters, digits and blanks, so that they mean nothing else in a pattern.
        for part in question.text?.parts ?? [] {
            add(
                """
                (case_entries.sought LIKE {} OR cases.sought LIKE {}
                    OR cases.client_id IN (SELECT client_id FROM client_search WHERE text LIKE {}))
                """,
                .text("%\(part)%")
            )
        }
        switch question.whose {
        case .mine(let user): add(Self.tasks(of: .user(user)), .integer(user.rawValue))
        case .department(let name): add(Self.tasks(of: .department(name)), .text(name))
        case nil: break
        }
        if let reach = question.reach { add(Self.tasks(of: reach), Self.value(of: reach)) }
    }

    private static func value(of people: Sitters) -> SQLValue {
        switch people {
        case .user(let user): .integer(user.rawValue)
        case .department(let name): .text(name)
        }
    }

    /// These people have it to do, or may take it: it is their department's and nobody's in it.
    private static func tasks(of people: Sitters) -> String {
        switch people {
        case .user:
            """
            (case_tasks.employee_id IN (\(employees(people))) OR case_tasks.employee_id IS NULL AND case_tasks.department_id IN (
                SELECT own.department_id FROM employees AS own WHERE own.user_id = {}
                UNION SELECT departments.id FROM departments JOIN users ON users.department = departments.name WHERE users.id = {}
            ))
            """
        case .department:
            """
            (case_tasks.employee_id IN (\(employees(people))) OR case_tasks.employee_id IN (
                SELECT own.id FROM employees AS own JOIN departments ON departments.id = own.department_id
                WHERE departments.name = {}
            ) OR case_tasks.department_id IN (SELECT departments.id FROM departments WHERE departments.name = {}))
            """
        }
    }

    /// See `CaseStore`.
    mutating func add(casesInReach reach: Sitters) {
        let users =
            switch reach {
            case .user: "= {}"
            case .department: "IN (SELECT reached.id FROM users AS reached WHERE reached.department = {})"
            }
        var contacts = Conditions()
        contacts.add(inReach: reach)
        // The contacts' conditions have one value, too, and it is the same.
        let ofContacts = contacts.text.replacing(/\$\d+/, with: "{}")
        add(
            """
            (cases.opened_by \(users) OR EXISTS (
                SELECT 1 FROM case_entries WHERE case_entries.case_id = cases.id AND (
                    case_entries.author_id \(users)
                    OR EXISTS (
                        SELECT 1 FROM case_tasks
                        WHERE case_tasks.entry_id = case_entries.id AND case_tasks.is_hidden = 0 AND \(Self.tasks(of: reach))
                    )
                    OR case_entries.contact_id IN (SELECT contacts.id FROM contacts WHERE \(ofContacts))
                )
            ))
            """,
            Self.value(of: reach)
        )
    }
}
