import ContactCenter
import Foundation

extension Call {
    /// A call with anything in it that a call can hold, likely or not. Instants and lengths are whole milliseconds.
    package static func generated(_ id: CallID, using generator: inout SeededRandom) -> Call {
        var call = Call(
            id: id,
            direction: CallDirection.allCases.randomElement(using: &generator) ?? .inbound,
            startedAt: .generated(using: &generator)
        )
        call.caller = CallerID(number: .text(using: &generator), name: .text(using: &generator))
        call.callerPhone = .some(using: &generator) { Extension(.text(using: &$0)) }
        call.dialled = .some(using: &generator) { .text(using: &$0) }
        call.queue = .some(using: &generator) { QueueName(.text(using: &$0)) }
        call.queuedAt = .instant(using: &generator)
        call.rangAt = .instant(using: &generator)
        call.answeredAt = .instant(using: &generator)
        call.endedAt = .instant(using: &generator)
        call.answeredBefore = .instant(using: &generator)
        call.isEndKnown = .random(using: &generator)
        call.ivrStartedAt = .instant(using: &generator)
        call.ivrEndedAt = .instant(using: &generator)
        call.answeredBy = .some(using: &generator) { .generated(using: &$0) }
        call.transferredBy = .some(using: &generator) { .generated(using: &$0) }
        call.lastPerson = .some(using: &generator) { .generated(using: &$0) }
        call.result = CallResult.allCases.randomElement(using: &generator)
        call.cause = .some(using: &generator) { CallCause.allCases.randomElement(using: &$0) ?? .unknown }
        call.hungUpBy = .some(using: &generator) { .generated(using: &$0) }
        call.isHungUpByCaller = .random(using: &generator)
        call.isClickToCall = .random(using: &generator)
        call.originateActionID = .some(using: &generator) { .text(using: &$0) }
        call.hasCDR = .random(using: &generator)
        call.legs = (0..<Int.random(in: 0...4, using: &generator)).map { .generated($0, using: &generator) }
        call.transfers = .few(using: &generator) { .generated(using: &$0) }
        call.steerings = .few(using: &generator) {
            Steering(from: .text(using: &$0), to: .generated(using: &$0), at: .generated(using: &$0))
        }
        call.recordings = .few(using: &generator) {
            var recording = Recording(path: .text(using: &$0), startedAt: .generated(using: &$0))
            recording.length = .generated(using: &$0)
            return recording
        }
        call.mergedLinkedIDs = .few(using: &generator) { LinkedID(.text(using: &$0)) }
        return call
    }
}

extension CallLeg {
    fileprivate static func generated(_ ordinal: Int, using generator: inout SeededRandom) -> CallLeg {
        let states: [State] = [.calling, .ringing, .answered, .talking, .holding, .consulting, .released]
        var leg = CallLeg(
            ordinal: ordinal,
            party: .generated(using: &generator),
            role: Bool.random(using: &generator) ? .caller : nil,
            queue: .some(using: &generator) { QueueName(.text(using: &$0)) },
            calledAt: .generated(using: &generator)
        )
        leg.state = states.randomElement(using: &generator) ?? .calling
        leg.stateSince = .generated(using: &generator)
        leg.rangAt = .instant(using: &generator)
        leg.answeredAt = .instant(using: &generator)
        leg.leftAt = .instant(using: &generator)
        leg.talkTime = .generated(using: &generator)
        leg.holdTime = .generated(using: &generator)
        leg.consultTime = .generated(using: &generator)
        leg.stretches = .few(using: &generator) {
            let state = [CallLeg.State.talking, .holding, .consulting].randomElement(using: &$0) ?? .talking
            return LegStretch(state, from: .generated(using: &$0), until: .generated(using: &$0))
        }
        leg.result = .some(using: &generator) { LegResult.allCases.randomElement(using: &$0) ?? .failed }
        leg.isExact = .random(using: &generator)
        return leg
    }
}

extension Transfer {
    fileprivate static func generated(using generator: inout SeededRandom) -> Transfer {
        let kinds: [Kind] = [.blind, .attended, .amiRedirect]
        var transfer = Transfer(
            kind: kinds.randomElement(using: &generator) ?? .blind,
            from: .some(using: &generator) { .generated(using: &$0) },
            to: .generated(using: &generator),
            at: .generated(using: &generator)
        )
        transfer.completedAt = .instant(using: &generator)
        transfer.isReturned = .random(using: &generator)
        return transfer
    }
}

extension Party {
    fileprivate static func generated(using generator: inout SeededRandom) -> Party {
        Bool.random(using: &generator)
            ? .phone(Extension(.text(using: &generator))) : .outside(.text(using: &generator))
    }
}

extension Date {
    fileprivate static func generated(using generator: inout SeededRandom) -> Date {
        Date(timeIntervalSince1970: Double(Int64.random(in: -1_000_000...4_000_000_000_000, using: &generator)) / 1_000)
    }
}

extension Duration {
    fileprivate static func generated(using generator: inout SeededRandom) -> Duration {
        .milliseconds(Int64.random(in: 0...100_000_000, using: &generator))
    }
}

extension String {
    /// What strangers send: digits, letters of any script, quotes, nothing at all; but no NUL.
    fileprivate static func text(using generator: inout SeededRandom) -> String {
        let characters = Array("0123456789+*#абвё'\"\\;<>&%_-{}$?\n\t €😀\u{7F}")
        return String(
            (0..<Int.random(in: 0...24, using: &generator)).compactMap { _ in
                characters.randomElement(using: &generator)
            }
        )
    }
}

extension Optional {
    fileprivate static func some(
        using generator: inout SeededRandom,
        _ make: (inout SeededRandom) -> Wrapped
    ) -> Wrapped? {
        Bool.random(using: &generator) ? make(&generator) : nil
    }
}

extension Date? {
    fileprivate static func instant(using generator: inout SeededRandom) -> Date? {
        .some(using: &generator) { .generated(using: &$0) }
    }
}

extension String? {
    fileprivate static func text(using generator: inout SeededRandom) -> String? {
        .some(using: &generator) { .text(using: &$0) }
    }
}

extension Array {
    fileprivate static func few(
        using generator: inout SeededRandom,
        _ make: (inout SeededRandom) -> Element
    ) -> [Element] {
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in make(&generator) }
    }
}
