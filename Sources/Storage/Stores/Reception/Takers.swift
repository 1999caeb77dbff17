import ContactCenter
import Foundation

/// Who is asked to take contacts for which nobody is responsible: those of the reason's employees who work on the contact's project, all
/// of the reason's where none of them does (see `Project.narrow`); where the reason names nobody, the project's. Who may not log in is
/// not asked, nor whose time it is not, unless it is nobody's.
enum Takers {
    /// Whom a contact's reason and its project name.
    private struct Named {
        var reason: [EmployeeID]
        var project: [EmployeeID]

        func asked(of people: [EmployeeID: Bool]) -> [EmployeeID] {
            let own = project.filter { people[$0] != nil }
            let asked = reason.isEmpty ? own : Project.narrow(reason.filter { people[$0] != nil }, to: own)
            return asked.filter { people[$0] ?? false }
        }
    }

    /// - Returns: by contact; without those of whom nobody is asked.
    static func employees(
        of contacts: [ContactID],
        at now: Date,
        in zone: TimeZone,
        _ transaction: any Transaction
    ) throws -> [ContactID: [EmployeeID]] {
        let named = try named(for: contacts, transaction)
        let people = try people(Set(named.values.flatMap { $0.reason + $0.project }), transaction)
        let asked = named.mapValues { $0.asked(of: people) }.filter { !$0.value.isEmpty }
        guard !asked.isEmpty else { return [:] }
        let off = try Set(WorkCalendarReading.off(Array(Set(asked.values.joined())), at: now, in: zone, transaction))
        return asked.mapValues { all in
            let present = all.filter { !off.contains($0) }
            return present.isEmpty ? all : present
        }
    }

    private static func named(
        for contacts: [ContactID],
        _ transaction: any Transaction
    ) throws -> [ContactID: Named] {
        let rows = try transaction.rows(
            asking: ["contact_id": "{bigint}"],
            contacts.map { [.integer($0.rawValue)] },
            """
            SELECT contacts.id, COALESCE(reasons.employees, ''), COALESCE(projects.employees, '') FROM asked
            JOIN contacts ON contacts.id = asked.contact_id AND contacts.responsible_id IS NULL
            LEFT JOIN reasons ON reasons.id = contacts.reason_id
            LEFT JOIN projects ON projects.id = contacts.project_id
            """
        ).map { row in
            var row = row
            return try (
                row.id() as ContactID, Named(reason: employees(in: row.text()), project: employees(in: row.text()))
            )
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Those who are not hidden, and whether they may log in.
    private static func people(
        _ employees: Set<EmployeeID>,
        _ transaction: any Transaction
    ) throws -> [EmployeeID: Bool] {
        guard !employees.isEmpty else { return [:] }
        let rows = try transaction.rows(
            asking: ["employee_id": "{bigint}"],
            employees.map { [.integer($0.rawValue)] },
            """
            SELECT employees.id, CASE WHEN users.is_disabled = 0 THEN 1 ELSE 0 END FROM asked
            JOIN employees ON employees.id = asked.employee_id AND employees.is_hidden = 0
            LEFT JOIN users ON users.id = employees.user_id
            """
        ).map { row in
            var row = row
            return try (row.id() as EmployeeID, row.flag())
        }
        return Dictionary(rows) { first, _ in first }
    }

    private static func employees(in text: String) -> [EmployeeID] {
        (FieldContent.ids(in: text) ?? []).map { EmployeeID($0) }
    }
}
