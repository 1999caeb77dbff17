import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Answers a dialplan that asks with `AGI(agi://host/script)`, by channel variables.
///
///     let answer: FastAGIServer.Answer = { request in [AGIVariable("GREETING", "hello")].compactMap { $0 } }
///     let server = FastAGIServer(host: "127.0.0.1", port: 4573, group: group, logger: logger, answer: answer)
///     try await server.run()      // returns when its task is cancelled
///
/// The dialplan waits for the whole conversation, and Asterisk has no time-out for it but that of connecting, 2 s. So each
/// conversation is ended after `timeout`, whatever the peer or the answer does, and the dialplan goes on.
public struct FastAGIServer: Sendable {
    public typealias Answer = @Sendable (AGIRequest) async -> [AGIVariable]

    private let host: String
    private let port: Int
    private let timeout: Duration
    private let mostConnections: Int
    private let group: any EventLoopGroup
    private let logger: Logger
    private let admits: @Sendable (_ address: String) -> Bool
    private let answer: Answer

    /// - Parameters:
    ///   - port: 0 lets the system choose.
    ///   - timeout: of a conversation from its connection to its end.
    ///   - mostConnections: who comes when there are so many is sent away.
    ///   - admits: whether a peer of this address is heard; FastAGI knows no passwords.
    public init(
        host: String,
        port: Int,
        timeout: Duration = .seconds(1),
        mostConnections: Int = 200,
        group: any EventLoopGroup,
        logger: Logger,
        admits: @escaping @Sendable (_ address: String) -> Bool = { _ in true },
        answer: @escaping Answer
    ) {
        self.host = host
        self.port = port
        self.timeout = timeout
        self.mostConnections = mostConnections
        self.group = group
        self.logger = logger
        self.admits = admits
        self.answer = answer
    }

    /// Serves until its task is cancelled.
    ///
    /// - Parameter onListening: called with the port once connections are taken.
    /// - Throws: what keeps it from listening.
    public func run(onListening: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        onListening(server.channel.localAddress?.port ?? port)
        let open = OpenConnections()
        do {
            try await withThrowingDiscardingTaskGroup { group in
                try await server.executeThenClose { clients in
                    for try await client in clients {
                        group.addTask { await serve(client, open) }
                    }
                }
            }
        } catch {
            // To end when asked to is no failure.
            guard Task.isCancelled else { throw error }
        }
    }

    private final class OpenConnections: Sendable {
        let count = Atomic(0)
    }

    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ open: OpenConnections) async {
        let isCrowded = open.count.add(1, ordering: .relaxed).newValue > mostConnections
        defer { open.count.subtract(1, ordering: .relaxed) }
        let channel = client.channel
        let address = channel.remoteAddress?.ipAddress ?? ""
        let isHeard = !isCrowded && admits(address)
        if !isHeard {
            logger.warning(
                "A FastAGI connection was sent away",
                metadata: ["address": "\(address)", "reason": isCrowded ? "too many" : "not named"]
            )
        }
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) { channel.close(promise: nil) }
        defer { deadline.cancel() }
        do {
            try await client.executeThenClose { inbound, outbound in
                guard isHeard else { return }
                var conversation = AGIConversation(inbound.makeAsyncIterator(), outbound)
                try await conversation.hold(answer)
            }
        } catch {
            logger.debug("A FastAGI conversation ended early", metadata: ["reason": "\(error)"])
        }
    }
}

/// One dialplan that asks, from its request to the last variable.
private struct AGIConversation {
    /// Lines of a request; Asterisk sends some twenty, and one for each argument.
    private static let mostLines = 200

    private var lines = AGILines()
    private var chunks: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    init(
        _ chunks: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.chunks = chunks
        self.outbound = outbound
    }

    /// Each command waits for the answer to the one before: Asterisk reads one at a time.
    mutating func hold(_ answer: FastAGIServer.Answer) async throws {
        let request = try await request()
        for variable in await answer(request) {
            try await outbound.write(ByteBuffer(string: variable.command))
            // `HANGUP`, an error, or a channel that is gone: nothing more can be set.
            guard try await line()?.hasPrefix("200 ") ?? false else { return }
        }
    }

    private mutating func request() async throws -> AGIRequest {
        var read: [String] = []
        while let line = try await line() {
            if line.isEmpty { return AGIRequest(lines: read) }
            guard read.count < Self.mostLines else { throw AGIError.tooManyLines }
            read.append(line)
        }
        throw AGIError.cutOff
    }

    private mutating func line() async throws -> String? {
        while true {
            if let line = try lines.next() { return line }
            guard let chunk = try await chunks.next() else { return nil }
            lines.append(chunk)
        }
    }
}
