import ContactCenter
import Foundation
import Synchronization

/// A register that shows what a test gave it and remembers what it was asked.
final class SampleMissed: MissedRegister {
    struct Marked: Equatable {
        var calls: [MissedCall.Seen]
        var mark: MissedMark
        var actor: MissedActor
    }

    private struct State {
        var queries: [MissedQuery] = []
        var marked: [Marked] = []
        var undone: [MissedChange.ID] = []
        var restored: [SpamNumber.ID] = []
    }

    private let answer: MissedPage
    private let changes: [MissedChange]
    private let spam: [SpamNumber]
    private let refusing: Bool
    private let state = Mutex(State())

    init(
        _ callers: [MissedCaller] = [],
        next: MissedQuery.Place? = nil,
        changes: [MissedChange] = [],
        spam: [SpamNumber] = [],
        refusing: Bool = false
    ) {
        answer = MissedPage(callers: callers, next: next)
        self.changes = changes
        self.spam = spam
        self.refusing = refusing
    }

    func isOutsideHours(_ call: CallID) async throws -> Bool {
        answer.callers.contains { $0.attempts.contains { $0.call == call && $0.isOutsideHours } }
    }

    var queries: [MissedQuery] { state.withLock(\.queries) }
    var marked: [Marked] { state.withLock(\.marked) }
    var undone: [MissedChange.ID] { state.withLock(\.undone) }
    var restored: [SpamNumber.ID] { state.withLock(\.restored) }

    func page(_ query: MissedQuery) async throws -> MissedPage {
        state.withLock { $0.queries.append(query) }
        return answer
    }

    func counts(_ query: MissedQuery, overdueBefore: Date) async throws -> MissedCounts {
        var counts = MissedCounts()
        counts.waiting = answer.callers.count
        return counts
    }

    func waitingCallers(since: Date) async throws -> Int { answer.callers.count }

    func assignees() async throws -> [MissedAssignee] {
        [MissedAssignee(user: UserID(7), displayName: "Смирнова <Ольга>")]
    }

    func mark(_ calls: [MissedCall.Seen], _ mark: MissedMark, by actor: MissedActor) async throws -> MissedOutcome {
        state.withLock { $0.marked.append(Marked(calls: calls, mark: mark, actor: actor)) }
        return refusing
            ? MissedOutcome(change: nil, changed: 0, refused: calls.count)
            : MissedOutcome(change: MissedChange.ID(5), changed: calls.count, refused: 0)
    }

    func undo(_ change: MissedChange.ID, by actor: MissedActor) async throws -> MissedOutcome {
        state.withLock { $0.undone.append(change) }
        return MissedOutcome(change: nil, changed: 1, refused: 0)
    }

    func change(_ id: MissedChange.ID) async throws -> MissedChange? { changes.first { $0.id == id } }
    func spamNumbers() async throws -> [SpamNumber] { spam }
    func spamKeys() async throws -> Set<NumberKey> { Set(spam.map(\.key)) }

    func restore(_ number: SpamNumber.ID, by actor: MissedActor) async throws -> Bool {
        state.withLock { $0.restored.append(number) }
        return true
    }
}

extension MissedCall {
    /// A call of 9535237271 that waited 31 seconds in the queue `service`, two hours before the sample moment.
    static func sample(_ id: Int64 = 17, version: Int64 = 2, ago: TimeInterval = 7_200) -> MissedCall {
        let start = Call.sampleStart - ago
        let call = CallID(pbx: PBXName("office"), linkedID: LinkedID("1.\(id)"), startSecond: id)
        var missed = MissedCall(id: ID(id), version: version, call: call, startedAt: start, endedAt: start + 31)
        missed.caller = CallerID(number: "9535237271", name: "Анна")
        missed.numberKey = NumberKey("+79535237271")
        missed.did = "6467171"
        missed.queue = QueueName("service")
        missed.waitTime = .seconds(31)
        missed.result = .missed
        missed.cause = .inQueue
        return missed
    }

    func with(_ change: (inout MissedCall) -> Void) -> MissedCall {
        var call = self
        change(&call)
        return call
    }
}

extension MissedCaller {
    static func sample(_ attempts: MissedCall...) -> MissedCaller {
        MissedCaller(attempts: attempts, count: attempts.count)
    }
}
