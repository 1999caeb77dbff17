import ContactCenter
import Foundation
import Logging
import TestSupport
import Testing

@testable import Storage

@Suite("Callers are read once and then followed") struct CallerDirectoryTests {
    private func directory(of store: DataStore) -> CallerDirectory {
        CallerDirectory(
            store: store.callers,
            changes: store.changeLog,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func client(_ name: String, _ numbers: [String]) -> Client {
        var client = Client()
        client.name = name
        client.phones = numbers.map { ClientPhone(number: $0) }
        return client
    }

    /// Follows until it is so: transactions of other tests on the same server may hold changes back.
    private func eventually(_ directory: CallerDirectory, _ isSo: () -> Bool) async throws -> Bool {
        for _ in 0..<200 {
            try await directory.keepUp()
            if isSo() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test("S4.15 nobody is known before all are read; then they are, by every number", arguments: TestEngine.allCases)
    func read(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let numbers = ["8 (953) 523-72-71", "+7 495 213-98-51"]
            let kept = try await store.clients.add(client("ООО «Ромашка»; офис", numbers), by: .sample()).kept
            let directory = directory(of: store)
            #expect(!directory.isReady && directory.caller(behind: NumberKey("+79535237271")) == nil)
            try await directory.keepUp()
            for key in ["+79535237271", "+74952139851"] {
                let caller = directory.caller(behind: NumberKey(key))
                #expect(caller?.client == kept.id && caller?.name == "ООО «Ромашка» офис")
            }
        }
    }

    @Test("S4.15 what people change is known soon after, by the next look", arguments: TestEngine.allCases)
    func followed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let directory = directory(of: store)
            try await directory.keepUp()
            let (old, new) = (NumberKey("+79535237271"), NumberKey("+79535237272"))
            let kept = try await store.clients.add(client("Боровков", ["89535237271"]), by: .sample()).kept
            #expect(try await eventually(directory) { directory.caller(behind: old)?.name == "Боровков" })

            var changed = client("Боровкова", ["89535237272"])
            changed.statuses[.service] = .vip
            _ = try await store.clients.change(kept.id, over: 1, to: changed, by: .sample())
            #expect(
                try await eventually(directory) {
                    directory.caller(behind: old) == nil && directory.caller(behind: new)?.isVIP == true
                }
            )
            _ = try await store.clients.setHidden(kept.id, over: 2, to: true, by: .sample())
            #expect(try await eventually(directory) { directory.caller(behind: new) == nil })
        }
    }

    @Test("S4.13 contacts and open documents say whom the client belongs to", arguments: TestEngine.allCases)
    func people(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let directory = directory(of: store)
            try await directory.keepUp()
            let key = NumberKey("+79535237271")
            let kept = try await store.clients.add(client("Боровков", ["89535237271"]), by: .sample()).kept
            let anna = try await store.add("employees", [("name", .text("Анна"))], as: Employee.self)
            let boris = try await store.add("employees", [("name", .text("Борис"))], as: Employee.self)
            try await store.register(1) { contact in
                contact.client = kept.id
                contact.responsible = anna
            }
            #expect(try await eventually(directory) { directory.caller(behind: key)?.responsible == anna })

            var document = Document()
            (document.kind, document.client, document.responsible) = (.workOrder, kept.id, boris)
            let order = try await store.documents.add(document, by: .sample()).kept
            #expect(try await eventually(directory) { directory.caller(behind: key)?.documentResponsible == boris })
            var closed = order.record
            closed.isOpen = false
            _ = try await store.records.change(order.id, over: order.version, to: closed, by: .sample())
            #expect(try await eventually(directory) { directory.caller(behind: key)?.documentResponsible == nil })
        }
    }

    @Test("S4.13 a document that was another client's belongs to that one no more", arguments: TestEngine.allCases)
    func moved(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let directory = directory(of: store)
            try await directory.keepUp()
            let (old, new) = (NumberKey("+79535237271"), NumberKey("+79535237272"))
            let former = try await store.clients.add(client("Боровков", ["89535237271"]), by: .sample()).kept
            let latter = try await store.clients.add(client("Иванов", ["89535237272"]), by: .sample()).kept
            let boris = try await store.add("employees", [("name", .text("Борис"))], as: Employee.self)
            var document = Document()
            (document.kind, document.client, document.responsible) = (.workOrder, former.id, boris)
            let order = try await store.documents.add(document, by: .sample()).kept
            #expect(try await eventually(directory) { directory.caller(behind: old)?.documentResponsible == boris })
            var moved = order.record
            moved.client = latter.id
            _ = try await store.records.change(order.id, over: order.version, to: moved, by: .sample())
            #expect(
                try await eventually(directory) {
                    directory.caller(behind: old)?.documentResponsible == nil
                        && directory.caller(behind: new)?.documentResponsible == boris
                }
            )
        }
    }
}
