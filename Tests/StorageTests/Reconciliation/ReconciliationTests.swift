import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Calls are held against contacts")
struct ReconciliationTests {
    @Test(
        "S4.5 S0.51 a call is registered when a contact belongs to it: opened from it, or near it by its number in any spelling",
        arguments: TestEngine.allCases
    )
    func matched(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(
                .of(
                    .answeredSample(1, from: "4952139851", at: 0),
                    .answeredSample(2, from: "9265550101", at: 100),
                    .answeredSample(3, from: nil, at: 200),
                    .answeredSample(4, from: "00002604", at: 300)
                )
            )
            let byNumber = try await store.add(ContactSample(at: -51, caller: "+74952139851"))
            let opened = try await store.add(ContactSample(at: 4_000, caller: "74999023653", call: .sample(2)))
            let anonymous = try await store.add(ContactSample(at: 200, caller: nil))
            try await store.reconcile()
            #expect(try await store.contact(of: 1) == byNumber)
            #expect(try await store.contact(of: 2) == opened)
            #expect(try await store.contact(of: 3) == nil)
            #expect(try await store.contact(of: 4) == nil)
            try await store.change(anonymous, to: ContactSample(at: 200, caller: nil, call: .sample(3)))
            try await store.reconcile()
            #expect(try await store.contact(of: 3) == anonymous)
            let open = try await store.reconciliation.nextOpen(after: nil, .sample())
            #expect(open?.call == .sample(4))
        }
    }

    @Test(
        "S0.52 S0.53 calls are counted by DID, phone and whether a contact was made, those without a DID or phone too",
        arguments: TestEngine.allCases
    )
    func report(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            // What the source shows below the blank DID: 202 calls.
            let phones: [(String, registered: Int, open: Int)] = [
                ("0111", 119, 18), ("0112", 3, 0), ("0113", 14, 3), ("0114", 3, 0), ("badvalue", 32, 10),
            ]
            var calls: [Call] = []
            for (phone, registered, open) in phones {
                for index in 0..<(registered + open) {
                    let number = calls.count + 1
                    calls.append(.answeredSample(number, did: nil, phone: phone, at: Double(number)))
                    if index < registered { try await store.add(ContactSample(call: .sample(number))) }
                }
            }
            calls.append(.answeredSample(900, did: "6467171", phone: nil, at: 900))
            _ = try await store.callJournal.commit(.of(calls))
            try await store.reconcile()

            let dids = try await store.reconciliation.groups(of: .all, .sample())
            #expect(dids.map(\.branch) == [.did(.none), .did(.value("6467171"))])
            #expect(dids.map(\.total) == [202, 1])
            #expect(dids.map(\.registered) == [171, 0])
            let below = try await store.reconciliation.groups(of: .did(.none), .sample())
            #expect(below.map(\.total) == [137, 3, 17, 3, 42])
            #expect(below.map(\.registered) == [119, 3, 14, 3, 32])
            #expect(below[4].branch == .phone(did: .none, phone: .value("badvalue")))
            let unknown = try await store.reconciliation.groups(of: .did(.value("6467171")), .sample())
            #expect(unknown.map(\.branch) == [.phone(did: .value("6467171"), phone: .none)])
            let branch = ReconciliationBranch.phone(did: .none, phone: .value("0111"))
            let processes = try await store.reconciliation.groups(of: branch, .sample())
            #expect(processes.map(\.total) == [18, 119])

            let without = ReconciliationBranch.registration(
                did: .none,
                phone: .value("0111"),
                isRegistered: false
            )
            let first = try await store.reconciliation.calls(of: without, .sample(), after: nil, limit: 10)
            let rest = try await store.reconciliation.calls(of: without, .sample(), after: first.last?.call, limit: 10)
            #expect(first.count == 10 && rest.count == 8)
            #expect((first + rest).allSatisfy { $0.contact == nil && $0.phone == Extension("0111") })
            let with = ReconciliationBranch.registration(did: .none, phone: .value("0112"), isRegistered: true)
            let registered = try await store.reconciliation.calls(of: with, .sample(), after: nil, limit: 10)
            #expect(registered.map(\.match) == [.call, .call, .call])
        }
    }

    @Test(
        "calls that nobody answered are asked for, since no contact is expected of them",
        arguments: TestEngine.allCases
    )
    func unanswered(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.missedSample(1), .answeredSample(2, at: 5)))
            try await store.reconcile()
            #expect(try await store.reconciliation.groups(of: .all, .sample()).map(\.total) == [1])
            let all = try await store.reconciliation.groups(of: .all, .sample(includesUnanswered: true))
            #expect(all.map(\.total) == [2])
        }
    }

    @Test("a hand-made link wins, is told when it cannot be made, and is taken back", arguments: TestEngine.allCases)
    func linked(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna")).id
            let entry = AuditEntry(at: .sample(0), user: anna, action: .callLinked, subject: "call:1")
            func link(_ number: Int, _ contact: ContactID) async throws -> ReconciliationRepair {
                try await store.reconciliation.repair(.sample(number), .link(contact), audit: entry)
            }
            _ = try await store.callJournal.commit(
                .of(.answeredSample(1, at: 0), .answeredSample(2, from: nil, at: 700), .answeredSample(3, at: 5_000))
            )
            let near = try await store.add(ContactSample(at: 10))
            let opened = try await store.add(ContactSample(at: 5_000, call: .sample(3)))
            try await store.reconcile()
            let candidates = try await store.reconciliation.candidates(for: .sample(2), limit: 5)
            #expect(candidates.isEmpty)
            #expect(try await link(2, near) == .done)
            #expect(try await store.contact(of: 2) == near)
            #expect(try await store.contact(of: 1) == nil)
            #expect(try await link(1, near) == .contactTaken(.sample(2)))
            #expect(try await link(1, opened) == .contactTaken(.sample(3)))
            #expect(try await link(1, ContactID(99)) == .noContact)
            #expect(try await link(9, near) == .noCall)
            #expect(try await store.reconciliation.call(.sample(2))?.match == .hand)
            let undone = try await store.reconciliation.repair(.sample(2), .takeBack, audit: entry)
            #expect(undone == .done)
            try await store.reconcile()
            #expect(try await store.contact(of: 2) == nil)
            #expect(try await store.contact(of: 1) == near)
            #expect(try await store.access.auditLog(limit: 9).filter { $0.action == .callLinked }.count == 2)
        }
    }

    @Test("a call of which somebody says that it needs no contact is counted apart", arguments: TestEngine.allCases)
    func exempted(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna")).id
            let entry = AuditEntry(at: .sample(0), user: anna, action: .callExempted, subject: "call:1")
            _ = try await store.callJournal.commit(.of(.answeredSample(1), .answeredSample(2, from: nil, at: 60)))
            try await store.reconcile()
            let outcome = try await store.reconciliation.repair(.sample(1), .exempt("Ошиблись номером"), audit: entry)
            #expect(outcome == .done)
            let groups = try await store.reconciliation.groups(of: .all, .sample())
            #expect(groups.map(\.exempt) == [1] && groups.map(\.open) == [1])
            #expect(try await store.reconciliation.call(.sample(1))?.exemption == "Ошиблись номером")
            #expect(try await store.reconciliation.nextOpen(after: nil, .sample())?.call == .sample(2))
            // Written again, as the CDR does, it keeps what was said of it.
            _ = try await store.callJournal.commit(.of(Call.answeredSample(1).with { $0.hasCDR = true }))
            try await store.reconcile()
            #expect(try await store.reconciliation.groups(of: .all, .sample()).map(\.exempt) == [1])
        }
    }

    @Test(
        "a call that became part of another gives it its contact; one that was none frees it",
        arguments: TestEngine.allCases
    )
    func mergedAndWithdrawn(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(
                .of(
                    .answeredSample(1, from: nil, at: 0),
                    .answeredSample(2, from: nil, at: 40),
                    .answeredSample(3, at: 90)
                )
            )
            let contact = try await store.add(ContactSample(at: 41, call: .sample(2)))
            let other = try await store.add(ContactSample(at: 91, call: .sample(3)))
            try await store.reconcile()
            #expect(try await store.contact(of: 2) == contact)
            _ = try await store.callJournal.commit(
                .of(merges: [JournalBatch.Merge(call: .sample(2), into: .sample(1))])
            )
            try await store.reconcile()
            #expect(try await store.contact(of: 1) == contact)
            #expect(try await store.reconciliation.groups(of: .all, .sample()).map(\.total) == [2])
            var batch = JournalBatch(pbx: office)
            batch.withdrawals = [.sample(3)]
            _ = try await store.callJournal.commit(batch)
            try await store.reconcile()
            #expect(try await store.reconciliation.groups(of: .all, .sample()).map(\.total) == [1])
            #expect(try await store.reconciliation.candidates(for: .sample(1), limit: 9).map(\.contact.id) == [other])
        }
    }

    @Test(
        "whatever the order in which calls and contacts come and change, all match as if matched at once",
        arguments: TestEngine.allCases,
        [1, 2, 3] as [UInt64]
    )
    func anyOrder(engine: TestEngine, seed: UInt64) async throws {
        try await engine.withDatabase { store in
            var generator = SeededRandom(seed: seed)
            let phones = ["0111", "0112", nil]
            let callers = ["9535237271", "4952139851", nil]
            var calls: [Int: Call] = [:]
            var contacts: [ContactID: ContactSample] = [:]
            func moment() -> Double { Double(Int.random(in: 0...3_000_000, using: &generator)) / 1_000 }
            for _ in 0..<60 {
                switch Int.random(in: 0...3, using: &generator) {
                case 0, 1:
                    let number = Int.random(in: 1...25, using: &generator)
                    let start = calls[number].map { $0.startedAt.timeIntervalSince(.sample(0)) } ?? moment()
                    let call = Call.answeredSample(
                        number,
                        from: callers.randomElement(using: &generator) ?? nil,
                        phone: phones.randomElement(using: &generator) ?? nil,
                        at: start
                    )
                    calls[number] = call
                    _ = try await store.callJournal.commit(.of(call))
                default:
                    let ofCall = Int.random(in: 1...25, using: &generator)
                    let isFree = !contacts.values.contains { $0.call == .sample(ofCall) && !$0.isHidden }
                    let sample = ContactSample(
                        at: moment(),
                        caller: callers.randomElement(using: &generator) ?? nil,
                        phone: phones.randomElement(using: &generator) ?? nil,
                        call: Bool.random(using: &generator) && isFree ? .sample(ofCall) : nil,
                        isHidden: Int.random(in: 0...4, using: &generator) == 0
                    )
                    if Bool.random(using: &generator), let old = contacts.keys.sorted().randomElement(using: &generator)
                    {
                        contacts[old] = sample
                        try await store.change(old, to: sample)
                    } else {
                        contacts[try await store.add(sample)] = sample
                    }
                }
                if Int.random(in: 0...2, using: &generator) == 0 { try await store.reconcile() }
            }
            try await store.reconcile()
            let kept = try await store.reconciliation.contacts(of: calls.values.map(\.id)).mapValues(\.id)
            #expect(kept == expected(calls, contacts))
        }
    }

    /// The second opinion: all calls and contacts of a number at once.
    private func expected(_ calls: [Int: Call], _ contacts: [ContactID: ContactSample]) -> [CallID: ContactID] {
        var matches: [CallID: ContactID] = [:]
        let shown = contacts.filter { !$0.value.isHidden }
        // A contact of a call that is not there is matched like one that was begun by hand.
        func call(of sample: ContactSample) -> CallID? {
            sample.call.flatMap { call in calls.values.contains { $0.id == call } ? call : nil }
        }
        for (contact, sample) in shown {
            if let call = call(of: sample) { matches[call] = contact }
        }
        for caller in Set(calls.values.compactMap(\.caller.number)) {
            let mine = calls.filter { $0.value.caller.number == caller && matches[$0.value.id] == nil }
            let rows = mine.sorted { ($0.value.startedAt, $0.key) < ($1.value.startedAt, $1.key) }.map(\.key)
            let found = CallMatching().match(
                rows.map { row in
                    let call = calls[row] ?? .sample(row)
                    return .init(row: Int64(row), startedAt: call.startedAt, phone: call.legs.first?.party.phone)
                },
                with: shown.filter { $0.value.caller == caller && call(of: $0.value) == nil }.map { id, sample in
                    .init(id: id, at: .sample(sample.at), phone: sample.phone.map { Extension($0) })
                }
            )
            for (row, contact) in found { matches[.sample(Int(row))] = contact }
        }
        return matches
    }
}
