import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A contact is registered")
struct RegisteringTests {
    @Test("S0.35 with the next number of its series, once", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let first = try await store.register(1, by: anna)
            #expect(first.record.number == "A00000001")
            #expect(first.record.state == .registered)
            #expect(first.record.registrar == anna.id)
            #expect(first.record.registeredAt == .sample(100))
            #expect(try await store.contacts.register(first.id, over: 1, by: .sample()).kept == first)
            #expect(try await store.register(2).record.number == "A00000002")
            #expect(try await store.contacts.contact(numbered: "A00000001") == first)
        }
    }

    @Test(
        "D19 without a gap and without a double by two programs at once, some of which give up",
        arguments: TestEngine.allCases
    )
    func gapFree(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            let reason = try await store.reason("other")
            let numbers = try await withThrowingTaskGroup(of: [String].self) { tasks in
                for (place, store) in [store, other, store, other].enumerated() {
                    tasks.addTask {
                        var numbers: [String] = []
                        for index in 0..<15 {
                            let begun = try await store.contacts.begin(
                                .sample(place * 100 + index),
                                at: nil,
                                by: .sample()
                            )
                            var contact = begun.record
                            // Every third is refused for want of a reason and must leave no gap.
                            contact.reason = index % 3 == 0 ? nil : reason
                            let saved = try await store.contacts.save(contact, begun.id, over: 1, by: .sample()).kept
                            let registered = try await store.contacts.register(
                                begun.id,
                                over: saved.version,
                                by: .sample()
                            )
                            if case .saved(let kept) = registered { numbers.append(kept.record.number ?? "") }
                        }
                        return numbers
                    }
                }
                return try await tasks.reduce(into: []) { $0 += $1 }
            }
            await other.close()
            #expect(numbers.sorted() == (1...40).map { ContactNumber(place: $0).text })
        }
    }

    @Test("by one of two who do so at the same moment; both are told the same number", arguments: TestEngine.allCases)
    func sameMoment(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let reason = try await store.reason("other")
            for number in 0..<8 {
                let begun = try await store.contacts.begin(.sample(number), at: nil, by: .sample())
                var contact = begun.record
                contact.reason = reason
                let saved = try await store.contacts.save(contact, begun.id, over: 1, by: .sample()).kept
                async let one = store.contacts.register(saved.id, over: saved.version, by: .sample())
                async let two = store.contacts.register(saved.id, over: saved.version, by: .sample())
                let both = try await [one.kept.record.number, two.kept.record.number]
                #expect(
                    both == [
                        ContactNumber(place: Int64(number + 1)).text, ContactNumber(place: Int64(number + 1)).text,
                    ]
                )
            }
        }
    }

    @Test("S0.20 not without a reason: it stays unfinished, without a number", arguments: TestEngine.allCases)
    func unfinished(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            #expect(
                try await store.contacts.register(begun.id, over: 1, by: .sample())
                    == .refused([FieldProblem("reason", .required)])
            )
            #expect(try await store.contacts.contact(begun.id) == begun)
        }
    }

    @Test("S0.19 as dropped with nothing but number, DID and extension", arguments: TestEngine.allCases)
    func dropped(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let begun = try await store.contacts.begin(.sample(), at: Extension("0111"), by: .sample())
            let dropped = try await store.contacts.drop(begun.id, over: 1, by: .sample()).kept.record
            #expect(dropped.number == "A00000001")
            #expect(dropped.outcome == .dropped)
            #expect(dropped.reason == (try await store.reason("dropped")))
            #expect(dropped.callerNumber == "9535237271" && dropped.did == "6467171")
            #expect(dropped.phone == Extension("0111"))
            #expect(dropped.client == nil && dropped.personName == nil)
        }
    }

    @Test("D3 as first-time when nothing that counts came earlier for the number", arguments: TestEngine.allCases)
    func firstTime(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for reason in ["dropped", "telesales", "applicant", "employee", "partner"] {
                let number = 1 + ["dropped", "telesales", "applicant", "employee", "partner"].firstIndex(of: reason)!
                #expect(try await store.register(number, reason: reason).record.novelty == .firstTime)
            }
            let first = try await store.register(10)
            #expect(first.record.novelty == .firstTime)
            #expect(try await store.register(11, caller: "+7 953 523-72-71").record.novelty == .repeat)
            #expect(try await store.register(12, caller: "anonymous").record.novelty == .firstTime)
            #expect(try await store.register(13, caller: "anonymous").record.novelty == .firstTime)
            #expect(try await store.register(14) { $0.isStatusInquiry = true }.record.novelty == .neither)
            #expect(
                try await store.register(15, reason: "continuation") { $0.baseContact = first.id }.record.novelty
                    == .neither
            )
            #expect(try await store.register(16) { $0.setNovelty(.firstTime) }.record.novelty == .firstTime)
        }
    }

    @Test("D3 anew when the client becomes known, but not against what somebody said", arguments: TestEngine.allCases)
    func clientAttached(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let client = try await store.addClient()
            let early = try await store.register(1, caller: "9037906350") { $0.client = client }
            let late = try await store.register(2)
            let said = try await store.register(3) { $0.setNovelty(.firstTime) }
            #expect(early.record.novelty == .firstTime && late.record.novelty == .firstTime)
            for kept in [late, said] {
                var contact = kept.record
                contact.client = client
                _ = try await store.contacts.save(contact, kept.id, over: kept.version, by: .sample())
            }
            #expect(try await store.contacts.contact(late.id)?.record.novelty == .repeat)
            #expect(try await store.contacts.contact(said.id)?.record.novelty == .firstTime)
            // Without the earliest one the next is the first.
            let kept = try #require(try await store.contacts.contact(early.id))
            _ = try await store.contacts.setHidden(true, early.id, over: kept.version, by: .sample())
            #expect(try await store.contacts.contact(late.id)?.record.novelty == .firstTime)
            let told = try await store.contacts.dossier(late.id)?.changes.first
            #expect(told?.user == nil)
            #expect(told?.fields == [Change.Field(name: "novelty", before: "repeat", after: "first_time")])
        }
    }

    @Test(
        "earlier contacts of the number are given to the client, a bounded number of them",
        arguments: TestEngine.allCases
    )
    func linkEarlier(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (client, other) = try await (store.addClient(), store.addClient("Мясин Максим"))
            let taken = try await store.register(1) { $0.client = other }
            var kept: [Kept<Contact>] = []
            for number in 2...5 { kept.append(try await store.register(number)) }
            let key = NumberKey("+79535237271")
            #expect(try await store.contacts.linkEarlier(ofNumber: key, to: client, limit: 3, by: .sample()) == 3)
            let clients = try await store.contacts.contacts(ofNumber: key, limit: 9).map(\.record.client)
            #expect(clients == [client, client, client, nil, other])
            #expect(try await store.contacts.contact(kept[1].id)?.record.novelty == .firstTime)
            #expect(try await store.contacts.contact(kept[2].id)?.record.novelty == .repeat)
            #expect(try await store.contacts.contact(taken.id)?.record.client == other)
        }
    }

    @Test("the statement that works novelty out anew judges as the rule does", arguments: TestEngine.allCases)
    func sameJudgement(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var random = SeededRandom(seed: 4)
            let client = try await store.addClient()
            let reasons = ["private_repair", "dropped", "other", "telesales"]
            var kept: [Kept<Contact>] = []
            for number in 1...24 {
                let reason = reasons.randomElement(using: &random) ?? "other"
                kept.append(
                    try await store.register(number, reason: reason) {
                        $0.client = client
                        $0.isStatusInquiry = Int.random(in: 0..<5, using: &random) == 0
                    }
                )
            }
            try await store.database.write { transaction in
                try transaction.execute("UPDATE contacts SET novelty = NULL")
                try NoveltyTable.derive(of: client, at: .sample(0), in: transaction)
            }
            for contact in kept {
                #expect(try await store.contacts.contact(contact.id)?.record.novelty == contact.record.novelty)
            }
        }
    }

    @Test("contacts are handed over together; what others changed meanwhile is left", arguments: TestEngine.allCases)
    func assigned(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let oleg = try await store.add("employees", [("name", .text("Рожин Олег"))], as: Employee.self)
            let (one, two) = try await (store.register(1), store.register(2))
            let count = try await store.contacts.assign(
                [(two.id, two.version), (one.id, one.version - 1)],
                to: oleg,
                by: .sample()
            )
            #expect(count == 1)
            #expect(try await store.contacts.contact(two.id)?.record.responsible == oleg)
            #expect(try await store.contacts.contact(one.id)?.record.responsible == nil)
        }
    }
}
