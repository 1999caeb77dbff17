import ArgumentParser
import ContactCenter
import Foundation
import PBXSimulator
import Storage
import TestSupport

/// Lists of calls over a year's journal, by random combinations of all filters that the pages offer.
///
/// A figure is from the request to the whole page, over loopback: session, counts, rows and rendering.
struct ListsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Measures pages of lists with random filters on a journal with many calls."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many ended calls are in the journal, spread over a year.")
    var calls = 1_000_000

    @Option(help: "How many combinations of filters are drawn, half of them for periods of up to 31 days.")
    var combinations = 500

    @Option(help: "The same number draws the same combinations.")
    var seed: UInt64 = 1

    func run() async throws {
        try await options.withPlace { database, folder in
            let reader = try await MeasuredReader(in: database)
            let store = try await DataStore.open(database)
            let midnight = Int64(Date.lastMidnight.timeIntervalSince1970)
            let business = LargeBusiness(calls: calls, end: midnight)
            try await business.fill(store)
            try await store.waitUntilTidied()
            let cookies = try await [
                reader.cookie, reader.logIn("person0", in: store), reader.logIn("person1", in: store),
            ]
            let simulator = options.simulator(desks: 20)
            try await simulator.start()
            let server = try await MeasuredServer(database: database, pbxPort: simulator.port, folder: folder)
            defer { server.stop() }
            try await measure(business, cookies: cookies, port: server.port, store: store)
            try await simulator.stop()
            await store.close()
        }
    }

    private func measure(_ business: LargeBusiness, cookies: [String], port: Int, store: DataStore) async throws {
        var random = TestSupport.SeededRandom(seed: seed)
        var times = PageTimes()
        let periods: [(PageTimes.Period, ClosedRange<Int>)] = [
            (.month, 1...31), (.longer, 32...Int(LargeBusiness.days)),
        ]
        for number in 0..<combinations {
            let (period, days) = periods[number % 2]
            let list = MeasuredList.all[number / 2 % MeasuredList.all.count]
            times.addBaseline(try await milliseconds { try await Self.readByKey(store) })
            var isShown = false
            while !isShown {
                let page = DrawnPage(of: list, days, in: business, using: &random)
                // Six of ten readers may see all calls, two their own, two their department's.
                let cookie = cookies[[0, 0, 0, 1, 2].randomElement(using: &random) ?? 0]
                var answer = ""
                let time = try await milliseconds {
                    answer = try await Loopback.get(page.address, port: port, cookie)
                }
                isShown = answer.hasPrefix("HTTP/1.1 200")
                if isShown { times.add(page.words, time, of: period) }
                // A reader of own calls may not ask for a colleague's, and is told so: that is no page of the list.
                guard isShown || answer.hasPrefix("HTTP/1.1 400") else {
                    throw BenchmarkFailure("\(page.address): \(answer.prefix(200))")
                }
            }
        }
        try Measurement(
            benchmark: "lists",
            settings: options.settings.merging(["calls in the journal": "\(calls)", "combinations": "\(combinations)"])
            { $1 },
            figures: times.figures
        ).show(asJSON: options.json)
        if !options.json { times.showWorst() }
    }

    private static func readByKey(_ store: DataStore) async throws {
        _ = try await store.database.read { try $0.rows("SELECT id FROM users WHERE id = $1", [.integer(1)]) }
    }
}
