import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Reports by project")
struct ProjectFactTests {
    private static let day = BusinessCalendar(.gmt).day(of: .sample(0))
    private static let days = day...(day + 2)
    private static let later = Date.sample(40 * 86_400)

    /// Each of another caller, so that none is reached later; every other one is answered.
    private static let calls = (0..<40).map { number -> Call in
        var call = Call.sample(number, second: 1_795_364_806 + Int64(number) * 4_000)
        call.caller = CallerID(number: "95352372\(number + 10)")
        call.dialled = number % 3 == 0 ? "7555053" : "6467171"
        call.queuedAt = call.startedAt + 1
        if number % 2 == 0 { call.answeredAt = call.startedAt + 31 }
        call.endedAt = call.startedAt + 61
        call.result = number % 2 == 0 ? .answered : .missed
        call.cause = number % 2 == 0 ? nil : .inQueue
        return call
    }

    /// Of which project each number is, and each contact.
    private struct World {
        var numbers: [String: ProjectID] = [:]
        var contacts: [ContactID: ProjectID?] = [:]

        func calls(of project: ProjectID?, _ result: CallResult? = nil) -> Int64 {
            Int64(
                ProjectFactTests.calls.count {
                    numbers[$0.dialled ?? ""] == project && (result == nil || $0.result == result)
                }
            )
        }

        var projects: Set<ProjectID?> {
            Set(ProjectFactTests.calls.map { numbers[$0.dialled ?? ""] }).union(contacts.values)
        }
    }

    @Test(
        "S3.35 calls, missed calls and contacts by project are what one counts, however numbers and contacts change hands",
        arguments: TestEngine.allCases
    )
    func fold(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let insurance = try await store.addProject("204", "Страхование").id
            let bank = try await store.addProject("101", "Банк").id
            let did = try await store.addNumber("6467171", of: insurance)
            var world = World(numbers: ["6467171": insurance])
            _ = try await store.callJournal.commit(.of(Self.calls))
            var kept: [Kept<Contact>] = []
            for call in Self.calls where call.result == .answered {
                let begun = try await store.contacts.begin(call, at: nil, by: .sample())
                var contact = begun.record
                contact.reason = try await store.reason("private_repair")
                let saved = try await store.contacts.save(contact, begun.id, over: begun.version, by: .sample()).kept
                kept.append(try await store.contacts.register(saved.id, over: saved.version, by: .sample()).kept)
                world.contacts[saved.id] = saved.record.project
            }
            #expect(world.contacts.values.contains(insurance) && world.contacts.values.contains(nil))
            try await checkAndFold(store, world, "as they came")

            // Calls are the number's, contacts stay where they are.
            var number = did.record
            number.project = bank
            _ = try await store.records.change(did.id, over: 1, to: number, by: .sample()).kept
            world.numbers["6467171"] = bank
            try await checkAndFold(store, world, "the number is of another project")
            for (place, contact) in kept.enumerated() where place % 4 == 1 {
                var changed = contact.record
                changed.project = place % 8 == 1 ? bank : nil
                _ = try await store.contacts.save(changed, contact.id, over: contact.version, by: .sample())
                world.contacts[contact.id] = changed.project
            }
            try await checkAndFold(store, world, "contacts are of other projects")
            _ = try await store.records.setHidden(did.id, over: 2, to: true, by: .sample()).kept
            world.numbers = [:]
            try await checkAndFold(store, world, "nobody knows the number")
            try await store.addNumber("7555053", of: insurance)
            world.numbers = ["7555053": insurance]
            try await checkAndFold(store, world, "another number is of a project")
        }
    }

    /// By the tables, then by what is counted of them.
    private func checkAndFold(_ store: DataStore, _ world: World, _ words: String) async throws {
        try await check(store, world, "\(words), by the tables")
        try await store.foldAll(at: Self.later)
        try await check(store, world, "\(words), counted")
        #expect(try await store.reports.verify().isEmpty, "\(words)")
    }

    private func check(_ store: DataStore, _ world: World, _ words: String) async throws {
        let calls = try await store.reports.table(for: ReportQuestion(.calls, days: Self.days, grouping: [.project]))
        let contacts = try await store.reports.table(
            for: ReportQuestion(.statistics, days: Self.days, grouping: [.project])
        )
        for project in world.projects {
            let key = ReportKey.value(project?.description)
            let ofCalls = calls.total.rows.first { $0.key == key }
            #expect(count(.calls, in: ofCalls) == world.calls(of: project), "\(words): \(key)")
            #expect(count(.answered, in: ofCalls) == world.calls(of: project, .answered), "\(words): \(key)")
            let ofContacts = contacts.total.rows.first { $0.key == key }
            let registered = Int64(world.contacts.values.count { $0 == project })
            let missed = world.calls(of: project, .missed)
            #expect(count(.missed, in: ofContacts) == missed, "\(words): \(key)")
            #expect(count(.total, in: ofContacts) == registered + missed, "\(words): \(key)")
        }
        // Narrowed by it, nothing else is left.
        for project in world.projects {
            var question = ReportQuestion(.calls, days: Self.days, grouping: [.did])
            question.filter = [.project: [project?.description]]
            let table = try await store.reports.table(for: question)
            #expect(
                count(.calls, in: table.total) == world.calls(of: project),
                "\(words): \(project?.description ?? "–")"
            )
        }
    }

    private func count(_ name: Report.ColumnName, in row: ReportRow?) -> Int64 {
        let report: Report = [.total, .missed].contains(name) ? .statistics : .calls
        guard let column = report.columns.first(where: { $0.name == name }),
            case .count(let count)? = row?.figure(column)
        else { return 0 }
        return count
    }

    @Test(
        "S3.35 documents, handed contacts and reminders follow the project of their contact",
        arguments: TestEngine.allCases
    )
    func ofWork(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
            try await SampleContacts(400, seed: 9, until: noon).fill(store, numbers: .russian)
            let (insurance, bank) = try await (
                store.addProject("204", "Страхование").id, store.addProject("101", "Банк").id
            )
            try await store.foldAll(at: noon + 40 * 86_400)
            for (place, change) in [
                "UPDATE contacts SET project_id = \(insurance) WHERE id % 3 = 0",
                "UPDATE contacts SET project_id = \(bank) WHERE id % 5 = 0",
                "UPDATE contacts SET project_id = NULL WHERE id % 7 = 0",
            ].enumerated() {
                try await store.database.write { try $0.execute(change) }
                for isFolded in [false, true] {
                    if isFolded { try await store.foldAll(at: noon + 40 * 86_400) }
                    let days = Day(number: 15_512 - 400)...Day(number: 15_512 + 60)
                    let question = ReportQuestion(.funnel, days: days, grouping: [.project])
                    let table = try await store.reports.table(for: question)
                    for project in [insurance, bank] {
                        let row = table.total.rows.first { $0.key == .value(project.description) }
                        let column = try #require(Report.funnel.columns.first { $0.name == .arrivals })
                        let arrivals = try await count(
                            """
                            SELECT COUNT(*) FROM documents JOIN contacts ON contacts.id = documents.contact_id
                            WHERE documents.kind = 'work_order' AND documents.is_hidden = 0 AND project_id = \(project)
                            """,
                            in: store
                        )
                        #expect(row?.figure(column) ?? .count(0) == .count(arrivals), "\(place) \(isFolded) \(project)")
                    }
                }
                #expect(try await store.reports.verify().isEmpty, "\(change)")
            }
        }
    }

    private func count(_ statement: String, in store: DataStore) async throws -> Int64 {
        try await store.database.read { transaction in
            var row = try transaction.rows(statement)[0]
            return try row.integer()
        }
    }
}
