import Asterisk
import Foundation
import NIOCore

/// What a PBX that is set up otherwise calls its trunk, phones and contexts: told to managers, and expected of them, in place of the
/// names of the recorded one.
///
///     SimulatedNames(["PJSIP/trunk": "SIP/megaline", "PJSIP/0": "SIP/kabinet-0", "from-internal": "kabinety"])
package struct SimulatedNames: Sendable {
    private let names: [(own: String, told: String)]

    /// - Parameter names: parts of names, those of the recorded PBX with those that stand for them, in the order of replacing.
    package init(_ names: KeyValuePairs<String, String> = [:]) {
        self.names = names.map { (own: $0.key, told: $0.value) }
    }

    /// - Parameter messages: whole ones.
    func told(_ messages: ByteBuffer) -> ByteBuffer {
        guard !names.isEmpty else { return messages }
        let text = names.reduce(String(buffer: messages)) { $0.replacingOccurrences(of: $1.own, with: $1.told) }
        return ByteBuffer(string: text)
    }

    /// The action with our own names; those that the manager cannot know mean nothing.
    func heard(_ action: AMIMessage) -> AMIMessage {
        guard !names.isEmpty else { return action }
        return AMIMessage(
            action.headers.map { name, value in
                var value = value
                for pair in names { value = value.replacingOccurrences(of: pair.own, with: "no-such-") }
                for pair in names { value = value.replacingOccurrences(of: pair.told, with: pair.own) }
                return (name: name, value: value)
            }
        )
    }
}
