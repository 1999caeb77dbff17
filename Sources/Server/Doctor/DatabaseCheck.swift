import ContactCenter
import Foundation
import Integrations
import Logging
import Storage

/// Looks at the database: whether it opens, is sound and has the program's schema. Makes none and changes none.
struct DatabaseCheck {
    let location: DatabaseLocation
    let numbers: any PhoneNumberReading
    let keyFile: KeyFile
    let logger: Logger

    private static let subject = "database"

    func findings() async -> [Finding] {
        if case .sqlite(let path) = location, !FileManager.default.fileExists(atPath: path) { return [absent(path)] }
        do {
            let store = try await DataStore.open(location, numbers: numbers, logger: logger)
            let facts: DatabaseFacts
            var secrets: [SealedText] = []
            do {
                facts = try await store.check()
                if facts.schemaVersion == facts.newestSchemaVersion { secrets = try await store.webhooks.secrets() }
            } catch {
                await store.close()
                throw error
            }
            await store.close()
            let problems = facts.engine.problems.map { Finding(.problem, Self.subject, $0) }
            return [identity(facts)] + problems + [schema(facts)]
                + SecretsCheck(file: keyFile, secrets: secrets).findings
        } catch {
            return [Finding(.problem, Self.subject, "\(error)")]
        }
    }

    private func absent(_ path: String) -> Finding {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            return Finding(
                .problem,
                Self.subject,
                "\(path) is not there and cannot be made: the folder \(folder) is missing or may not be written to",
                remedy: "make the folder and give it to the user that priyom runs as, or set database"
            )
        }
        return Finding(.note, Self.subject, "\(path) is not there yet; `priyom serve` or `priyom migrate` makes it")
    }

    private func identity(_ facts: DatabaseFacts) -> Finding {
        let settings = facts.engine.settings.map { "\($0.name) \($0.value)" }
        let size = "\(facts.engine.size / 1_000) kB"
        return Finding(
            .ok,
            Self.subject,
            "\(facts.location): " + ([facts.engine.engine, size] + settings).joined(separator: ", ")
        )
    }

    private func schema(_ facts: DatabaseFacts) -> Finding {
        let (version, newest) = (facts.schemaVersion, facts.newestSchemaVersion)
        if version > newest {
            return Finding(
                .problem,
                Self.subject,
                "its schema is \(version), this program knows \(newest): a newer one has been at it",
                remedy: "run the newer version of priyom"
            )
        }
        guard version < newest else { return Finding(.ok, Self.subject, "its schema is up to date (\(version))") }
        return Finding(
            .note,
            Self.subject,
            "its schema is \(version), `priyom serve` or `priyom migrate` brings it to \(newest)"
        )
    }
}
