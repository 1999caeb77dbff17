import ArgumentParser
import Foundation
import PBXSimulator

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves AMI until stopped (the default).")

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The AMI port; 0 takes any free one.")
    var port = 5038

    @Option(help: "The manager user.")
    var user = "priyom"

    @Option(help: "The manager user's secret.")
    var secret = "secret"

    @Option(name: .customLong("calls-per-minute"), help: "Calls to invent; at the busiest hour with --office-hours.")
    var callsPerMinute = 0.0

    @Flag(name: .customLong("office-hours"), help: "Fewer calls in the evening, at night and at lunch.")
    var hasOfficeHours = false

    @Option(help: "Virtual seconds in a real one.")
    var speed = 1.0

    @Option(name: .customLong("cdr-csv"), help: "Where to write the PBX's CDR file, Master.csv.")
    var masterCSV: String?

    @Option(help: "A folder to write the sound files of recorded calls into.")
    var recordings: String?

    @Option(help: "Where to write what really happened, as JSON.")
    var truth: String?

    @Option(name: .customLong("control-port"), help: "A port for one-line commands.")
    var controlPort: Int?

    @Flag(name: .customLong("repeat"), help: "Replay recordings over and over.")
    var repeats = false

    @Argument(help: "\"replay\" and recordings to replay (NN-name.txt).")
    var replay: [String] = []

    @OptionGroup var calls: CallOptions

    func validate() throws {
        guard speed > 0 else { throw ValidationError("--speed needs a number above 0") }
        guard callsPerMinute >= 0 else { throw ValidationError("--calls-per-minute needs a number from 0 up") }
        guard replay.isEmpty || replay.first == "replay" else {
            throw ValidationError("\"\(replay[0])\" is no command; to replay recordings say: replay FILE…")
        }
        guard replay.first != "replay" || replay.count > 1 else { throw ValidationError("replay needs recordings") }
    }

    func run() async throws {
        let simulator = PBXSimulator(try settings())
        try await simulator.start()
        say("AMI on \(host):\(try await simulator.port), user \(user)")
        if controlPort != nil { say("commands on \(host):\(try await simulator.controlPort)") }
        try await obey(simulator)
    }

    private func settings() throws -> SimulatorConfiguration {
        var settings = SimulatorConfiguration()
        settings.host = host
        settings.port = port
        settings.users[0] = ManagerUser(name: user, secret: secret)
        settings.site = try calls.site()
        settings.seed = calls.seed
        settings.speed = speed
        settings.callsPerMinute = callsPerMinute
        settings.hours = hasOfficeHours ? Arrivals.officeHours : []
        settings.patterns = try calls.names()
        settings.controlPort = controlPort
        settings.masterCSV = masterCSV
        settings.recordings = recordings
        settings.truth = truth
        settings.keepsRecords = truth != nil
        settings.replay = Array(replay.dropFirst())
        settings.repeatsReplay = repeats
        return settings
    }

    /// Takes commands until "quit", or a signal; the end of standard input ends nothing.
    private func obey(_ simulator: PBXSimulator) async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await waitForSignal() }
            group.addTask {
                for await line in standardInput() {
                    let answer = await Self.answer(to: line, simulator)
                    say(answer)
                    if line == "quit" { return }
                }
                while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
            }
            await group.next()
            group.cancelAll()
        }
        try await simulator.stop()
    }

    private static func answer(to line: String, _ simulator: PBXSimulator) async -> String {
        do {
            return try await simulator.perform(ControlCommand(line))
        } catch {
            return "error: \(error)"
        }
    }
}
