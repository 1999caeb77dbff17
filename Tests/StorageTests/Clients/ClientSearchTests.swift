import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Clients are found by any part of what is known of them")
struct ClientSearchTests {
    @Test(
        "S0.22 S0.26 by phone, by surname, by plate in either alphabet, by VIN, by a make in both spellings",
        arguments: TestEngine.allCases,
        [
            "Королев", "ролё", "пётр", "8 (953) 523-72-71", "+7 9535", "7271", "71", "1", "к", "ко",
            "а 482 ор 97", "a482op", "482", "jmzbk1", "мазда", "MAZDA", "vfplf", "ьфявф", "м", "королев 7271 мазда",
            "к 1",
        ]
    )
    func found(engine: TestEngine, typed: String) async throws {
        try await engine.withDatabase { store in
            let client = try await store.addSearched(
                "Королёв Пётр",
                phones: ["8 (953) 523-72-71"],
                plate: "А 482 ОР 97",
                vin: "JMZBK12Z651234567"
            )
            try await store.addSearched("Щукина Зоя", phones: ["+380 44 234-56-78"])
            let found = try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 20)
            #expect(found.map(\.id) == [client])
            #expect(found.first?.phones.map(\.number) == ["8 (953) 523-72-71"])
            #expect(found.first?.vehicles.first?.title == "MAZDA (2006)")
        }
    }

    @Test("nobody is found by what is not there, nor by nothing", arguments: TestEngine.allCases)
    func notFound(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.addSearched("Королёв Пётр", phones: ["8 (953) 523-72-71"])
            for typed in ["", "%", "\"", "королев иван", "ролевв", "о", "+9535", "' OR 1=1 --", "\0"] {
                #expect(try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 20) == [], "\(typed)")
            }
        }
    }

    @Test(
        "the last contacted come first, those never in contact last; a new contact moves a client up",
        arguments: TestEngine.allCases
    )
    func order(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let never = try await store.addSearched("Иванова Анна")
            let early = try await store.addSearched("Иванова Вера", lastContactAt: .sample(0))
            let late = try await store.addSearched("Иванова Галина", lastContactAt: .sample(7_200))
            let query = SearchQuery("ова")
            func found(_ limit: Int = 20) async throws -> [ClientID] {
                try await store.clientSearch.clients(matching: query, limit: limit).map(\.id)
            }
            #expect(try await found() == [late, early, never])
            #expect(try await found(1) == [late])
            try await store.database.write {
                try ClientSearchTable.contacted(never, at: .sample(9_000), in: $0)
                // An older contact that is entered later changes nothing.
                try ClientSearchTable.contacted(late, at: .sample(10), in: $0)
            }
            #expect(try await found() == [never, late, early])
        }
    }

    @Test("many who were in contact in the same minute are all found", arguments: TestEngine.allCases)
    func crowd(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for number in 0..<70 { try await store.addSearched("Иванов Иван \(number)", lastContactAt: .sample(1)) }
            let found = try await store.clientSearch.clients(matching: SearchQuery("иванов"), limit: 100)
            #expect(found.count == 70)
        }
    }

    @Test(
        "who is hidden or became part of another is not found, nor by what was changed",
        arguments: TestEngine.allCases
    )
    func left(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let hidden = try await store.addSearched("Иванов Иван", phones: ["89535237271"])
            let merged = try await store.addSearched("Иванов Пётр", phones: ["89535237271"])
            let renamed = try await store.addSearched("Иванов Олег")
            try await store.database.write { transaction in
                for statement in [
                    "UPDATE clients SET is_hidden = 1 WHERE id = \(hidden)",
                    "UPDATE clients SET merged_into = \(renamed) WHERE id = \(merged)",
                    "UPDATE clients SET name = 'Смирнов Олег' WHERE id = \(renamed)",
                ] { try transaction.execute(statement) }
                try ClientSearchTable.write([hidden, merged, renamed], in: transaction)
            }
            #expect(try await store.clientSearch.clients(matching: SearchQuery("иванов"), limit: 20) == [])
            #expect(
                try await store.clientSearch.clients(matching: SearchQuery("смирнов"), limit: 20).map(\.id) == [renamed]
            )
            let key = NumberKey("+79535237271")
            #expect(try await store.clientSearch.clients(behind: key, limit: 5) == [])
        }
    }

    @Test(
        "S0.5 a caller is known by the number, in whatever way it was written; of several the last contacted is first",
        arguments: TestEngine.allCases
    )
    func behind(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let one = try await store.addSearched(
                "Иванов Иван",
                phones: ["8 (953) 523-72-71"],
                lastContactAt: .sample(1)
            )
            let other = try await store.addSearched(
                "Иванова Анна",
                phones: ["646-71-71", "+79535237271"],
                lastContactAt: .sample(2)
            )
            let search = store.clientSearch
            let key = try #require(LibPhoneNumberSamples.read("89535237271").key)
            #expect(try await search.clients(behind: key, limit: 5).map(\.id) == [other, one])
            #expect(try await search.clients(behind: NumberKey("6467171"), limit: 5).map(\.id) == [other])
            #expect(try await search.clients(behind: NumberKey("+79535237272"), limit: 5) == [])
            #expect(LibPhoneNumberSamples.read("anonymous").key == nil)
        }
    }

    @Test("both engines find what the pure query matches, in the same order", arguments: TestEngine.allCases)
    func agreement(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleClients(seed: 5, count: 400).fill(store, at: .sample(0))
            let texts = try await store.searchTexts
            var random = SampleRandom(seed: 11)
            for _ in 0..<150 {
                let word = random.one(of: random.one(of: texts).text.split(separator: " ").map(Array.init))
                let length = min(word.count, 1 + random.number(below: 10))
                let typed = String(word.dropFirst(random.number(below: word.count - length + 1)).prefix(length))
                let query = SearchQuery(typed)
                let expected = texts.filter { query.matches($0.text) }.map(\.client).prefix(20)
                let found = try await store.clientSearch.clients(matching: query, limit: 20).map(\.id)
                #expect(found == Array(expected), "\(typed)")
            }
        }
    }
}

private enum LibPhoneNumberSamples {
    static func read(_ raw: String) -> PhoneNumber {
        let numbers: any PhoneNumberReading = .russian
        return numbers.read(raw)
    }
}

extension DataStore {
    @discardableResult
    fileprivate func addSearched(
        _ name: String,
        phones: [String] = [],
        plate: String? = nil,
        vin: String? = nil,
        lastContactAt: Date? = nil
    ) async throws -> ClientID {
        let numbers: any PhoneNumberReading = .russian
        return try await database.write { transaction in
            var row = try transaction.rows(
                "INSERT INTO clients (kind, name, client_type, last_contact_at) VALUES ('person', $1, 'private', $2) RETURNING id",
                [.text(name), .instant(lastContactAt)]
            )[0]
            let client = try ClientID(row.integer())
            for (ordinal, phone) in phones.enumerated() {
                try transaction.execute(
                    "INSERT INTO client_phones (client_id, ordinal, kind, number, number_key) VALUES ($1, $2, 'contact', $3, $4)",
                    [.integer(client.rawValue), .integer(ordinal), .text(phone), .text(numbers.read(phone).key)]
                )
            }
            if plate != nil || vin != nil {
                try transaction.execute(
                    """
                    INSERT INTO vehicles (owner_id, plate_number, vin, make_id, year)
                    VALUES ($1, $2, $3, (SELECT id FROM vehicle_makes WHERE name = 'MAZDA'), 2006)
                    """,
                    [.integer(client.rawValue), .text(plate), .text(vin)]
                )
            }
            try ClientSearchTable.write([client], in: transaction)
            return client
        }
    }

    fileprivate var searchTexts: [(client: ClientID, text: String)] {
        get async throws {
            try await database.read { transaction in
                try transaction.rows("SELECT client_id, text FROM client_search ORDER BY place DESC, client_id DESC")
                    .map { row in
                        var row = row
                        return try (ClientID(row.integer()), row.text())
                    }
            }
        }
    }
}
