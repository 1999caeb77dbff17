import Asterisk
import Foundation
import NIOCore

@testable import PBXSimulator

/// The recordings of a real PBX that the simulator is held against.
enum Recordings {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/ami")

    static var transcripts: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path())
                .filter { $0.hasSuffix(".txt") && !$0.hasSuffix(".actions.txt") && $0 != "actions-used.txt" }
                .sorted()
        }
    }

    static func messages(_ name: String) throws -> [AMIMessage] {
        var decoder = AMIDecoder()
        decoder.append(try Data(contentsOf: folder.appending(path: name)))
        return try decoder.all()
    }
}

extension AMIDecoder {
    mutating func all() throws -> [AMIMessage] {
        var messages: [AMIMessage] = []
        while let message = try next() { messages.append(message) }
        return messages
    }
}

extension ByteBuffer {
    /// The events in what the simulator wrote.
    func decoded() throws -> [AMIMessage] {
        var decoder = AMIDecoder(expectsBanner: false)
        decoder.append(self)
        return try decoder.all()
    }
}

extension AMIMessage {
    /// The header names in order, with the event's name and class: what the message looks like, whatever it says.
    var shape: String {
        let names = headers.map(\.name).joined(separator: ",")
        return "\(event ?? "Response") [\(self["Privilege"] ?? "")] \(names)"
    }
}
