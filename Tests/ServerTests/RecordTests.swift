import Asterisk
import Foundation
import Telephony
import Testing

@testable import Server

@Suite("Recording a PBX")
struct RecordTests {
    private let start = Date(timeIntervalSince1970: 1_795_364_754)

    /// What a session would hand out if the PBX sent a transcript's bytes.
    private func events(of name: String) throws -> [AMISessionEvent] {
        let transcript = try Transcript(contentsOf: "\(Self.fixtures)/\(name).txt")
        let banner = try #require(transcript.entries.first?.message.banner)
        let messages = transcript.entries.dropFirst().map { entry in
            let second = entry.at.timeIntervalSince1970
            return AMISessionEvent.messages([entry.message], receivedAt: start.addingTimeInterval(second))
        }
        return [.connecting(attempt: 1), .connected(banner: banner)] + messages
    }

    private func record(_ events: [AMISessionEvent], to prefix: String) async throws -> TranscriptRecorder {
        let stream = AsyncStream { continuation in
            for event in events { continuation.yield(event) }
            continuation.finish()
        }
        return try await Recording.record(stream, with: TranscriptRecorder(prefix: prefix, startedAt: start))
    }

    @Test(
        "writes the very bytes that came, and a time for each message",
        arguments: ["02-queue-ringall-answered", "16-caller-ids"]
    )
    func sameBytes(name: String) async throws {
        let folder = TemporaryFolder()
        let recorder = try await record(try events(of: name), to: folder.path("a"))
        #expect(recorder.files == [folder.path("a.txt")])
        try expectSame(folder.path("a"), "\(Self.fixtures)/\(name)")
    }

    /// A `Date` keeps hardly more than microseconds, so times may be one off in the last digit. The banner gets the time
    /// of the answer to the log-in.
    private func expectSame(_ recorded: String, _ original: String) throws {
        let bytes = try #require(FileManager.default.contents(atPath: original + ".txt"))
        #expect(FileManager.default.contents(atPath: recorded + ".txt") == bytes)
        let times = try [recorded, original].map { path in
            try String(contentsOfFile: path + ".times", encoding: .utf8).split(separator: "\n").compactMap {
                Double($0)
            }
        }
        #expect(times[0].count == times[1].count)
        #expect(zip(times[0], times[1]).dropFirst().allSatisfy { abs($0 - $1) < 0.000_001_5 })
    }

    @Test("writes each connection to files of its own, numbered from the second on, with one common zero of time")
    func reconnect() async throws {
        let folder = TemporaryFolder()
        let lost = AMISessionEvent.disconnected(AMIError(.connectionLost), retryIn: .seconds(1))
        let again = AMISessionEvent.disconnected(AMIError(.connectionRefused), retryIn: .seconds(1))
        let first = try events(of: "13-reconnect-1-before")
        let second = try events(of: "13-reconnect-2-after")
        let recorder = try await record(first + [lost, .connecting(attempt: 1), again] + second, to: folder.path("x"))
        #expect(recorder.files == [folder.path("x-1.txt"), folder.path("x-2.txt")])
        #expect(folder.names == ["x-1.times", "x-1.txt", "x-2.times", "x-2.txt"])
        for (number, name) in [(1, "13-reconnect-1-before"), (2, "13-reconnect-2-after")] {
            try expectSame(folder.path("x-\(number)"), "\(Self.fixtures)/\(name)")
        }
    }

    @Test("ends with the reason when the first connection fails")
    func firstConnectionFails() async throws {
        let folder = TemporaryFolder()
        let refused = AMIError(.loginRefused("Authentication failed"))
        await #expect(throws: refused) {
            try await record(
                [.connecting(attempt: 1), .disconnected(refused, retryIn: .seconds(1))],
                to: folder.path("x")
            )
        }
        #expect(folder.names == [])
    }

    @Test("overwrites nothing")
    func existing() async throws {
        let folder = TemporaryFolder()
        for name in ["a.txt", "b-1.txt"] {
            #expect(FileManager.default.createFile(atPath: folder.path(name), contents: nil))
        }
        for prefix in ["a", "b"] {
            let failure = #expect(throws: CommandFailure.self) {
                try TranscriptRecorder(prefix: folder.path(prefix), startedAt: start)
            }
            #expect(failure?.status == .cannotWrite)
        }
    }

    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Fixtures/ami").path
}

/// A folder that is removed with the test.
private final class TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("priyom-\(UUID().uuidString)")

    init() {
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
