import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Conversations are found by client and by what they lack")
struct ConversationTests {
    @Test(
        "S4.9 those of a client's numbers, of all employees, by every filter the same as by hand",
        arguments: TestEngine.allCases
    )
    func ofClient(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var business = ListedBusiness(calls: 200, seed: 5)
            for index in business.calls.indices where index.isMultiple(of: 3) {
                var recording = Recording(
                    path: "/var/spool/\(index).wav",
                    startedAt: business.calls[index].startedAt + 5
                )
                // What nobody spoke into is no recording.
                recording.length = index.isMultiple(of: 2) ? .seconds(15) : .zero
                business.calls[index].recordings = [recording]
            }
            try await business.write(to: store)
            var random = SeededRandom(seed: 6)
            var found = 0
            for _ in 0..<100 {
                let question = Self.question(using: &random)
                let expected = business.calls.filter { business.matches($0, question) }.map(\.id)
                let answer = try await store.callLog.conversations(question)
                #expect(answer.total == expected.count, "\(question)")
                #expect(answer.rows.map(\.listed.call.id) == expected.reversed(), "\(question)")
                found += expected.count
            }
            #expect(found > 100)
            var nobody = ConversationQuestion(limit: 10)
            nobody.numbers = []
            #expect(try await store.callLog.conversations(nobody).total == 0)
        }
    }

    private static func question(using random: inout SeededRandom) -> ConversationQuestion {
        var question = ConversationQuestion(limit: 1_000)
        let numbers = ["9535237271", "+74952139851", "00002604", "4990000000"].compactMap(TestNumbers.key)
        if Int.random(in: 0..<4, using: &random) > 0 {
            question.numbers = Set(numbers.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        }
        question.direction = [nil, nil, .inbound, .outbound].randomElement(using: &random) ?? nil
        if Bool.random(using: &random) {
            question.person = ListedBusiness.users.randomElement(using: &random)
        }
        question.participants =
            [nil, nil, .user(UserID(2)), .department("Колл-центр")].randomElement(using: &random) ?? nil
        question.isRecorded = Int.random(in: 0..<3, using: &random) == 0
        if Bool.random(using: &random) {
            let from = Int64.random(in: 0...6_000, using: &random)
            question.period = Period(
                from: ListedBusiness.instant(from),
                until: ListedBusiness.instant(from + 6_000)
            )
        }
        return question
    }

    @Test("pages follow each other, each conversation once", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let calls = (0..<45).map { number in
                Call.endedSample(number).with { $0.startedAt = ListedBusiness.instant(Int64(number / 3) * 3_600) }
            }
            for call in calls { _ = try await store.callJournal.commit(.of(call)) }
            var question = ConversationQuestion(limit: 10)
            var answer = try await store.callLog.conversations(question)
            var seen = answer.rows.map(\.listed.call.id)
            #expect(answer.total == 45 && !answer.hasLater && answer.hasEarlier)
            while answer.hasEarlier, let last = answer.rows.last {
                question.turn = .before(last.listed.place)
                answer = try await store.callLog.conversations(question)
                seen += answer.rows.map(\.listed.call.id)
            }
            #expect(seen == (0..<45).reversed().map { .sample($0) })
            while answer.hasLater, let first = answer.rows.first {
                question.turn = .after(first.listed.place)
                answer = try await store.callLog.conversations(question)
            }
            #expect(answer.rows.map(\.listed.call.id) == (35..<45).reversed().map { .sample($0) })
        }
    }

    @Test(
        "S4.8 a conversation lacks its contact, or its contact's document, until there is one or it needs none",
        arguments: TestEngine.allCases
    )
    func lacks(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(
                .of(
                    .answeredSample(1, at: 0),
                    .answeredSample(2, at: 4_000),
                    .answeredSample(3, at: 8_000),
                    .answeredSample(4, at: 12_000)
                )
            )
            let begun = try await store.add(ContactSample(at: 4_000, call: .sample(2)))
            let written = try await store.add(ContactSample(at: 8_000, call: .sample(3)))
            try await store.reconcile()
            func lacking(_ lack: ConversationQuestion.Lack) async throws -> [CallID] {
                var question = ConversationQuestion(limit: 10)
                question.lack = lack
                let answer = try await store.callLog.conversations(question)
                #expect(answer.total == answer.rows.count)
                return answer.rows.map(\.listed.call.id)
            }
            try await store.addDocument(number: "A1", of: written)
            #expect(try await lacking(.contact) == [.sample(4), .sample(1)])
            #expect(try await lacking(.document) == [.sample(2)])
            try await store.addDocument(number: "A2", of: begun)
            #expect(try await lacking(.document).isEmpty)
            try await store.database.write { transaction in
                try transaction.execute("UPDATE documents SET is_hidden = 1 WHERE number = $1", [.text("A1")])
            }
            #expect(try await lacking(.document) == [.sample(3)])
            let anna = try await store.access.add(.sample("anna")).id
            let audit = AuditEntry(at: .sample(0), user: anna, action: .callExempted)
            _ = try await store.reconciliation.repair(.sample(4), .exempt("Ошиблись номером"), audit: audit)
            #expect(try await lacking(.contact) == [.sample(1)])
            let rows = try await store.callLog.conversations(ConversationQuestion(limit: 10)).rows
            #expect(rows.map { $0.contact?.id } == [nil, written, begun, nil])
        }
    }
}

extension DataStore {
    fileprivate func addDocument(number: String, of contact: ContactID) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "INSERT INTO documents (kind, number, at, contact_id, is_open) VALUES ('appointment', $1, 0, $2, 1)",
                [.text(number), .integer(contact.rawValue)]
            )
        }
    }
}

extension ListedBusiness {
    fileprivate func matches(_ call: Call, _ question: ConversationQuestion) -> Bool {
        guard call.direction != .internal, question.direction.map({ call.direction == $0 }) ?? true else {
            return false
        }
        var filter = CallFilter(direction: call.direction)
        filter.kind = .answered
        filter.person = question.person
        var participants = filter
        switch question.participants {
        case .user(let user): participants.person = user
        case .department(let department): participants.department = department
        case nil: break
        }
        let number = TestNumbers.key(call.direction == .inbound ? call.caller.number : call.dialled)
        return matches(call, filter) && matches(call, participants)
            && (question.numbers.map { numbers in number.map(numbers.contains) ?? false } ?? true)
            && (question.period?.contains(call.startedAt) ?? true)
            && (!question.isRecorded || call.recordings.contains { $0.length > .zero })
    }
}
