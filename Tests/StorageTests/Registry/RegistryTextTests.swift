import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The registry finds contacts by what was written down about them")
struct RegistryTextTests {
    private static let author = RecordAuthor(nil, at: .sample(10))

    @Test("from the moment it is written until it is written otherwise", arguments: TestEngine.allCases)
    func written(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var contact = Contact()
            contact.at = .sample(0)
            contact.works = "Замена щёток; стук \"спереди\""
            contact.personName = "Илья О'Коннор"
            contact.statedVehicle = StatedVehicle(makeName: "MAZDA", model: "CX-5")
            guard case .saved(let kept) = try await store.contacts.begin(contact, by: Self.author) else {
                Issue.record("not begun")
                return
            }
            for text in ["щетки илья", "ЩЁТ", "mazda", "ту", "cx", "коннор", "\"спереди\" OR стук", "о замена"] {
                let isFound = try await found(text, in: store) == [kept.id]
                #expect(isFound == (text != "ту" && text != "щетки илья" && text != "\"спереди\" OR стук"), "\(text)")
            }
            _ = try await store.contacts.note("Перезвонит в четверг %_", on: kept.id, by: Self.author)
            #expect(try await found("четверг", in: store) == [kept.id])
            #expect(try await found("верг замен", in: store) == [kept.id])
            var changed = kept.record
            changed.works = "Развал"
            let saving = try await store.contacts.save(changed, kept.id, over: kept.version, by: Self.author)
            guard case .saved(let now) = saving else {
                Issue.record("not saved")
                return
            }
            #expect(try await found("замена", in: store) == [])
            #expect(try await found("развал четверг", in: store) == [kept.id])
            _ = try await store.contacts.setHidden(true, kept.id, over: now.version, by: Self.author)
            #expect(try await found("развал", in: store) == [])
        }
    }

    @Test("also those from before, which are entered some at a time, the latest first", arguments: TestEngine.allCases)
    func entered(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var ids: [ContactID] = []
            for number in 0..<5 {
                var contact = Contact()
                contact.at = .sample(Double(number))
                contact.comment = "Ждёт звонка"
                guard case .saved(let kept) = try await store.contacts.begin(contact, by: Self.author) else { continue }
                ids.append(kept.id)
            }
            // What a new database has to do anyhow.
            while try await store.renewSearch(limit: 10) > 0 {}
            try await store.database.write { transaction in
                try transaction.execute("DELETE FROM contact_texts")
                try transaction.execute("INSERT INTO contact_texts_due (contact_id) SELECT id FROM contacts")
            }
            #expect(try await found("звонка", in: store) == [])
            #expect(try await store.renewSearch(limit: 2) == 2)
            #expect(try await found("звонка", in: store) == [ids[4], ids[3]])
            while try await store.renewSearch(limit: 2) > 0 {}
            #expect(try await found("звонка", in: store) == ids.reversed())
        }
    }

    @Test("a text without a word of two letters is none")
    func nothingToLookFor() {
        #expect(SoughtText(typed: " я — % \"") == nil)
        #expect(SoughtText(typed: "я и ты")?.words == ["ты"])
    }

    private func found(_ text: String, in store: DataStore) async throws -> [ContactID] {
        var filter = RegistryFilter()
        filter.text = SoughtText(typed: text)
        let question = RegistryQuestion(filter: filter, period: RandomRegistry.period, limit: 10)
        return try await store.registry.answer(to: question).rows.map(\.id)
    }
}
