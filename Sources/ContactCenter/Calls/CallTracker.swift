import Foundation

/// Derives calls from what the PBX reports: a state machine without clock, I/O or logger.
///
/// It knows callers, queues and legs; channels and bridges stop at `ChannelGraph`. An event for a call it does not know
/// changes nothing. Ended calls are remembered for a while (`memory`), because CDR rows come after the hang-up.
package struct CallTracker: Sendable {
    /// A call and what is needed to understand its next event.
    struct Tracked: Sendable {
        var call: Call
        var legs: [LegID: Int] = [:]
        var isSeen: Bool
        var outcome = OutcomeEvidence()
        /// Legs of a call found in the journal, until the PBX tells which of its own they are.
        var unboundLegs: [Int] = []
        /// Since when the recorder of a file writes.
        var recorders: [String: Date] = [:]
        /// Files of a call found in the journal that run from its answer on: the PBX has told of them before, and does not again.
        var recordersFromBefore: Set<String> = []
    }

    /// How long an ended call is remembered, by the time of the events.
    package static let memory: TimeInterval = 120

    package let pbx: PBXName
    var calls: [LinkedID: Tracked] = [:]
    /// The call that a Linkedid now belongs to, where it is not its own.
    private var aliases: [LinkedID: LinkedID] = [:]
    private var ended: [(linkedID: LinkedID, at: Date)] = []
    private var firstEnded = 0

    package init(pbx: PBXName) {
        self.pbx = pbx
    }

    /// Calls in progress, oldest first.
    package var liveCalls: [Call] {
        calls.values.map(\.call).filter { !$0.isEnded }.sorted { $0.startedAt < $1.startedAt }
    }

    /// The call that this Linkedid is or became part of, if it is remembered.
    package func call(_ linkedID: LinkedID) -> Call? {
        calls[aliases[linkedID] ?? linkedID]?.call
    }

    package mutating func apply(_ event: CallEvent) -> [CallChange] {
        var changes: [CallChange] = []
        apply(event, into: &changes)
        return changes
    }

    /// Appends what the event changed; the form for a busy PBX.
    package mutating func apply(_ event: CallEvent, into changes: inout [CallChange]) {
        forgetOld(asOf: event.at)
        switch event.kind {
        case .began(let beginning):
            begin(event.call, beginning, at: event.at, into: &changes)
        case .absorbed(let other):
            absorb(other, into: event.call, at: event.at, changes: &changes)
        case .withdrawn:
            guard let tracked = calls.removeValue(forKey: event.call) else { return }
            changes.append(.withdrawn(tracked.call.id))
        default:
            guard let index = calls.index(forKey: event.call) else { return }
            guard calls.values[index].take(event, into: &changes) else { return }
            if case .ended = event.kind { ended.append((event.call, event.at)) }
        }
    }

    /// Closes, as ended at an unknown time, the calls that the PBX no longer has in progress.
    package mutating func close(except inProgress: Set<LinkedID>, at: Date) -> [CallChange] {
        let gone = calls.filter { !$0.value.call.isEnded && !inProgress.contains($0.key) }.keys
        return gone.sorted { $0.rawValue < $1.rawValue }
            .flatMap { apply(CallEvent($0, .ended(isKnown: false), at: at)) }
    }

    /// Takes over what the PBX's records told about an ended call, if it is still remembered.
    package mutating func amend(_ call: Call) {
        guard let index = calls.index(forKey: call.id.linkedID), calls.values[index].call.isEnded else { return }
        calls.values[index].call = call
    }

    /// Marks the call of a CDR row, once.
    package mutating func noteCDR(of linkedID: LinkedID) -> CallChange? {
        let key = aliases[linkedID] ?? linkedID
        guard let index = calls.index(forKey: key), !calls.values[index].call.hasCDR else { return nil }
        calls.values[index].call.hasCDR = true
        return .changed(calls.values[index].call)
    }

    /// Takes up calls that the journal holds as open, after a restart. What happened since is not known.
    package mutating func resume(_ open: [Call]) {
        for call in open where calls[call.id.linkedID] == nil {
            var tracked = Tracked(call: call, isSeen: false)
            tracked.outcome = OutcomeEvidence(of: call)
            tracked.unboundLegs = call.legs.indices.filter { call.legs[$0].leftAt == nil }
            // What was recorded when nobody listened any more goes on: the PBX will not tell of it a second time.
            for recording in call.recordings where recording.length == .zero {
                if let answeredAt = call.answeredAt {
                    tracked.recorders[recording.path] = max(answeredAt, recording.startedAt)
                } else {
                    tracked.recordersFromBefore.insert(recording.path)
                }
            }
            calls[call.id.linkedID] = tracked
            for merged in call.mergedLinkedIDs { aliases[merged] = call.id.linkedID }
        }
    }

    private mutating func begin(
        _ linkedID: LinkedID,
        _ beginning: CallBeginning,
        at: Date,
        into changes: inout [CallChange]
    ) {
        if var known = calls[linkedID], !known.call.isEnded {
            known.isSeen = known.isSeen && beginning.isSeen
            calls[linkedID] = known
            return
        }
        let startedAt = beginning.startedAt ?? at
        let second = linkedID.birthSecond ?? Int64(startedAt.timeIntervalSince1970.rounded(.down))
        var call = Call(
            id: CallID(pbx: pbx, linkedID: linkedID, startSecond: second),
            direction: beginning.direction,
            startedAt: startedAt
        )
        call.caller = beginning.caller
        call.callerPhone = beginning.callerPhone
        call.dialled = beginning.dialled
        call.trunk = beginning.trunk
        call.isClickToCall = beginning.isClickToCall
        calls[linkedID] = Tracked(call: call, isSeen: beginning.isSeen)
        aliases[linkedID] = nil
        changes.append(.changed(call))
    }

    /// The legs of a consultation become legs of the call it served; what was talk between colleagues was consultation.
    private mutating func absorb(
        _ other: LinkedID,
        into linkedID: LinkedID,
        at: Date,
        changes: inout [CallChange]
    ) {
        guard var host = calls[linkedID], var guest = calls.removeValue(forKey: other) else { return }
        guest.settle(at: at)
        let ordered = guest.legs.sorted { $0.value < $1.value }
        for (id, index) in ordered {
            var leg = guest.call.legs[index]
            guard leg.role == nil else { continue }
            leg.ordinal = host.call.legs.count
            leg.consultTime += leg.talkTime
            leg.talkTime = .zero
            for place in leg.stretches.indices where leg.stretches[place].state == .talking {
                leg.stretches[place].state = .consulting
            }
            host.legs[id] = leg.ordinal
            host.call.legs.append(leg)
        }
        host.call.mergedLinkedIDs += [other] + guest.call.mergedLinkedIDs
        host.call.hasCDR = host.call.hasCDR || guest.call.hasCDR
        calls[linkedID] = host
        for merged in host.call.mergedLinkedIDs { aliases[merged] = linkedID }
        changes.append(.merged(guest.call.id, into: host.call.id))
        changes.append(.changed(host.call))
    }

    private mutating func forgetOld(asOf now: Date) {
        while firstEnded < ended.count, now.timeIntervalSince(ended[firstEnded].at) > Self.memory {
            let key = ended[firstEnded].linkedID
            if let old = calls[key], old.call.isEnded {
                for merged in old.call.mergedLinkedIDs { aliases[merged] = nil }
                calls[key] = nil
            }
            firstEnded += 1
        }
        if firstEnded > 1_024, firstEnded * 2 > ended.count {
            ended.removeFirst(firstEnded)
            firstEnded = 0
        }
    }
}
