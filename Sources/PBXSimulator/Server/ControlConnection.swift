import NIOCore

/// One client of the control port: a command a line, an answer a line.
final class ControlConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let lineLimit = 4_096

    private let simulator: PBXSimulator
    private var received = ""

    init(_ simulator: PBXSimulator) { self.simulator = simulator }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        while let end = received.firstIndex(where: \.isNewline) {
            let line = String(received[..<end])
            received = String(received[received.index(after: end)...])
            perform(line, on: context.channel)
        }
        if received.utf8.count > Self.lineLimit { context.close(promise: nil) }
    }

    private func perform(_ line: String, on channel: any Channel) {
        guard !line.isEmpty else { return }
        let simulator = simulator
        // Ends by itself, at the latest when the longest command has.
        Task {
            let answer: String
            do {
                answer = try await simulator.perform(ControlCommand(line))
            } catch {
                answer = "error: \(error)"
            }
            try? await channel.writeAndFlush(ByteBuffer(string: answer + "\n"))
        }
    }
}
