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
