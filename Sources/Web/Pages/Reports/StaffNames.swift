import ContactCenter

/// Who the people in facts are: a user by `u5`, an employee by `e17`. One who is both stands as the employee.
struct StaffNames: Sendable {
    /// By each value that facts may have the employee, or the user who is none.
    let employees: [String: String]
    /// The departments of employees, today's.
    let departments: [String: String]
    /// What can be chosen.
    let options: [FilterField.Option]
    let names: [String: String]

    init(_ options: RegistryOptions) {
        var (employees, departments, names): ([String: String], [String: String], [String: String]) = ([:], [:], [:])
        for employee in options.employees {
            let value = "e\(employee.id)"
            employees[value] = value
            names[value] = employee.name
            departments[value] = options.employeeDepartments[employee.id].map { String($0) }
        }
        for user in options.registrars {
            let value = "u\(user.id)"
            let employee = options.employeesOfUsers[user.id].map { "e\($0)" }
            employees[value] = employee ?? value
            names[value] = user.name
            departments[value] = employee.flatMap { departments[$0] }
        }
        self.options =
            options.employees.map { FilterField.Option("e\($0.id)", foreignOption($0.name)) }
            + options.registrars.filter { options.employeesOfUsers[$0.id] == nil }
            .map { FilterField.Option("u\($0.id)", foreignOption($0.name)) }
        (self.employees, self.departments, self.names) = (employees, departments, names)
    }
}

extension StaffProgress {
    var phrase: Phrase {
        switch self {
        case .rang: .legNoAnswer
        case .answered: .resultAnswered
        case .placed: .directionOutbound
        case .open: .stageUnprocessed
        case .taken: .stageInWork
        case .processed: .stageProcessed
        case .kept: .reportKept
        case .late: .reportLate
        case .undone: .reportUndone
        }
    }
}
