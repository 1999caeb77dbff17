import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

@testable import Asterisk

/// A manager port on loopback that behaves as its scripts say: one script a connection, the last one for all further ones.
final class FakePBX: Sendable {
    typealias Script = @Sendable (FakePBXConnection) async throws -> Void

    let port: Int
    private let connections = Atomic(0)
    private let server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>

    private init(_ server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>) {
        self.server = server
        port = server.channel.localAddress?.port ?? 0
    }

    /// How many connections have been accepted.
    var connectionCount: Int { connections.load(ordering: .relaxed) }

    /// Serves while the body runs.
    static func run<R: Sendable>(
        _ scripts: [Script],
        tls: NIOSSLContext? = nil,
        _ body: @Sendable (FakePBX) async throws -> R
    ) async throws -> R {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let pbx = FakePBX(server)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pbx.serve(scripts) }
            defer { group.cancelAll() }
            return try await body(pbx)
        }
    }

    private func serve(_ scripts: [Script]) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { clients in
                for try await client in clients {
                    let number = connections.add(1, ordering: .relaxed).oldValue
                    let script = scripts[min(number, scripts.count - 1)]
                    group.addTask {
                        try? await client.executeThenClose { inbound, outbound in
                            try await script(FakePBXConnection(inbound.makeAsyncIterator(), outbound))
                        }
                    }
                }
            }
        }
    }
}

/// The PBX's end of one connection, used by its script alone.
final class FakePBXConnection {
    typealias Inbound = NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator

    private var inbound: Inbound
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var decoder = AMIDecoder(expectsBanner: false)

    init(_ inbound: Inbound, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
        self.inbound = inbound
        self.outbound = outbound
    }

    /// The client hung up.
    struct Gone: Error {}

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    /// The next action of the client.
    func receive() async throws -> AMIMessage {
        while true {
            if let action = try decoder.next() { return action }
            guard let bytes = try await inbound.next() else { throw Gone() }
            decoder.append(bytes)
        }
    }

    /// Waits for the client to hang up.
    func waitForEnd() async throws {
        while try await inbound.next() != nil {}
    }

    /// Greets and lets the client in by name and secret.
    func logIn() async throws {
        try await send("Asterisk Call Manager/11.0.0\r\n")
        let login = try await receive()
        guard login["Username"] == "priyom", login["Secret"] == "secret" else { throw Gone() }
        try await send("Response: Success\r\nActionID: login\r\nMessage: Authentication accepted\r\n\r\n")
    }

    /// Answers the five lists as a PBX on which nothing happens.
    func answerLists() async throws {
        for _ in 0..<5 { try await answerEmptyList(receive()) }
    }

    func answerEmptyList(_ action: AMIMessage) async throws {
        let (name, id) = (action["Action"] ?? "", action.actionID ?? "")
        try await send(
            "Response: Success\r\nActionID: \(id)\r\nEventList: start\r\nMessage: will follow\r\n\r\n"
                + "Event: \(name)Complete\r\nActionID: \(id)\r\nEventList: Complete\r\nListItems: 0\r\n\r\n"
        )
    }
}
