import NIOCore
import NIOPosix

/// A browser that has a table or a panel of people open: it reads the event stream and notes when a change shows.
final class OpenPicker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let number: Int
    private let times: PickerTimes
    /// A piece may come in two reads.
    private var rest = ByteBuffer()
    private static let longestPiece = 2_000

    private init(number: Int, times: PickerTimes) {
        self.number = number
        self.times = times
    }

    /// - Parameters:
    ///   - page: what it follows, `people` or `colleagues`.
    ///   - cookie: the header that the browser sends.
    static func open(
        _ page: String,
        _ number: Int,
        on server: MeasuredServer,
        cookie: String,
        times: PickerTimes
    ) async throws -> any Channel {
        let client = ClientBootstrap(group: Loopback.group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(OpenPicker(number: number, times: times))
            }
        }
        let connection = try await client.connect(host: Loopback.host, port: server.port).get()
        try await connection.writeAndFlush(
            Loopback.request(for: "/live?follow=%2Fa1.0%3Fpage%3D\(page)", port: server.port, cookie)
        )
        return connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest.writeImmutableBuffer(unwrapInboundIn(data))
        rest.withUnsafeReadableBytes { times.note($0, by: number) }
        rest.moveReaderIndex(forwardBy: max(0, rest.readableBytes - Self.longestPiece))
        rest.discardReadBytes()
    }
}
