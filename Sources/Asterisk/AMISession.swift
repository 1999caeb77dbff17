import Logging
import NIOCore
import Synchronization

/// A connection to a PBX that lives for ever: it connects, logs in, asks how things stand, keeps alive and begins again.
///
///     let session = AMISession(configuration: configuration, eventLoopGroup: group, logger: logger)
///     async let running: Void = session.run()
///     for await event in session.events { … }
///
/// The lists asked for after each log-in (`CoreShowChannels`, `Status`, `QueueStatus`, `DeviceStateList`,
/// `ExtensionStateList`, in this order) reach the reader like all messages, told from unasked events by their ActionID. A list that the
/// PBX refuses is logged as a warning and left out.
///
/// Memory: at most `readAheadLimit` bytes wait for the reader; then the socket is not read. Asterisk drops a client that
/// lets it wait long (`writetimeout`), so the reader should hand on what takes time. It must not wait for `send` either:
/// the answer may stand behind what it has not yet read.
public final class AMISession: Sendable {
    private let configuration: AMIConfiguration
    private let eventLoopGroup: any EventLoopGroup
    private let logger: Logger
    private let sleep: @Sendable (Duration) async -> Void
    private let inbox: Inbox
    private let current = Mutex<AMIConnection?>(nil)

    /// - Parameters:
    ///   - configuration: where the PBX is and how to log in.
    ///   - eventLoopGroup: does the I/O; one thread is enough for many sessions.
    ///   - logger: gets connections, failures and refused lists; never numbers or secrets.
    public convenience init(configuration: AMIConfiguration, eventLoopGroup: any EventLoopGroup, logger: Logger) {
        self.init(configuration, eventLoopGroup, logger) { try? await Task.sleep(for: $0) }
    }

    /// - Parameter sleep: waits before the next try; a test waits otherwise.
    init(
        _ configuration: AMIConfiguration,
        _ eventLoopGroup: any EventLoopGroup,
        _ logger: Logger,
        sleep: @escaping @Sendable (Duration) async -> Void
    ) {
        self.configuration = configuration
        self.eventLoopGroup = eventLoopGroup
        self.sleep = sleep
        var logger = logger
        logger[metadataKey: "pbx"] = "\(configuration.address)"
        self.logger = logger
        inbox = Inbox(limit: configuration.readAheadLimit)
    }

    /// What happens, for one reader.
    public var events: AMISessionEvents { AMISessionEvents(inbox: inbox) }

    /// Bytes of memory held for the reader, a measure of how far it lags.
    public var waitingBytes: Int { inbox.size }

    /// Sends an action over the connection that stands.
    ///
    /// - Returns: the answer with a list's items. Events that an action merely causes come to the reader of `events`, as
    ///   does, once more, everything that is returned here.
    /// - Throws: `AMIError`: `.notConnected` at once if no connection is logged in, `.invalidHeader` and `.headerTooLong`
    ///   before anything is sent, `.permissionDenied` and `.refused` for `Response: Error`, `.timedOut`, `.connectionLost`.
    public func send(_ action: AMIAction) async throws -> AMIReply {
        guard let connection = current.withLock({ $0 }) else {
            throw AMIError(.notConnected, host: configuration.address)
        }
        return try await connection.send(action)
    }

    /// Closes the connection; the session makes a new one.
    public func cut() {
        current.withLock { $0 }?.close()
    }

    /// Lives until its task is cancelled, then returns.
    ///
    /// - Throws: `AMIError` only for a configuration that can never work: certificates that cannot be read. A PBX that is
    ///   down or refuses the log-in is no error, it is tried again.
    public func run() async throws {
        defer { inbox.finish() }
        _ = try configuration.tlsContext()
        var backOff = BackOff(configuration.reconnect)
        var random = SystemRandomNumberGenerator()
        var attempt = 1
        while !Task.isCancelled {
            await inbox.waitForRoom()
            inbox.put(.connecting(attempt: attempt))
            let (error, lifetime) = await liveOnce()
            if Task.isCancelled { return }
            let delay = backOff.nextDelay(afterConnectionOf: lifetime, using: &random)
            attempt = lifetime == nil ? attempt + 1 : 1
            report(error, retryIn: delay)
            await sleep(delay)
        }
    }

    /// - Returns: why it ended, and how long it was logged in, `nil` if it never was.
    private func liveOnce() async -> (AMIError, Duration?) {
        defer { current.withLock { $0 = nil } }
        do throws(AMIError) {
            let connection = try await AMIConnection.open(
                configuration,
                on: eventLoopGroup,
                inbox: inbox,
                onLogin: { [self] connection in current.withLock { $0 = connection } }
            )
            let loggedInAt = ContinuousClock.now
            logger.info("PBX connected", metadata: ["banner": "\(connection.banner)"])
            let error = await withTaskCancellationHandler {
                for await _ in connection.resyncs { await resync(connection) }
                return await connection.end()
            } onCancel: {
                connection.close()
            }
            return (error, ContinuousClock.now - loggedInAt)
        } catch {
            return (error, nil)
        }
    }

    private func report(_ error: AMIError, retryIn delay: Duration) {
        let level: Logger.Level = if case .loginRefused = error.code { .error } else { .warning }
        logger.log(level: level, "PBX connection failed", metadata: ["reason": "\(error)", "retry-in": "\(delay)"])
        inbox.put(.disconnected(error, retryIn: delay))
    }

    /// Asks how things stand; the answers reach the reader like everything else.
    private func resync(_ connection: AMIConnection) async {
        for list in Self.lists {
            do {
                _ = try await connection.send(list, keepsEvents: false)
            } catch let error as AMIError where error.isOfConnection {
                return
            } catch {
                logger.warning(
                    "PBX gave no list, what it would tell stays unknown",
                    metadata: ["action": "\(list.name)", "reason": "\(error)"]
                )
            }
        }
    }

    private static let lists: [AMIAction] = [
        .coreShowChannels, .status(), .queueStatus(), .deviceStateList, .extensionStateList,
    ]
}

extension AMIError {
    /// The connection is over, not just this action.
    fileprivate var isOfConnection: Bool {
        switch code {
        case .permissionDenied, .refused, .timedOut, .listTooLong: false
        default: true
        }
    }
}
