import ArgumentParser
import ContactCenter
import Foundation
import Logging
import Storage
import TestSupport

/// What it costs that reports are instant: facts are counted anew once a second, as the server does it, while contacts are registered.
///
/// The baseline is the registration itself, from the first word to the number, done by the same program in the same run.
struct FactsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "Measures what keeping the facts of reports takes beside the registration of contacts."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var kept: KeptDatabase

    @Option(help: "How many contacts there are, spread over three years, in a database of its own.")
    var contacts = 100_000

    @Option(help: "How many contacts are registered in a second.")
    var perSecond = 10

    @Option(help: "How long, in seconds.")
    var seconds = 60

    func run() async throws {
        try await options.withPlace(in: kept) { database, _ in
            let store = try await DataStore.open(database)
            try await store.migrate()
            if try await store.isEmpty("contacts") {
                try await SampleContacts.upToToday(contacts, seed: 1).fill(store, numbers: .russian)
            }
            try await store.waitUntilTidied()
            while try await store.reports.fold(days: 31, at: Date()) > 0 {}
            try await measure(store)
            await store.close()
        }
    }

    private func measure(_ store: DataStore) async throws {
        var registering: [Double] = []
        var counting: [Double] = []
        for _ in 0..<seconds {
            for _ in 0..<perSecond { registering.append(try await milliseconds { try await Self.register(in: store) }) }
            counting.append(
                try await milliseconds { while try await store.reports.fold(at: Date()) > 0 {} } / Double(perSecond)
            )
        }
        let share = counting.reduce(0, +) * Double(perSecond) / registering.reduce(0, +)
        try Measurement(
            benchmark: "facts",
            settings: options.settings.merging(["load": "\(perSecond) registrations, then the facts, \(seconds) times"])
            {
                $1
            },
            figures: Measurement.Figure.times(
                counting,
                of: "facts, a contact",
                at: ["p50": 0.5, "max": 1],
                beside: registering,
                called: "registering it"
            ) + [.init(name: "facts of the time of registering", value: share * 100, unit: "%")]
        ).show(asJSON: options.json)
    }

    private static func register(in store: DataStore) async throws {
        var contact = Contact()
        contact.at = Date()
        contact.personName = "Константин"
        contact.channel = ContactChannelID(1)
        contact.reason = ReasonID(1)
        let author = RecordAuthor(nil, at: Date())
        guard case .saved(let begun) = try await store.contacts.begin(contact, by: author),
            case .saved = try await store.contacts.register(begun.id, over: begun.version, by: author)
        else { throw BenchmarkFailure("Not registered.") }
    }
}
