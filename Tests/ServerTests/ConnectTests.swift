import ContactCenter
import Foundation
import PBXSimulator
import Storage
import TestSupport
import Testing

@Suite("Of several servers one is connected to the PBX")
struct ConnectTests {
    @Test("one that shall not connects to nothing, serves pages and says so", .timeLimit(.minutes(2)))
    func elsewhere() async throws {
        try await TestFolder.with { folder in
            try await withSimulator { simulator, port in
                let priyom = BuiltProgram(folder: folder)
                let http = Int.random(in: 20_000...29_999)
                let server = try priyom.start(
                    arguments(folder, http: http, pbx: port) + ["--pbx-connect", "false"]
                )
                defer { server.terminate() }
                #expect(try await health(http).contains("\"pbx\":\"elsewhere\""))
                #expect(try await simulator.status.connections == 0)
                // It does not keep the one from it that does.
                var connected = priyom
                connected.environment["PRIYOM_PBX_SECRET"] = "secret"
                let other = try connected.start(arguments(folder, http: http + 1, pbx: port))
                defer { other.terminate() }
                while try await simulator.status.connections == 0 { try await Task.sleep(for: .milliseconds(20)) }
                // And of two that shall, the second does not start.
                let outcome = try await connected.run(
                    "serve",
                    "--database",
                    folder + "/priyom.db",
                    "--server-port",
                    "\(http + 2)",
                    "--pbx-host",
                    "127.0.0.1",
                    "--pbx-port",
                    "\(port)"
                )
                #expect(outcome.status == 75)
                #expect(outcome.errors.contains("Another process on this database follows the PBX office"))
                #expect(outcome.errors.contains("pbx.connect = false"))
                #expect(try await simulator.status.connections == 1)
            }
        }
    }

    private func arguments(_ folder: String, http: Int, pbx: Int) -> [String] {
        [
            "serve", "--database", folder + "/priyom.db", "--server-port", "\(http)", "--pbx-host", "127.0.0.1",
            "--pbx-port", "\(pbx)", "--pbx-username", "priyom",
        ]
    }

    private func withSimulator(_ test: (PBXSimulator, Int) async throws -> Void) async throws {
        var settings = SimulatorConfiguration()
        settings.port = 0
        let simulator = PBXSimulator(settings)
        try await simulator.start()
        do {
            try await test(simulator, await simulator.port)
        } catch {
            try await simulator.stop()
            throw error
        }
        try await simulator.stop()
    }

    /// Once it answers.
    private func health(_ port: Int) async throws -> String {
        let curl = BuiltProgram(folder: "/tmp")
        while true {
            let outcome = try await curl.run(tool: "curl", "--silent", "http://127.0.0.1:\(port)/health")
            if outcome.status == 0 { return outcome.output }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
