import ContactCenter
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import TestSupport
import Testing

@testable import Web

/// Over a real socket: what a router alone does not show.
@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    private let start = Call.sampleStart

    @Test("S3.2 over the wire: the stream opens, the ringing card comes, and a closed browser is noticed")
    func stream() async throws {
        let desk = SampleDesk()
        try await serving(desk) { port in
            let socket = try await RawStream(port: port)
            try await socket.write(
                "GET \(live("page=card&extension=0111")) HTTP/1.1\r\nHost: localhost\r\nCookie: \(SampleAccess.cookie)\r\n\r\n"
            )
            try await socket.read(until: "Звонков нет")
            #expect(await socket.text.contains("text/event-stream"))
            await desk.publish(.call(.inbound(named: "Константин").ringing("0111", at: start)))
            try await socket.read(until: "Константин")
            #expect(await socket.text.contains("\"position\":101,"))
            try await socket.close()
            try await desk.waitUntilNobodyReads()
        }
    }

    @Test("a reconnecting browser is not sent again what it has seen")
    func reconnect() async throws {
        let desk = SampleDesk(calls: [.inbound()])
        try await serving(desk) { port in
            let socket = try await RawStream(port: port)
            try await socket.write(
                "GET \(live("page=online&position=100")) HTTP/1.1\r\nHost: localhost\r\nCookie: \(SampleAccess.cookie)\r\n\r\n"
            )
            try await socket.read(until: "queues")
            try await socket.read(until: "}\n\n")
            #expect(await !socket.text.contains("{\"fill\":\"ended\""))
            try await socket.close()
        }
    }

    @Test("when the server stops, open streams end and do not hold it up")
    func shutdown() async throws {
        let desk = SampleDesk()
        try await serving(desk) { port in
            let socket = try await RawStream(port: port)
            try await socket.write(
                "GET \(live("page=online")) HTTP/1.1\r\nHost: localhost\r\nCookie: \(SampleAccess.cookie)\r\n\r\n"
            )
            try await socket.read(until: "queues")
        }
        try await desk.waitUntilNobodyReads()
    }

    @Test("a port that is taken is an error with a remedy")
    func portTaken() async throws {
        try await serving(SampleDesk()) { port in
            var configuration = WebConfiguration()
            configuration.port = port
            let error = await #expect(throws: (any Error).self) {
                try await sampleApplication(configuration: configuration).run()
            }
            let explained = try #require(error.flatMap { ListenError($0, configuration: configuration) })
            #expect(explained.code == .portTaken)
            #expect("\(explained)".contains("Port \(port) on 127.0.0.1 is taken by another program."))
        }
    }

    @Test("an address that this machine does not have is an error with a remedy")
    func foreignAddress() async throws {
        var configuration = WebConfiguration()
        configuration.host = "192.0.2.1"
        let error = await #expect(throws: (any Error).self) {
            try await sampleApplication(configuration: configuration).run()
        }
        #expect(error.flatMap { ListenError($0, configuration: configuration) }?.code == .addressNotOurs)
        #expect(ListenError(CancellationError(), configuration: configuration) == nil)
    }
}

/// Runs the server on a free port while the test does its part, and stops it as a signal would.
private func serving(_ desk: SampleDesk, _ body: @Sendable (_ port: Int) async throws -> Void) async throws {
    var configuration = WebConfiguration()
    configuration.port = 0
    let (ports, port) = AsyncStream<Int>.makeStream()
    let server = try sampleApplication(configuration: configuration, desk: desk, onListening: { port.yield($0) })
    let services = ServiceGroup(configuration: .init(services: [server], logger: .silent))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await services.run() }
        for await number in ports {
            try await body(number)
            break
        }
        await services.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

/// A TCP connection that gives back what came, as text.
private actor RawStream {
    private(set) var text = ""
    private let channel: any Channel
    private let chunks: AsyncStream<ByteBuffer>

    init(port: Int) async throws {
        let (chunks, chunk) = AsyncStream<ByteBuffer>.makeStream()
        self.chunks = chunks
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(chunk))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }

    func write(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    func read(until mark: String) async throws {
        if text.contains(mark) { return }
        for await chunk in chunks {
            text += String(buffer: chunk)
            if text.contains(mark) { return }
        }
        throw ChannelError.eof
    }

    func close() async throws {
        try await channel.close()
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let chunk: AsyncStream<ByteBuffer>.Continuation

    init(_ chunk: AsyncStream<ByteBuffer>.Continuation) { self.chunk = chunk }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { chunk.yield(unwrapInboundIn(data)) }
    func channelInactive(context: ChannelHandlerContext) { chunk.finish() }
}
