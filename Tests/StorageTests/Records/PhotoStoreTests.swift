import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Photos of employees")
struct PhotoStoreTests {
    @Test("are kept, replaced and taken away, and the history says by whom", arguments: TestEngine.allCases)
    func photos(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            var employee = Employee()
            employee.name = "Рожин Олег"
            employee.user = anna.id
            let kept = try await store.records.add(employee, by: .sample(anna)).kept
            let first = try #require(Photo(jpeg: SampleFiles.jpeg))
            var other = SampleFiles.jpeg
            other.insert(0x56, at: other.count - 2)
            let second = try #require(Photo(jpeg: other))
            #expect(first.tag != second.tag)

            #expect(try await store.records.photo(of: kept.id) == nil)
            #expect(try await store.records.setPhoto(first, of: kept.id, by: .sample(anna)))
            #expect(try await store.records.photo(of: kept.id) == first)
            #expect(try await store.records.setPhoto(second, of: kept.id, by: .sample(anna)))
            #expect(try await store.records.setPhoto(second, of: kept.id, by: .sample(anna)))
            #expect(try await store.records.photo(of: kept.id) == second)
            let expected = PhotographedEmployee(id: kept.id, user: anna.id, photoTag: second.tag)
            #expect(try await store.records.photographed() == [expected])
            #expect(try await store.records.setPhoto(nil, of: kept.id, by: .sample(anna)))
            #expect(try await store.records.photo(of: kept.id) == nil)
            #expect(try await store.records.photographed() == [])
            #expect(try await !store.records.setPhoto(first, of: EmployeeID(99), by: .sample(anna)))
            // What changes nothing leaves no trace.
            let history = try await store.records.history(of: kept.id, limit: 10)
            #expect(
                history.flatMap(\.fields).filter { $0.name == "photo" }.map(\.after) == [nil, second.tag, first.tag]
            )
            #expect(history.allSatisfy { $0.user == anna.id })
        }
    }
}
