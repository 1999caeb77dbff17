import ContactCenter
import Foundation

/// Calls told step by step, as the tracker would hand them out.
extension Call {
    /// 3 April 2026, 15:02:00 in Moscow.
    static let sampleStart = Date(timeIntervalSince1970: 1_775_217_720)

    static func inbound(
        _ name: String = "1",
        from number: String? = "89535237271",
        named callerName: String? = nil,
        to did: String? = "6467171",
        queue: String? = nil,
        at start: Date = sampleStart
    ) -> Call {
        var call = Call(id: id(name), direction: .inbound, startedAt: start)
        call.caller = CallerID(number: number, name: callerName)
        call.dialled = did
        call.queue = queue.map { QueueName($0) }
        if queue != nil { call.queuedAt = start }
        return call
    }

    static func outbound(_ name: String = "1", by phone: String, to number: String, at start: Date = sampleStart) -> Call {
        var call = Call(id: id(name), direction: .outbound, startedAt: start)
        call.callerPhone = Extension(phone)
        call.dialled = number
        return call
    }

    static func id(_ name: String) -> CallID {
        CallID(pbx: PBXName("office"), linkedID: LinkedID("1775217720.\(name)"), startSecond: 1_775_217_720)
    }

    func ringing(_ phones: String..., at time: Date) -> Call {
        var call = self
        for phone in phones {
            var leg = CallLeg(ordinal: call.legs.count, party: .phone(Extension(phone)), queue: queue, calledAt: time)
            leg.enter(.ringing, at: time)
            leg.rangAt = time
            call.legs.append(leg)
        }
        call.rangAt = call.rangAt ?? time
        return call
    }

    /// The phone picks up; the others stop ringing.
    func answered(by phone: String, at time: Date) -> Call {
        var call = self
        call.answeredAt = call.answeredAt ?? time
        call.answeredBy = call.answeredBy ?? .extension(phone)
        call.lastPerson = .extension(phone)
        for index in call.legs.indices where call.legs[index].state == .ringing {
            if call.legs[index].party == .extension(phone) {
                call.legs[index].answeredAt = time
                call.legs[index].enter(.talking, at: time)
            } else {
                call.legs[index].release(as: .cancelled, at: time)
            }
        }
        return call
    }

    /// The other side answers an outbound call.
    func answeredOutside(at time: Date) -> Call {
        var call = self
        var leg = CallLeg(ordinal: call.legs.count, party: .outside(call.dialled ?? ""), calledAt: call.startedAt)
        leg.answeredAt = time
        leg.enter(.talking, at: time)
        call.legs.append(leg)
        call.answeredAt = time
        return call
    }

    func with(_ phone: String, _ state: CallLeg.State, at time: Date) -> Call {
        var call = self
        for index in call.legs.indices where call.legs[index].party == .extension(phone) && call.legs[index].state != .released {
            call.legs[index].enter(state, at: time)
        }
        return call
    }

    /// The phone stopped ringing unanswered, and the call goes on.
    func notTaken(by phone: String, at time: Date) -> Call {
        var call = self
        for index in call.legs.indices where call.legs[index].party == .extension(phone) {
            call.legs[index].release(as: .noAnswer, at: time)
        }
        return call
    }

    /// A blind transfer: the one phone leaves, the other rings.
    func transferred(from: String, to: String, at time: Date) -> Call {
        var call = self
        for index in call.legs.indices where call.legs[index].party == .extension(from) {
            call.legs[index].release(as: .answered, at: time)
        }
        call.transfers.append(Transfer(kind: .blind, from: .extension(from), to: .extension(to), at: time))
        call.transferredBy = .extension(from)
        return call.ringing(to, at: time)
    }

    /// The person transferred to picks up.
    func transferTaken(by phone: String, at time: Date) -> Call {
        var call = answered(by: phone, at: time)
        call.transfers[call.transfers.count - 1].completedAt = time
        return call
    }

    func ended(at time: Date, cause: CallCause? = nil) -> Call {
        var call = self
        for index in call.legs.indices where call.legs[index].state != .released {
            call.legs[index].release(as: call.legs[index].answeredAt == nil ? .cancelled : .answered, at: time)
        }
        call.endedAt = time
        let unanswered: CallResult = direction == .inbound ? .missed : .unanswered
        call.result = answeredAt == nil ? unanswered : .answered
        call.cause = answeredAt == nil ? cause ?? (queue == nil ? .ringing : .inQueue) : nil
        return call
    }
}

extension CallLeg {
    fileprivate mutating func enter(_ state: State, at time: Date) {
        let passed = Duration.between(stateSince, time)
        switch self.state {
        case .talking: talkTime += passed
        case .holding: holdTime += passed
        case .consulting: consultTime += passed
        case .calling, .ringing, .answered, .released: break
        }
        self.state = state
        stateSince = time
    }

    fileprivate mutating func release(as result: LegResult, at time: Date) {
        guard state != .released else { return }
        enter(.released, at: time)
        leftAt = time
        self.result = result
    }
}

extension Party {
    static func `extension`(_ number: String) -> Party { .phone(Extension(number)) }
}
