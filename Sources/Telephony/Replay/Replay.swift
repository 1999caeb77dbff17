import Asterisk
import ContactCenter
import Foundation

/// Plays recorded connections through the channel graph and the call tracker.
package struct Replay {
    private let graph: ChannelGraph
    private var tracker: CallTracker
    private var connections = 0
    private(set) package var calls: [LinkedID: Call] = [:]
    private(set) package var cdrs: [CDRRow] = []
    /// The unix time of the recording's second zero, as far as the births of its channels tell.
    private(set) var zero = ZeroOfTime()

    package init(patterns: DialplanPatterns = DialplanPatterns(), pbx: PBXName = PBXName("replay")) {
        graph = ChannelGraph(patterns: patterns)
        tracker = CallTracker(pbx: pbx)
    }

    /// Plays one connection; the next one is a reconnect of the same scenario.
    package mutating func play(_ entries: some Sequence<Transcript.Entry>) {
        beginConnection()
        for entry in entries { play(entry) }
    }

    /// What is played from here on came over another connection.
    package mutating func beginConnection() {
        if connections > 0 { graph.connectionWasLost() }
        connections += 1
    }

    package mutating func play(_ entry: Transcript.Entry) {
        zero.note(entry)
        for event in graph.apply(entry.message, receivedAt: entry.at) {
            switch event {
            case .call(let call): note(tracker.apply(call))
            case .inProgress(let inProgress, let at): note(tracker.close(except: inProgress, at: at))
            case .cdr(let row, _):
                cdrs.append(row)
                if let linkedID = row.linkedID, let change = tracker.noteCDR(of: linkedID) { note([change]) }
            case .floor: break
            }
        }
    }

    /// Mends what events alone could not tell, by the PBX's own records.
    package mutating func reconcile(with rows: [CDRRow], timeZone: TimeZone) {
        let offset = zero.unixTime
        let reconciliation = CDRReconciliation(rows: rows, patterns: graph.patterns) { text in
            CDRTime.date(text, in: timeZone).map { $0.addingTimeInterval(-offset) }
        }
        for call in reconciliation.mend(Array(calls.values), pbx: tracker.pbx) { calls[call.id.linkedID] = call }
    }

    /// In the order they began.
    package var orderedCalls: [Call] {
        calls.values.sorted { ($0.startedAt, $0.id.linkedID.rawValue) < ($1.startedAt, $1.id.linkedID.rawValue) }
    }

    private mutating func note(_ changes: [CallChange]) {
        for change in changes {
            switch change {
            case .changed(let call): calls[call.id.linkedID] = call
            case .merged(let call, _), .withdrawn(let call): calls[call.linkedID] = nil
            }
        }
    }
}

/// Finds out at which unix time a recording began: every channel was born in the second its Uniqueid says.
struct ZeroOfTime {
    private var earliest = -Double.infinity
    private var latest = Double.infinity

    mutating func note(_ entry: Transcript.Entry) {
        guard entry.message.event == "Newchannel", let uniqueID = entry.message["Uniqueid"],
            let second = LinkedID(uniqueID).birthSecond
        else { return }
        let seen = entry.at.timeIntervalSince1970
        earliest = max(earliest, Double(second) - seen)
        latest = min(latest, Double(second) + 1 - seen)
    }

    /// In seconds; zero when nothing told.
    var unixTime: Double {
        guard earliest.isFinite, latest.isFinite else { return 0 }
        return (earliest + latest) / 2
    }
}
