import Foundation

/// What really happened to one call, in the shape of the recordings' `.json`: what a product derives from the events can be
/// judged by it.
///
/// Instants are seconds since the truth file's `t0_epoch`, lengths are seconds.
package struct CallTruth: Codable, Hashable, Sendable {
    package struct Leg: Codable, Hashable, Sendable {
        package var who: String
        package var role: String?
        package var rang_at: Double?
        package var answered_at: Double?
        package var left_at: Double?
        package var talk_s: Double
        package var hold_s: Double
        package var consult_s: Double
        package var result: String
        package var uncertain: [String]?
    }

    package struct Transfer: Codable, Hashable, Sendable {
        package var kind: String
        package var from: String
        package var to: String
        package var answered: Bool
        package var at: Double
        package var completed_at: Double?
        package var returned: Bool?
    }

    package struct Routing: Codable, Hashable, Sendable {
        package var from: String
        package var to: String
        package var at: Double
    }

    package var linkedid: String
    package var direction: String
    package var caller: String
    package var did: String
    package var queue: String?
    package var answered_by: String?
    package var result: String
    package var cause: String?
    package var call_started: Double
    package var queue_joined_at: Double?
    package var ring_started: Double?
    package var answered_at: Double?
    package var ended_at: Double
    package var ivr_s: Double?
    package var wait_s: Double?
    package var connected_s: Double
    package var talk_s: Double
    package var rang: [String]
    package var legs: [Leg]
    package var transfers: [Transfer]
    package var routed: [Routing]
    package var recording: String?
    package var recording_s: Double?
    package var click_to_call: Bool?
    package var originate_actionid: String?
    package var consultation_linkedid: String?
    package var uncertain: [String]?
    /// The simulator's pattern; a remark.
    package var pattern: String?
}

// What was not is null and not left out; left out is only what the kind of call never has.
extension CallTruth {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(linkedid, forKey: .linkedid)
        try container.encode(direction, forKey: .direction)
        try container.encode(caller, forKey: .caller)
        try container.encode(did, forKey: .did)
        try container.encode(queue, forKey: .queue)
        try container.encode(answered_by, forKey: .answered_by)
        try container.encode(result, forKey: .result)
        try container.encode(cause, forKey: .cause)
        try container.encode(call_started, forKey: .call_started)
        try container.encodeIfPresent(queue_joined_at, forKey: .queue_joined_at)
        try container.encode(ring_started, forKey: .ring_started)
        try container.encode(answered_at, forKey: .answered_at)
        try container.encode(ended_at, forKey: .ended_at)
        try container.encodeIfPresent(ivr_s, forKey: .ivr_s)
        try container.encode(wait_s, forKey: .wait_s)
        try container.encode(connected_s, forKey: .connected_s)
        try container.encode(talk_s, forKey: .talk_s)
        try container.encode(rang, forKey: .rang)
        try container.encode(legs, forKey: .legs)
        try container.encode(transfers, forKey: .transfers)
        try container.encode(routed, forKey: .routed)
        try container.encode(recording, forKey: .recording)
        try container.encodeIfPresent(recording_s, forKey: .recording_s)
        try container.encodeIfPresent(click_to_call, forKey: .click_to_call)
        try container.encodeIfPresent(originate_actionid, forKey: .originate_actionid)
        try container.encodeIfPresent(consultation_linkedid, forKey: .consultation_linkedid)
        try container.encodeIfPresent(uncertain, forKey: .uncertain)
        try container.encodeIfPresent(pattern, forKey: .pattern)
    }
}

extension CallTruth.Leg {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(who, forKey: .who)
        try container.encodeIfPresent(role, forKey: .role)
        try container.encode(rang_at, forKey: .rang_at)
        try container.encode(answered_at, forKey: .answered_at)
        try container.encode(left_at, forKey: .left_at)
        try container.encode(talk_s, forKey: .talk_s)
        try container.encode(hold_s, forKey: .hold_s)
        try container.encode(consult_s, forKey: .consult_s)
        try container.encode(result, forKey: .result)
        try container.encodeIfPresent(uncertain, forKey: .uncertain)
    }
}

extension CallTruth.Transfer {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
        try container.encode(answered, forKey: .answered)
        try container.encode(at, forKey: .at)
        try container.encode(completed_at, forKey: .completed_at)
        try container.encodeIfPresent(returned, forKey: .returned)
    }
}

/// A file of truths.
package struct TruthFile: Codable, Hashable, Sendable {
    package var description: String
    package var t0_epoch: Double
    package var calls: [CallTruth]

    package init(description: String, start: PBXInstant, calls: [CallTruth]) {
        self.description = description
        self.t0_epoch = start.epoch
        self.calls = calls
    }

    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
