import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

extension DataStore {
    @discardableResult
    func addProject(
        _ number: String,
        _ name: String,
        _ change: (inout Project) -> Void = { _ in }
    ) async throws -> Kept<Project> {
        var project = Project()
        (project.number, project.name) = (number, name)
        change(&project)
        return try await records.add(project, by: .sample()).kept
    }

    @discardableResult
    func addNumber(_ number: String, of project: ProjectID?) async throws -> Kept<DID> {
        var did = DID()
        (did.number, did.project) = (number, project)
        return try await records.add(did, by: .sample()).kept
    }
}

@Suite("Projects in the database")
struct ProjectStoreTests {
    @Test(
        "S3.1 projects have a number of their own, topics, operators, hours, a mail box and a greeting; their history tells all",
        arguments: TestEngine.allCases
    )
    func kept(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let client = try await store.addClient("Страховая компания")
            let topic = try await store.addTopic("КАСКО").id
            let employee = try await store.add("employees", [("name", .text("Анна"))], as: Employee.self)
            let kept = try await store.addProject("204", "Страхование") { project in
                (project.client, project.topics, project.employees) = (client, [topic], [employee])
                (project.greeting, project.workSchedule) = ("Добрый день!\nСлушаю вас.", "пн-пт 9:00-18:00")
                project.mailBox = "polis@example.org"
            }
            #expect(try await store.records.record(kept.id) == kept)
            let kind = RecordReference.Kind.record(.projects)
            let reference = RecordReference(kind, kept.id.rawValue)
            #expect(try await store.records.names(of: [reference]) == [reference: "204 Страхование"])
            #expect(try await store.registry.options().projects.map(\.name) == ["204 Страхование"])
            let added = try #require(try await store.records.history(of: kept.id, limit: 5).first)
            #expect(added.fields.map(\.name) == Project.fields.map(\.name))

            var other = Project()
            (other.number, other.name) = ("204", "Другой")
            let taken = Saving<Project>.refused([FieldProblem("number", .taken)])
            #expect(try await store.records.add(other, by: .sample()) == taken)
            other.topics = [TopicID(999)]
            (other.number, other.client) = ("205", ClientID(999))
            let noSuch = ["client_id", "topics"].map { FieldProblem($0, .noSuchRecord) }
            #expect(try await store.records.add(other, by: .sample()) == .refused(noSuch))
            // Of one that is hidden the number is free again, and nobody chooses it.
            _ = try await store.records.setHidden(kept.id, over: 1, to: true, by: .sample()).kept
            try await store.addProject("204", "Новый")
            #expect(try await store.records.choices(of: kind).map(\.name) == ["204 Новый"])
        }
    }

    @Test(
        "S3.21 a contact gets the project of the number that was dialled and keeps it; another is chosen on its card",
        arguments: TestEngine.allCases
    )
    func ofContact(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let insurance = try await store.addProject("204", "Страхование").id
            let bank = try await store.addProject("205", "Банк").id
            let did = try await store.addNumber("646-71-71", of: insurance)
            let first = try await store.register(1)
            #expect(first.record.project == insurance)
            var number = did.record
            number.project = bank
            _ = try await store.records.change(did.id, over: 1, to: number, by: .sample()).kept
            let second = try await store.register(2, caller: "9535237272")
            #expect(second.record.project == bank)
            #expect(try await store.contacts.contact(first.id)?.record.project == insurance)

            var contact = first.record
            contact.project = ProjectID(999)
            let noSuch = Saving<Contact>.refused([FieldProblem("project", .noSuchRecord)])
            let refused = try await store.contacts.save(contact, first.id, over: first.version, by: .sample())
            #expect(refused == noSuch)
            contact.project = bank
            let saved = try await store.contacts.save(contact, first.id, over: first.version, by: .sample()).kept
            #expect(saved.record.project == bank)
            let change = try #require(try await store.contacts.dossier(first.id)?.changes.first)
            #expect(change.fields == [Change.Field(name: "project", before: "\(insurance)", after: "\(bank)")])
        }
    }

    @Test(
        "S3.21 the registry shows projects, finds by them and sorts by them",
        arguments: TestEngine.allCases
    )
    func registry(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let insurance = try await store.addProject("204", "Страхование").id
            let bank = try await store.addProject("101", "Банк").id
            try await store.addNumber("6467171", of: insurance)
            let first = try await store.register(1)
            let second = try await store.register(2, caller: "9535237272") { $0.project = bank }
            let third = try await store.register(3, caller: "9535237273") { $0.project = nil }
            let period = Period(from: .sample(-86_400), until: .sample(86_400))
            func found(_ project: ProjectID?) async throws -> [RegistryRow] {
                var filter = RegistryFilter()
                filter.project = project
                let sort = RegistrySort(.project, isDescending: false)
                let question = RegistryQuestion(filter: filter, period: period, sort: sort, limit: 10)
                return try await store.registry.answer(to: question).rows
            }
            let all = try await found(nil)
            #expect(all.map(\.id) == [third.id, second.id, first.id])
            #expect(all.map(\.project) == [nil, "101 Банк", "204 Страхование"])
            #expect(try await found(insurance).map(\.id) == [first.id])
        }
    }

    @Test("S3.21 a number says of which project it is, however it is written", arguments: TestEngine.allCases)
    func atHand(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let kept = try await store.addProject("204", "Страхование") { $0.greeting = "Добрый день!" }
            try await store.addNumber("646-71-71", of: kept.id)
            try await store.addNumber("7559996", of: nil)
            let numbers = DIDDirectory(records: store.records, numbers: .russian, in: .gmt)
            #expect(numbers.project(of: "646-71-71") == nil)
            try await numbers.refresh(at: .sample(0))
            #expect(numbers.project(of: "6467171") == kept)
            #expect(numbers.project(of: "7559996") == nil)
            #expect(numbers.project(of: "s") == nil)
            #expect(numbers.isAnswered("6467171", at: .sample(0)) == nil)
        }
    }

    @Test("S3.1 a number says whether its project is answered now", arguments: TestEngine.allCases)
    func hours(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            // Sample calls begin on Sunday, 22 November 2026, at 16:26:46.
            let kept = try await store.addProject("204", "Страхование") { $0.workSchedule = "вс 16-17" }
            try await store.addNumber("646-71-71", of: kept.id)
            try await store.addNumber("7559996", of: nil)
            let numbers = DIDDirectory(records: store.records, numbers: .russian, in: .gmt)
            try await numbers.refresh(at: .sample(0))
            #expect(numbers.isAnswered("6467171", at: .sample(0)) == true)
            #expect(numbers.isAnswered("6467171", at: .sample(3_600)) == false)
            #expect(numbers.isAnswered("7559996", at: .sample(3_600)) == nil)
        }
    }

    @Test(
        "S3.1 of merged clients each one's projects are the other's, until that is undone",
        arguments: TestEngine.allCases
    )
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (whole, part) = try await (store.addClient("Полис"), store.addClient("ООО «Полис»"))
            let project = try await store.addProject("204", "Страхование") { $0.client = part }.id
            #expect(try await store.clients.merge(part, into: whole, by: .sample()) == .done(whole))
            #expect(try await store.records.record(project)?.record.client == whole)
            #expect(try await store.clients.separate(part, by: .sample()) == .done(part))
            #expect(try await store.records.record(project)?.record.client == part)
        }
    }
}
