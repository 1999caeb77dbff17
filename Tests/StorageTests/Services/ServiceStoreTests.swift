import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Services and policies in the database") struct ServiceStoreTests {
    @Test(
        "S3.28 offers are what is on price lists, narrowed by service, provider and what a policy pays for",
        arguments: TestEngine.allCases
    )
    func offers(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            var other = Provider()
            other.name = "Клиника <2>"
            let cheap = try await store.records.add(other, by: .sample()).kept.id
            _ = try await SampleServices.price(30_000, of: sample.therapist, cheap, store)
            func offers(_ change: (inout ServiceOfferFilter) -> Void = { _ in }) async throws -> [String] {
                var filter = ServiceOfferFilter()
                change(&filter)
                return try await store.services.offers(filter, limit: 10).map { "\($0.serviceName) \($0.price)" }
            }
            #expect(try await offers() == ["Терапевт 30000", "Терапевт 50000", "Хирург 120050"])
            #expect(try await offers { $0.service = sample.surgeon } == ["Хирург 120050"])
            #expect(try await offers { $0.provider = cheap } == ["Терапевт 30000"])
            #expect(try await offers { $0.services = [sample.surgeon] } == ["Хирург 120050"])
            #expect(try await offers { $0.services = [] }.isEmpty)
            // Whoever is hidden offers nothing, and a provider has one price for a service.
            _ = try await store.records.setHidden(cheap, over: 1, to: true, by: .sample()).kept
            #expect(try await offers() == ["Терапевт 50000", "Хирург 120050"])
            var again = ServicePrice()
            (again.service, again.provider, again.price) = (sample.therapist, sample.provider, 1)
            let refused = Saving<ServicePrice>.refused([FieldProblem("service_id", .taken)])
            #expect(try await store.records.add(again, by: .sample()) == refused)
        }
    }

    @Test("S3.30 a provider keeps all fields of its card, and its name is its own", arguments: TestEngine.allCases)
    func provider(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var provider = Provider()
            for field in Provider.fields where !["email", "fax"].contains(field.name) {
                #expect(field.set(.text("\(field.name)\n2"), in: &provider))
            }
            (provider.email, provider.fax) = ("boris@example.org", "2910190")
            provider.registryCode = "21522748"
            let kept = try await store.records.add(provider, by: .sample()).kept
            #expect(try await store.records.record(kept.id)?.record == provider)
            #expect(try await store.records.history(of: kept.id, limit: 1).first?.fields.count == Provider.fields.count)
            let taken = Saving<Provider>.refused([FieldProblem("name", .taken)])
            #expect(try await store.records.add(provider, by: .sample()) == taken)
        }
    }

    @Test(
        "S3.31 rendered services stand on the contact at the price of that moment, are taken off, and its history tells both",
        arguments: TestEngine.allCases
    )
    func rendered(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            #expect(try await sample.render(pieces: 3) == .rendered)
            #expect(try await sample.render(sample.surgeonOffer, policy: .some(nil)) == .rendered)
            let price = try #require(try await store.records.record(sample.therapistOffer))
            var changed = price.record
            changed.price = 99_900
            _ = try await store.records.change(price.id, over: 1, to: changed, by: .sample()).kept
            let lines = try await store.services.rendered(in: sample.contact)
            #expect(lines.map(\.amount) == [150_000, 120_050])
            #expect(lines.map(\.serviceName) == ["Терапевт", "Хирург"])
            #expect(lines.map(\.policyTitle) == ["СК Здорово 1100039", nil])
            #expect(lines.allSatisfy { $0.providerName == "ООО Борис" && $0.reason == nil })

            let author = RecordAuthor.sample(sample.operatorUser)
            #expect(try await store.services.remove(lines[0].id, from: sample.contact, by: author))
            #expect(try await !store.services.remove(lines[0].id, from: sample.contact, by: author))
            #expect(try await !store.services.remove(lines[1].id, from: ContactID(99), by: author))
            #expect(try await store.services.rendered(in: sample.contact).map(\.id) == [lines[1].id])
            let changes = try #require(try await store.contacts.dossier(sample.contact)).changes.prefix(3)
            #expect(
                changes.map(\.fields) == [
                    [Change.Field(name: "service", before: "Терапевт × 3, ООО Борис", after: nil)],
                    [Change.Field(name: "service", before: nil, after: "Хирург × 1, ООО Борис")],
                    [Change.Field(name: "service", before: nil, after: "Терапевт × 3, ООО Борис")],
                ]
            )
        }
    }

    @Test(
        "S3.29 what goes beyond a limit in pieces or in money is refused, and what is taken off is given back",
        arguments: TestEngine.allCases
    )
    func limits(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            try await sample.limit(sample.therapist, pieces: 3)
            try await sample.limit(nil, amount: 120_000)
            let twice = Saving<PolicyLimit>.refused([FieldProblem("service_id", .taken)])
            var second = PolicyLimit()
            (second.policy, second.pieces) = (sample.policy, 1)
            #expect(try await store.records.add(second, by: .sample()) == twice)

            #expect(try await sample.render(pieces: 4) == .overLimit(.init(pieces: 3, amount: 120_000)))
            #expect(try await sample.render(pieces: 3) == .overLimit(.init(pieces: 3, amount: 120_000)))
            #expect(try await sample.render(pieces: 2) == .rendered)
            #expect(try await sample.rest() == .init(pieces: 1, amount: 20_000))
            #expect(try await sample.render() == .overLimit(.init(pieces: 1, amount: 20_000)))
            #expect(try await sample.render(sample.surgeonOffer) == .overLimit(.init(amount: 20_000)))
            // Whoever pays themselves has no limit.
            #expect(try await sample.render(pieces: 9, policy: .some(nil)) == .rendered)
            let line = try #require(try await store.services.rendered(in: sample.contact).first)
            _ = try await store.services.remove(line.id, from: sample.contact, by: .sample(sample.operatorUser))
            #expect(try await sample.rest() == .init(pieces: 3, amount: 120_000))
        }
    }

    @Test(
        "S3.29 who may lets a service go beyond the limits with a reason, which is kept and noted in the audit log",
        arguments: TestEngine.allCases
    )
    func allowed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            try await sample.limit(sample.therapist, pieces: 1)
            let audit = AuditEntry(
                at: .sample(100),
                user: sample.operatorUser.id,
                action: .limitExceeded,
                subject: "contact:\(sample.contact)"
            )
            let permit = LimitOverride(reason: "Согласовано", audit: audit)
            // Within the limits nothing is noted.
            #expect(try await sample.render(beyond: permit) == .rendered)
            #expect(try await store.access.auditLog(limit: 10).allSatisfy { $0.action != .limitExceeded })
            #expect(try await sample.render(pieces: 2, beyond: permit) == .rendered)
            #expect(try await store.access.auditLog(limit: 10).first == audit)
            // Not even covered.
            #expect(try await sample.render(sample.surgeonOffer) == .overLimit(nil))
            #expect(try await sample.render(sample.surgeonOffer, beyond: permit) == .rendered)
            let reasons = try await store.services.rendered(in: sample.contact).map(\.reason)
            #expect(reasons == [nil, "Согласовано", "Согласовано"])
            #expect(try await sample.rest() == .init(pieces: -2))
        }
    }

    @Test(
        "S3.29 a policy that is another's, hidden or not valid on the day pays nothing, and hidden offers are not rendered",
        arguments: TestEngine.allCases
    )
    func gone(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            let other = try await store.addClient()
            let foreign = try await SampleServices.policy("2", of: other, store)
            let past = try await SampleServices.policy("3", of: sample.client, store) { $0.lastDay = Day("2026-04-02") }
            for policy in [foreign, past, PolicyID(99)] {
                #expect(try await sample.render(policy: policy) == .policyGone)
            }
            #expect(try await sample.render(policy: past, on: Day("2026-04-02")!) == .rendered)
            #expect(try await sample.render(in: ContactID(99)) == .missing)
            #expect(try await sample.render(pieces: 0) == .tooMuch)
            #expect(try await sample.render(pieces: 10_000) == .tooMuch)
            #expect(try await sample.render(pieces: .max) == .tooMuch)
            _ = try await store.records.setHidden(sample.therapistOffer, over: 1, to: true, by: .sample()).kept
            #expect(try await sample.render() == .offerGone)
            _ = try await store.records.setHidden(sample.policy, over: 1, to: true, by: .sample()).kept
            #expect(try await sample.render(sample.surgeonOffer) == .policyGone)
            let balances = try await store.services.balances(of: sample.client)
            #expect(balances.map(\.policy.record.number) == ["3"])
        }
    }

    @Test(
        "S3.29 two who spend the last piece a thousand times at the same moment never spend it twice",
        arguments: TestEngine.allCases
    )
    func lastPiece(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            try await sample.limit(sample.therapist, pieces: 1)
            let other = try await store.register(2) { $0.client = sample.client }.id
            let won = try await withThrowingTaskGroup(of: Int.self) { group in
                for contact in [sample.contact, other] {
                    group.addTask {
                        var won = 0
                        for _ in 0..<500 {
                            guard try await sample.render(in: contact) == .rendered else { continue }
                            won += 1
                            // Nobody else has it while it is mine.
                            #expect(try await sample.rest() == .init(pieces: 0))
                            let lines = try await store.services.rendered(in: contact)
                            #expect(lines.count == 1)
                            let author = RecordAuthor.sample(sample.operatorUser)
                            #expect(try await store.services.remove(lines[0].id, from: contact, by: author))
                        }
                        return won
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(won > 0)
            #expect(try await sample.rest() == .init(pieces: 1))
        }
    }

    @Test(
        "S3.29 a client that becomes part of another brings policies and rendered services, and takes them back",
        arguments: TestEngine.allCases
    )
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleServices(store)
            try await sample.limit(sample.therapist, pieces: 5)
            #expect(try await sample.render(pieces: 2) == .rendered)
            let whole = try await store.addClient("Новоха Инна")
            let own = try await store.register(2) { $0.client = whole }.id
            let author = RecordAuthor.sample(sample.operatorUser)
            #expect(try await store.clients.merge(sample.client, into: whole, by: author) == .done(whole))
            #expect(try await store.services.balances(of: whole).map(\.policy.id) == [sample.policy])
            #expect(try await store.services.balances(of: sample.client).isEmpty)
            // Contacts of either spend it.
            #expect(try await sample.render(in: own) == .rendered)
            #expect(try await sample.render() == .rendered)
            #expect(try await sample.rest() == .init(pieces: 1))
            #expect(
                try await store.records.history(of: sample.policy, limit: 1).first?.fields.first?.name == "client_id"
            )

            #expect(try await store.clients.separate(sample.client, by: author) == .done(sample.client))
            #expect(try await store.services.balances(of: sample.client).map(\.policy.id) == [sample.policy])
            #expect(try await store.services.balances(of: whole).isEmpty)
            #expect(try await store.services.rendered(in: sample.contact).map(\.pieces) == [2, 1])
            #expect(try await sample.render(in: own) == .policyGone)
        }
    }
}
