import Asterisk
import NIOCore
import Testing

@testable import PBXSimulator

@Suite struct EventShapeTests {
    @Test("every event has the headers, the order and the class that a recorded one has")
    func shapes() throws {
        var recorded: Set<String> = []
        for name in try Recordings.transcripts {
            for message in try Recordings.messages(name) { recorded.insert(message.shape) }
        }
        for pattern in CallPatterns.all {
            let traffic = TrafficGenerator(seed: 7, callsPerSecond: 1, patterns: [pattern])
            for message in try traffic.calls(12).decoded() {
                #expect(recorded.contains(message.shape), "\(pattern.name): \(message.shape)")
            }
        }
    }
}
