import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("What the directory says of the PBX's queues") struct QueueRulesTests {
    @Test(
        "who works a queue is known by log-in and phone, where they join it at log-in",
        arguments: TestEngine.allCases
    )
    func rules(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let people = try await [("Анна", anna.id, "0111"), ("Без входа", nil, "0112")].asyncMap {
                name,
                user,
                phone in
                var employee = Employee()
                (employee.name, employee.user, employee.phone) = (name, user, Extension(phone))
                return try await store.records.add(employee, by: .sample()).kept.id
            }
            var sales = CallQueue()
            (sales.name, sales.title, sales.wrapUpSeconds, sales.joinsAtLogIn) = ("sales", "Продажи", 90, true)
            sales.employees = people
            var service = CallQueue()
            (service.name, service.employees) = ("service", people)
            for queue in [sales, service] { _ = try await store.records.add(queue, by: .sample()).kept }
            #expect(
                try await store.records.queueRules() == [
                    QueueName("sales"): QueueRules(
                        title: "Продажи",
                        wrapUp: 90,
                        workers: [anna.id: Extension("0111")]
                    ),
                    QueueName("service"): QueueRules(),
                ]
            )
            #expect(try await store.records.add(sales, by: .sample()) == .refused([FieldProblem("name", .taken)]))
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
