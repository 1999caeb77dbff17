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
    /// A value whenever the lists should be asked for; ends with the connection.
    let resyncs: AsyncStream<Void>
    private let channel: any Channel
    private let handler: NIOLoopBound<AMIChannelHandler>
    private let ended: EventLoopFuture<AMIError>
    private let actionIDPrefix = AMIConnection.randomPrefix()
    private let actionCount = Atomic(0)

    init(
        banner: String,
        channel: any Channel,
        handler: NIOLoopBound<AMIChannelHandler>,
        ended: EventLoopFuture<AMIError>,
        resyncs: AsyncStream<Void>
    ) {
        self.banner = banner
        self.channel = channel
        self.handler = handler
        self.ended = ended
        self.resyncs = resyncs
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
        let promise = channel.eventLoop.makePromise(of: AMIReply.self)
        channel.eventLoop.execute { [handler] in
            handler.value.send(bytes, id, action: name, keepsEvents: keepsEvents, promise)
        }
        return try await promise.futureResult.get()
    }

    /// Closes the connection at once.
    public func close() {
        channel.eventLoop.execute { [handler] in handler.value.fail(AMIError(.connectionLost)) }
    }

    /// Waits for the end and tells the reason.
    func end() async -> AMIError {
        (try? await ended.get()) ?? AMIError(.connectionLost)
    }

    /// Ids that no other client of the PBX uses: `OriginateResponse` goes to all of them.
    private static func randomPrefix() -> String {
        let digits = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

// MARK: Connecting

extension AMIConnection {
    /// - Parameters:
    ///   - inbox: gets everything from the log-in on.
    ///   - onLogin: gets the connection before the inbox hears of it.
    static func open(
        _ configuration: AMIConfiguration,
        on group: any EventLoopGroup,
        inbox: Inbox? = nil,
        onLogin: @escaping @Sendable (AMIConnection) -> Void = { _ in }
    ) async throws(AMIError) -> AMIConnection {
        let tls = try configuration.tlsContext()
        let attempts = ChannelsToClose()
        do {
            return try await withTaskCancellationHandler {
                try await ClientBootstrap(group: group)
                    .connectTimeout(TimeAmount(configuration.connectTimeout))
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .channelOption(.socketOption(.so_keepalive), value: 1)
                    .connect(host: configuration.host, port: configuration.port) { channel in
                        attempts.add(channel)
                        return channel.eventLoop.makeCompletedFuture {
                            let handler = AMIChannelHandler(
                                configuration,
                                inbox: inbox,
                                eventLoop: channel.eventLoop,
                                onLogin: onLogin
                            )
                            if let tls {
                                try channel.pipeline.syncOperations.addHandler(
                                    NIOSSLClientHandler(context: tls, serverHostname: configuration.serverName)
                                )
                            }
                            try channel.pipeline.syncOperations.addHandler(handler)
                            return handler.connection
                        }
                    }
                    .get()
            } onCancel: {
                attempts.close()
            }
        } catch {
            throw AMIError(whileConnecting: error).at(configuration.address)
        }
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
