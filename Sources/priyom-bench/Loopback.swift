import Foundation
import NIOCore
import NIOPosix

/// Plain requests to a port of this machine, without a library's own cost between the clock and the wire.
enum Loopback {
    static let host = "127.0.0.1"
    static let group = MultiThreadedEventLoopGroup.singleton

    static func freePort() async throws -> Int {
        let listener = try await ServerBootstrap(group: group).bind(host: host, port: 0).get()
        defer { listener.close(promise: nil) }
        guard let port = listener.localAddress?.port else { throw BenchmarkFailure("No port is free.") }
        return port
    }

    static func accepts(_ port: Int) async -> Bool {
        guard let connection = try? await ClientBootstrap(group: group).connect(host: host, port: port).get() else {
            return false
        }
        try? await connection.close()
        return true
    }

    /// The whole answer, with its head.
    @discardableResult
    static func get(_ path: String, port: Int, _ headers: String = "") async throws -> String {
        try await exchange(request(for: path, port: port, headers + "Connection: close\r\n"), port: port)
    }

    /// The whole answer to a form, sent as a page's script sends it.
    static func post(
        _ path: String,
        _ fields: [String: String],
        port: Int,
        _ headers: String = ""
    ) async throws -> String {
        let body = fields.map { "\($0.key)=\($0.value.encodedForForm)" }.joined(separator: "&")
        let head = """
            POST \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\n\(headers)X-Requested-With: page\r\n\
            Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\
            Connection: close\r\n\r\n
            """
        return try await exchange(ByteBuffer(string: head + body), port: port)
    }

    private static func exchange(_ request: ByteBuffer, port: Int) async throws -> String {
        let whole = group.next().makePromise(of: String.self)
        let client = ClientBootstrap(group: group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(WholeAnswer(whole))
            }
        }
        let connection: any Channel
        do {
            connection = try await client.connect(host: host, port: port).get()
        } catch {
            whole.fail(error)
            throw error
        }
        try await connection.writeAndFlush(request)
        return try await whole.futureResult.get()
    }

    static func request(for path: String, port: Int, _ headers: String = "") -> ByteBuffer {
        ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\n\(headers)\r\n")
    }
}

private final class WholeAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let whole: EventLoopPromise<String>
    private var bytes = ByteBuffer()

    init(_ whole: EventLoopPromise<String>) { self.whole = whole }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.writeImmutableBuffer(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) { whole.succeed(String(buffer: bytes)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { whole.fail(error) }
}

extension String {
    fileprivate var encodedForForm: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.urlQueryAllowed)) ?? ""
    }
}
