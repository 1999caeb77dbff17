import ArgumentParser
import Integrations
import Storage

/// `priyom migrate`: makes the database, or brings its schema to this version.
package struct MigrateCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Make the database, or bring its schema to this version.",
        discussion: "`priyom serve` does the same when it starts; this is for doing it beforehand."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        let store = try await DataStore.open(
            configuration.database,
            numbers: LibPhoneNumber(country: configuration.business.country),
            missedRules: configuration.missed,
            logger: Self.logger(configuration)
        )
        do {
            let before = try await store.migrate()
            print("\(store.location): schema \(store.newestSchemaVersion), was \(before)")
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}
