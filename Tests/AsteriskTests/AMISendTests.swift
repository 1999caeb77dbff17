import Testing

@testable import Asterisk

@Suite("Sending actions", .timeLimit(.minutes(5)))
struct AMISendTests {
    private func withConnection<R: Sendable>(
        timeout: Duration = .seconds(600),
        _ script: @escaping FakePBX.Script,
        _ body: @escaping @Sendable (AMIConnection) async throws -> R
    ) async throws -> R {
        let welcoming: FakePBX.Script = { client in
            try await client.logIn()
            try await script(client)
            try await client.waitForEnd()
        }
        return try await FakePBX.run([welcoming]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.actionTimeout = timeout
            return try await AMIConnection.with(configuration, on: .singletonMultiThreadedEventLoopGroup, body)
        }
    }

    /// The PBX says what it said in the recording as soon as that many actions have come.
    private func replay(_ recording: String, afterActions count: Int) throws -> FakePBX.Script {
        let messages = try Recording(name: recording).messages().dropFirst(2)
        return { client in
            for _ in 0..<count { _ = try await client.receive() }
            try await client.send(messages.flatMap(\.bytes))
        }
    }

    @Test("the lists of a recording are told apart by ActionID, also from unasked events of the same names")
    func lists() async throws {
        let script = try replay("12-presence-and-resync", afterActions: 5)
        try await withConnection(script) { connection in
            func items(_ action: AMIAction, _ id: String) async throws -> [String?] {
                var action = action
                action.actionID = id
                return try await connection.send(action).events.map(\.event)
            }
            async let channelItems = items(.coreShowChannels, "a12-10")
            async let queueItems = items(.queueStatus(), "a12-3")
            async let hintItems = items(.extensionStateList, "a12-5")
            async let deviceItems = items(.deviceStateList, "a12-6")
            async let statusItems = items(.status(), "a12-12")
            let channels = try await channelItems
            #expect(channels == ["CoreShowChannel", "CoreShowChannel", "CoreShowChannelsComplete"])
            let queues = try await queueItems
            #expect(queues.last == "QueueStatusComplete")
            let hints = try await hintItems
            #expect(hints == Array(repeating: "ExtensionStatus", count: 5) + ["ExtensionStateListComplete"])
            let devices = try await deviceItems
            #expect(devices.dropLast().allSatisfy { $0 == "DeviceStateChange" })
            let statuses = try await statusItems
            #expect(statuses == ["Status", "Status", "StatusComplete"])
        }
    }

    @Test("a user without rights: permission denied names the right, an unknown action the PBX's words, a ping works")
    func readOnlyUser() async throws {
        let script = try replay("17-auth-readonly", afterActions: 7)
        try await withConnection(script) { connection in
            func code(_ action: AMIAction, _ id: String) async -> AMIError.Code? {
                var action = action
                action.actionID = id
                do {
                    _ = try await connection.send(action)
                    return nil
                } catch {
                    return (error as? AMIError)?.code
                }
            }
            async let ping = code(.ping, "a17-readonly-2")
            async let channels = code(.coreShowChannels, "a17-readonly-3")
            async let originate = code(.originate(channel: "PJSIP/1", to: "2", context: "c"), "a17-readonly-4")
            async let redirect = code(.redirect(channel: "PJSIP/1", to: "2", context: "c"), "a17-readonly-5")
            async let pause = code(.queuePause(interface: "PJSIP/1", isPaused: true), "a17-readonly-6")
            async let queues = code(.queueStatus(), "a17-readonly-7")
            async let unknown = code(AMIAction("NoSuchAction"), "a17-readonly-8")
            #expect(await ping == nil)
            #expect(await channels == .permissionDenied(action: "CoreShowChannels"))
            #expect(await originate == .permissionDenied(action: "Originate"))
            #expect(await redirect == .permissionDenied(action: "Redirect"))
            #expect(await pause == .permissionDenied(action: "QueuePause"))
            #expect(await queues == nil)
            guard case .refused(let words) = await unknown else { throw EndOfEvents() }
            #expect(words.hasPrefix("Invalid/unknown command: NoSuchAction."))
        }
    }

    @Test("answers that come in another order find their actions")
    func outOfOrder() async throws {
        try await withConnection { client in
            let actions = [try await client.receive(), try await client.receive(), try await client.receive()]
            for action in actions.reversed() {
                let (id, command) = (action.actionID ?? "", action["Command"] ?? "")
                try await client.send("Response: Success\r\nActionID: \(id)\r\nOutput: \(command)\r\n\r\n")
            }
        } _: { connection in
            async let first = connection.send(.command("a")).response.output
            async let second = connection.send(.command("b")).response.output
            async let third = connection.send(.command("c")).response.output
            let outputs = try await [first, second, third]
            #expect(outputs == [["a"], ["b"], ["c"]])
        }
    }

    @Test("an old PBX's list, whose answer does not say that it begins one")
    func oldList() async throws {
        try await withConnection { client in
            let id = try await client.receive().actionID ?? ""
            try await client.send("Response: Success\r\nActionID: \(id)\r\nMessage: Queue status will follow\r\n\r\n")
            try await client.send("Event: QueueMember\r\nActionID: \(id)\r\n\r\nEvent: QueueMember\r\n\r\n")
            try await client.send("Event: QueueStatusComplete\r\nActionID: \(id)\r\n\r\n")
        } _: { connection in
            let events = try await connection.send(.queueStatus()).events
            #expect(events.map(\.event) == ["QueueMember", "QueueStatusComplete"])
        }
    }

    @Test("an action without an answer times out")
    func timeOut() async throws {
        try await withConnection(timeout: .milliseconds(50)) { client in
            _ = try await client.receive()
        } _: { connection -> Void in
            await #expect(throws: AMIError(.timedOut(waitingFor: "the answer to Hangup"))) {
                try await connection.send(.hangup(channel: "PJSIP/1"))
            }
        }
    }

    @Test("what waits for an answer fails when the connection ends")
    func connectionEnds() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            _ = try await client.receive()
        }
        try await FakePBX.run([script]) { pbx in
            let error = AMIError(.connectionLost, host: "127.0.0.1:\(pbx.port)")
            await #expect(throws: error) {
                try await AMIConnection.with(.sample(port: pbx.port), on: .singletonMultiThreadedEventLoopGroup) {
                    try await $0.send(.coreShowChannels)
                }
            }
        }
    }

    @Test("a hostile value is an error before a byte is sent")
    func hostileValue() async throws {
        try await withConnection { client in
            let action = try await client.receive()
            #expect(action["Action"] == "Ping")
            try await client.send("Response: Success\r\nActionID: \(action.actionID ?? "")\r\n\r\n")
        } _: { connection in
            await #expect(throws: AMIError(.invalidHeader(name: "CallerID"))) {
                try await connection.send(
                    .originate(channel: "PJSIP/1", to: "2", context: "c", callerID: "Eve\r\nAction: Logoff")
                )
            }
            await #expect(throws: AMIError(.invalidHeader(name: "ActionID"))) {
                try await connection.send(AMIAction("Ping", actionID: "a\r\nAction: Logoff"))
            }
            _ = try await connection.send(.ping)
        }
    }

    @Test("without a connection, sending through a session fails at once")
    func notConnected() async throws {
        let session = AMISession(
            configuration: .sample(port: 1),
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
            logger: LogRecord().logger
        )
        await #expect(throws: AMIError(.notConnected, host: "127.0.0.1:1")) { try await session.send(.ping) }
    }
}
