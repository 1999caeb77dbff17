import Foundation
import Logging
import Synchronization

/// Who is behind a number, answered from memory and never from the database (requirement S4.15): read whole at the start, then kept
/// up by the order of changes, whichever process made them.
package actor CallerDirectory {
    /// How many clients are read, or changes looked through, at a time.
    private static let step = 5_000
    private static let followed: [RecordKind] = [.clients, .documents, .contacts]

    private let store: any CallerStore
    private let changes: any ChangeLog
    private let logger: Logger
    private let index = Index()
    private var places: [RecordKind: ChangePlace] = [:]

    /// Read by everybody without waiting for who writes the database.
    private final class Index: Sendable {
        let state = Mutex<CallerIndex?>(nil)
    }

    package init(store: any CallerStore, changes: any ChangeLog, logger: Logger) {
        self.store = store
        self.changes = changes
        self.logger = logger
    }

    /// Whether all clients have been read.
    package nonisolated var isReady: Bool { index.state.withLock { $0 != nil } }

    /// - Returns: `nil` for a stranger, and for everybody until all clients have been read.
    package nonisolated func caller(behind key: NumberKey) -> Caller? {
        index.state.withLock { $0?.caller(behind: key) }
    }

    /// Until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                try await keepUp()
                try await Task.sleep(for: .seconds(1))
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Callers cannot be read", metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }

    /// Reads all clients, or what has changed since it was last done.
    ///
    /// - Throws: what the store throws; what was known stays.
    package func keepUp() async throws {
        guard isReady else { return try await load() }
        for kind in Self.followed {
            while try await follow(kind) {}
            // The database is another one, or was taken back to an earlier state.
            guard isReady else { return try await load() }
        }
    }

    private func load() async throws {
        let place = try await changes.lastPlace()
        var loaded = CallerIndex()
        var last: ClientID?
        while true {
            let page = try await store.callers(after: last, limit: Self.step)
            for entry in page { loaded.put(entry) }
            guard page.count == Self.step else { break }
            last = page.last?.caller.client
            try Task.checkCancellation()
        }
        places = Dictionary(uniqueKeysWithValues: Self.followed.map { ($0, place) })
        let whole = loaded
        index.state.withLock { $0 = whole }
        logger.info("Callers read", metadata: ["clients": "\(whole.count)"])
    }

    /// - Returns: whether there is more.
    private func follow(_ kind: RecordKind) async throws -> Bool {
        guard let page = try await changes.changes(of: kind, after: places[kind], limit: Self.step) else {
            index.state.withLock { $0 = nil }
            return false
        }
        let clients = try await store.clients(of: page.records, kind)
        let entries = try await store.callers(Array(clients))
        let gone = clients.subtracting(entries.map(\.caller.client))
        index.state.withLock { index in
            for entry in entries { index?.put(entry) }
            for client in gone { index?.remove(client) }
        }
        places[kind] = page.last
        return page.hasMore
    }
}
