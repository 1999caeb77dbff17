import ArgumentParser
import ContactCenter
import Foundation
import Integrations
import Logging
import PBXSimulator
import Storage
import Synchronization
import TestSupport

/// A year of the registry taken away as a file, beside the same number of rows written with nothing to read or to translate.
///
/// A figure is from the request to the last byte of the file, over loopback.
struct SheetsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets",
        abstract: "Measures a year of the registry as XLSX and CSV: how long it takes, and how much memory."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var kept: KeptDatabase

    @Option(help: "How many contacts there are, spread over three years; a third of them is taken away.")
    var contacts = 300_000

    @Option(help: "How many times each file is taken.")
    var times = 5

    @Option(help: "The same number makes the same contacts.")
    var seed: UInt64 = 1

    func run() async throws {
        try await options.withPlace(in: kept) { database, folder in
            let store = try await DataStore.open(database)
            try await store.migrate()
            if try await store.isEmpty("contacts") {
                try await SampleContacts.upToToday(contacts, seed: seed).fill(store, numbers: .russian)
            }
            try await store.waitUntilTidied()
            let server = try await MeasuredServer(database: database, pbxPort: nil, folder: folder)
            defer { server.stop() }
            // Who measures is a supervisor, who may not by default.
            try await store.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO role_permissions (role, permission, scope) VALUES ('supervisor', 'export', 'all')
                    ON CONFLICT (role, permission) DO NOTHING
                    """
                )
            }
            await store.close()
            try await measure(server)
        }
    }

    private func measure(_ server: MeasuredServer) async throws {
        let last = Date.lastMidnight
        func date(_ instant: Date) -> String { String(instant.ISO8601Format().prefix(10)) }
        let period = "from=\(date(last - 365 * 86_400))&to=\(date(last))"
        func take(_ form: SheetForm) async throws -> (milliseconds: Double, answer: String) {
            var answer = ""
            let time = try await milliseconds {
                answer = try await Loopback.get(
                    "/registry.\(form)?\(period)",
                    port: server.port,
                    server.reader.cookie
                )
            }
            guard answer.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("\(form): \(answer.prefix(200))") }
            return (time, answer)
        }
        // The first ones connect and prepare.
        let lines = try await take(.csv).answer.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
        let rows = lines.count { $0 == "\r\n" } - 1
        let before = server.usage.residentMegabytes
        let memory = try await Peak.megabytes(of: server) { _ = try await take(.xlsx) }
        var (xlsx, csv, alone): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<times {
            xlsx.append(try await take(.xlsx).milliseconds)
            csv.append(try await take(.csv).milliseconds)
            alone.append(try await milliseconds { try await Self.writeAlone(rows) })
        }
        try Measurement(
            benchmark: "sheets",
            settings: options.settings.merging(["contacts": "\(contacts)", "rows": "\(rows)"]) { $1 },
            figures: Measurement.Figure.times(
                xlsx,
                of: "XLSX",
                at: ["p50": 0.5, "max": 1],
                beside: alone,
                called: "as many rows of ready text as XLSX"
            ) + Measurement.Figure.times(csv, of: "CSV", at: ["p50": 0.5, "max": 1]) + [
                .init(name: "memory of the server before", value: before, unit: "MB"),
                .init(name: "the same at most during XLSX", value: memory, unit: "MB"),
            ]
        ).show(asJSON: options.json)
    }

    private static func writeAlone(_ rows: Int) async throws {
        let row = Sheet.Row((0..<20).map { .text("Услуги частники \($0)") })
        let portion = Array(repeating: row, count: 2_000)
        let sheet = Sheet(
            title: "Реестр",
            columns: (0..<20).map { Sheet.Column("c\($0)", "Столбец \($0)", .text) },
            timeZone: .gmt
        ) { take in
            for place in stride(from: 0, to: rows, by: portion.count) {
                try await take(Array(portion.prefix(rows - place)))
            }
        }
        _ = try await SheetFiles().write(sheet, as: .xlsx) { _ in }
    }
}

/// The greatest resident memory while something is done.
private enum Peak {
    static func megabytes(of server: MeasuredServer, during work: () async throws -> Void) async throws -> Double {
        let peak = Mutex(server.usage.residentMegabytes)
        let watch = Task {
            while !Task.isCancelled {
                let now = server.usage.residentMegabytes
                peak.withLock { $0 = max($0, now) }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        defer { watch.cancel() }
        try await work()
        return peak.withLock { $0 }
    }
}
