import ContactCenter
import Foundation

/// What made-up contacts refer to, with the numbers that it has in the database.
struct SampleRecords: Sendable {
    struct Number: Sendable {
        var number: String
        var source: Int64
        var branch: Int64
        var project: Int64?
    }

    struct Person: Sendable {
        var id: Int64
        var department: Int64
        var workshop: Int64?
    }

    private(set) var dids: [Number] = []
    /// Those to whom contacts are handed, masters first.
    private(set) var employees: [Person] = []
    private(set) var registrars: [Int64] = []
    /// Those that clients may try.
    private(set) var cars: [SampleDrives.Car] = []
    private(set) var channels: [String: Int64]
    private(set) var reasons: [String: Int64]
    /// Those that may be asked about, by the code of the reason.
    private(set) var topics: [String: [Int64]] = [:]
    /// By the client's number; 0 where there is none.
    private(set) var vehicles: [Int64]

    /// Adds the places and people of `SampleBusiness`, and people who register where the database has no users.
    init(clients: Int, at now: Date, numbers: any PhoneNumberReading, in transaction: any Transaction) throws {
        channels = try Self.ids(of: "contact_channels", by: "code", in: transaction)
        reasons = try Self.ids(of: "reasons", by: "code", in: transaction)
        vehicles = Array(repeating: 0, count: clients)
        for var row in try transaction.rows("SELECT id, owner_id FROM vehicles WHERE owner_id IS NOT NULL") {
            let (vehicle, owner) = try (row.integer(), row.integer())
            if (1...Int64(clients)).contains(owner) { vehicles[Int(owner - 1)] = vehicle }
        }
        try addBusiness(.standard, numbers: numbers, in: transaction)
        registrars = try transaction.rows("SELECT id FROM users ORDER BY id").map { row in
            var row = row
            return try row.integer()
        }
        guard registrars.isEmpty else { return }
        // Nobody can log in as these.
        registrars = try ["Петрова Анна", "Смирнова Ольга", "Кузнецова Ирина"].enumerated().map { number, name in
            try Self.add(
                "users",
                [
                    ("name", .text("sample\(number)")), ("display_name", .text(name)), ("password_hash", .text("-")),
                    ("created_at", .instant(now)), ("is_disabled", .flag(true)),
                ],
                in: transaction
            )
        }
    }

    private mutating func addBusiness(
        _ business: SampleBusiness,
        numbers: any PhoneNumberReading,
        in transaction: any Transaction
    ) throws {
        func named(_ table: String, _ name: String, _ others: [(String, SQLValue)] = []) throws -> Int64 {
            try Self.ids(of: table, by: "name", in: transaction)[name]
                ?? Self.add(table, [("name", .text(name))] + others, in: transaction)
        }
        for branch in business.branches {
            _ = try named(
                "branches",
                branch.name,
                [("address", .text(branch.address)), ("directions", .text(branch.directions))]
            )
        }
        let branches = try Self.ids(of: "branches", by: "name", in: transaction)
        let main = branches[business.branches[0].name] ?? 0
        for person in business.people {
            let isAdvisor = business.positions.first { $0.name == person.position }?.isServiceAdvisor ?? false
            let position = try named("job_positions", person.position, [("is_service_advisor", .flag(isAdvisor))])
            let department = try named("departments", person.department, [("branch_id", .integer(main))])
            let workshop = try person.workshop.map { try named("workshops", $0, [("branch_id", .integer(main))]) }
            let id = try named(
                "employees",
                person.name,
                [
                    ("job_position_id", .integer(position)), ("department_id", .integer(department)),
                    ("workshop_id", .integer(workshop)), ("branch_id", .integer(main)), ("phone", .text(person.phone)),
                    ("mobile", .text(person.mobile)), ("work_schedule", .text(person.workSchedule)),
                ]
            )
            let employee = Person(id: id, department: department, workshop: workshop)
            if isAdvisor {
                employees.insert(employee, at: 0)
            } else if person.position != "Оператор" {
                employees.append(employee)
            }
        }
        for (place, car) in business.cars.enumerated() {
            let id = try named(
                "test_vehicles",
                car.name,
                [
                    ("plate_number", .text(car.plateNumber)), ("branch_id", .integer(branches[car.branch] ?? main)),
                    ("drive_minutes", .integer(car.driveMinutes)), ("place", .integer(Int64(place + 1))),
                ]
            )
            cars.append(SampleDrives.Car(id: id, driveMinutes: car.driveMinutes))
        }
        for (place, topic) in business.topics.enumerated() {
            let top = try named("topics", topic.name, [("place", .integer(place + 1))])
            let below = try topic.below.enumerated().map { place, name in
                try named("topics", name, [("parent_id", .integer(top)), ("place", .integer(place + 1))])
            }
            for reason in topic.reasons { topics[reason, default: []] += below.isEmpty ? [top] : below }
        }
        let projects = try addProjects(business.projects, in: transaction)
        for number in business.numbers {
            let source = try named("sources", number.source)
            let branch = branches[number.branch] ?? main
            let project = number.project.flatMap { projects[$0] }
            dids.append(Number(number: number.number, source: source, branch: branch, project: project))
            try transaction.execute(
                """
                INSERT INTO dids (number, number_key, name, source_id, branch_id, project_id)
                VALUES ($1, $2, $3, $4, $5, CAST($6 AS {bigint}))
                ON CONFLICT (number_key) WHERE is_hidden = 0 DO NOTHING
                """,
                [
                    .text(number.number), .text(numbers.read(number.number).key?.rawValue ?? number.number),
                    .text(number.name), .integer(source), .integer(branch), .integer(project),
                ]
            )
        }
    }

    /// - Returns: their ids by their numbers.
    private func addProjects(
        _ projects: [SampleBusiness.Project],
        in transaction: any Transaction
    ) throws -> [String: Int64] {
        let topics = try Self.ids(of: "topics", by: "name", in: transaction)
        let employees = try Self.ids(of: "employees", by: "name", in: transaction)
        // As fields of several records are kept: numbers in their order with blanks between.
        func list(_ names: [String], _ ids: [String: Int64]) -> String {
            names.compactMap { ids[$0] }.map(String.init).joined(separator: " ")
        }
        var known = try Self.ids(of: "projects", by: "number", in: transaction)
        for project in projects where known[project.number] == nil {
            known[project.number] = try Self.add(
                "projects",
                [
                    ("number", .text(project.number)), ("name", .text(project.name)),
                    ("greeting", .text(project.greeting)), ("work_schedule", .text(project.workSchedule)),
                    ("topics", .text(list(project.topics, topics))),
                    ("employees", .text(list(project.employees, employees))),
                ],
                in: transaction
            )
        }
        return known
    }

    private static func ids(
        of table: String,
        by name: String,
        in transaction: any Transaction
    ) throws -> [String: Int64] {
        let rows = try transaction.rows("SELECT \(name), id FROM \(table) WHERE \(name) IS NOT NULL").map { row in
            var row = row
            return try (row.text(), row.integer())
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private static func add(
        _ table: String,
        _ columns: [(String, SQLValue)],
        in transaction: any Transaction
    ) throws -> Int64 {
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let names = columns.map(\.0).joined(separator: ", ")
        var row = try transaction.rows(
            "INSERT INTO \(table) (\(names)) VALUES (\(places)) RETURNING id",
            columns.map(\.1)
        )[0]
        return try row.integer()
    }
}
