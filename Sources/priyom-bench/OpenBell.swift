import NIOCore
import NIOPosix

/// A browser with one person's bell: it reads the event stream of the frame and notes how much they have not read.
final class OpenBell: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let person: String
    private let times: BellTimes
    /// What has come of a line that has not ended.
    private var rest = ""

    private init(of person: String, times: BellTimes) {
        self.person = person
        self.times = times
    }

    /// Shows it until the task is cancelled. Where the server goes away the browser connects to the next one after a moment, as
    /// `hub.js` does where a load balancer stands in front of them.
    static func show(of person: MeasuredStaff.Person, at ports: [Int], times: BellTimes) async {
        var tries = 0
        while !Task.isCancelled {
            try? await read(from: ports[tries % ports.count], as: person, times)
            guard !Task.isCancelled else { return }
            times.noteMove(of: person.name)
            try? await Task.sleep(for: .milliseconds(Int.random(in: 500...1_000)))
            tries += 1
        }
    }

    /// Until the connection ends.
    private static func read(from port: Int, as person: MeasuredStaff.Person, _ times: BellTimes) async throws {
        let client = ClientBootstrap(group: Loopback.group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(OpenBell(of: person.name, times: times))
            }
        }
        let connection = try await client.connect(host: Loopback.host, port: port).get()
        let path = "/live?follow=%2Fa1.0%3Fpage%3Dframe%26reader%3D\(person.user)"
        try await connection.writeAndFlush(Loopback.request(for: path, port: port, person.cookie))
        try await withTaskCancellationHandler {
            try await connection.closeFuture.get()
        } onCancel: {
            connection.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += String(buffer: unwrapInboundIn(data))
        guard let end = rest.lastIndex(of: "\n") else { return }
        let whole = rest[..<end]
        rest = String(rest[rest.index(after: end)...])
        guard let found = whole.ranges(of: "data-unread=\\\"").last else { return }
        if let unread = Int(whole[found.upperBound...].prefix { $0.isNumber }) { times.note(unread, of: person) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
