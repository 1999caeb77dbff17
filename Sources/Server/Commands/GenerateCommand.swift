import ArgumentParser
import ContactCenter
import Foundation
import Integrations
import Storage

/// `priyom generate`: fills an empty database with a business that is made up.
package struct GenerateCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Fill the database with a made-up business, to try the product or to measure it.",
        discussion: """
            Clients, cars, employees and contacts as they might be, ending with yesterday; the same seed makes the same ones. Into a \
            database that has no clients and no contacts; it is made if it is not there.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "How many contacts.")
    var contacts = 5_000

    @Option(help: "The same number makes the same business.")
    var seed: UInt64 = 1

    package init() {}

    package func validate() throws {
        guard (1...50_000_000).contains(contacts) else {
            throw ValidationError("--contacts needs a number from 1 to 50 000 000.")
        }
    }

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        let numbers = LibPhoneNumber(country: configuration.business.country)
        let store = try await DataStore.open(
            configuration.database,
            numbers: numbers,
            missedRules: configuration.missed,
            logger: Self.logger(configuration)
        )
        do {
            try await store.migrate()
            let calendar = BusinessCalendar(configuration.business.timeZone)
            let today = calendar.start(of: calendar.day(of: Date()))
            let business = SampleContacts(contacts, seed: seed, until: today)
            let began = ContinuousClock.now
            try await business.fill(store, numbers: numbers)
            let seconds = (ContinuousClock.now - began).components.seconds
            print("\(store.location): \(business.count) contacts of \(business.clients) clients, in \(seconds) s")
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}
