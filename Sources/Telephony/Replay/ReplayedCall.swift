import ContactCenter
import Foundation

/// A call as `replay --json` prints it: keys, values and units as `docs/replay.md` describes them.
package struct ReplayedCall: Encodable {
    package struct Leg: Encodable {
        var who: String
        var role: String?
        @Nullable var rang_at: Double?
        @Nullable var answered_at: Double?
        @Nullable var left_at: Double?
        @Nullable var talk_s: Double?
        var hold_s: Double
        var consult_s: Double
        @Nullable var result: String?
    }

    package struct TransferEntry: Encodable {
        var kind: String
        @Nullable var from: String?
        var to: String
        var answered: Bool
        var at: Double
        @Nullable var completed_at: Double?
        var returned: Bool?
    }

    package struct Routed: Encodable {
        var from: String
        var to: String
        var at: Double
    }

    var linkedid: String
    var direction: String
    var caller: String
    var caller_name: String?
    @Nullable var did: String?
    @Nullable var queue: String?
    @Nullable var answered_by: String?
    @Nullable var result: String?
    @Nullable var cause: String?
    var call_started: Double
    var queue_joined_at: Double?
    @Nullable var ring_started: Double?
    @Nullable var answered_at: Double?
    var answered_before: Double?
    @Nullable var ended_at: Double?
    var end_known: Bool?
    var ivr_s: Double?
    @Nullable var wait_s: Double?
    @Nullable var connected_s: Double?
    @Nullable var talk_s: Double?
    var rang: [String]
    var legs: [Leg]
    var transfers: [TransferEntry]
    var routed: [Routed]
    @Nullable var recording: String?
    var recording_s: Double?
    var recordings: [String]
    var click_to_call: Bool?
    var operator_ring_started: Double?
    var operator_answered_at: Double?
    var originate_actionid: String?
    @Nullable var hung_up_by: String?
    var last_person: String?
    var transferred_by: String?
    var merged_linkedids: [String]?
    var has_cdr: Bool

    package init(_ call: Call) {
        let end = call.endedAt ?? Date(timeIntervalSince1970: 0)
        linkedid = call.id.linkedID.rawValue
        direction = call.direction.rawValue
        caller = call.callerPhone?.rawValue ?? call.caller.number ?? ""
        caller_name = call.caller.name
        did = call.dialled
        queue = call.queue?.rawValue
        answered_by = call.answeredBy?.number
        result = call.result?.rawValue
        cause = call.cause?.rawValue
        call_started = Self.seconds(call.startedAt)
        queue_joined_at = call.queuedAt.map(Self.seconds)
        ring_started = call.rangAt.map(Self.seconds)
        answered_at = call.answeredAt.map(Self.seconds)
        answered_before = call.answeredBefore.map(Self.seconds)
        ended_at = call.endedAt.map(Self.seconds)
        end_known = call.isEndKnown ? nil : false
        ivr_s = call.ivrTime(asOf: end).map(Self.seconds)
        wait_s = call.waitTime(asOf: end).map(Self.seconds)
        let isExact = call.isEndKnown && (call.answeredAt != nil || call.answeredBefore == nil)
        connected_s = call.isEnded && isExact ? Self.seconds(call.connectedTime(asOf: end)) : nil
        talk_s = call.isEnded && isExact ? Self.seconds(call.talkTime(asOf: end)) : nil
        rang = Set(call.legs.filter { $0.rangAt != nil }.map(\.party.number)).sorted()
        legs = call.legs.map(Leg.init)
        transfers = call.transfers.map(TransferEntry.init)
        routed = call.steerings.map { Routed(from: $0.from, to: $0.to.number, at: Self.seconds($0.at)) }
        recording = call.recording?.fileName
        recording_s = call.recording.map { Self.seconds($0.length) }
        recordings = call.recordings.map(\.path)
        let callerLeg = call.legs.first { $0.role == .caller }
        click_to_call = call.isClickToCall ? true : nil
        operator_ring_started = callerLeg?.rangAt.map(Self.seconds)
        operator_answered_at = callerLeg?.answeredAt.map(Self.seconds)
        originate_actionid = call.originateActionID
        hung_up_by = call.isHungUpByCaller ? "caller" : call.hungUpBy?.number
        last_person = call.lastPerson?.number
        transferred_by = call.transferredBy?.number
        merged_linkedids = call.mergedLinkedIDs.isEmpty ? nil : call.mergedLinkedIDs.map(\.rawValue)
        has_cdr = call.hasCDR
    }

    static func seconds(_ date: Date) -> Double { (date.timeIntervalSince1970 * 1_000).rounded() / 1_000 }

    static func seconds(_ duration: Duration) -> Double { (duration.inSeconds * 1_000).rounded() / 1_000 }
}

extension ReplayedCall.Leg {
    init(_ leg: CallLeg) {
        who = leg.party.number
        role = leg.role?.rawValue
        rang_at = leg.rangAt.map(ReplayedCall.seconds)
        answered_at = leg.answeredAt.map(ReplayedCall.seconds)
        left_at = leg.leftAt.map(ReplayedCall.seconds)
        talk_s = leg.isExact ? ReplayedCall.seconds(leg.talkTime) : nil
        hold_s = ReplayedCall.seconds(leg.holdTime)
        consult_s = ReplayedCall.seconds(leg.consultTime)
        result = leg.result?.rawValue
    }
}

extension ReplayedCall.TransferEntry {
    init(_ transfer: Transfer) {
        kind = transfer.kind.rawValue
        from = transfer.from?.number
        to = transfer.to.number
        answered = transfer.isAnswered
        at = ReplayedCall.seconds(transfer.at)
        completed_at = transfer.completedAt.map(ReplayedCall.seconds)
        returned = transfer.isReturned ? true : nil
    }
}

/// Encodes `nil` as null: the key is always there.
@propertyWrapper
struct Nullable<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
