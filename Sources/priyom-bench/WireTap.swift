import Asterisk
import NIOCore
import NIOPosix

/// A line between the server and the PBX that hears what passes: it notes when a phone is called, just before the bytes
/// that say so go out to the server, and what the server has the PBX do, when it comes off the wire.
enum WireTap {
    /// - Parameters:
    ///   - onCall: told the phone that is called, and the call's Linkedid.
    ///   - onAction: told what the server asks for.
    /// - Returns: the line's end for the server.
    static func open(
        to port: Int,
        onCall: @escaping @Sendable (_ phone: String, _ call: String) -> Void = { _, _ in },
        onAction: (@Sendable (AMIMessage) -> Void)? = nil
    ) async throws -> any Channel {
        try await ServerBootstrap(group: Loopback.group)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { near in
                // What comes from the PBX waits until the server's end can be written to.
                ClientBootstrap(group: near.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .connect(host: Loopback.host, port: port)
                    .flatMapThrowing { far in
                        let actions = MessageListener(onAction ?? { _ in })
                        try near.pipeline.syncOperations.addHandler(
                            LineEnd(to: far, isReadFirst: true) { if onAction != nil { actions.hear($0) } }
                        )
                        let events = MessageListener { message in
                            if let called = message.calledPhone { onCall(called.phone, called.call) }
                        }
                        try far.pipeline.syncOperations.addHandler(LineEnd(to: near) { events.hear($0) })
                    }
            }
            .bind(host: Loopback.host, port: 0).get()
    }
}

/// Passes on what it reads to the other end, and closes that when it is closed itself.
private final class LineEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let startsOther: Bool
    private let hear: (ByteBuffer) -> Void

    init(to other: any Channel, isReadFirst startsOther: Bool = false, _ hear: @escaping (ByteBuffer) -> Void) {
        self.other = other
        self.startsOther = startsOther
        self.hear = hear
    }

    func channelActive(context: ChannelHandlerContext) {
        if startsOther { other.setOption(.autoRead, value: true).whenFailure { _ in } }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        hear(bytes)
        other.writeAndFlush(bytes, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

private final class MessageListener {
    private let onMessage: (AMIMessage) -> Void
    private var decoder = AMIDecoder()

    init(_ onMessage: @escaping (AMIMessage) -> Void) { self.onMessage = onMessage }

    func hear(_ bytes: ByteBuffer) {
        decoder.append(bytes)
        while let message = try? decoder.next() { onMessage(message) }
    }
}

extension AMIMessage {
    /// `DialBegin`, with which the PBX rings a phone; the call is a Linkedid.
    fileprivate var calledPhone: (phone: String, call: String)? {
        guard self["Event"] == "DialBegin", let call = self["Linkedid"],
            let phone = self["DestChannel"]?.dropFirst("PJSIP/".count).prefix(while: { $0 != "-" })
        else { return nil }
        return (String(phone), call)
    }
}
