import ContactCenter
import Foundation

/// Fills in from the PBX's own records what events could not tell, because nobody listened.
///
/// CDR rows know whole seconds, one row per leg, not why a ring ended, and the DID only where the dialplan rings phones in the context
/// in which calls arrive; so they only fill gaps, and never overrule what was seen.
package struct CDRReconciliation {
    private let groups: [LinkedID: [CDRLeg]]
    private let copied: [LinkedID: [CDRLeg]]
    private let patterns: DialplanPatterns

    /// - Parameters:
    ///   - rows: what the PBX now tells.
    ///   - copied: what it has told before of calls that may be known from its records only.
    ///   - patterns: which contexts calls from outside arrive in, and what our numbers are called.
    ///   - instant: the PBX's local time text as an instant of ours.
    package init(
        rows: [CDRRow],
        copied: [CDRRow] = [],
        patterns: DialplanPatterns = DialplanPatterns(),
        instant: (String) -> Date?
    ) {
        func grouped(_ rows: [CDRRow]) -> [LinkedID: [CDRLeg]] {
            Dictionary(grouping: rows.compactMap { CDRLeg($0, instant: instant) }, by: \.linkedID)
        }
        let known = Set(copied)
        groups = grouped(rows.filter { !known.contains($0) })
        self.copied = grouped(copied)
        self.patterns = patterns
    }

    /// The Linkedids that the rows tell of, spying and faxing left out.
    package var linkedIDs: [LinkedID] {
        groups.filter {
            !ChannelGraph.isFax($0.key) && !ChannelGraph.isListening($0.key) && !$0.value.contains(where: \.isNoCall)
        }.keys.sorted {
            $0.rawValue < $1.rawValue
        }
    }

    /// - Returns: the calls that are new or now tell more.
    package func mend(_ known: [Call], pbx: PBXName) -> [Call] {
        var byLinkedID: [LinkedID: Call] = [:]
        for call in known {
            byLinkedID[call.id.linkedID] = call
            for merged in call.mergedLinkedIDs { byLinkedID[merged] = call }
        }
        return linkedIDs.compactMap { linkedID in
            let before = copied[linkedID] ?? []
            guard let new = groups[linkedID], let derived = call(before + new, linkedID, pbx) else { return nil }
            guard let call = byLinkedID[linkedID] else { return derived }
            guard call.id.linkedID == linkedID else { return call.hasCDR ? nil : call.withCDR }
            // It says what its rows said: nobody saw it, and all its rows together tell more.
            if call == self.call(before, linkedID, pbx) { return derived }
            let mended = call.mended(by: derived)
            return mended == call ? nil : mended
        }
    }

    private func call(_ legs: [CDRLeg], _ linkedID: LinkedID, _ pbx: PBXName) -> Call? {
        CallFromCDR(legs, linkedID: linkedID, pbx: pbx, patterns: patterns).call
    }
}

extension Call {
    fileprivate var withCDR: Call {
        var call = self
        call.hasCDR = true
        return call
    }

    /// This call with its gaps filled from what the records say.
    fileprivate func mended(by derived: Call) -> Call {
        var call = withCDR
        if answeredBefore != nil, answeredAt == nil { call.fillBeginning(from: derived) }
        if !isEndKnown, let end = derived.endedAt { call.fillEnd(end, from: derived) }
        return call
    }

    /// The call was found in progress: when it began, rang and was answered.
    private mutating func fillBeginning(from derived: Call) {
        startedAt = derived.startedAt
        rangAt = derived.rangAt
        queuedAt = queuedAt ?? derived.queuedAt
        answeredAt = derived.answeredAt
        for index in legs.indices where !legs[index].isExact {
            guard let told = derived.legs.first(where: { $0.party == legs[index].party }) else { continue }
            legs[index].rangAt = told.rangAt
            legs[index].answeredAt = told.answeredAt
            if let answered = told.answeredAt, let left = legs[index].leftAt {
                legs[index].talkTime = .between(answered, left) - legs[index].holdTime - legs[index].consultTime
                let seen = legs[index].stretches
                if let first = seen.first {
                    legs[index].stretches = []
                    for stretch in [LegStretch(.talking, from: answered, until: first.from)] + seen {
                        legs[index].stretches.add(stretch)
                    }
                }
            }
            legs[index].isExact = true
        }
    }

    /// The end was noticed only later: takes back what was counted after the true end.
    private mutating func fillEnd(_ end: Date, from derived: Call) {
        guard let noticed = endedAt else { return }
        let trueEnd = min(max(end, answeredAt ?? startedAt), noticed)
        for index in legs.indices where legs[index].leftAt == noticed {
            legs[index].leftAt = trueEnd
            let excess = min(Duration.between(trueEnd, noticed), legs[index].talkTime)
            legs[index].talkTime -= excess
            legs[index].stretches.end(at: trueEnd)
            legs[index].isExact = true
        }
        let excess = Duration.between(trueEnd, noticed)
        for index in recordings.indices { recordings[index].length -= min(excess, recordings[index].length) }
        endedAt = trueEnd
        isEndKnown = true
        if result != .answered { takeAnswer(from: derived) }
    }

    /// Somebody answered while nobody listened.
    private mutating func takeAnswer(from derived: Call) {
        (result, cause) = (derived.result, derived.cause)
        guard derived.result == .answered else { return }
        answeredAt = derived.answeredAt
        answeredBy = derived.answeredBy
        lastPerson = derived.lastPerson
        for told in derived.legs {
            if let index = legs.firstIndex(where: { $0.party == told.party }) {
                legs[index].answeredAt = told.answeredAt
                legs[index].talkTime = told.talkTime
                legs[index].result = told.result
            } else {
                var leg = told
                leg.ordinal = legs.count
                legs.append(leg)
            }
        }
    }
}
