import Asterisk
import Foundation
import Testing

@testable import Telephony

@Suite("A channel graph's memory")
struct ChannelGraphMemoryTests {
    @Test("is given back when it ends while people talk")
    func endInMidCall() {
        var graph: ChannelGraph? = ChannelGraph()
        for (id, name) in [("1.1", "PJSIP/trunk-00000001"), ("1.2", "PJSIP/0111-00000002")] {
            for event in ["Newchannel", "BridgeEnter"] {
                let headers = [
                    (name: "Event", value: event), ("Channel", name), ("ChannelStateDesc", "Up"), ("Uniqueid", id),
                    ("Linkedid", "1.1"), ("BridgeUniqueid", "b"), ("BridgeType", "basic"),
                ]
                _ = graph?.apply(AMIMessage(headers), receivedAt: Date(timeIntervalSince1970: 1))
            }
        }
        weak var channel = graph?.channels["1.1"]
        #expect(channel?.bridge?.channels.count == 2)
        graph = nil
        #expect(channel == nil)
    }
}
