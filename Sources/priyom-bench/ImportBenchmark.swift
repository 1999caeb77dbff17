import ArgumentParser
import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Synchronization
import TestSupport

/// A workbook of clients imported among many: read, checked, written; beside the same file that is only read.
///
/// Every second row is of a client who is known already, by one of their telephones. Meanwhile somebody writes clients down by hand.
struct ImportBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Measures the import of a workbook of clients: how long it takes, how much memory, and who waits meanwhile."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var directory: DirectoryOptions

    @Option(help: "How many rows the workbook has.")
    var rows = 100_000

    func run() async throws {
        try await directory.withClients(in: options.database) { store in
            let file = try await workbook()
            let tables = TableFiles()
            let alone = try await milliseconds {
                let table = try await tables.open(file, TableHints())
                while try await !table.next().isEmpty {}
            }
            let desk = ImportDesk(
                store: store.imports,
                tables: tables,
                records: store.records,
                now: { Date() },
                logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
            )
            let before = ProcessUsage.own.residentMegabytes
            let peak = Mutex(before)
            let watch = Task {
                while !Task.isCancelled {
                    peak.withLock { $0 = max($0, ProcessUsage.own.residentMegabytes) }
                    try? await Task.sleep(for: .milliseconds(10))
                }
            }
            defer { watch.cancel() }
            var id = ImportID(0)
            let taking = try await milliseconds {
                id = try await desk.take(file, named: "base.xlsx", TableHints(), by: RecordAuthor(nil, at: Date()))
            }
            let checking = try await milliseconds { try await work(.check, id, store) }
            let others = Task { try await writeByHand(store) }
            let writing = try await milliseconds { try await work(.run, id, store) }
            others.cancel()
            let waits = try await others.value
            let whole = taking + checking + writing
            let grown = peak.withLock { $0 } - before
            try Measurement(
                benchmark: "import",
                settings: options.settings.merging(directory.settings.merging(["rows": "\(rows)"]) { $1 }) { $1 },
                figures: Measurement.Figure.times(
                    [whole],
                    of: "import",
                    at: ["whole": 1],
                    beside: [alone],
                    called: "the file only read"
                ) + [
                    .init(name: "reading and keeping", value: taking, unit: "ms"),
                    .init(name: "checking", value: checking, unit: "ms"),
                    .init(name: "writing", value: writing, unit: "ms"),
                    .init(name: "memory grown by at most", value: grown, unit: "MB"),
                ]
                    + Measurement.Figure.times(
                        waits,
                        of: "client written by hand meanwhile",
                        at: ["p50": 0.5, "p95": 0.95, "max": 1]
                    )
            ).show(asJSON: options.json)
        }
    }

    private func work(_ work: ImportWork, _ id: ImportID, _ store: DataStore) async throws {
        guard let version = try await store.imports.find(id)?.version,
            try await store.imports.begin(work, of: id, over: version, audit: nil, at: Date())
        else { throw BenchmarkFailure("The import could not begin to \(work.rawValue).") }
        while try await store.imports.work(limit: 100, at: Date()) > 0 {}
    }

    /// How long each took, in milliseconds.
    private func writeByHand(_ store: DataStore) async throws -> [Double] {
        var times: [Double] = []
        while !Task.isCancelled {
            var client = Client()
            client.name = "Вручную \(times.count)"
            times.append(
                try await milliseconds { _ = try await store.clients.add(client, by: RecordAuthor(nil, at: Date())) }
            )
            try? await Task.sleep(for: .milliseconds(50))
        }
        return times
    }

    private func workbook() async throws -> [UInt8] {
        let columns = ["ФИО", "Телефон", "Почта", "Адрес"].enumerated().map { Sheet.Column("c\($0)", $1, .text) }
        let (rows, clients, seed) = (rows, directory.clients, directory.seed)
        let sheet = Sheet(title: "Клиенты", columns: columns, timeZone: .gmt) { take in
            for start in stride(from: 0, to: rows, by: 1_000) {
                try await take(
                    (start..<min(rows, start + 1_000)).map { place in
                        let known = SampleClient(place % clients, seed: seed).client
                        let number = place % 2 == 0 ? known.phones[0].number : "8 (912) \(1_000_000 + place)"
                        let cells = ["\(known.name) \(place)", number, "c\(place)@example.org", "ул. Новая, \(place)"]
                        return Sheet.Row(cells.map { .text($0) })
                    }
                )
            }
        }
        let file = try await SheetFiles().write(sheet, as: .xlsx) { _ in }
        return try await file.bytes(from: 0, count: Int(file.size))
    }
}
