import ContactCenter
import Foundation
import Logging
import PBXSimulator
import Storage
import TestSupport
import Testing

@Suite("priyom serve ends when it is told to")
struct ShutdownTests {
    @Test("well, and with what it was told in the journal", .timeLimit(.minutes(2)), arguments: 1...5)
    func ending(attempt: Int) async throws {
        try await TestFolder.with { folder in
            var settings = SimulatorConfiguration()
            settings.port = 0
            let simulator = PBXSimulator(settings)
            try await simulator.start()
            let server = try server(database: folder + "/priyom.db", pbxPort: await simulator.port)
            while try await simulator.status.connections == 0 { try await Task.sleep(for: .milliseconds(20)) }
            // The PBX's lists come first.
            try await Task.sleep(for: .seconds(1))
            try await simulator.place("direct")
            try await Task.sleep(for: .milliseconds(300))
            server.terminate()
            while server.isRunning { try await Task.sleep(for: .milliseconds(20)) }
            #expect(server.terminationStatus == 0)
            try await simulator.stop()
            #expect(try await journalledCalls(in: folder + "/priyom.db") == 1)
        }
    }

    private func server(database: String, pbxPort: Int) throws -> Process {
        var priyom = BuiltProgram(folder: URL(filePath: database).deletingLastPathComponent().path)
        priyom.environment["PRIYOM_PBX_SECRET"] = "secret"
        return try priyom.start([
            "serve", "--database", database, "--server-port", "\(Int.random(in: 20_000...29_999))",
            "--pbx-host", "127.0.0.1", "--pbx-port", "\(pbxPort)", "--pbx-username", "priyom",
        ])
    }

    private func journalledCalls(in path: String) async throws -> Int {
        let store = try await DataStore.open(
            .sqlite(path: path),
            numbers: .russian,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let calls = try await store.callJournal.openCalls(of: PBXName("office"))
        await store.close()
        return calls.count
    }
}
