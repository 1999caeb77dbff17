import Foundation
import Testing

@testable import Asterisk

/// A raw transcript of `Tests/Fixtures/ami`, by its file name without `.txt`.
struct Recording: CustomTestStringConvertible {
    let name: String

    static let all: [Recording] = names.map(Recording.init)
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/ami")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".times") }.map { String($0.dropLast(6)) }.sorted()
    }()

    var testDescription: String { name }

    func bytes() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name).txt")))
    }

    /// How many messages the recorder counted, the banner included.
    func messageCount() throws -> Int {
        try String(contentsOf: Self.folder.appending(path: "\(name).times"), encoding: .utf8)
            .split(separator: "\n").count
    }

    func messages() throws -> [AMIMessage] { try decode([bytes()]) }
}

/// Feeds the pieces one after the other, taking out all messages after each.
func decode(_ pieces: some Sequence<some Sequence<UInt8>>, _ decoder: AMIDecoder = AMIDecoder()) throws -> [AMIMessage]
{
    var decoder = decoder
    var messages: [AMIMessage] = []
    for piece in pieces {
        decoder.append(piece)
        while let message = try decoder.next() { messages.append(message) }
    }
    return messages
}

func decode(_ text: String) throws -> [AMIMessage] { try decode([text.utf8]) }
