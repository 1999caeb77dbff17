import Asterisk
import NIOCore
import NIOPosix

/// A bare manager client: sends text, waits for messages.
actor ManagerClient {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var decoder: AMIDecoder
    private(set) var received: [AMIMessage] = []

    /// Connects, lets `body` talk, and closes.
    static func connected<Result: Sendable>(
        to port: Int,
        _ body: @Sendable (ManagerClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(ManagerClient(channel, inbound.makeAsyncIterator(), outbound))
        }
    }

    private init(
        _ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.channel = channel
        self.inbound = inbound
        self.outbound = outbound
        decoder = AMIDecoder()
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text.replacing("\n", with: "\r\n") + "\r\n\r\n"))
    }

    /// The next message; `nil` when the PBX has closed the connection.
    func next() async throws -> AMIMessage? {
        while true {
            if let message = try decoder.next() {
                received.append(message)
                return message
            }
            var iterator = inbound
            let bytes = try await iterator.next(isolation: self)
            inbound = iterator
            guard let bytes else { return nil }
            decoder.append(bytes)
        }
    }

    /// The next message that `isWanted`; everything before is only noted.
    func next(where isWanted: (AMIMessage) -> Bool) async throws -> AMIMessage? {
        while let message = try await next() { if isWanted(message) { return message } }
        return nil
    }

    /// The response to an action and the events of its list.
    func ask(_ action: String, id: String) async throws -> [AMIMessage] {
        try await send(action + "\nActionID: \(id)")
        var answer: [AMIMessage] = []
        while let message = try await next(where: { $0.actionID == id }) {
            answer.append(message)
            if message["EventList"] != "start", message["EventList"] == "Complete" || message.response != nil {
                return answer
            }
        }
        return answer
    }

    func logIn(user: String = "priyom", secret: String = "secret") async throws {
        _ = try await next()
        _ = try await ask("Action: Login\nUsername: \(user)\nSecret: \(secret)", id: "login")
    }
}
