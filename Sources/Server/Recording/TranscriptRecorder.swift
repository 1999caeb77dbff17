import Asterisk
import Foundation

/// Writes what a PBX sends as transcripts that `priyom replay` reads: `PREFIX.txt` with the bytes as received, from the
/// banner on, and `PREFIX.times` with one line per message, seconds since the beginning.
///
/// Only what was received is written, so no secret of the log-in is in it. Each connection has files of its own; from the
/// second on they are numbered: `PREFIX-1.txt`, `PREFIX-2.txt`.
package struct TranscriptRecorder {
    private let prefix: String
    private let startedAt: Date
    private var banner: String?
    private var text: FileHandle?
    private var times: FileHandle?

    package private(set) var connectionCount = 0
    package private(set) var messageCount = 0

    /// - Throws: `CommandFailure` when there is a transcript of that name.
    package init(prefix: String, startedAt: Date) throws {
        self.prefix = prefix
        self.startedAt = startedAt
        for path in ["\(prefix).txt", "\(prefix)-1.txt"] where FileManager.default.fileExists(atPath: path) {
            throw CommandFailure(.cannotWrite, "\(path) is there already; choose another name, nothing is overwritten")
        }
    }

    /// The transcripts written so far, in order.
    package var files: [String] {
        connectionCount == 1 ? ["\(prefix).txt"] : (1...max(connectionCount, 1)).map { "\(prefix)-\($0).txt" }
    }

    /// - Throws: what writing fails with.
    package mutating func record(_ event: AMISessionEvent) throws {
        switch event {
        case .connecting: break
        case .connected(let banner): try beginConnection(banner)
        case .messages(let messages, let receivedAt): try write(messages, receivedAt)
        case .disconnected: try endConnection()
        }
    }

    private mutating func beginConnection(_ banner: String) throws {
        connectionCount += 1
        if connectionCount == 2 { try numberFirstFiles() }
        let name = connectionCount == 1 ? prefix : "\(prefix)-\(connectionCount)"
        text = try Self.newFile("\(name).txt")
        times = try Self.newFile("\(name).times")
        self.banner = banner
    }

    private mutating func endConnection() throws {
        try text?.close()
        try times?.close()
        (text, times, banner) = (nil, nil, nil)
    }

    /// The banner comes with the first batch, whose time is the first one known.
    private mutating func write(_ messages: [AMIMessage], _ receivedAt: Date) throws {
        var bytes = Data((banner.map { "\($0)\r\n" } ?? "").utf8)
        for message in messages { bytes.append(contentsOf: message.bytes) }
        let count = messages.count + (banner == nil ? 0 : 1)
        let second = String(format: "%.6f\n", receivedAt.timeIntervalSince(startedAt))
        try text?.write(contentsOf: bytes)
        try times?.write(contentsOf: Data(String(repeating: second, count: count).utf8))
        banner = nil
        messageCount += count
    }

    private func numberFirstFiles() throws {
        for ending in ["txt", "times"] {
            try FileManager.default.moveItem(atPath: "\(prefix).\(ending)", toPath: "\(prefix)-1.\(ending)")
        }
    }

    private static func newFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}
