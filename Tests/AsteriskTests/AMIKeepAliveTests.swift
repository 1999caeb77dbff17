import NIOCore
import NIOEmbedded
import Testing

@testable import Asterisk

/// On a clock that the test turns: silence of a PBX is the end of a connection, unless it is ours.
@Suite("AMI keepalive")
struct AMIKeepAliveTests {
    @Test("pings after the interval, not before, and ends a connection that stays silent for one more")
    func silence() throws {
        let line = try Line()
        line.pass(.seconds(29))
        #expect(line.written == nil)
        line.pass(.seconds(1))
        #expect(line.written?.contains("Action: Ping") == true)
        line.pass(.seconds(29))
        #expect(line.channel.isActive)
        line.pass(.seconds(1))
        #expect(!line.channel.isActive)
    }

    @Test("anything heard keeps the connection")
    func heard() throws {
        let line = try Line()
        for _ in 0..<10 {
            line.pass(.seconds(30))
            try line.hear("Event: Hold\r\n\r\n")
        }
        #expect(line.channel.isActive)
    }

    @Test("silence proves nothing while our own reader holds up the socket, nor right after it")
    func pausedReader() async throws {
        let line = try Line()
        try line.hear("Event: VarSet\r\nValue: \(String(repeating: "x", count: 4096))\r\n\r\n")
        line.pass(.seconds(300))
        #expect(line.channel.isActive)
        while line.inbox.size > 0 { _ = await line.inbox.next() }
        line.pass(.seconds(30))
        #expect(line.channel.isActive)
        line.pass(.seconds(30))
        #expect(!line.channel.isActive)
    }
}

/// A connection without a socket, logged in; its reader may lag by 4 KiB.
private struct Line {
    let inbox = Inbox(limit: 4096)
    let channel: EmbeddedChannel

    init() throws {
        var configuration = AMIConfiguration.sample(port: 5038)
        configuration.keepAliveInterval = .seconds(30)
        let loop = EmbeddedEventLoop()
        channel = EmbeddedChannel(
            handler: AMIChannelHandler(configuration, inbox: inbox, eventLoop: loop) { _ in },
            loop: loop
        )
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 5038)).wait()
        try hear("Asterisk Call Manager/11.0.0\r\n")
        try hear("Response: Success\r\nActionID: login\r\nMessage: Authentication accepted\r\n\r\n")
        while written != nil {}
    }

    /// The next thing sent to the PBX.
    var written: String? { (try? channel.readOutbound(as: ByteBuffer.self)).map { String(buffer: $0) } }

    func hear(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }
}
