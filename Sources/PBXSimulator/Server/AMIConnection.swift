import Asterisk
import Crypto
import NIOCore

/// One manager session: log-in, rights, actions in, answers and events out. Lives on the simulation's event loop.
final class AMIConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    static let banner = "Asterisk Call Manager/11.0.0\r\n"

    private unowned let simulation: Simulation
    private var channel: (any Channel)?
    private var decoder = AMIDecoder(messageLimit: 1 << 16, expectsBanner: false)
    private(set) var user: ManagerUser?
    private var eventMask = EventClass.all
    private var challenge: String?
    private var pendingBytes = 0
    private var isClosing = false
    private var backlog: ByteBuffer?
    let sessionID: String
    var loggedInAt: PBXInstant?

    init(_ simulation: Simulation) {
        self.simulation = simulation
        sessionID = "0x7f98\(String(UInt32(truncatingIfNeeded: simulation.pbx.random.next()), radix: 16))"
    }

    var localAddress: String { Self.address(channel?.localAddress) }
    var remoteAddress: String { Self.address(channel?.remoteAddress) }

    private static func address(_ address: SocketAddress?) -> String {
        guard let address, let ip = address.ipAddress else { return "IPV4/TCP/0.0.0.0/0" }
        return "\(ip.contains(":") ? "IPV6" : "IPV4")/TCP/\(ip)/\(address.port ?? 0)"
    }

    // MARK: In

    func channelActive(context: ChannelHandlerContext) {
        channel = context.channel
        simulation.add(self)
        write(ByteBuffer(string: Self.banner))
    }

    func channelInactive(context: ChannelHandlerContext) {
        simulation.remove(self)
        channel = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        do {
            while !isClosing, let action = try decoder.next() {
                simulation.perform(simulation.names.heard(action), on: self)
            }
        } catch {
            // Whoever sends a message without an end is no manager.
            close()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    // MARK: Log-in

    func newChallenge() -> String {
        let fresh = String(simulation.pbx.random.number(in: 100_000_000...999_999_999))
        challenge = fresh
        return fresh
    }

    func isRight(_ action: AMIMessage, for user: ManagerUser) -> Bool {
        guard action["AuthType"]?.lowercased() == "md5" else { return action["Secret"] == user.secret }
        guard let challenge, let key = action["Key"] else { return false }
        let digest = Insecure.MD5.hash(data: Array((challenge + user.secret).utf8))
        return digest.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined() == key.lowercased()
    }

    func logIn(_ user: ManagerUser, events: String?) {
        self.user = user
        loggedInAt = simulation.pbx.now
        eventMask = user.read
        if let events { setEventMask(events) }
    }

    func setEventMask(_ mask: String) {
        eventMask = EventClass(mask: mask).intersection(user?.read ?? [])
    }

    // MARK: Out

    func send(_ answer: ActionAnswer) { write(answer.buffer.bytes) }

    /// Passes on what this session wants to see.
    func send(_ events: EventBuffer) {
        guard user != nil, !eventMask.isEmpty else { return }
        write(eventMask == .all ? events.bytes : events.bytes(of: eventMask))
    }

    private func write(_ bytes: ByteBuffer) {
        guard let channel, !isClosing, bytes.readableBytes > 0 else { return }
        let bytes = simulation.names.told(bytes)
        if backlog != nil {
            backlog?.writeImmutableBuffer(bytes)
            if backlog?.readableBytes ?? 0 > simulation.writeLimit { close() }
            return
        }
        let count = bytes.readableBytes
        pendingBytes += count
        guard pendingBytes <= simulation.writeLimit else { return close() }
        let session = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.writeAndFlush(bytes).whenComplete { _ in session.value.pendingBytes -= count }
    }

    /// Falls silent: the connection stays open, what should be sent is kept.
    func stall() { backlog = backlog ?? ByteBuffer() }

    func resume() {
        guard let kept = backlog else { return }
        backlog = nil
        write(kept)
    }

    func close() {
        isClosing = true
        channel?.close(promise: nil)
    }

    /// Lets the last answer out first.
    func closeAfterAnswer() {
        isClosing = true
        channel?.writeAndFlush(ByteBuffer()).whenComplete { [channel] _ in channel?.close(promise: nil) }
    }
}
