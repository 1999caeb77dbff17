import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("What people's phones have them do") struct PhoneActivitiesTests {
    private let anna = UserID(1)
    private let boris = UserID(2)

    private func seat(_ user: UserID, _ phone: String) -> Seat {
        Seat(phone: Extension(phone), user: user, displayName: "", since: .sample(0))
    }

    /// A call that rings a phone from second 1 on.
    private func call(_ number: Int = 0, at phone: String, _ change: (inout CallLeg) -> Void = { _ in }) -> Call {
        let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("1795364806.\(number)"), startSecond: 1_795_364_806)
        var call = Call(id: id, direction: .inbound, startedAt: .sample(0))
        var leg = CallLeg(ordinal: 0, party: .phone(Extension(phone)), calledAt: .sample(1))
        leg.state = .ringing
        leg.rangAt = .sample(1)
        change(&leg)
        call.legs = [leg]
        return call
    }

    private func answered(_ leg: inout CallLeg) {
        leg.state = .talking
        leg.answeredAt = .sample(4)
        leg.stateSince = .sample(4)
    }

    private func released(_ leg: inout CallLeg) {
        answered(&leg)
        leg.state = .released
        leg.stateSince = .sample(9)
        leg.leftAt = .sample(9)
    }

    private func activities(_ seats: Seat...) -> PhoneActivities {
        var activities = PhoneActivities()
        activities.begin([], seats, told: [:], at: .sample(0))
        return activities
    }

    @Test("ringing, talking, nothing: each once, at the times of the call")
    func course() {
        var activities = activities(seat(anna, "0111"), seat(boris, "0125"))
        #expect(
            activities.take(call(at: "0111"), at: .sample(2))
                == [PersonalActivity(user: anna, activity: .ringing, at: .sample(1))]
        )
        #expect(activities.take(call(at: "0111"), at: .sample(3)) == [])
        #expect(
            activities.take(call(at: "0111", answered), at: .sample(5))
                == [PersonalActivity(user: anna, activity: .talking, at: .sample(4))]
        )
        #expect(
            activities.take(call(at: "0111", released), at: .sample(10))
                == [PersonalActivity(user: anna, activity: .none, at: .sample(9))]
        )
    }

    @Test("of two calls the one that is spoken counts")
    func twoCalls() {
        var activities = activities(seat(anna, "0111"))
        _ = activities.take(call(at: "0111", answered), at: .sample(5))
        #expect(activities.take(call(1, at: "0111"), at: .sample(6)) == [])
        #expect(
            activities.take(call(at: "0111", released), at: .sample(10)).map(\.activity) == [.ringing]
        )
    }

    @Test("who stands up does nothing at the phone any more, and who sits down takes over what it does")
    func seats() {
        var activities = activities(seat(anna, "0111"))
        _ = activities.take(call(at: "0111", answered), at: .sample(5))
        let moved = activities.take([seat(boris, "0111")], at: .sample(6))
        #expect(
            moved == [
                PersonalActivity(user: anna, activity: .none, at: .sample(6)),
                PersonalActivity(user: boris, activity: .talking, at: .sample(6)),
            ]
        )
        #expect(activities.take([seat(boris, "0111")], at: .sample(7)) == [])
    }

    /// Anna is a member of the queue that gives a minute, Boris is not.
    private func followingQueue() -> PhoneActivities {
        let member = QueueMember(interface: "PJSIP/0111", name: "", phone: Extension("0111"), line: .ready)
        let sales = QueueName("sales")
        var activities = activities(seat(anna, "0111"), seat(boris, "0125"))
        activities.take([sales: PBXQueue(name: sales, members: [member])], [sales: QueueRules(wrapUp: 60)])
        return activities
    }

    private func queued(at phone: String, _ change: (inout CallLeg) -> Void) -> Call {
        var call = call(at: phone, change)
        call.queue = QueueName("sales")
        return call
    }

    @Test("after a call its queue's member has the time that the queue gives, and no longer")
    func wrapUp() {
        var activities = followingQueue()
        _ = activities.take(queued(at: "0111", answered), at: .sample(5))
        #expect(
            activities.take(queued(at: "0111", released), at: .sample(10))
                == [PersonalActivity(user: anna, activity: .wrapUp, at: .sample(9))]
        )
        #expect(activities.endWrapUps(at: .sample(68)) == [])
        // A call that rings meanwhile is seen, and the time goes on after it.
        #expect(activities.take(call(1, at: "0111"), at: .sample(20)).map(\.activity) == [.ringing])
        var gone = call(1, at: "0111", released)
        gone.endedAt = .sample(22)
        #expect(activities.take(gone, at: .sample(23)).map(\.activity) == [.wrapUp])
        #expect(
            activities.endWrapUps(at: .sample(70))
                == [PersonalActivity(user: anna, activity: .none, at: .sample(69))]
        )
    }

    @Test("it goes on when the program has started anew, for what is left of it, whenever the queues become known")
    func wrapUpOverRestart() {
        let sales = QueueName("sales")
        var ended = queued(at: "0111", released)
        ended.endedAt = .sample(9)
        func started(last: [Extension: Call]) -> PhoneActivities {
            var activities = PhoneActivities()
            activities.begin([], [seat(anna, "0111")], told: [anna: .wrapUp], last: last, at: .sample(30))
            return activities
        }
        var activities = started(last: [Extension("0111"): ended])
        #expect(activities.corrections(at: .sample(30)) == [])
        #expect(activities.wrappedUp == [ended.id])
        #expect(activities.endWrapUps(at: .sample(35)) == [])
        activities.take([:], [sales: QueueRules(wrapUp: 60)])
        #expect(activities.endWrapUps(at: .sample(68)) == [])
        #expect(
            activities.endWrapUps(at: .sample(70))
                == [PersonalActivity(user: anna, activity: .none, at: .sample(69))]
        )
        // The directory names the queue no more; and a call that is not known.
        activities = started(last: [Extension("0111"): ended])
        #expect(activities.endWrapUps(at: .sample(91)).map(\.activity) == [.none])
        activities = started(last: [:])
        #expect(activities.corrections(at: .sample(30)).map(\.activity) == [.none])
    }

    @Test("it ends with the contact, and when the person says so")
    func wrapUpEnds() {
        var activities = followingQueue()
        let ended = queued(at: "0111", released)
        func talk() {
            _ = activities.take(queued(at: "0111", answered), at: .sample(5))
            _ = activities.take(ended, at: .sample(10))
        }
        talk()
        #expect(activities.wrappedUp == [ended.id])
        #expect(
            activities.endWrapUps(after: [ended.id], at: .sample(30))
                == [PersonalActivity(user: anna, activity: .none, at: .sample(30))]
        )
        talk()
        #expect(activities.endWrapUp(of: anna, at: .sample(31)).map(\.activity) == [.none])
        #expect(activities.wrappedUp == [])
    }

    @Test("nobody has it who is no member, did not speak, or whose queue gives none")
    func noWrapUp() {
        var activities = followingQueue()
        _ = activities.take(queued(at: "0125", answered), at: .sample(5))
        #expect(activities.take(queued(at: "0125", released), at: .sample(10)).map(\.activity) == [.none])
        _ = activities.take(queued(at: "0111") { _ in }, at: .sample(11))
        let missed = queued(at: "0111") { leg in
            leg.state = .released
            leg.leftAt = .sample(15)
        }
        #expect(activities.take(missed, at: .sample(15)).map(\.activity) == [.none])
        _ = activities.take(call(at: "0111", answered), at: .sample(16))
        #expect(activities.take(call(at: "0111", released), at: .sample(20)).map(\.activity) == [.none])
    }

    @Test("what was told before the program started is put right")
    func corrections() {
        var activities = PhoneActivities()
        activities.begin(
            [call(at: "0111")],
            [seat(anna, "0111")],
            told: [anna: .talking, boris: .hold],
            at: .sample(0)
        )
        #expect(
            Set(activities.corrections(at: .sample(20))) == [
                PersonalActivity(user: anna, activity: .ringing, at: .sample(20)),
                PersonalActivity(user: boris, activity: .none, at: .sample(20)),
            ]
        )
    }
}
