import HummingbirdCore
import NIOCore

/// Has the kernel give a connection up whose other end acknowledges nothing for 20 seconds, so that a browser that has lost its
/// network is noticed. Linux only; elsewhere the kernel's own patience holds.
final class DeadPeers: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    /// In milliseconds.
    private static let limit: ChannelOptions.Types.SocketOption.Value = 20_000

    func handlerAdded(context: ChannelHandlerContext) {
        #if os(Linux)
        // TCP_USER_TIMEOUT of <netinet/tcp.h>. A channel without a socket, as tests have them, refuses it.
        let option = ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: 18))
        context.channel.setOption(option, value: Self.limit).whenFailure { _ in }
        #endif
    }
}

extension HTTP1Channel.Configuration {
    static var noticingDeadPeers: HTTP1Channel.Configuration { .init(additionalChannelHandlers: [DeadPeers()]) }
}
