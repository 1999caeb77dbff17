import Asterisk
import NIOCore
import Testing

@testable import PBXSimulator

@Suite struct PatternTests {
    @Test(
        "whatever happens in a call, every channel that was born is hung up once",
        arguments: CallPatterns.all.map(\.name)
    )
    func balancedChannels(pattern: String) throws {
        let traffic = TrafficGenerator(
            seed: 11,
            callsPerSecond: 1,
            patterns: [try #require(CallPatterns.named(pattern))]
        )
        var live: Set<String> = []
        for message in try traffic.calls(40).decoded() {
            let channel = message["Uniqueid"] ?? ""
            if message.event == "Newchannel" { #expect(live.insert(channel).inserted) }
            if message.event == "Hangup" { #expect(live.remove(channel) != nil, "\(message)") }
        }
        #expect(live.isEmpty)
        #expect(traffic.pbx.liveChannelCount == 0)
        #expect(traffic.pbx.bridges.isEmpty)
        #expect(traffic.truths.count == traffic.pbx.callsBegun)
        #expect(traffic.truths.count >= 40)
    }
}
