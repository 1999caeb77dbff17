import Foundation
import Testing

@testable import Asterisk

@Suite("AMISession", .timeLimit(.minutes(5)))
struct AMISessionTests {
    @Test("logs in, tells so, then hands on everything received, the answer to the log-in first, dated")
    func logsIn() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            try await client.send("Event: FullyBooted\r\n\r\nEvent: Hold\r\nUniqueid: 1\r\n\r\n")
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            let start = Date()
            try await withSession(.sample(port: pbx.port)) { _, events in
                guard case .connecting(attempt: 1) = await events.next() else { throw EndOfEvents() }
                guard case .connected("Asterisk Call Manager/11.0.0") = await events.next() else { throw EndOfEvents() }
                var received: [AMIMessage] = []
                while received.count < 3, case .messages(let messages, let date) = await events.next() {
                    #expect(date >= start && date <= Date())
                    received += messages
                }
                #expect(received.map { $0.event ?? $0.response } == ["Success", "FullyBooted", "Hold"])
            }
        }
    }

    @Test("logs in by MD5 with the key that a real Asterisk accepted")
    func logsInByChallenge() async throws {
        let script: FakePBX.Script = { client in
            try await client.send("Asterisk Call Manager/11.0.0\r\n")
            let challenge = try await client.receive()
            #expect(challenge["AuthType"] == "MD5")
            try await client.send("Response: Success\r\nChallenge: 164757036\r\n\r\n")
            let login = try await client.receive()
            #expect(login["Key"] == "5d3d92385d1bde4ba49c5846f5b3ffd3")
            #expect(login["Secret"] == nil)
            #expect(login["Events"] == "system,call,agent,cdr,dialplan,dtmf")
            try await client.send("Response: Success\r\nMessage: Authentication accepted\r\n\r\n")
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.authentication = .md5
            try await withSession(configuration) { _, events in try await events.connected() }
        }
    }

    @Test("asks for the five lists after the log-in, in order, one after the other and once")
    func resyncs() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            let first = try await client.receive()
            try await client.send("Event: FullyBooted\r\nUptime: 500\r\n\r\n")
            try await client.answerEmptyList(first)
            for _ in 0..<4 { try await client.answerEmptyList(client.receive()) }
            try await client.send("Event: Hold\r\n\r\n")
            let next = try await client.receive()
            #expect(next["Action"] == "Hangup")
            try await client.send("Response: Success\r\nActionID: \(next.actionID ?? "")\r\n\r\n")
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            try await withSession(.sample(port: pbx.port)) { session, events in
                let messages = try await events.messages { $0.event == "Hold" }
                #expect(
                    messages.compactMap(\.event) == [
                        "FullyBooted", "CoreShowChannelsComplete", "StatusComplete", "QueueStatusComplete",
                        "DeviceStateListComplete", "ExtensionStateListComplete", "Hold",
                    ]
                )
                _ = try await session.send(.hangup(channel: "PJSIP/1"))
            }
        }
    }

    @Test("asks again when a PBX that let us in while starting says that it is fully booted")
    func resyncsAfterBoot() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            try await client.send("Event: FullyBooted\r\nUptime: 500\r\n\r\n")
            try await client.answerLists()
            try await client.send("Event: FullyBooted\r\nUptime: 0\r\n\r\n")
            try await client.answerLists()
            try await client.send("Event: Hold\r\n\r\n")
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            try await withSession(.sample(port: pbx.port)) { _, events in
                let messages = try await events.messages { $0.event == "Hold" }
                #expect(messages.count { $0.event == "CoreShowChannelsComplete" } == 2)
            }
        }
    }

    @Test("a list that the user may not ask for is a warning naming the right; the others are asked all the same")
    func permissionDenied() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            for _ in 0..<5 {
                let list = try await client.receive()
                if list["Action"] == "QueueStatus" {
                    try await client.answerEmptyList(list)
                } else {
                    try await client.send(
                        "Response: Error\r\nActionID: \(list.actionID ?? "")\r\nMessage: Permission denied\r\n\r\n"
                    )
                }
            }
            try await client.send("Event: Hold\r\n\r\n")
            try await client.waitForEnd()
        }
        let log = LogRecord()
        try await FakePBX.run([script]) { pbx in
            try await withSession(.sample(port: pbx.port), log: log) { session, events in
                _ = try await events.messages { $0.event == "Hold" }
                session.cut()
                _ = try await events.disconnected()
            }
        }
        let warnings = log.lines.filter { $0.hasPrefix("warning PBX gave no list") }
        #expect(warnings.count == 4)
        #expect(warnings.first?.contains("action=CoreShowChannels") == true)
        #expect(warnings.first?.contains("add reporting or system to the write line of the user") == true)
    }

    @Test("pings when logged in, and not before, however long the log-in takes")
    func keepAlive() async throws {
        let script: FakePBX.Script = { client in
            try await client.send("Asterisk Call Manager/11.0.0\r\n")
            #expect(try await client.receive()["Action"] == "Login")
            try await Task.sleep(for: .milliseconds(100))
            try await client.send("Response: Success\r\nMessage: Authentication accepted\r\n\r\n")
            var pings = 0
            while pings < 2 {
                guard try await client.receive()["Action"] == "Ping" else { continue }
                pings += 1
                try await client.send(
                    "Response: Success\r\nActionID: keepalive\r\nPing: Pong\r\nTimestamp: 1.5\r\n\r\n"
                )
            }
            try await client.send("Event: Hold\r\n\r\n")
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.keepAliveInterval = .milliseconds(20)
            try await withSession(configuration) { _, events in
                let messages = try await events.messages { $0.event == "Hold" }
                #expect(messages.contains { $0["Timestamp"] == "1.5" })
            }
        }
    }

    @Test("cut() ends the connection and a new one is made")
    func cut() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            try await withSession(.sample(port: pbx.port)) { session, events in
                try await events.connected()
                while pbx.connectionCount < 3 {
                    session.cut()
                    let error = try await events.disconnected()
                    #expect(error.code == .connectionLost)
                    try await events.connected()
                }
            }
        }
    }

    @Test("ends when its task is cancelled, be it logged in, waiting for an answer or waiting to try again")
    func cancellation() async throws {
        let silent: FakePBX.Script = { try await $0.waitForEnd() }
        let welcoming: FakePBX.Script = { client in
            try await client.logIn()
            try await client.waitForEnd()
        }
        let refusing: FakePBX.Script = { _ in }
        for script in [silent, welcoming, refusing] {
            try await FakePBX.run([script]) { pbx in
                var configuration = AMIConfiguration.sample(port: pbx.port)
                configuration.reconnect.first = .seconds(600)
                try await withSession(configuration) { session, events in
                    _ = await events.next()
                    while pbx.connectionCount == 0 { await Task.yield() }
                }
            }
        }
    }
}
