import Foundation
import Testing

@testable import PBXSimulator

@Suite("Calls whose people do what they are told", .timeLimit(.minutes(1))) struct ToldCallTests {
    @Test(
        "a call to a queue rings its members until one is told to answer, goes on where it is sent, and ends when told"
    )
    func wholeCall() async throws {
        try await withSimulator { simulator in
            let call = try await simulator.perform(ControlCommand("begin 7770011 89535237271 Анна Каренина"))
            try await wait(simulator, ringing: ["0111", "0113", "0125"])
            #expect(try await simulator.perform(ControlCommand("answer \(call) 0113")) == "ok")
            try await wait(simulator, ringing: [], talking: ["0113"])
            #expect(try await simulator.perform(ControlCommand("transfer \(call) 0201")) == "ok")
            try await wait(simulator, ringing: ["0201"])
            #expect(try await simulator.perform(ControlCommand("redirect \(call) 0202")) == "ok")
            try await wait(simulator, ringing: ["0202"])
            #expect(try await simulator.perform(ControlCommand("answer \(call) 0202")) == "ok")
            try await wait(simulator, ringing: [], talking: ["0202"])
            #expect(try await simulator.perform(ControlCommand("hang-up \(call) 0202")) == "ok")
            try await until { try await simulator.status.liveChannels == 0 }
            #expect(try await simulator.truths.map(\.pattern) == ["told"])
        }
    }

    @Test("an order that nobody can follow is an error, and changes nothing")
    func nobody() async throws {
        try await withSimulator { simulator in
            let call = try await simulator.perform(ControlCommand("begin 7559996 89535237271"))
            try await wait(simulator, ringing: ["0111"])
            for order in ["answer \(call) 0113", "hang-up \(call) 0113", "transfer \(call) 0113", "leave service 0201"]
            {
                await #expect(throws: SimulatorError.self) { try await simulator.perform(ControlCommand(order)) }
            }
            for order in ["answer", "redirect \(call)", "begin", "join service"] {
                #expect(throws: SimulatorError.self) { try ControlCommand(order) }
            }
            try await wait(simulator, ringing: ["0111"])
        }
    }

    @Test("phones join and leave a queue")
    func members() async throws {
        try await withSimulator { simulator in
            _ = try await simulator.perform(ControlCommand("join service 0201"))
            _ = try await simulator.perform(ControlCommand("leave service 0125"))
            _ = try await simulator.perform(ControlCommand("begin 7770011 89535237271"))
            try await wait(simulator, ringing: ["0111", "0113", "0201"])
        }
    }

    private func withSimulator(_ test: (PBXSimulator) async throws -> Void) async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        let simulator = PBXSimulator(configuration)
        try await simulator.start()
        try await test(simulator)
        try await simulator.stop()
    }

    private func wait(_ simulator: PBXSimulator, ringing: [String], talking: [String] = []) async throws {
        try await until {
            let text = try await simulator.perform(ControlCommand("calls"))
            let calls = try JSONDecoder().decode([CallPresence].self, from: Data(text.utf8))
            return calls.map(\.ringing) == [ringing] && calls.map(\.talking) == [talking]
        }
    }

    private func until(_ isSo: () async throws -> Bool) async throws {
        while try await !isSo() { try await Task.sleep(for: .milliseconds(2)) }
    }
}
