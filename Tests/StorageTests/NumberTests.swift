import ContactCenter
import Foundation
import Integrations
import TestSupport
import Testing

@testable import Storage

@Suite("A number finds its calls")
struct NumberTests {
    @Test("S0.57 however the PBX and the caller write it", arguments: TestEngine.allCases)
    func spellings(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let spellings = ["4952139851", "+74952139851", "84952139851", "8 (495) 213-98-51", "+74952139851;ext=12"]
            var calls = spellings.enumerated().map { number, spelling in
                Call.endedSample(number, second: 1_000 + Int64(number)).with { $0.caller.number = spelling }
            }
            calls.append(
                Call.endedSample(9, second: 2_000).with { call in
                    call.direction = .outbound
                    call.caller = CallerID()
                    call.dialled = "74952139851"
                }
            )
            let other = Call.endedSample(10, second: 2_001).with { $0.caller.number = "4952139852" }
            _ = try await store.callJournal.commit(.of(calls + [other]))
            for spelling in spellings {
                let found = try await store.calls(of: spelling)
                #expect(found == calls.reversed())
                #expect(found.last?.caller.number == "4952139851", "The number stays as it was delivered")
            }
        }
    }

    @Test(
        "S0.57 malformed and internal ones are found by their digits alone",
        arguments: TestEngine.allCases,
        ["49566871202", "00002604", "0111", "6467172"]
    )
    func local(engine: TestEngine, number: String) async throws {
        try await engine.withDatabase { store in
            let call = Call.endedSample(1).with { $0.caller.number = number }
            let other = Call.endedSample(2).with { $0.caller.number = number + "3" }
            _ = try await store.callJournal.commit(.of(call, other))
            #expect(try await store.calls(of: number) == [call])
            #expect(try await store.keys() == [number, "6467171", number + "3", "6467171"])
        }
    }

    @Test("S0.62 calls without a usable number are never one caller's", arguments: TestEngine.allCases)
    func unusable(engine: TestEngine) async throws {
        let numbers: [String?] = [
            nil, "", "anonymous", "Anonymous", "unknown", "restricted", "0000000000",
            String(repeating: "7", count: 200),
            "\u{202E}", "An\0na", "'; DROP TABLE calls; --",
        ]
        try await engine.withDatabase { store in
            let calls = numbers.enumerated().flatMap { index, number in
                (0..<2).map { twin in
                    Call.endedSample(index * 2 + twin).with { call in
                        call.caller.number = number
                        call.dialled = nil
                    }
                }
            }
            _ = try await store.callJournal.commit(.of(calls))
            for number in numbers { #expect(try await store.calls(of: number ?? "").isEmpty) }
            #expect(try await store.keys().allSatisfy { $0 == nil })
            #expect(try await store.callJournal.calls([calls[14].id]).first?.caller.number == numbers[7])
        }
    }

    @Test("a number that is learnt later is known as well", arguments: TestEngine.allCases)
    func learntLater(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let steps = Call.sampleSteps()
            _ = try await store.callJournal.commit(.of(steps[0].with { $0.caller.number = nil }))
            #expect(try await store.keys() == [nil, "6467171"])
            _ = try await store.callJournal.commit(.of(steps[1]))
            #expect(try await store.keys() == ["+79535237271", "6467171"])
            _ = try await store.callJournal.commit(.of(steps[steps.count - 1]))
            #expect(try await store.calls(of: "89535237271").count == 1)
        }
    }
}

@Suite("The calls of an older database")
struct OlderNumberTests {
    @Test("S0.57 are found by their numbers after the upgrade", arguments: TestEngine.allCases)
    func upgrade(engine: TestEngine) async throws {
        try await engine.withEmptyDatabase { location in
            let store = try await DataStore.open(location, numbers: .russian, logger: .silent)
            try await Migrator(migrations: Array(Migration.all.prefix(3))).migrate(store.database)
            let numbers = ["'4952139851'", "'+74952139851'", "'00002604'", "'anonymous'", "''", "NULL"]
            try await store.insert(numbers)
            try await store.migrate()
            #expect(
                try await store.keys() == ["+74952139851", "0111", "+74952139851", "0111", "00002604", "0111"]
                    + [nil, "0111", nil, "0111", nil, "0111"]
            )
            #expect(try await store.calls(of: "84952139851").map(\.caller.number) == ["+74952139851", "4952139851"])
            #expect(try await store.isNumberReadingDone)
            await store.close()
        }
    }

    @Test("are read some at a time, going on where it was interrupted", arguments: TestEngine.allCases)
    func interrupted(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.insert((0..<7).map { "'495213985\($0)'" })
            try await store.database.write { try $0.execute("UPDATE number_reading SET country = '', last_call = 0") }
            #expect(try await store.readNumbers(limit: 3) == 3)
            #expect(try await store.keys().count { $0 == "0111" } == 3)
            #expect(try await store.isNumberReadingDone == false)
            #expect(try await store.readNumbers(limit: 3) == 3)
            #expect(try await store.readNumbers(limit: 3) == 1)
            #expect(try await store.isNumberReadingDone)
            #expect(try await store.readNumbers(limit: 3) == 0)
            #expect(try await store.keys().count { $0?.hasPrefix("+7495213985") == true } == 7)
        }
    }

    @Test("are read again when the business's country is another", arguments: TestEngine.allCases)
    func otherCountry(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.endedSample().with { $0.caller.number = "0441234567" }))
            #expect(try await store.keys() == ["0441234567", "6467171"])
            let ukrainian = try await DataStore.open(
                store.location,
                numbers: LibPhoneNumber(country: Country("UA")),
                logger: .silent
            )
            try await ukrainian.migrate()
            #expect(try await store.keys() == ["+380441234567", "6467171"])
            #expect(try await ukrainian.calls(of: "+380441234567").count == 1)
            await ukrainian.close()
        }
    }
}

extension DataStore {
    fileprivate func calls(of number: String) async throws -> [Call] {
        try await callJournal.earlierCalls(ofNumber: number, before: .sample(60), limit: 20)
    }

    /// Of every call, in the order they were written, the caller's key and that of the number dialled.
    fileprivate func keys() async throws -> [String?] {
        try await database.read { transaction in
            try transaction.rows("SELECT caller_key, dialled_key FROM calls ORDER BY id").flatMap { row in
                var row = row
                return try [row.optionalText(), row.optionalText()]
            }
        }
    }

    /// Writes ended calls of these caller's numbers, given in SQL, to 0111, as a program that knew no keys did.
    fileprivate func insert(_ numbers: [String]) async throws {
        let values = numbers.enumerated().map { index, number in
            "('office', '1000.\(index)', 1000, 'inbound', \(number), '0111', \(1_000_000 + index), 1050000)"
        }
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO calls (
                    pbx, linkedid, start_second, direction, caller_number, dialled, started_at, ended_at
                ) VALUES \(values.joined(separator: ", "))
                """
            )
        }
    }

    fileprivate func readNumbers(limit: Int) async throws -> Int {
        try await database.write { try NumberKeys.write(limit: limit, numbers: .russian, in: $0) }
    }

    fileprivate var isNumberReadingDone: Bool {
        get async throws {
            try await database.read { transaction in
                var row = try transaction.rows("SELECT last_call FROM number_reading")[0]
                return try row.optionalInteger() == nil
            }
        }
    }
}
