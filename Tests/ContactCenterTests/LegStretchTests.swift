import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("When a leg talked, held and consulted") struct LegStretchTests {
    private let call = LinkedID("1795364806.0")
    private let leg = LegID("1795364806.1")

    private func tracker(_ events: [(CallEvent.Kind, Double)]) -> CallTracker {
        var tracker = CallTracker(pbx: PBXName("office"))
        let beginning = CallBeginning(direction: .inbound, caller: CallerID(number: "1"))
        _ = tracker.apply(CallEvent(call, .began(beginning), at: .sample(0)))
        _ = tracker.apply(
            CallEvent(call, .calledLeg(leg, .phone(Extension("0111")), role: nil, queue: nil), at: .sample(1))
        )
        for (kind, at) in events { _ = tracker.apply(CallEvent(call, kind, at: .sample(at))) }
        return tracker
    }

    private func became(_ state: CallLeg.State) -> CallEvent.Kind { .became(leg, state, isAnswerSeen: true) }

    @Test("is kept, and adds up to its lengths")
    func kept() throws {
        let tracker = tracker([
            (became(.talking), 5), (became(.holding), 9), (became(.consulting), 12), (became(.talking), 20),
            (.released(leg, .answered), 30), (.ended(isKnown: true), 30),
        ])
        let leg = try #require(tracker.call(call)?.legs.first)
        #expect(
            leg.stretches == [
                LegStretch(.talking, from: .sample(5), until: .sample(9)),
                LegStretch(.holding, from: .sample(9), until: .sample(12)),
                LegStretch(.consulting, from: .sample(12), until: .sample(20)),
                LegStretch(.talking, from: .sample(20), until: .sample(30)),
            ]
        )
        #expect(leg.talkTime == .seconds(14) && leg.holdTime == .seconds(3) && leg.consultTime == .seconds(8))
        #expect(leg.stretches(asOf: .sample(99)) == leg.stretches)
    }

    @Test("goes on while the call does")
    func goesOn() throws {
        let leg = try #require(tracker([(became(.talking), 5)]).call(call)?.legs.first)
        #expect(leg.stretches == [])
        #expect(leg.stretches(asOf: .sample(8)) == [LegStretch(.talking, from: .sample(5), until: .sample(8))])
    }

    @Test("is bounded: hold pressed a thousand times is drawn for a while, and counted to the end")
    func bounded() throws {
        let presses = (0..<2_000).map { (became($0.isMultiple(of: 2) ? .talking : .holding), 5 + Double($0)) }
        let leg = try #require(tracker(presses + [(.ended(isKnown: true), 2_005)]).call(call)?.legs.first)
        #expect(leg.stretches.count == [LegStretch].limit)
        #expect(leg.talkTime == .seconds(1_000) && leg.holdTime == .seconds(1_000))
    }

    @Test("ends with the call, where its end was noticed only later")
    func cutOff() {
        var stretches = [
            LegStretch(.talking, from: .sample(5), until: .sample(9)),
            LegStretch(.holding, from: .sample(9), until: .sample(20)),
            LegStretch(.talking, from: .sample(20), until: .sample(30)),
        ]
        stretches.end(at: .sample(12))
        #expect(stretches.map(\.state) == [.talking, .holding])
        #expect(stretches.last?.until == .sample(12))
        stretches.add(LegStretch(.holding, from: .sample(12), until: .sample(15)))
        stretches.add(LegStretch(.talking, from: .sample(15), until: .sample(15)))
        #expect(stretches.count == 2 && stretches.last?.until == .sample(15))
    }

    @Test("leaves out the instant in which channels come and go one after the other, and a talk goes on over it")
    func instant() {
        var stretches: [LegStretch] = []
        stretches.add(LegStretch(.talking, from: .sample(5), until: .sample(9)))
        stretches.add(LegStretch(.holding, from: .sample(9), until: .sample(9.002)))
        stretches.add(LegStretch(.talking, from: .sample(9.002), until: .sample(12)))
        stretches.add(LegStretch(.holding, from: .sample(12), until: .sample(12.003)))
        #expect(stretches == [LegStretch(.talking, from: .sample(5), until: .sample(12))])
        stretches.add(LegStretch(.holding, from: .sample(12), until: .sample(12.5)))
        #expect(stretches.map(\.state) == [.talking, .holding])
    }

    @Test("is one talk where only the PBX's records tell")
    func fromRecords() {
        var leg = CallLeg(ordinal: 0, party: .phone(Extension("0111")), calledAt: .sample(0))
        leg.answeredAt = .sample(4)
        leg.leftAt = .sample(9)
        leg.state = .released
        leg.talkTime = .seconds(5)
        #expect(leg.stretches(asOf: .sample(99)) == [LegStretch(.talking, from: .sample(4), until: .sample(9))])
    }
}
