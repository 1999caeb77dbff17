import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// One connection to a PBX, logged in. For a check or a single command; what should last is an `AMISession`.
///
///     let channels = try await AMIConnection.with(configuration, on: group) { connection in
///         try await connection.send(.coreShowChannels)
///     }
public final class AMIConnection: Sendable {
    /// What the PBX greeted with, such as `Asterisk Call Manager/11.0.0`.
    public let banner: String
    private let wire: Wire
    private let actionIDPrefix = AMIConnection.randomPrefix()
    private let actionCount = Atomic(0)

    private init(banner: String, wire: Wire) {
        self.banner = banner
        self.wire = wire
    }

    /// Connects, logs in, runs the body and closes the connection.
    ///
    /// - Throws: `AMIError`, whose description says what to do; and what the body throws.
    public static func with<R: Sendable>(
        _ configuration: AMIConfiguration,
        on group: any EventLoopGroup,
        _ body: @Sendable (AMIConnection) async throws -> R
    ) async throws -> R {
        let connection = try await open(configuration, on: group)
        defer { connection.close() }
        return try await body(connection)
    }

    /// Sends an action and waits for its answer, a list's items included.
    ///
    /// - Returns: the answer. Events that an action merely causes, such as `OriginateResponse`, are no part of it.
    /// - Throws: `AMIError`: `.invalidHeader` and `.headerTooLong` before anything is sent, `.permissionDenied` and
    ///   `.refused` for `Response: Error`, `.timedOut`, `.connectionLost`.
    public func send(_ action: AMIAction) async throws -> AMIReply {
        try await send(action, keepsEvents: true)
    }

    func send(_ action: AMIAction, keepsEvents: Bool) async throws -> AMIReply {
        let id = action.actionID ?? "\(actionIDPrefix)-\(actionCount.add(1, ordering: .relaxed).newValue)"
        var action = action
        action.actionID = id
        let (bytes, name) = (try action.encoded(), action.name)
        let promise = wire.channel.eventLoop.makePromise(of: AMIReply.self)
        wire.channel.eventLoop.execute { [handler = wire.handler] in
            handler.value.send(bytes, id, action: name, keepsEvents: keepsEvents, promise)
        }
        return try await promise.futureResult.get()
    }

    /// Closes the connection at once.
    public func close() {
        wire.channel.eventLoop.execute { [handler = wire.handler] in handler.value.fail(AMIError(.connectionLost)) }
    }

    /// A value whenever the lists should be asked for; ends with the connection.
    var resyncs: AsyncStream<Void> { wire.resyncs }

    /// Waits for the end and tells the reason.
    func end() async -> AMIError {
        (try? await wire.ended.get()) ?? AMIError(.connectionLost)
    }

    /// Ids that no other client of the PBX uses: `OriginateResponse` goes to all of them.
    private static func randomPrefix() -> String {
        let digits = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

// MARK: Connecting

extension AMIConnection {
    /// What belongs to one try to connect.
    private struct Wire: Sendable {
        let channel: any Channel
        let handler: NIOLoopBound<AMIChannelHandler>
        let loggedIn: EventLoopFuture<String>
        let ended: EventLoopFuture<AMIError>
        let resyncs: AsyncStream<Void>
    }

    /// - Parameter inbox: gets everything from the log-in on.
    static func open(
        _ configuration: AMIConfiguration,
        on group: any EventLoopGroup,
        inbox: Inbox? = nil
    ) async throws(AMIError) -> AMIConnection {
        let tls = try configuration.tlsContext()
        let attempts = ChannelsToClose()
        do {
            return try await withTaskCancellationHandler {
                let wire = try await ClientBootstrap(group: group)
                    .connectTimeout(TimeAmount(configuration.connectTimeout))
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .channelOption(.socketOption(.so_keepalive), value: 1)
                    .connect(host: configuration.host, port: configuration.port) { channel in
                        attempts.add(channel)
                        return channel.eventLoop.makeCompletedFuture {
                            try buildPipeline(channel, configuration, tls, inbox)
                        }
                    }
                let banner = try await wire.loggedIn.get()
                return AMIConnection(banner: banner, wire: wire)
            } onCancel: {
                attempts.close()
            }
        } catch {
            throw AMIError(whileConnecting: error).at(configuration.address)
        }
    }

    /// A name with several addresses is tried on each, so everything here is one try's own.
    private static func buildPipeline(
        _ channel: any Channel,
        _ configuration: AMIConfiguration,
        _ tls: NIOSSLContext?,
        _ inbox: Inbox?
    ) throws -> Wire {
        let eventLoop = channel.eventLoop
        let loggedIn = eventLoop.makePromise(of: String.self)
        let ended = eventLoop.makePromise(of: AMIError.self)
        let (resyncs, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let handler = AMIChannelHandler(
            configuration,
            inbox: inbox,
            eventLoop: eventLoop,
            loggedIn: loggedIn,
            ended: ended,
            resyncs: continuation
        )
        if let tls {
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: tls, serverHostname: configuration.serverName)
            )
        }
        try channel.pipeline.syncOperations.addHandler(handler)
        return Wire(
            channel: channel,
            handler: NIOLoopBound(handler, eventLoop: eventLoop),
            loggedIn: loggedIn.futureResult,
            ended: ended.futureResult,
            resyncs: resyncs
        )
    }
}

/// The channels of a try to connect, so that a cancelled task need not wait for its time-out.
private final class ChannelsToClose: Sendable {
    private let state = Mutex((channels: [any Channel](), isClosed: false))

    func add(_ channel: any Channel) {
        let isClosed = state.withLock { state in
            state.channels.append(channel)
            return state.isClosed
        }
        if isClosed { channel.close(promise: nil) }
    }

    func close() {
        let channels = state.withLock { state in
            state.isClosed = true
            return state.channels
        }
        for channel in channels { channel.close(promise: nil) }
    }
}
