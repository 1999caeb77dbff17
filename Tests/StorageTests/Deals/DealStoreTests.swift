import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Deals in the database") struct DealStoreTests {
    @Test(
        "a new database has a pipeline with stages, qualities of leads and types of sources",
        arguments: TestEngine.allCases
    )
    func shipped(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let pipelines = try await store.records.records(of: Pipeline.self, includingHidden: false)
            let stages = try await store.records.records(of: FunnelStage.self, includingHidden: false)
            #expect(pipelines.map(\.record.name) == ["Продажи"])
            #expect(stages.map(\.record.kind) == [.open, .open, .open, .open, .won, .lost])
            #expect(stages.allSatisfy { $0.record.pipeline == pipelines[0].id })
            let qualities = try await store.records.records(of: LeadQuality.self, includingHidden: false)
            #expect(qualities.map(\.record.name).prefix(2) == ["Целевой", "Нецелевой"])
            #expect(try await store.records.records(of: SourceType.self, includingHidden: false).count == 5)
        }
    }

    @Test(
        "a stage is chosen by its name alone while there is one pipeline, and with the pipeline's where there are more",
        arguments: TestEngine.allCases
    )
    func stageNames(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let kind = RecordReference.Kind.record(.funnelStages)
            #expect(try await store.records.choices(of: kind).first?.name == "Первый контакт")
            var pipeline = Pipeline()
            (pipeline.name, pipeline.place) = ("Сервис", 2)
            let added = try await store.records.add(pipeline, by: .sample()).kept
            var stage = FunnelStage()
            (stage.name, stage.pipeline, stage.place) = ("Заявка", added.id, 1)
            _ = try await store.records.add(stage, by: .sample()).kept
            let names = try await store.records.choices(of: kind).map(\.name)
            #expect(names.first == "Продажи: Первый контакт" && names.last == "Сервис: Заявка")
            #expect(try await store.registry.options().funnelStages.map(\.name) == names)
        }
    }

    @Test(
        "S2.11 one client's inquiries by telephone and in writing belong to one deal, and all of them are found by it",
        arguments: TestEngine.allCases
    )
    func holdsInquiries(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let call = try await sample.inquiry(1) { $0.isInquiry = false }
            let deal = try await sample.add(sample.deal { $0.amount = 1_250_000 }, of: call)
            #expect(deal.record.createdAt == .sample(200) && deal.record.createdBy == sample.anna.id)
            // Nobody else was said to be responsible.
            #expect(deal.record.responsible == sample.annasEmployee)
            let first = try await sample.contact(call.id)
            #expect(first.record.deal == deal.id && first.record.isInquiry && first.record.client == sample.client)
            #expect(first.version == call.version + 1)

            let second = try await sample.inquiry(2) { $0.client = sample.client }
            var contact = second.record
            contact.deal = deal.id
            _ = try await store.contacts.save(contact, second.id, over: second.version, by: .sample(sample.oleg)).kept
            _ = try await sample.inquiry(3)
            let rows = try await sample.leads { $0.deal = deal.id }
            #expect(rows.map(\.id) == [second.id, call.id])
            #expect(rows.allSatisfy { $0.dealName == "Замена масла" && $0.funnelStage == "Первый контакт" })
            let listed = try #require(
                try await store.deals.deals(DealFilter(), in: .always, after: nil, limit: 10).first
            )
            #expect(listed.inquiries == 2 && listed.clientName == "Боровков Сергей")
            #expect(listed.stageName == "Первый контакт" && listed.responsibleName == "Петрова Анна")
            // The history of the contact says so.
            let changes = try #require(try await store.contacts.dossier(second.id)).changes
            #expect(changes.first?.fields == [Change.Field(name: "deal", before: nil, after: deal.id.description)])
        }
    }

    @Test("a deal of a contact that somebody has changed meanwhile is not made", arguments: TestEngine.allCases)
    func stale(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let call = try await sample.inquiry(1)
            let seen = SeenLead(id: call.id, version: call.version - 1)
            #expect(try await store.deals.add(sample.deal(), of: seen, by: .sample(sample.anna)) == .stale)
            #expect(try await sample.names().isEmpty)
            let nameless = try await store.deals.add(sample.deal(""), of: nil, by: .sample(sample.anna))
            #expect(nameless == .refused([FieldProblem("name", .required)]))
        }
    }

    @Test("deals are counted by stages, with their sums, and listed page by page", arguments: TestEngine.allCases)
    func lists(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            for number in 1...5 {
                let stage = sample.stages[number == 5 ? 4 : number % 2].id
                // Two were made at the same moment.
                _ = try await sample.add(
                    sample.deal("Сделка \(number)") { ($0.stage, $0.amount) = (stage, Int64(number) * 100) },
                    200 + Double(max(number, 2))
                )
            }
            let counts = try await store.deals.counts(DealFilter(), in: .always)
            #expect(
                counts == [
                    sample.stages[0].id: StageCount(deals: 2, amount: 600),
                    sample.stages[1].id: StageCount(deals: 2, amount: 400),
                    sample.stages[4].id: StageCount(deals: 1, amount: 500),
                ]
            )
            #expect(try await sample.names() == ["Сделка 5", "Сделка 4", "Сделка 3", "Сделка 2", "Сделка 1"])
            #expect(try await sample.names { $0.stage = sample.stages[1].id } == ["Сделка 3", "Сделка 1"])
            #expect(try await sample.names { $0.kind = .won } == ["Сделка 5"])
            var filter = DealFilter()
            filter.stage = sample.stages[0].id
            #expect(try await store.deals.counts(filter, in: .always) == counts)

            var names: [String] = []
            var place: DealPlace?
            repeat {
                let page = try await store.deals.deals(DealFilter(), in: .always, after: place, limit: 2)
                names += page.map(\.kept.record.name)
                place = page.count == 2 ? page.last?.place : nil
            } while place != nil
            #expect(names == (1...5).reversed().map { "Сделка \($0)" })
            let early = Period(from: .sample(0), until: .sample(203))
            #expect(try await store.deals.counts(DealFilter(), in: early).values.reduce(0) { $0 + $1.deals } == 2)
        }
    }

    @Test("deals are found by their names, comments and clients, in whatever spelling", arguments: TestEngine.allCases)
    func texts(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let other = try await store.clients.add(Client.named("Мясин Максим"), by: .sample()).kept.id
            let oil = try await sample.add(sample.deal("Замена МАСЛА") { $0.client = other })
            _ = try await sample.add(sample.deal("Кузовной ремонт") { $0.comment = "Бампер, 100%" }, 201)
            func found(_ typed: String) async throws -> [String] {
                try await sample.names { $0.text = SoughtText(typed: typed) }
            }
            #expect(try await found("масл") == ["Замена МАСЛА"])
            #expect(try await found("бампер ремонт") == ["Кузовной ремонт"])
            #expect(try await found("мясин замена") == ["Замена МАСЛА"])
            #expect(try await found("мясин ремонт").isEmpty)
            var renamed = oil.record
            renamed.name = "Шиномонтаж"
            _ = try await store.records.change(oil.id, over: oil.version, to: renamed, by: .sample(sample.anna)).kept
            #expect(try await found("масл").isEmpty)
            #expect(try await found("шино") == ["Шиномонтаж"])
        }
    }

    @Test(
        "a deal is reached by who leads it, who made it and who took one of its inquiries; its leader reaches the inquiries",
        arguments: TestEngine.allCases
    )
    func reach(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let lead = try await sample.inquiry(1, by: sample.anna)
            let deal = try await sample.add(
                sample.deal { $0.responsible = sample.olegsEmployee },
                of: lead,
                by: sample.anna
            )
            let olga = try await store.access.add(.sample("olga", department: "Запчасти"))
            func reaches(_ reach: Sitters) async throws -> Bool {
                let isInReach = try await store.deals.isInReach(deal.id, of: reach)
                #expect(try await sample.names { $0.reach = reach }.isEmpty != isInReach)
                return isInReach
            }
            #expect(try await reaches(.user(sample.oleg.id)))
            #expect(try await reaches(.department("Сервис")))
            #expect(try await reaches(.user(sample.anna.id)))
            #expect(try await reaches(.department("Колл-центр")))
            #expect(try await !reaches(.user(olga.id)))
            #expect(try await !reaches(.department("Запчасти")))
            // By the deal Oleg reaches the inquiry, which he neither took nor is responsible for.
            #expect(try await store.registry.isInReach(lead.id, of: .user(sample.oleg.id)))
            #expect(try await store.registry.isInReach(lead.id, of: .department("Сервис")))
            #expect(try await !store.registry.isInReach(lead.id, of: .user(olga.id)))
            let theirs = try await sample.inquiry(2, by: olga)
            var contact = theirs.record
            contact.deal = deal.id
            _ = try await store.contacts.save(contact, theirs.id, over: theirs.version, by: .sample(sample.oleg)).kept
            #expect(try await reaches(.user(olga.id)))
        }
    }

    @Test(
        "of two clients that become one the deals go along, and come back when they are separated",
        arguments: TestEngine.allCases
    )
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let whole = try await store.addClient("Боровков С.")
            let deal = try await sample.add(sample.deal())
            func client() async throws -> ClientID? { try await store.records.record(deal.id)?.record.client }
            _ = try await store.clients.merge(sample.client, into: whole, by: .sample(sample.anna))
            #expect(try await client() == whole)
            _ = try await store.clients.separate(sample.client, by: .sample(sample.anna))
            #expect(try await client() == sample.client)
        }
    }
}

extension Client {
    fileprivate static func named(_ name: String) -> Client {
        var client = Client()
        client.name = name
        return client
    }
}
