import Logging
import NIOPosix
import Synchronization

@testable import Asterisk

extension AMIConfiguration {
    /// Logs in to the fake PBX and comes back fast. Patient, for a machine that is busy with other tests: what tests a
    /// time-out sets it.
    static func sample(port: Int) -> AMIConfiguration {
        AMIConfiguration(
            host: "127.0.0.1",
            port: port,
            username: "priyom",
            secret: "secret",
            connectTimeout: .seconds(600),
            actionTimeout: .seconds(600),
            keepAliveInterval: .seconds(600),
            reconnect: Reconnect(first: .milliseconds(20), longest: .milliseconds(40))
        )
    }
}

/// Runs a session while the body runs.
func withSession<R: Sendable>(
    _ configuration: AMIConfiguration,
    log: LogRecord = LogRecord(),
    sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) },
    _ body: @Sendable (AMISession, inout AMISessionEvents.Iterator) async throws -> R
) async throws -> R {
    let session = AMISession(configuration, .singletonMultiThreadedEventLoopGroup, log.logger, sleep: sleep)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await session.run() }
        var events = session.events.makeAsyncIterator()
        let result = try await body(session, &events)
        group.cancelAll()
        return result
    }
}

/// The events ended before what was waited for.
struct EndOfEvents: Error {}

extension AMISessionEvents.Iterator {
    mutating func disconnected() async throws -> AMIError {
        while let event = await next() {
            if case .disconnected(let error, _) = event { return error }
        }
        throw EndOfEvents()
    }

    mutating func connected() async throws {
        while let event = await next() {
            if case .connected = event { return }
        }
        throw EndOfEvents()
    }

    /// Reads messages until one fits, and returns all of them.
    mutating func messages(until isLast: (AMIMessage) -> Bool) async throws -> [AMIMessage] {
        var all: [AMIMessage] = []
        while let event = await next() {
            guard case .messages(let messages, _) = event else { continue }
            all += messages
            if messages.contains(where: isLast) { return all }
        }
        throw EndOfEvents()
    }
}

/// What was logged, a line an entry.
final class LogRecord: Sendable {
    private let entries = Mutex<[String]>([])

    var lines: [String] { entries.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(record: self) } }

    private struct Handler: LogHandler {
        let record: LogRecord
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.MetadataValue? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let values = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0)=\($1)" }.sorted()
            let line = ([event.level.rawValue, event.message.description] + values).joined(separator: " ")
            record.entries.withLock { $0.append(line) }
        }
    }
}
