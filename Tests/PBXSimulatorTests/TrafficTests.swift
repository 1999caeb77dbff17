import Foundation
import NIOCore
import Testing

@testable import PBXSimulator

@Suite struct TrafficTests {
    @Test("the same seed gives the same bytes, another seed others")
    func seeded() {
        let first = TrafficGenerator(seed: 5, callsPerSecond: 2, patterns: CallPatterns.all).advance(by: .seconds(60))
        let second = TrafficGenerator(seed: 5, callsPerSecond: 2, patterns: CallPatterns.all).advance(by: .seconds(60))
        let other = TrafficGenerator(seed: 6, callsPerSecond: 2, patterns: CallPatterns.all).advance(by: .seconds(60))
        #expect(first == second)
        #expect(first != other)
    }

    @Test("a load call has the events and bytes of a burst's call: about 100 and 44 kB, 56 of them VarSet")
    func volume() throws {
        let traffic = TrafficGenerator(seed: 1, callsPerSecond: 1)
        let bytes = traffic.calls(10)
        let events = try bytes.decoded().map(\.event)
        #expect((98...106).contains(events.count / 10))
        #expect((42_000...46_000).contains(bytes.readableBytes / 10))
        #expect(events.count { $0 == "VarSet" } == 560)
        #expect(events.count { $0 == "CEL" } == 150)
        #expect(events.count { $0 == "Newexten" } == 40)
    }

    @Test("every call of the load has a truth and a CDR")
    func accounts() {
        let traffic = TrafficGenerator(seed: 2, callsPerSecond: 50)
        _ = traffic.advance(by: .seconds(10))
        _ = traffic.finish()
        #expect(traffic.truths.count == traffic.pbx.callsBegun)
        #expect(Set(traffic.cdrs.map(\.linkedID)) == Set(traffic.truths.map(\.linkedid)))
        #expect(traffic.truths.count > 400)
    }

    @Test("calls come as often as asked, and by the hours of an office if wanted")
    func arrivals() throws {
        var steady = Arrivals(callsPerMinute: 60, random: SeededRandom(seed: 1))
        let midnight = PBXInstant(microseconds: 1_795_305_600_000_000)
        #expect((3_400...3_800).contains(count(&steady, from: midnight, hours: 1)))
        var office = Arrivals(callsPerMinute: 60, curve: Arrivals.officeHours, random: SeededRandom(seed: 1))
        #expect(count(&office, from: midnight, hours: 1) < 60)
        #expect(count(&office, from: midnight + .seconds(10 * 3_600), hours: 1) > 3_300)
    }

    private func count(_ arrivals: inout Arrivals, from start: PBXInstant, hours: Int) -> Int {
        var count = 0
        var instant = start
        while let next = arrivals.next(after: instant), next < start + .seconds(hours * 3_600) {
            instant = next
            count += 1
        }
        return count
    }

    @Test("callers' names arrive as they are sent, cut like chan_pjsip cuts them, and never break a message")
    func hostileNames() throws {
        let traffic = TrafficGenerator(seed: 9, callsPerSecond: 1, patterns: [HostileCaller()])
        let messages = try traffic.calls(60).decoded()
        let names = Set(messages.filter { $0.event == "Newchannel" }.compactMap { $0["CallerIDName"] })
        #expect(names.contains("<script>alert(1)</script>"))
        #expect(names.contains(String(repeating: "A", count: 79)))
        #expect(names.contains("<unknown>"))
        #expect(messages.allSatisfy { $0.event != nil && $0["Privilege"] != nil })
    }
}
