import Foundation
import Storage

/// `priyom serve` as it is delivered, in a process of its own, so that what it uses can be told from what the load uses.
final class MeasuredServer: Sendable {
    let port: Int
    /// From the start of the process to its first page.
    let startTime: Duration
    let reader: MeasuredReader
    private let process: Process

    /// Starts the executable beside this one and waits for its first page.
    ///
    /// - Parameters:
    ///   - pbxPort: `nil` for a process that leaves the PBX to another.
    ///   - folder: where its log goes.
    ///   - phones: where operators sit.
    ///   - flags: settings besides.
    /// - Throws: `BenchmarkFailure` when there is none, or when it ends instead of serving.
    init(
        database: DatabaseLocation,
        pbxPort: Int?,
        folder: String,
        operatorsAt phones: [String] = [],
        flags: [String] = []
    )
        async throws
    {
        port = try await Loopback.freePort()
        reader = try await MeasuredReader(in: database, operatorsAt: phones)
        process = try Self.launch(database: database, pbxPort: pbxPort, port: port, folder: folder, flags: flags)
        let began = ContinuousClock.now
        while await !Loopback.accepts(port) {
            guard process.isRunning, ContinuousClock.now - began < .seconds(120) else {
                process.terminate()
                throw BenchmarkFailure("The server does not serve: \(Self.log(in: folder))")
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        let page = try await Loopback.get("/online", port: port, reader.cookie)
        guard page.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("The first page is \(page.prefix(200))") }
        startTime = ContinuousClock.now - began
    }

    /// Several on one database, of which the first follows the PBX; they are gone afterwards.
    ///
    /// To the database each has a name of its own: `server 0`, `server 1`.
    static func withSeveral(
        _ count: Int,
        on database: DatabaseLocation,
        pbxPort: Int,
        folder: String,
        operatorsAt phones: [String] = [],
        _ measure: (_ servers: [MeasuredServer]) async throws -> Void
    ) async throws {
        var servers: [MeasuredServer] = []
        defer { for server in servers { server.stop() } }
        for number in 0..<count {
            servers.append(
                try await MeasuredServer(
                    database: database.named("server \(number)"),
                    pbxPort: number == 0 ? pbxPort : nil,
                    folder: folder,
                    operatorsAt: number == 0 ? phones : []
                )
            )
        }
        try await measure(servers)
    }

    var usage: ProcessUsage { ProcessUsage(of: process.processIdentifier) }

    /// Waits until events come in.
    func waitForPBX() async throws {
        try await eventually("the server is connected to the PBX") {
            try await Loopback.get("/health", port: self.port).contains("\"pbx\":\"connected\"")
        }
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// Ends it as a power cut would: nothing is finished, nobody is told.
    func kill() {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static func launch(
        database: DatabaseLocation,
        pbxPort: Int?,
        port: Int,
        folder: String,
        flags: [String]
    ) throws -> Process {
        let process = Process()
        process.executableURL = try URL(
            filePath: FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        )
        .deletingLastPathComponent().appending(path: "priyom")
        guard let path = process.executableURL?.path, FileManager.default.isExecutableFile(atPath: path) else {
            throw BenchmarkFailure("There is no priyom beside this program: build it with swift build -c release.")
        }
        let pbx =
            pbxPort.map { ["--pbx-host", "127.0.0.1", "--pbx-port", "\($0)", "--pbx-username", "priyom"] }
            ?? ["--pbx-connect", "false"]
        process.arguments =
            ["serve", "--server-port", "\(port)"] + pbx + flags
            + ["--pbx-time-zone", "UTC", "--log-level", "warning"]
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PRIYOM_") }.merging(
            ["PRIYOM_DATABASE": database.setting, "PRIYOM_PBX_SECRET": "secret"]
        ) { $1 }
        _ = FileManager.default.createFile(atPath: folder + "/priyom.log", contents: nil)
        let log = FileHandle(forWritingAtPath: folder + "/priyom.log")
        process.standardOutput = log
        process.standardError = log
        try process.run()
        return process
    }

    private static func log(in folder: String) -> String {
        (try? String(contentsOfFile: folder + "/priyom.log", encoding: .utf8)) ?? ""
    }
}

/// Why nothing could be measured.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Asks every few milliseconds until it is so.
///
/// - Throws: `BenchmarkFailure` after two minutes.
func eventually(_ what: String, _ isSo: () async throws -> Bool) async throws {
    let limit = ContinuousClock.now + .seconds(120)
    while try await !isSo() {
        guard ContinuousClock.now < limit else { throw BenchmarkFailure("Not within two minutes: \(what).") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

extension DatabaseLocation {
    /// Connected to under a name by which the database tells the program from others, where it knows such names.
    fileprivate func named(_ name: String) -> DatabaseLocation {
        guard case .postgreSQL(let address) = self else { return self }
        let encoded = name.replacing(" ", with: "%20")
        return .postgreSQL(
            connectionString: "\(address)\(address.contains("?") ? "&" : "?")application_name=\(encoded)"
        )
    }

    fileprivate var setting: String {
        switch self {
        case .sqlite(let path): path
        case .postgreSQL(let connectionString): connectionString
        }
    }
}
