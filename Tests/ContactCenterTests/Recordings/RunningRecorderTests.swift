import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("What is being recorded while the server starts anew") struct RunningRecorderTests {
    private let linkedID = LinkedID("1795364806.0")
    private let leg = LegID("1795364806.1")

    private func event(_ kind: CallEvent.Kind, _ at: Double) -> CallEvent {
        CallEvent(linkedID, kind, at: .sample(at))
    }

    @Test("S4.6 has its length from the answer on where the call rang still")
    func rang() throws {
        var before = CallTracker(pbx: PBXName("office"))
        for (kind, at) in [
            (.began(CallBeginning(direction: .inbound, caller: CallerID(number: "1"))), 0),
            (.calledLeg(leg, .phone(Extension("0111")), role: nil, queue: nil), 1),
            (.recording(path: "/var/spool/asterisk/monitor/1.wav"), 1), (.rang(leg), 2),
        ] as [(CallEvent.Kind, Double)] {
            _ = before.apply(event(kind, at))
        }
        var after = CallTracker(pbx: PBXName("office"))
        after.resume([try #require(before.call(linkedID))])
        _ = after.apply(event(.calledLeg(leg, .phone(Extension("0111")), role: nil, queue: nil), 6))
        _ = after.apply(event(.became(leg, .talking, isAnswerSeen: true), 10))
        _ = after.apply(event(.ended(isKnown: true), 30))
        #expect(after.call(linkedID)?.recordings.map(\.length) == [.seconds(20)])
    }

    @Test("S4.6 has its length from the answer to the end")
    func goesOn() throws {
        var before = CallTracker(pbx: PBXName("office"))
        let path = "/var/spool/asterisk/monitor/1.wav"
        for (kind, at) in [
            (.began(CallBeginning(direction: .inbound, caller: CallerID(number: "1"))), 0),
            (.calledLeg(leg, .phone(Extension("0111")), role: nil, queue: nil), 1), (.recording(path: path), 1),
            (.became(leg, .talking, isAnswerSeen: true), 5), (.recorderRan(path: path, true), 5),
        ] as [(CallEvent.Kind, Double)] {
            _ = before.apply(event(kind, at))
        }
        var after = CallTracker(pbx: PBXName("office"))
        after.resume([try #require(before.call(linkedID))])
        let changes = after.apply(event(.ended(isKnown: true), 30))
        guard case .changed(let call) = changes.last else {
            Issue.record("the call has not ended")
            return
        }
        #expect(call.recordings.map(\.length) == [.seconds(25)])
    }
}
