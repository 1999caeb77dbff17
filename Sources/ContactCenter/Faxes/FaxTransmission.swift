import Foundation

/// A fax that the PBX sends, as it tells it. It is no call.
package struct FaxTransmission: Hashable, Sendable {
    package enum Stage: Hashable, Sendable {
        /// The number is called.
        case dialling
        /// Pages go over, or the machines still agree on how.
        case sending
        case over(FaxEnd)
    }

    package var key: FaxKey
    /// The call whose channel sends it; of one that was dialled its own.
    package var call: LinkedID?
    package var stage: Stage
    /// Since when it is so.
    package var since: Date

    package init(key: FaxKey, call: LinkedID?, stage: Stage, since: Date) {
        self.key = key
        self.call = call
        self.stage = stage
        self.since = since
    }

    package var end: FaxEnd? {
        if case .over(let end) = stage { end } else { nil }
    }
}

/// All that is being faxed at this moment, and what was last.
package struct LiveFaxes: Hashable, Sendable {
    /// Of those that are over, so many are remembered: for a card that is still open, and for who was slow to read.
    private static let remembered = 200

    private var transmissions: [FaxKey: FaxTransmission] = [:]

    package init() {}

    package subscript(key: FaxKey) -> FaxTransmission? { transmissions[key] }

    package var all: some Collection<FaxTransmission> { transmissions.values }

    /// The fax that went into one of these calls, the last one.
    package func last(in calls: (LinkedID) -> Bool) -> FaxTransmission? {
        transmissions.values.filter { $0.call.map(calls) ?? false }
            .max { ($0.since, $0.key.rawValue) < ($1.since, $1.key.rawValue) }
    }

    /// - Returns: whether something is different now.
    package mutating func apply(_ transmission: FaxTransmission) -> Bool {
        let known = transmissions[transmission.key]
        guard known != transmission else { return false }
        // A fax ends once; that its channel is hung up then says nothing more.
        if known?.end != nil, transmission.end == .unknown { return false }
        transmissions[transmission.key] = transmission
        let over = transmissions.values.filter { $0.end != nil }
        if over.count > Self.remembered, let oldest = over.min(by: { $0.since < $1.since }) {
            transmissions[oldest.key] = nil
        }
        return true
    }
}
