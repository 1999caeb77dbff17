import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The registry of contacts")
struct RegistryTests {
    @Test("S0.45 three-state filters combine, with each other and all other filters", arguments: TestEngine.allCases)
    func filters(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let samples = try await RandomRegistry(160, seed: 45, in: store)
            var random = SeededRandom(seed: 46)
            for _ in 0..<150 {
                let filter = samples.randomFilter(&random)
                let expected = samples.contacts(filter)
                let question = RegistryQuestion(filter: filter, period: RandomRegistry.period, limit: 1_000)
                let answer = try await store.registry.answer(to: question)
                #expect(answer.rows.map(\.id) == expected, "\(filter)")
                #expect(try await store.registry.count(filter, in: RandomRegistry.period) == expected.count)
            }
        }
    }

    @Test(
        "S0.43 every contact is listed, page by page in every order, forth and back, none left out and none twice",
        arguments: TestEngine.allCases
    )
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let samples = try await RandomRegistry(60, seed: 7, in: store)
            let all = Set(samples.contacts(RegistryFilter()))
            for column in RegistryColumn.allCases {
                for isDescending in [true, false] {
                    var question = RegistryQuestion(
                        filter: RegistryFilter(),
                        period: RandomRegistry.period,
                        sort: RegistrySort(column, isDescending: isDescending),
                        limit: 17
                    )
                    var pages: [[RegistryRow]] = []
                    while pages.count < 10 {
                        let answer = try await store.registry.answer(to: question)
                        pages.append(answer.rows)
                        #expect(answer.hasPrevious == (pages.count > 1))
                        guard answer.hasNext, let last = answer.rows.last else { break }
                        question.turn = .after(last.place)
                    }
                    #expect(Set(pages.joined().map(\.id)) == all, "\(column)")
                    #expect(pages.joined().count == all.count, "\(column)")
                    while pages.count > 1, let first = pages.last?.first {
                        pages.removeLast()
                        question.turn = .before(first.place)
                        let answer = try await store.registry.answer(to: question)
                        #expect(answer.rows.map(\.id) == pages.last?.map(\.id), "\(column)")
                    }
                }
            }
        }
    }

    @Test("is sorted by names where it is sorted by what has a name", arguments: TestEngine.allCases)
    func sorted(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await RandomRegistry(60, seed: 8, in: store)
            let question = RegistryQuestion(
                filter: RegistryFilter(),
                period: RandomRegistry.period,
                sort: RegistrySort(.responsible, isDescending: false),
                limit: 100
            )
            let names = try await store.registry.answer(to: question).rows.map { $0.responsible ?? "" }
            let scalars = names.map { $0.unicodeScalars.map(\.value) }
            #expect(zip(scalars, scalars.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
            #expect(Set(names).count == 4)
        }
    }

    @Test("many contacts stand in the same order of their clients as a few", arguments: TestEngine.allCases)
    func manyByClient(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await RandomRegistry(60, seed: 9, in: store)
            for isDescending in [true, false] {
                var question = RegistryQuestion(
                    filter: RegistryFilter(),
                    period: RandomRegistry.period,
                    sort: RegistrySort(.client, isDescending: isDescending),
                    limit: 11
                )
                for turn in 0..<6 {
                    let asked = question
                    let (few, many) = try await store.database.read { transaction in
                        (
                            try RegistrySearch(asked, many: 1_000, in: transaction).page(in: transaction),
                            try RegistrySearch(asked, many: 1, in: transaction).page(in: transaction)
                        )
                    }
                    #expect(!many.places.isEmpty && many.places == few.places)
                    #expect(many.hasNext == few.hasNext && many.hasPrevious == few.hasPrevious)
                    guard let first = many.places.first, let last = many.places.last else { return }
                    question.turn = turn < 3 ? .after(last) : .before(first)
                }
            }
        }
    }

    @Test("S0.44 S0.78 a row has all that the columns show", arguments: TestEngine.allCases)
    func row(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let parts = try await store.add("departments", [("name", .text("Стол"))], as: Department.self)
            let shop = try await store.add("workshops", [("name", .text("2 Слесарный"))], as: Workshop.self)
            let oleg = try await store.add(
                "employees",
                [
                    ("name", .text("Рожин Олег Юрьевич")), ("department_id", .integer(parts.rawValue)),
                    ("workshop_id", .integer(shop.rawValue)),
                ],
                as: Employee.self
            )
            let client = try await store.addClient("Мясин Максим")
            let kept = try await store.register(1, by: anna) { contact in
                contact.client = client
                contact.responsible = oleg
                contact.personName = "Максим"
                contact.statedVehicle = StatedVehicle(makeName: "MAZDA", model: "6", year: 2_007)
                contact.isInquiry = true
                contact.phone = Extension("0111")
            }
            let row = try #require(try await store.registry.rows(of: [kept.id], reach: nil).first)
            #expect(row.number == "A00000001" && row.place.at == .sample(1))
            #expect(row.novelty == .firstTime && row.isInquiry && !row.hasAppointment && !row.hasArrival)
            #expect(row.reason == "Услуги частники" && row.responsible == "Рожин Олег Юрьевич")
            #expect(row.clientName == "Мясин Максим" && row.person == "Максим")
            #expect(row.make == "MAZDA" && row.model == "6" && row.year == 2_007)
            #expect(row.channelLook?.icon == .phone && row.channelName == "Телефонный звонок")
            #expect(row.caller == "9535237271" && row.did == "6467171" && row.phone == Extension("0111"))
            #expect(row.workshop == "2 Слесарный" && row.department == "Стол" && row.registrar == "Петрова Анна")
            #expect(try await store.registry.rows(of: [kept.id], reach: .user(anna.id)).count == 1)
            #expect(try await store.registry.rows(of: [kept.id], reach: .user(UserID(99))).isEmpty)
            #expect(try await store.registry.isInReach(kept.id, of: .user(anna.id)))
            #expect(try await !store.registry.isInReach(kept.id, of: .department("Сервис")))
        }
    }

    @Test("a contact is found by its number, whenever it was", arguments: TestEngine.allCases)
    func byNumber(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let kept = try await store.register(1)
            var filter = RegistryFilter()
            filter.number = RegistryFilter.Number(typed: "а1", by: .russian)
            let later = Period(from: .sample(90_000), until: .sample(180_000))
            let question = RegistryQuestion(filter: filter, period: later, limit: 10)
            #expect(try await store.registry.answer(to: question).rows.map(\.id) == [kept.id])
            #expect(try await store.registry.count(filter, in: later) == 1)
        }
    }

    @Test("the columns that a person chose are remembered", arguments: TestEngine.allCases)
    func columns(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            #expect(try await store.registry.columns(of: anna.id, in: .registry) == RegistryKind.registry.columns)
            let chosen = RegistryColumns(order: [.caller, .date], shown: [.caller, .date, .workshop])
            try await store.registry.setColumns(RegistryKind.registry.columns, of: anna.id, in: .registry)
            try await store.registry.setColumns(chosen, of: anna.id, in: .registry)
            #expect(try await store.registry.columns(of: anna.id, in: .registry) == chosen)
        }
    }

    @Test(
        "S0.48 marks are independent of each other, of the reason and of the client, and each combination is found",
        arguments: TestEngine.allCases
    )
    func marks(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            // О, appointment, arrival: all combinations, in a first contact and in a repeated one.
            var wanted: [ContactID: [Bool]] = [:]
            for place in 0..<16 {
                let marks = [8, 4, 2, 1].map { place & $0 != 0 }
                let caller = "953523\(1_000 + place)"
                if !marks[0] { try await store.register(1_000 + place, caller: caller) }
                let kept = try await store.register(2_000 + place, caller: caller) { $0.isInquiry = marks[1] }
                for (kind, isWanted) in [(Document.Kind.appointment, marks[2]), (.workOrder, marks[3])] where isWanted {
                    var document = Document()
                    document.kind = kind
                    document.at = .sample(5_000)
                    document.contact = kept.id
                    _ = try await store.documents.add(document, by: RecordAuthor(nil, at: .sample(5_000))).kept
                }
                wanted[kept.id] = marks
            }
            let rows = try await store.registry.rows(of: Array(wanted.keys), reach: nil)
            #expect(rows.count == 16)
            for row in rows {
                let marks = [row.novelty == .firstTime, row.isInquiry, row.hasAppointment, row.hasArrival]
                #expect(marks == wanted[row.id])
                #expect(row.reason == "Услуги частники")
                var filter = RegistryFilter()
                filter.novelty = row.novelty
                (filter.isInquiry, filter.hasAppointment, filter.hasArrival) = (
                    row.isInquiry, row.hasAppointment, row.hasArrival
                )
                filter.number = .caller(.whole(NumberKey("+7953523\(1_000 + (place(of: marks)))")))
                let question = RegistryQuestion(filter: filter, period: RandomRegistry.period, limit: 10)
                #expect(try await store.registry.answer(to: question).rows.map(\.id) == [row.id])
            }
        }
    }

    /// The number that marks were made from.
    private func place(of marks: [Bool]) -> Int { marks.reduce(0) { 2 * $0 + ($1 ? 1 : 0) } }

    @Test("a person's own filters are kept by name, and nobody else has them", arguments: TestEngine.allCases)
    func savedFilters(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let registry = store.registry
            let (anna, boris) = (
                try await store.access.add(.sample("anna")).id, try await store.access.add(.sample("boris")).id
            )
            let first = try #require(SavedFilter(name: " Без\n записи\u{7} ", query: "appointment=no"))
            #expect(first.name == "Без записи")
            #expect(SavedFilter(name: " \n", query: "a=b") == nil && SavedFilter(name: "a", query: "") == nil)
            #expect(try await registry.save(first, of: anna))
            let again = try #require(SavedFilter(name: "Без записи", query: "appointment=no&arrival=no"))
            #expect(try await registry.save(again, of: anna))
            #expect(try await registry.savedFilters(of: anna) == [again])
            #expect(try await registry.savedFilters(of: boris) == [])
            for number in 2...SavedFilter.most {
                let filter = try #require(SavedFilter(name: "Ещё \(number)", query: "inquiry=yes"))
                #expect(try await registry.save(filter, of: anna))
            }
            let tooMany = try #require(SavedFilter(name: "Лишний", query: "inquiry=yes"))
            #expect(try await !registry.save(tooMany, of: anna))
            #expect(try await registry.save(first, of: anna))
            try await registry.removeFilter(named: "Без записи", of: boris)
            #expect(try await registry.savedFilters(of: anna).contains(first))
            try await registry.removeFilter(named: "Без записи", of: anna)
            #expect(try await !registry.savedFilters(of: anna).contains(first))
        }
    }

    @Test(
        "a saved filter gets another name or another meaning, but not the name of another one of the same person",
        arguments: TestEngine.allCases
    )
    func changedFilters(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let registry = store.registry
            let (anna, boris) = (
                try await store.access.add(.sample("anna")).id, try await store.access.add(.sample("boris")).id
            )
            func filter(_ name: String, _ query: String) throws -> SavedFilter {
                try #require(SavedFilter(name: name, query: query))
            }
            let (first, second) = (try filter("а", "inquiry=yes"), try filter("б", "arrival=no"))
            for user in [anna, boris] {
                for filter in [first, second] { #expect(try await registry.save(filter, of: user)) }
            }
            let changed = try filter("в", "appointment=no")
            #expect(try await registry.change(filterNamed: "а", to: changed, of: anna) == .done)
            #expect(try await registry.savedFilters(of: anna) == [second, changed])
            #expect(try await registry.change(filterNamed: "а", to: changed, of: anna) == .missing)
            let taken = try filter("б", "appointment=yes")
            #expect(try await registry.change(filterNamed: "в", to: taken, of: anna) == .nameTaken)
            let same = try filter("в", "appointment=yes")
            #expect(try await registry.change(filterNamed: "в", to: same, of: anna) == .done)
            #expect(try await registry.savedFilters(of: anna) == [second, same])
            #expect(try await registry.savedFilters(of: boris) == [first, second])
        }
    }

    @Test("pages and counts of the registry are read from its index alone")
    func plan() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            var filter = RegistryFilter()
            filter.isInquiry = true
            filter.reason = .reason(ReasonID(1))
            filter.stage = .processed
            filter.employee = .processor(UserID(1))
            let question = RegistryQuestion(filter: filter, period: RandomRegistry.period, limit: 50)
            let conditions = Conditions(filter, in: RandomRegistry.period, .sqlite)
            let page = try await store.database.read { try RegistrySearch(question, in: $0).statement }
            for (statement, values) in [
                (page.text, page.values), (RegistrySearch.count(conditions), conditions.values),
                (RegistryReading.totalsStatement(conditions), conditions.values),
            ] {
                let plan = try await store.database.read { try $0.rows("EXPLAIN QUERY PLAN \(statement)", values) }
                    .map { row in
                        var row = row
                        _ = try (row.integer(), row.integer(), row.integer())
                        return try row.text()
                    }
                #expect(plan == ["SEARCH contacts USING COVERING INDEX contacts_listed (at>? AND at<?)"])
            }
        }
    }
}
