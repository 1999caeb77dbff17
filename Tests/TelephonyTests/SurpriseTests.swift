import ContactCenter
import Foundation
import Telephony
import Testing

/// What surprises in a real PBX, by the numbers of the recordings' README.
@Suite("Surprises of a real PBX")
struct SurpriseTests {
    private func calls(_ scenario: String) throws -> [Call] { try Scenario.named(scenario).play().orderedCalls }

    private func only(_ scenario: String) throws -> Call { try #require(try calls(scenario).first) }

    @Test("1: a phone rings once, in whatever order ringing and dialling are told")
    func orderOfRinging() throws {
        for scenario in ["02", "03", "05-"] {
            let call = try only(scenario)
            #expect(Set(call.legs.map(\.party.number)).count == call.legs.count)
            #expect(call.legs.allSatisfy { $0.rangAt != nil })
        }
    }

    @Test("2: a losing member that is cancelled twice has one leg, released once")
    func cancelledTwice() throws {
        let call = try only("02")
        #expect(call.legs.map(\.result) == [.cancelled, .answered, .cancelled])
    }

    @Test("3: a member who declines in a queue is told from one who does not answer")
    func declineInQueue() throws {
        #expect(try only("19").legs.map(\.result) == [.noAnswer, .rejected, .answered])
    }

    @Test("4: a caller who gives up in the queue is missed in the queue, though he left it like everybody")
    func abandoned() throws {
        let call = try only("03")
        #expect(call.result == .missed)
        #expect(call.cause == .inQueue)
        #expect(call.isHungUpByCaller)
    }

    @Test("5: after a redirect each person is credited with the own talk, whatever AgentComplete says")
    func agentComplete() throws {
        let call = try only("05-")
        let answered = call.legs.filter { $0.answeredAt != nil }
        #expect(answered.map { $0.talkTime.inSeconds.rounded() } == [3, 4])
        #expect(call.lastPerson == .phone(Extension("0201")))
        #expect(call.transferredBy == .phone(Extension("0111")))
        #expect(call.answeredBy == .phone(Extension("0111")))
    }

    @Test("6: the wait runs from joining the queue, over all rounds of ringing")
    func waitOverRounds() throws {
        let wait = try #require(try only("19").waitTime(asOf: .distantFuture))
        #expect(abs(wait.inSeconds - 7.615) < 0.05)
    }

    @Test("7: the PBX's own answer is an IVR, no person's answer")
    func pbxAnswers() throws {
        let call = try only("04")
        #expect(call.answeredAt == nil)
        #expect(call.cause == .inIVR)
        #expect(call.ivrTime(asOf: .distantFuture) != nil)
    }

    @Test("8: one call however many CDR rows, and their copies are the PBX's rows field by field")
    func manyRows() throws {
        for scenario in Scenario.all where scenario.truth.calls != nil {
            let replay = try scenario.play()
            let written = try scenario.cdrs
            #expect(replay.cdrs.count == written.count, "\(scenario)")
            for row in replay.cdrs {
                var compared = row
                compared.peerAccount = compared.peerAccount ?? ""
                #expect(written.contains(compared), "\(scenario): \(row)")
            }
        }
    }

    @Test(
        "9: a click-to-call that the operator does not pick up is a failed call, without a CDR row, with its ActionID"
    )
    func operatorDoesNotPickUp() throws {
        let call = try #require(try calls("09").last)
        #expect(call.cause == .operatorDidNotPickUp)
        #expect(call.originateActionID == "a09-4")
        #expect(!call.hasCDR)
        #expect(call.caller.number == "0113")
    }

    @Test("10: a transfer that names the caller's channel drops the caller: his call ends and was handed to nobody")
    func wrongChannel() throws {
        let calls = try calls("05c")
        #expect(calls.count == 1)
        #expect(calls.first?.transfers == [])
    }

    @Test("11: over Local channels the two of a consultation are the two people")
    func consultationOverLocal() throws {
        let call = try only("07b")
        #expect(call.legs.map(\.party.number) == ["0111", "0201"])
        #expect(call.transfers.map(\.kind) == [.attended])
        #expect(call.legs.allSatisfy { abs($0.consultTime.inSeconds - 3) < 0.05 })
    }

    @Test("11: whoever leaves a consultation has not ended the call, and swaps do not move its beginning")
    func consultationsLeft() throws {
        for scenario in ["22", "23"] { #expect(try only(scenario).isHungUpByCaller) }
        let swapped = try only("22")
        let asked = try #require(swapped.transfers.first?.at)
        #expect(abs(asked.timeIntervalSince(swapped.startedAt) - 2.2) < 0.1)
        #expect(swapped.legs.first?.stretches.map(\.state) == [.talking, .holding, .consulting, .talking, .consulting])
    }

    @Test("S4.6 12: a call has its recording with the length of what was recorded; a file nobody spoke into is none")
    func recordings() throws {
        let answered = try only("01")
        #expect(answered.recording?.fileName == "1795364754.0.wav")
        #expect(try calls("21").last?.recording == nil)
        #expect(try only("05-").recording.map { ($0.length.inSeconds * 10).rounded() } == 70)
    }

    @Test("13: a supervisor who listens in is no call")
    func spy() throws {
        #expect(try calls("11").count == 1)
    }

    @Test("14: a fax is no call")
    func fax() throws {
        #expect(try calls("15").isEmpty)
    }

    @Test("S0.6 15: numbers arrive as they are delivered, and an absent one is absent")
    func callerIDs() throws {
        let numbers = try calls("16").map { $0.caller.number }
        #expect(numbers.contains(nil))
        #expect(numbers.contains("anonymous"))
        #expect(!numbers.contains("<unknown>"))
        let names = try calls("16").compactMap { $0.caller.name }
        #expect(names.contains { $0.unicodeScalars.contains { (0x410...0x44F).contains($0.value) } })
    }

    @Test("16: what a list tells is taken for the state, not for something that happened")
    func lists() throws {
        let call = try #require(try calls("12").first)
        #expect(call.result == .answered)
        #expect(try calls("12").count == 2)
    }

    @Test("19: a call that ended while nobody listened is closed at the resync, its end marked unknown")
    func endedWhileAway() throws {
        let call = try only("13")
        #expect(!call.isEndKnown)
        #expect(call.result == .answered)
    }

    @Test("20: a queue whose phones have all gone has nobody available")
    func nobodyAvailable() throws {
        #expect(try only("20").cause == .nobodyAvailable)
    }
}
