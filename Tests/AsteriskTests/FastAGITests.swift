import Logging
import NIOCore
import NIOPosix
import Testing

@testable import Asterisk

@Suite("FastAGI: what a dialplan asks", .timeLimit(.minutes(1))) struct FastAGITests {
    private static let request = """
        agi_network: yes
        agi_network_script: route?x=1
        agi_request: agi://127.0.0.1/route?x=1
        agi_callerid: 79535237271
        agi_arg_1: +7 953 523-72-71


        """

    /// Serves while the body runs.
    private static func serve(
        timeout: Duration = .seconds(5),
        mostConnections: Int = 10,
        admits: @escaping @Sendable (String) -> Bool = { _ in true },
        answer: @escaping FastAGIServer.Answer,
        _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = FastAGIServer(
            host: "127.0.0.1",
            port: 0,
            timeout: timeout,
            mostConnections: mostConnections,
            group: .singletonMultiThreadedEventLoopGroup,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            admits: admits,
            answer: answer
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { listening.yield($0) } }
            defer { group.cancelAll() }
            guard let port = await ports.first(where: { _ in true }) else { return }
            try await body(port)
        }
    }

    /// Says something to the server, answers each of its lines, and gives all it said until it ended the connection.
    private static func talk(to port: Int, _ words: String, answering: String = "200 result=1\n") async throws -> String
    {
        let client = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            var heard = ""
            try? await outbound.write(ByteBuffer(string: words))
            do {
                for try await bytes in inbound {
                    heard += String(buffer: bytes)
                    try? await outbound.write(ByteBuffer(string: answering))
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // The server may reset what it has not read.
            }
            return heard
        }
    }

    @Test("the request is read, and each variable is set after the answer to the one before")
    func variables() async throws {
        let asked = Shared<AGIRequest?>(nil)
        let answer: FastAGIServer.Answer = { request in
            asked.value = request
            return [AGIVariable("ONE", "1"), AGIVariable("TWO", #"a "b" \c"#)].compactMap { $0 }
        }
        try await Self.serve(answer: answer) { port in
            let heard = try await Self.talk(to: port, Self.request)
            #expect(heard == "SET VARIABLE ONE \"1\"\nSET VARIABLE TWO \"a \\\"b\\\" \\\\c\"\n")
        }
        #expect(asked.value?.script == "route" && asked.value?.callerNumber == "79535237271")
        #expect(asked.value?.argument(1) == "+7 953 523-72-71" && asked.value?.argument(2) == nil)
    }

    @Test("a channel that has gone, or an error, ends it")
    func refused() async throws {
        let answer: FastAGIServer.Answer = { _ in
            [AGIVariable("ONE", "1"), AGIVariable("TWO", "2")].compactMap { $0 }
        }
        for reply in ["HANGUP\n", "511 Command Not Permitted on a dead channel or intercept routine\n"] {
            try await Self.serve(answer: answer) { port in
                let heard = try await Self.talk(to: port, Self.request, answering: reply)
                #expect(heard == "SET VARIABLE ONE \"1\"\n")
            }
        }
    }

    @Test(
        "what is no request ends the connection and is never answered",
        arguments: [
            String(repeating: "x", count: 100_000), String(repeating: "agi_a: b\n", count: 5_000),
            String(repeating: "\u{0}", count: 9_000),
        ]
    )
    func hostile(words: String) async throws {
        let isAsked = Shared(false)
        let answer: FastAGIServer.Answer = { _ in
            isAsked.value = true
            return []
        }
        try await Self.serve(answer: answer) { port in
            let said = try await Self.talk(to: port, words)
            #expect(said == "")
        }
        #expect(!isAsked.value)
    }

    @Test("who is slow, or is answered slowly, is let go in time")
    func slow() async throws {
        let begun = ContinuousClock.now
        let answer: FastAGIServer.Answer = { _ in
            try? await Task.sleep(for: .milliseconds(500))
            return [AGIVariable("ONE", "1")].compactMap { $0 }
        }
        try await Self.serve(timeout: .milliseconds(200), answer: answer) { port in
            let onHalf = try await Self.talk(to: port, "agi_network: yes\n")
            #expect(onHalf == "")
            let onWhole = try await Self.talk(to: port, Self.request)
            #expect(onWhole == "")
        }
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    @Test("who is not named, and who is too many, is sent away")
    func crowd() async throws {
        let answer: FastAGIServer.Answer = { _ in [AGIVariable("ONE", "1")].compactMap { $0 } }
        let nobody: @Sendable (String) -> Bool = { _ in false }
        try await Self.serve(admits: nobody, answer: answer) { port in
            let said = try await Self.talk(to: port, Self.request)
            #expect(said == "")
        }
        try await Self.serve(mostConnections: 0, answer: answer) { port in
            let said = try await Self.talk(to: port, Self.request)
            #expect(said == "")
        }
    }

    @Test("it ends when its task is cancelled, and that is no error")
    func ends() async throws {
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = FastAGIServer(
            host: "127.0.0.1",
            port: 0,
            group: .singletonMultiThreadedEventLoopGroup,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { _ in [] }
        let serving = Task { try await server.run { listening.yield($0) } }
        _ = await ports.first { _ in true }
        serving.cancel()
        try await serving.value
    }

    @Test("a variable is one line with a name that is one")
    func variable() {
        #expect(AGIVariable("A_1", "x") != nil && AGIVariable("A", "") != nil)
        for name in ["", "A B", "A\"", "Ж", "A)", "@"] { #expect(AGIVariable(name, "x") == nil, "\(name)") }
        for value in ["a\nb", "a\rb", "\u{0}", String(repeating: "x", count: 901)] {
            #expect(AGIVariable("A", value) == nil)
        }
    }
}
