import ContactCenter
import Foundation

/// How a missed call is told.
extension MissedCall {
    static func told(
        by numbers: any PhoneNumberReading,
        _ rules: MissedRules,
        at now: @escaping @Sendable () -> Date
    ) -> [Told<MissedCall>] {
        [
            Told("id", .id) { JSON($0.id.rawValue) }, Told("version", .integer) { JSON($0.version) },
            Told("call", .text) { .string($0.call.description) },
            Told("caller_number", Schema.text.optional.described("null where it was withheld")) {
                JSON($0.caller.number)
            },
            Told("caller_e164", Schema.text.optional) { JSON($0.caller.number.flatMap(numbers.whole)) },
            Told("caller_name", Schema.text.optional) { JSON($0.caller.name) },
            Told("did", Schema.text.optional) { JSON($0.did) },
            Told("queue", Schema.text.optional) { JSON($0.queue?.rawValue) },
            Told("phone", Schema.text.optional.described("That it was meant for personally")) {
                JSON($0.phone?.rawValue)
            },
            Told("started_at", .instant) { JSON($0.startedAt) }, Told("ended_at", .instant) { JSON($0.endedAt) },
            Told("wait_ms", Schema.integer.optional) { JSON($0.waitTime?.inMilliseconds) },
            Told("result", Schema.words(CallResult.allCases.map(\.rawValue)).optional) { JSON($0.result?.rawValue) },
            Told("cause", Schema.words(CallCause.allCases.map(\.rawValue)).optional) { JSON($0.cause?.rawValue) },
            Told("is_recorded", Schema.boolean.described("The caller left a message")) { .bool($0.isRecorded) },
            Told("state", .words(State.words)) { .string($0.state(by: rules, at: now()).word) },
            Told("call_back_until", Schema.instant.optional.described("Until then a call-back makes it good")) {
                JSON($0.state(by: rules, at: now()).deadline)
            },
            Told("reach", Reach.schema.optional) { $0.reach?.json ?? .null },
            Told("exclusion", Exclusion.schema.optional) { $0.exclusion?.json ?? .null },
            Told("assignee", Schema.text.optional.described("Whom it was handed to")) { JSON($0.assignee) },
            Told("hidden_by", Schema.text.optional) { JSON($0.hiddenBy) },
            Told("hidden_at", Schema.instant.optional) { JSON($0.hiddenAt) },
        ]
    }
}

extension MissedCall.State {
    fileprivate static let words = [
        "waiting", "overdue", "reached", "reached_late", "excluded", "not_counted", "spam", "hidden",
    ]

    fileprivate var word: String {
        switch self {
        case .waiting: "waiting"
        case .overdue: "overdue"
        case .reached: "reached"
        case .reachedLate: "reached_late"
        case .excluded: "excluded"
        case .notCounted: "not_counted"
        case .spam: "spam"
        case .hidden: "hidden"
        }
    }

    fileprivate var deadline: Date? {
        switch self {
        case .waiting(let until): until
        case .overdue(let since): since
        case .reached, .reachedLate, .excluded, .notCounted, .spam, .hidden: nil
        }
    }
}

extension MissedCall.Reach {
    fileprivate var json: JSON {
        [
            "call": .string(call.description), "direction": .string(direction.rawValue), "at": JSON(at),
            "party": JSON(party?.number), "person": JSON(person),
        ]
    }

    fileprivate static let schema = Schema.object([
        .init("call", .text), .init("direction", Schema.words(CallDirection.allCases.map(\.rawValue))),
        .init("at", .instant), .init("party", Schema.text.optional), .init("person", Schema.text.optional),
    ])
}

extension MissedCall.Exclusion {
    fileprivate var json: JSON {
        ["reason": .string(reason.rawValue), "note": JSON(note), "by": .string(by), "at": JSON(at)]
    }

    fileprivate static let schema = Schema.object([
        .init("reason", .words(ExclusionReason.allCases.map(\.rawValue))), .init("note", Schema.text.optional),
        .init("by", .text), .init("at", .instant),
    ])
}
