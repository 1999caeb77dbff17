import ContactCenter
import Foundation
import TestSupport

@testable import Storage

extension Call {
    /// An inbound call that nobody answered, ten seconds of waiting in the queue after its beginning.
    static func missedSample(
        _ number: Int,
        from caller: String? = "9535237271",
        at start: Double = 0,
        cause: CallCause = .inQueue,
        waited: Double = 10
    ) -> Call {
        var call = Call(id: .sample(number), direction: .inbound, startedAt: .sample(start))
        call.caller = CallerID(number: caller, name: "Анна")
        call.dialled = "6467171"
        call.queue = QueueName("service")
        call.queuedAt = .sample(start + 1)
        call.endedAt = .sample(start + 1 + waited)
        call.result = .missed
        call.cause = cause
        call.isHungUpByCaller = true
        var leg = CallLeg(ordinal: 0, party: .phone(Extension("0111")), queue: call.queue, calledAt: .sample(start + 1))
        leg.state = .released
        leg.result = .cancelled
        call.legs = [leg]
        return call
    }

    /// The same, meant for one person: the phone was dialled straight.
    func addressed(to phone: String) -> Call {
        with { call in
            call.queue = nil
            call.queuedAt = nil
            call.rangAt = call.startedAt + 1
            call.cause = .ringing
            call.legs[0].queue = nil
            call.legs[0].party = .phone(Extension(phone))
        }
    }

    /// A conversation with this number: he called, or the phone 0125 called him.
    static func reachingSample(
        _ number: Int,
        _ direction: CallDirection,
        with caller: String = "9535237271",
        at start: Double,
        connected: Double = 30
    ) -> Call {
        var call = Call(id: .sample(number), direction: direction, startedAt: .sample(start))
        if direction == .inbound {
            call.caller = CallerID(number: caller)
            call.dialled = "6467171"
            call.answeredBy = .phone(Extension("0125"))
        } else {
            call.callerPhone = Extension("0125")
            call.dialled = caller
            call.answeredBy = .outside(caller)
        }
        call.answeredAt = .sample(start + 2)
        call.endedAt = .sample(start + 2 + connected)
        call.result = .answered
        return call
    }
}

extension MissedQuery {
    /// All calls of the samples' days, one by one.
    static func sample(
        _ view: View = .all,
        _ arrangement: Arrangement = .byCall,
        reader: UserID = UserID(1)
    ) -> MissedQuery {
        var query = MissedQuery(period: .sample(-86_400) ..< .sample(30 * 86_400), reader: reader)
        query.view = view
        query.arrangement = arrangement
        return query
    }
}

extension MissedRegister {
    func calls(_ query: MissedQuery = .sample()) async throws -> [MissedCall] {
        try await page(query).callers.flatMap(\.attempts)
    }

    /// The Linkedids' last numbers, by which samples are known.
    func numbers(_ query: MissedQuery = .sample()) async throws -> [Int] {
        try await calls(query).map(\.call.sampleNumber)
    }

    func call(_ number: Int) async throws -> MissedCall? {
        try await calls().first { $0.call.sampleNumber == number }
    }
}

extension CallID {
    var sampleNumber: Int { linkedID.rawValue.split(separator: ".").last.flatMap { Int($0) } ?? -1 }
}

extension MissedActor {
    static func sample(_ user: User, at seconds: Double = 100, concerning: Sitters? = nil) -> MissedActor {
        MissedActor(user: user.id, at: .sample(seconds), address: "10.0.0.7", concerning: concerning)
    }
}
