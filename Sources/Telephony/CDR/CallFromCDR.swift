import ContactCenter
import Foundation

/// A call that only the PBX's records know, to the second.
struct CallFromCDR {
    private let rows: [CDRLeg]
    private let linkedID: LinkedID
    private let pbx: PBXName
    private let patterns: DialplanPatterns

    init(_ rows: [CDRLeg], linkedID: LinkedID, pbx: PBXName, patterns: DialplanPatterns) {
        self.rows = rows.sorted { ($0.start, $0.row.sequence ?? 0) < ($1.start, $1.row.sequence ?? 0) }
        self.linkedID = linkedID
        self.pbx = pbx
        self.patterns = patterns
    }

    var call: Call? {
        guard let first = rows.first, let end = rows.map(\.end).max() else { return nil }
        let second = linkedID.birthSecond ?? Int64(first.start.timeIntervalSince1970.rounded(.down))
        var call = Call(
            id: CallID(pbx: pbx, linkedID: linkedID, startSecond: second),
            direction: direction(of: first),
            startedAt: first.start
        )
        call.hasCDR = true
        call.endedAt = end
        call.callerPhone = first.callingPhone
        call.caller = CallerID(number: first.row.source.isEmpty ? nil : first.row.source)
        if call.direction == .inbound {
            call.caller.name = first.callerName
            call.dialled = rows.lazy.compactMap { $0.ourNumber(patterns) }.first
        } else {
            call.dialled = first.row.destination
        }
        call.queue = rows.compactMap(\.queue).last
        if rows.contains(where: { $0.isOfQueue && $0.party == nil }) {
            call.queuedAt = rows.first(where: \.isOfQueue)?.start
        }
        for row in rows { add(row, to: &call) }
        judge(&call)
        return call
    }

    private func direction(of first: CDRLeg) -> CallDirection {
        guard first.callingPhone != nil else { return .inbound }
        if case .outside = rows.lazy.compactMap(\.party).first { return .outbound }
        return .internal
    }

    private func add(_ row: CDRLeg, to call: inout Call) {
        guard let party = row.party else { return }
        var leg = CallLeg(ordinal: call.legs.count, party: party, queue: row.queue, calledAt: row.start)
        leg.leftAt = row.end
        leg.state = .released
        leg.stateSince = row.end
        switch row.row.disposition {
        case "ANSWERED":
            leg.rangAt = row.start
            leg.answeredAt = row.answer ?? row.start
            leg.talkTime = .between(row.answer ?? row.start, row.end)
            leg.result = .answered
        case "BUSY": leg.result = .busy
        case "FAILED", "CONGESTION": leg.result = .failed
        default:
            leg.rangAt = row.start
            leg.result = .cancelled
        }
        call.legs.append(leg)
        if let rang = leg.rangAt { call.rangAt = min(call.rangAt ?? rang, rang) }
        if leg.result == .answered { call.lastPerson = party }
        if let answered = leg.answeredAt, call.answeredAt.map({ answered < $0 }) ?? true {
            call.answeredAt = answered
            call.answeredBy = party
        }
    }

    private func judge(_ call: inout Call) {
        if call.answeredAt != nil {
            call.result = .answered
            return
        }
        let silent: CallResult = call.direction == .inbound ? .missed : .unanswered
        if call.queue != nil {
            (call.result, call.cause) = (silent, call.legs.isEmpty ? .nobodyAvailable : .inQueue)
        } else if call.legs.contains(where: { $0.result == .cancelled }) {
            (call.result, call.cause) = (silent, .ringing)
        } else if call.legs.contains(where: { $0.result == .busy }) {
            (call.result, call.cause) = (.busy, .busy)
        } else if call.legs.isEmpty, rows.contains(where: \.isAnswered) {
            (call.result, call.cause) = (silent, call.direction == .inbound ? .inIVR : .unknown)
        } else {
            (call.result, call.cause) = (.failed, .failed)
        }
    }
}
