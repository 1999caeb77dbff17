import ArgumentParser
import ContactCenter
import Foundation
import Storage
import TestSupport

/// Many clients to look among.
struct DirectoryOptions: ParsableArguments {
    @Option(help: "How many clients there are; every second one has a second telephone.")
    var clients = 1_000_000

    @Option(help: "The same number makes up the same clients and draws the same questions.")
    var seed: UInt64 = 1

    @OptionGroup var kept: KeptDatabase

    var settings: [String: String] { ["clients": "\(clients)", "telephones": "\(clients / 2 * 3)"] }

    func withClients(in engine: TestEngine, _ work: (DataStore) async throws -> Void) async throws {
        try await kept.with(else: engine) { database in
            let store = try await DataStore.open(database)
            try await store.migrate()
            if try await store.isEmpty("clients") {
                try await SampleClients(seed: seed, count: clients).fill(store, at: Date())
            }
            try await store.waitUntilTidied()
            try await work(store)
            await store.close()
        }
    }
}

/// How long something took.
func milliseconds(_ work: () async throws -> Void) async throws -> Double {
    let began = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - began).seconds * 1_000
}
