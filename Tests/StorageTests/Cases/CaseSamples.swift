import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Two people who are employees, of two departments, and actions of which one follows another.
struct SampleCases {
    let store: DataStore
    let anna: User
    let oleg: User
    let annasEmployee: EmployeeID
    let olegsEmployee: EmployeeID
    let client: ClientID
    let department: DepartmentID
    /// Is done by who is responsible, within an hour; then `check`.
    let order: TaskActionID
    /// Is done by anybody in the department.
    let check: TaskActionID

    init(_ store: DataStore) async throws {
        self.store = store
        anna = try await store.access.add(.sample("anna", department: "Колл-центр"))
        oleg = try await store.access.add(.sample("oleg", department: "Сервис"))
        annasEmployee = try await Self.employee("Петрова Анна", anna, store)
        olegsEmployee = try await Self.employee("Рожин Олег", oleg, store)
        client = try await Self.client("Боровков Сергей", store)
        var department = Department()
        department.name = "Сервис"
        self.department = try await store.records.add(department, by: .sample()).kept.id
        var action = TaskAction()
        (action.name, action.doer, action.department) = ("Проверить", .department, self.department)
        check = try await store.records.add(action, by: .sample()).kept.id
        action = TaskAction()
        (action.name, action.term, action.termUnit, action.next) = ("Заказать медикаменты", 60, .minutes, check)
        order = try await store.records.add(action, by: .sample()).kept.id
    }

    /// Found by name, too.
    static func client(_ name: String, _ store: DataStore) async throws -> ClientID {
        var client = Client()
        client.name = name
        return try await store.clients.add(client, by: .sample()).kept.id
    }

    private static func employee(_ name: String, _ user: User, _ store: DataStore) async throws -> EmployeeID {
        try await store.add(
            "employees",
            [("name", .text(name)), ("user_id", .integer(user.id.rawValue))],
            as: Employee.self
        )
    }

    func entry(_ text: String = "Госпитализация согласована", _ action: TaskActionID? = nil) -> NewCaseEntry {
        var (entry, task) = (CaseEntry(), CaseTask())
        entry.text = text
        task.action = action
        return NewCaseEntry(entry, task: action == nil ? nil : task)
    }

    @discardableResult
    func open(
        _ title: String = "Госпитализация",
        _ entry: NewCaseEntry? = nil,
        by user: User? = nil,
        _ change: (inout Case) -> Void = { _ in }
    ) async throws -> Kept<Case> {
        var new = Case()
        (new.title, new.client) = (title, client)
        change(&new)
        return try await store.cases.open(new, with: entry, by: .sample(user ?? anna, 200)).kept
    }

    func tasks(_ change: (inout TaskQuestion) -> Void = { _ in }) async throws -> [ListedTask] {
        var question = TaskQuestion(.open)
        change(&question)
        return try await store.cases.tasks(question)
    }

    func told(_ user: User) async throws -> [ContactNotification] {
        try await store.reception.inboxes(of: [user.id])[user.id]?.latest ?? []
    }
}
