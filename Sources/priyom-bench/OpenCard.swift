import NIOCore
import NIOPosix

/// A browser that has the card of one phone open: it reads the page's event stream and notes when a call shows.
final class OpenCard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let phone: String
    private let times: PopTimes

    private init(phone: String, times: PopTimes) {
        self.phone = phone
        self.times = times
    }

    static func open(phone: String, on server: MeasuredServer, times: PopTimes) async throws -> any Channel {
        let client = ClientBootstrap(group: Loopback.group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(OpenCard(phone: phone, times: times))
            }
        }
        let connection = try await client.connect(host: Loopback.host, port: server.port).get()
        let cookie = server.reader.operators[phone]
        // The card of the own phone, or that of somebody's phone for who may watch.
        let path = "/live?follow=%2Fcard%3Fpage%3Dcard%26extension%3D\(phone)\(cookie == nil ? "" : "%26own%3D1")"
        try await connection.writeAndFlush(
            Loopback.request(for: path, port: server.port, cookie ?? server.reader.cookie)
        )
        return connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = ContinuousClock.now
        guard let call = times.awaitedCall(of: phone) else { return }
        if String(buffer: unwrapInboundIn(data)).contains(call) { times.note(phone: phone, showsSince: now) }
    }
}
