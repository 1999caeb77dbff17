import Asterisk
import Foundation
import NIOCore

/// A raw AMI transcript, with its times and its truth where they stand beside it.
package struct Recording: Sendable {
    let messages: [RecordedMessage]
    /// Unix time of the recording's beginning.
    let start: Double
    let truths: [CallTruth]

    /// How long it lasts, in seconds.
    package var length: Double { messages.last?.at ?? 0 }
    package var eventCount: Int { messages.count }
    package var callCount: Int { truths.count }

    /// Reads `NN-name.txt`, and `.times` and `.json` of the same name if they exist.
    ///
    /// - Throws: `SimulatorError` when the transcript cannot be read or holds a message without an end.
    package init(path: String) throws {
        let base = path.hasSuffix(".txt") ? String(path.dropLast(4)) : path
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SimulatorError(.cannotRead(path: path, reason: error.localizedDescription))
        }
        let recorded = try Self.decode(bytes, path)
        let times = (try? String(contentsOfFile: base + ".times", encoding: .utf8)).map(Self.times) ?? []
        let truth = try? JSONDecoder().decode(TruthFile.self, from: Data(contentsOf: URL(filePath: base + ".json")))
        var messages: [RecordedMessage] = []
        var last = times.first ?? 0
        for (index, message) in recorded.enumerated() {
            if index < times.count { last = times[index] }
            if let message = RecordedMessage(message, at: last) { messages.append(message) }
        }
        self.messages = messages
        truths = truth?.calls ?? []
        start = truth?.t0_epoch ?? Self.birth(in: recorded).map { $0 - (messages.first?.at ?? 0) } ?? 0
    }

    private static func decode(_ bytes: Data, _ path: String) throws -> [AMIMessage] {
        var decoder = AMIDecoder()
        decoder.append(bytes)
        var messages: [AMIMessage] = []
        do {
            while let message = try decoder.next() { messages.append(message) }
        } catch {
            throw SimulatorError(.cannotRead(path: path, reason: "\(error)"))
        }
        return messages
    }

    private static func times(_ text: String) -> [Double] { text.split(separator: "\n").map { Double($0) ?? 0 } }

    /// The second in which the first channel was born.
    private static func birth(in messages: [AMIMessage]) -> Double? {
        messages.lazy.compactMap { $0["Linkedid"] }.compactMap { Double($0.prefix { $0 != "." }) }.first
    }

    /// The whole recording as another PBX would have sent it so many seconds later, with ids of its own.
    package func render(shiftedBy seconds: Int64, _ identities: IdentitySource, into buffer: inout ByteBuffer) {
        var renaming = Renaming(shift: seconds, identities: identities, timeZone: .gmt)
        for message in messages { renaming.write(message, to: &buffer) }
    }
}
