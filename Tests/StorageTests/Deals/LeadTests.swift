import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The lead list") struct LeadTests {
    @Test("S2.12, S2.13 a row says of its deal, its call, its source and its quality", arguments: TestEngine.allCases)
    func rows(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let types = try await store.records.records(of: SourceType.self, includingHidden: false)
            let qualities = try await store.records.records(of: LeadQuality.self, includingHidden: false)
            var source = Source()
            (source.name, source.type) = ("Радио Максимум", types[2].id)
            let radio = try await store.records.add(source, by: .sample()).kept
            var call = Call.endedSample(1)
            call.caller.number = "9535237271"
            _ = try await store.callJournal.commit(.of(call))
            let begun = try await store.contacts.begin(call, at: nil, by: .sample(sample.anna))
            var contact = begun.record
            contact.reason = try await store.reason("private_repair")
            (contact.source, contact.quality, contact.works) = (radio.id, qualities[0].id, "Диагностика подвески")
            contact.isInquiry = true
            let saved = try await store.contacts.save(contact, begun.id, over: begun.version, by: .sample(sample.anna))
                .kept
            let lead = try await store.contacts.register(saved.id, over: saved.version, by: .sample(sample.anna)).kept
            _ = try await sample.add(
                sample.deal { ($0.comment, $0.responsible) = ("Срочно", sample.olegsEmployee) },
                of: lead
            )
            let row = try #require(try await sample.leads().first)
            #expect(row.dealName == "Замена масла" && row.dealComment == "Срочно")
            #expect(row.funnelStage == "Первый контакт" && row.funnelStageKind == .open)
            #expect(row.inquiryKind == .inbound)
            #expect(row.callResult == call.result && row.callResult != nil && row.callCause == call.cause)
            #expect(row.source == "Радио Максимум" && row.sourceType == "Пресса, радио и телевидение")
            #expect(row.quality == "Целевой" && row.info == "Диагностика подвески")
            #expect(row.manager(by: .acceptor) == sample.anna.displayName)
            #expect(row.manager(by: .deal) == "Рожин Олег")
        }
    }

    @Test(
        "S2.12 the kinds of inquiries are told apart in SQL as in Swift, and may be asked for",
        arguments: TestEngine.allCases
    )
    func kinds(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            var kinds: [ContactID: InquiryKind] = [:]
            for (number, direction) in [CallDirection.inbound, .outbound].enumerated() {
                var call = Call.endedSample(number + 1)
                call.direction = direction
                call.answeredAt = call.startedAt + 3
                _ = try await store.callJournal.commit(.of(call))
                let begun = try await store.contacts.begin(call, at: nil, by: .sample(sample.anna))
                kinds[begun.id] = direction == .inbound ? .inbound : .outbound
            }
            // The journal does not have it any more.
            kinds[try await store.contacts.begin(Call.sample(7), at: nil, by: .sample(sample.anna)).id] = .inbound
            let channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
            for channel in channels.map({ (Optional($0.id), $0.record.code) }) + [(nil, nil)] {
                var contact = Contact()
                (contact.at, contact.channel) = (.sample(50), channel.0)
                let kept = try await store.contacts.begin(contact, by: .sample(sample.anna)).kept
                kinds[kept.id] = InquiryKind(hasCall: false, direction: nil, channel: channel.1)
            }
            let rows = try await sample.leads { $0.isInquiry = nil }
            #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.inquiryKind) }) == kinds)
            for kind in InquiryKind.allCases {
                let found = try await sample.leads { ($0.isInquiry, $0.inquiryKind) = (nil, kind) }
                #expect(Set(found.map(\.id)) == Set(kinds.filter { $0.value == kind }.keys), "\(kind)")
                #expect(!found.isEmpty)
            }
        }
    }

    @Test(
        "S2.14 leads are narrowed by stage, pipeline, quality, type of source and whose they are",
        arguments: TestEngine.allCases
    )
    func filters(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let qualities = try await store.records.records(of: LeadQuality.self, includingHidden: false)
            let types = try await store.records.records(of: SourceType.self, includingHidden: false)
            var source = Source()
            (source.name, source.type) = ("Сайт", types[0].id)
            let site = try await store.records.add(source, by: .sample()).kept
            let plain = try await sample.inquiry(1, by: sample.oleg) { $0.responsible = sample.olegsEmployee }
            let good = try await sample.inquiry(2) { ($0.quality, $0.source) = (qualities[0].id, site.id) }
            let sold = try await sample.inquiry(3) { $0.responsible = sample.olegsEmployee }
            _ = try await sample.add(
                sample.deal { ($0.stage, $0.responsible) = (sample.stages[1].id, sample.annasEmployee) },
                of: sold
            )
            func found(_ change: (inout RegistryFilter) -> Void) async throws -> [ContactID] {
                try await sample.leads(change).map(\.id)
            }
            #expect(try await found { $0.funnelStage = sample.stages[1].id } == [sold.id])
            #expect(try await found { $0.funnelStage = sample.stages[0].id }.isEmpty)
            #expect(try await found { $0.pipeline = sample.stages[0].record.pipeline } == [sold.id])
            #expect(try await found { $0.hasDeal = false } == [good.id, plain.id])
            #expect(try await found { $0.quality = qualities[0].id } == [good.id])
            #expect(try await found { $0.quality = qualities[1].id }.isEmpty)
            #expect(try await found { $0.sourceType = types[0].id } == [good.id])
            #expect(try await found { $0.employee = .acceptor(sample.oleg.id) } == [plain.id])
            #expect(try await found { $0.employee = .dealResponsible(sample.olegsEmployee) } == [plain.id])
            #expect(try await found { $0.employee = .dealResponsible(sample.annasEmployee) } == [sold.id])
            // Whoever takes one up has it, whoever registered it.
            _ = try await store.reception.claim(good.id, by: .sample(sample.oleg, 300))
            #expect(try await found { $0.employee = .acceptor(sample.oleg.id) } == [good.id, plain.id])
        }
    }

    @Test(
        "S2.16 leads are handed over at once: those that were changed or are out of reach are left, each with why",
        arguments: TestEngine.allCases
    )
    func handing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let mine = try await sample.inquiry(1)
            let changed = try await sample.inquiry(2)
            let theirs = try await sample.inquiry(3, by: sample.oleg)
            let seen =
                [mine, changed, theirs].map { SeenLead(id: $0.id, version: $0.version) } + [
                    SeenLead(id: ContactID(99), version: 1)
                ]
            var contact = changed.record
            contact.comment = "Перезвонит сам"
            let now = try await store.contacts.save(
                contact,
                changed.id,
                over: changed.version,
                by: .sample(sample.anna)
            ).kept
            let outcome = try #require(
                try await store.deals.hand(
                    seen,
                    to: .employee(sample.olegsEmployee),
                    binding: .acceptor,
                    within: .user(sample.anna.id),
                    by: .sample(sample.anna, 300)
                )
            )
            #expect(outcome.done == [SeenLead(id: mine.id, version: mine.version + 1)])
            #expect(
                outcome.left == [changed.id: .changed, theirs.id: .outOfReach, ContactID(99): .outOfReach]
            )
            #expect(try await sample.contact(mine.id).record.responsible == sample.olegsEmployee)
            #expect(try await sample.contact(changed.id).record == now.record)
            #expect(try await sample.contact(theirs.id).record.responsible == nil)
            // As everybody is who becomes responsible for a contact.
            let inbox = try await store.reception.inboxes(of: [sample.oleg.id])[sample.oleg.id]
            #expect(inbox?.latest.contains { $0.subject == .contact(mine.id) } == true)
        }
    }

    @Test(
        "S2.15, S2.16 where a lead is whose its deal is, the deal is handed over with it",
        arguments: TestEngine.allCases,
        LeadBinding.allCases
    )
    func binding(engine: TestEngine, binding: LeadBinding) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let lead = try await sample.inquiry(1)
            let deal = try await sample.add(sample.deal(), of: lead)
            let kept = try await sample.contact(lead.id)
            let outcome = try await store.deals.hand(
                [SeenLead(id: kept.id, version: kept.version)],
                to: .author,
                binding: binding,
                within: nil,
                by: .sample(sample.oleg, 300)
            )
            #expect(outcome?.done.count == 1)
            let taken = try await sample.contact(lead.id).record
            // Who takes it to oneself goes on with it at once.
            #expect(taken.responsible == sample.olegsEmployee && taken.work?.takenBy == sample.oleg.id)
            let now = try #require(try await store.records.record(deal.id))
            #expect(now.record.responsible == (binding == .deal ? sample.olegsEmployee : sample.annasEmployee))
            #expect(now.version == deal.version + (binding == .deal ? 1 : 0))
            #expect(try await sample.leads { $0.employee = .acceptor(sample.oleg.id) }.map(\.id) == [lead.id])
        }
    }

    @Test("S2.16 who is no employee can take none", arguments: TestEngine.allCases)
    func nobody(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let lead = try await sample.inquiry(1)
            let seen = [SeenLead(id: lead.id, version: lead.version)]
            let olga = try await store.access.add(.sample("olga"))
            for recipient in [LeadRecipient.author, .employee(EmployeeID(99))] {
                let outcome = try await store.deals.hand(
                    seen,
                    to: recipient,
                    binding: .acceptor,
                    within: nil,
                    by: .sample(olga, 300)
                )
                #expect(outcome == nil)
            }
            #expect(try await sample.contact(lead.id).version == lead.version)
        }
    }

    @Test(
        "S2.16 deleted leads are hidden, and come back; not where their call has another contact by now",
        arguments: TestEngine.allCases
    )
    func hiding(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            let leads = [try await sample.inquiry(1), try await sample.inquiry(2)]
            let seen = leads.map { SeenLead(id: $0.id, version: $0.version) }
            let hidden = try await store.deals.setHidden(seen, to: true, within: nil, by: .sample(sample.anna, 300))
            #expect(hidden.done == leads.map { SeenLead(id: $0.id, version: $0.version + 1) } && hidden.left.isEmpty)
            #expect(try await sample.leads().isEmpty)
            _ = try await store.contacts.begin(Call.sample(2), at: nil, by: .sample(sample.oleg))
            let shown = try await store.deals.setHidden(
                hidden.done,
                to: false,
                within: nil,
                by: .sample(sample.anna, 301)
            )
            #expect(shown.done.map(\.id) == [leads[0].id])
            #expect(shown.left == [leads[1].id: .replaced])
            #expect(try await sample.leads().map(\.id) == [leads[0].id])
            // What was seen before is out of date by now.
            let again = try await store.deals.setHidden(seen, to: true, within: nil, by: .sample(sample.anna, 302))
            #expect(again.done.isEmpty && again.left[leads[0].id] == .changed)
        }
    }

    @Test("S2.16 two who take the same leads at the same moment do not both have them", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleDeals(store)
            var leads: [SeenLead] = []
            for number in 1...5 {
                let lead = try await sample.inquiry(number)
                leads.append(SeenLead(id: lead.id, version: lead.version))
            }
            let (forth, back) = (leads, Array(leads.reversed()))
            async let one = store.deals.hand(
                forth,
                to: .author,
                binding: .acceptor,
                within: nil,
                by: .sample(sample.anna, 300)
            )
            async let other = store.deals.hand(
                back,
                to: .author,
                binding: .acceptor,
                within: nil,
                by: .sample(sample.oleg, 300)
            )
            let done = try await [one, other].compactMap { $0?.done.map(\.id) }
            #expect(done.joined().sorted() == leads.map(\.id))
        }
    }
}
