import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Records of directories")
struct RecordStoreTests {
    private let program = RecordAuthor(nil, at: .sample(0))

    @Test("what is added is read as it was, with its version", arguments: TestEngine.allCases)
    func added(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let olga = try await store.access.add(.sample("olga"))
            let branch = try await add(Branch.named("Автозаводская"), to: store)
            let position = try await add(JobPosition.named("Мастер-консультант"), to: store)
            var employee = Employee()
            employee.name = "Рожин Олег Юрьевич"
            employee.branch = branch.id
            employee.jobPosition = position.id
            employee.phone = Extension("0115")
            employee.mobile = "8-903-790-63-50 Олег"
            employee.workSchedule = "пн-пт 9:00-18:00, сб 10:00-15:00"
            employee.user = olga.id
            let kept = try await add(employee, to: store)
            #expect(kept == Kept(id: kept.id, version: 1, record: employee))
            #expect(try await store.records.record(kept.id) == kept)
            #expect(try await store.records.record(EmployeeID(99)) == nil)
        }
    }

    @Test("every kind is kept with each of its fields", arguments: TestEngine.allCases)
    func everyKind(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var branch = Branch.named("Щербинка")
            (branch.address, branch.timeZone) = ("Южный бульвар, 2", "Asia/Yekaterinburg")
            branch.directions = "От метро пешком 200 м.\nВход со двора."
            let branchID = try await add(branch, to: store).id
            var department = Department()
            (department.name, department.branch) = ("Отдел з/ч", branchID)
            let departmentID = try await add(department, to: store).id
            var workshop = Workshop()
            (workshop.name, workshop.branch) = ("3 Кузовной", branchID)
            _ = try await add(workshop, to: store)
            var make = VehicleMake()
            (make.name, make.cyrillicName) = ("ISUZU", "Исузу")
            var model = VehicleModel()
            (model.name, model.cyrillicName, model.make) = ("Trooper", "Трупер", try await add(make, to: store).id)
            _ = try await add(model, to: store)
            var source = Source()
            source.name = "Радио"
            var did = DID()
            (did.number, did.name, did.branch) = ("646-71-71", "Реклама на радио", branchID)
            did.source = try await add(source, to: store).id
            _ = try await add(did, to: store)
            var channel = ContactChannel()
            (channel.name, channel.mayWait, channel.place) = ("Почта России", true, 9)
            _ = try await add(channel, to: store)
            var reason = Reason()
            (reason.category, reason.caption, reason.registryCaption) = (.showroom, "Тест-драйв", "Салон")
            (reason.clientType, reason.route, reason.department) = (.private, .employee, departmentID)
            (reason.countsForNovelty, reason.place) = (false, 13)
            _ = try await add(reason, to: store)
        }
    }

    @Test("two who change the same record never overwrite each other", arguments: TestEngine.allCases)
    func stale(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let branch = try await add(Branch.named("Центр"), to: store)
            let outcomes = try await withThrowingTaskGroup(of: Saving<Branch>.self) { tasks in
                for name in ["А", "Б", "В", "Г"] {
                    tasks.addTask {
                        try await store.records.change(branch.id, over: 1, to: .named(name), by: program)
                    }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            let saved = outcomes.compactMap(\.keptIfSaved)
            let stale = outcomes.compactMap { if case .stale(let present) = $0 { present } else { nil } }
            #expect(saved.count == 1 && stale.count == 3)
            #expect(Set(stale) == Set(saved))
            #expect(try await store.records.history(of: branch.id, limit: 10).count == 2)
        }
    }

    @Test("a change is in the history with who, when and what stood there before", arguments: TestEngine.allCases)
    func history(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let olga = try await store.access.add(.sample("olga"))
            let branch = try await add(Branch.named("Центр"), to: store)
            var changed = branch.record
            changed.address = "Тверская, 1"
            let olgas = RecordAuthor(olga.id, at: .sample(1))
            let saved = try #require(
                try await store.records.change(branch.id, over: 1, to: changed, by: olgas).keptIfSaved
            )
            // What changes nothing leaves no trace and takes no version.
            #expect(try await store.records.change(branch.id, over: 2, to: changed, by: olgas).keptIfSaved == saved)
            let hidden = try await store.records.setHidden(branch.id, over: 2, to: true, by: olgas).keptIfSaved
            #expect(hidden?.isHidden == true && hidden?.version == 3)
            _ = try await store.records.setHidden(branch.id, over: 3, to: false, by: olgas)
            let changes = try await store.records.history(of: branch.id, limit: 10)
            #expect(changes.map(\.kind) == [.restored, .hidden, .changed, .added])
            #expect(changes.map(\.user) == [olga.id, olga.id, olga.id, nil])
            #expect(changes[2].fields == [Change.Field(name: "address", before: nil, after: "Тверская, 1")])
            #expect(changes[3].fields == [Change.Field(name: "name", before: nil, after: "Центр")])
            #expect(changes[2].at == .sample(1))
        }
    }

    @Test(
        "a hidden record is not listed or chosen, and is named where it was chosen before",
        arguments: TestEngine.allCases
    )
    func hidden(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let old = try await add(Branch.named("Старый"), to: store)
            let new = try await add(Branch.named("Новый"), to: store)
            var workshop = Workshop()
            (workshop.name, workshop.branch) = ("1 Слесарный", old.id)
            let kept = try await add(workshop, to: store)
            _ = try await store.records.setHidden(old.id, over: 1, to: true, by: program)

            #expect(try await store.records.records(of: Branch.self, includingHidden: false) == [new])
            #expect(try await store.records.records(of: Branch.self, includingHidden: true).count == 2)
            #expect(
                try await store.records.choices(of: .record(.branches)) == [
                    RecordChoice(id: new.id.rawValue, name: "Новый")
                ]
            )
            #expect(try await store.records.counts(of: [.branches, .workshops]) == [.branches: 1, .workshops: 1])
            let reference = RecordReference(.record(.branches), old.id.rawValue)
            #expect(try await store.records.names(of: [reference]) == [reference: "Старый"])

            // It may stay where it was, and not be chosen anew.
            workshop.name = "1-й слесарный"
            #expect(try await store.records.change(kept.id, over: 1, to: workshop, by: program).keptIfSaved != nil)
            let another = try await store.records.add(workshop, by: program)
            #expect(another == .refused([FieldProblem("branch_id", .noSuchRecord)]))
        }
    }

    @Test("each wrong field is named, and nothing is written", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var employee = Employee()
            employee.name = String(repeating: "я", count: 201)
            employee.branch = BranchID(77)
            employee.workSchedule = "когда захочет"
            employee.user = UserID(77)
            let saving = try await store.records.add(employee, by: program)
            #expect(
                saving
                    == .refused([
                        FieldProblem("name", .tooLong(limit: 200)), FieldProblem("branch_id", .noSuchRecord),
                        FieldProblem("work_schedule", .malformed), FieldProblem("user_id", .noSuchRecord),
                    ])
            )
            #expect(try await store.records.add(Branch(), by: program) == .refused([FieldProblem("name", .required)]))
            var did = DID()
            did.number = "не номер"
            #expect(try await store.records.add(did, by: program) == .refused([FieldProblem("number", .malformed)]))
            #expect(try await store.records.records(of: Employee.self, includingHidden: true).isEmpty)
        }
    }

    @Test(
        "a number is in the directory once, however it is written, also when two add it at once",
        arguments: TestEngine.allCases
    )
    func taken(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let outcomes = try await withThrowingTaskGroup(of: Saving<DID>.self) { tasks in
                for number in ["84959846886", "+7 (495) 984-68-86", "8 495 984 68 86"] {
                    tasks.addTask { try await store.records.add(DID.numbered(number), by: program) }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            let saved = outcomes.compactMap(\.keptIfSaved)
            #expect(saved.count == 1)
            #expect(outcomes.count { $0 == .refused([FieldProblem("number", .taken)]) } == 2)

            // A hidden one makes room, and does not come back while another has its place.
            let first = try #require(saved.first)
            _ = try await store.records.setHidden(first.id, over: 1, to: true, by: program)
            #expect(try await store.records.add(DID.numbered("9846886"), by: program).keptIfSaved != nil)
            #expect(try await store.records.add(DID.numbered("84959846886"), by: program).keptIfSaved != nil)
            let restored = try await store.records.setHidden(first.id, over: 2, to: false, by: program)
            #expect(restored == .refused([FieldProblem("number", .taken)]))
        }
    }

    @Test("hostile text is kept as it is", arguments: TestEngine.allCases)
    func hostile(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for name in ["'; DROP TABLE branches; --", "<script>alert(1)</script>", "\u{202E}тфел 🚗", "%_$1{bigint}"] {
                let kept = try await add(Branch.named(name), to: store)
                #expect(kept.record.name == name)
            }
        }
    }

    @Test(
        "S0.13 the channels of the source documents are there, and others are added and ordered",
        arguments: TestEngine.allCases
    )
    func channels(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
            #expect(channels.map(\.record.code).prefix(4) == ["phone", "mobile", "visit", "web"])
            for name in ["Телефонный звонок", "Визит", "Интернет", "Сотовый звонок", "Приглашение", "Выезд"] {
                #expect(channels.contains { $0.record.name == name })
            }
            var channel = ContactChannel()
            (channel.name, channel.place) = ("Выставка", 2)
            _ = try await add(channel, to: store)
            channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
            #expect(channels.map(\.record.name).prefix(3) == ["Телефонный звонок", "Выставка", "Сотовый звонок"])
        }
    }

    @Test(
        "D4 the reasons of the source documents are there in their order, each with its route",
        arguments: TestEngine.allCases
    )
    func reasons(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let reasons = try await store.records.records(of: Reason.self, includingHidden: false).map(\.record)
            #expect(reasons.prefix(10).allSatisfy { $0.caption != nil })
            #expect(reasons.prefix(3).map(\.route) == [.privateRepair, .serviceAdvisor, .directions])
            #expect(reasons.first { $0.code == "continuation" }?.route == .baseContact)
            #expect(reasons.first { $0.code == "dropped" }?.countsForNovelty == false)
        }
    }

    @Test("common makes are there in both spellings", arguments: TestEngine.allCases)
    func makes(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let makes = try await store.records.records(of: VehicleMake.self, includingHidden: false).map(\.record)
            #expect(makes.count >= 40)
            #expect(makes.allSatisfy { $0.cyrillicName != nil })
            #expect(makes.first { $0.name == "MAZDA" }?.cyrillicName == "Мазда")
            #expect(makes.map(\.name) == makes.map(\.name).sorted())
        }
    }

    /// Reads it back before it is believed.
    private func add<Record: KeptRecord>(_ record: Record, to store: DataStore) async throws -> Kept<Record> {
        let saving = try await store.records.add(record, by: program)
        let kept = try #require(saving.keptIfSaved, "\(saving)")
        #expect(try await store.records.record(kept.id) == kept)
        #expect(kept.record == record)
        return kept
    }
}

extension Saving {
    fileprivate var keptIfSaved: Kept<Record>? { if case .saved(let kept) = self { kept } else { nil } }
}

extension Branch {
    fileprivate static func named(_ name: String) -> Branch {
        var branch = Branch()
        branch.name = name
        return branch
    }
}

extension JobPosition {
    fileprivate static func named(_ name: String) -> JobPosition {
        var position = JobPosition()
        position.name = name
        return position
    }
}

extension DID {
    fileprivate static func numbered(_ number: String) -> DID {
        var did = DID()
        did.number = number
        return did
    }
}
