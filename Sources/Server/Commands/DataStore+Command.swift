import ContactCenter
import Integrations
import Logging
import Storage

extension DataStore {
    /// Opens and migrates the database, and closes it however the work ends.
    static func with<Result>(
        _ configuration: Configuration,
        logger: Logger,
        _ work: (DataStore) async throws -> Result
    ) async throws -> Result {
        let store = try await DataStore.open(
            configuration.database,
            numbers: LibPhoneNumber(country: configuration.business.country),
            missedRules: configuration.missed,
            serviceLevel: configuration.serviceLevel,
            reminders: configuration.reception,
            logger: logger
        )
        do {
            try await store.migrate()
            let result = try await work(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }
}
