import ContactCenter
import Foundation

/// Calls in real time (requirement S2.26): those in progress, the queues, and those that ended last.
struct OnlinePage: LivePage {
    private let scope: OnlineScope
    /// The reader, where they may listen in.
    private var listener: Listener?
    private var calls: [CallID: Call] = [:]
    /// Latest first.
    private var ended: [Call] = []
    private var floor = Floor()

    private static let mostEnded = 15
    /// Of all calls few may be in a reader's scope.
    private var mostKept: Int { scope == .all ? Self.mostEnded : 300 }

    init(_ scope: OnlineScope = .all) { self.scope = scope }

    /// - Returns: `nil` for who may not watch at all.
    init?(for reader: SignedIn) {
        guard let scope = OnlineScope(of: reader) else { return nil }
        self.init(scope)
        listener = Listener(reader)
    }

    var interest: LiveInterest { .everything }
    var pace: Duration { .milliseconds(100) }

    mutating func show(_ snapshot: LiveSnapshot) {
        calls = Dictionary(snapshot.calls.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        ended = Array(snapshot.lastEnded.sorted { $0.endedLater(than: $1) }.prefix(mostKept))
        floor = snapshot.floor
    }

    mutating func apply(_ change: LiveChange) {
        switch change {
        case .call(let call):
            forget(call.id)
            if call.isEnded { append(call) } else { calls[call.id] = call }
        case .merged(let call, _), .withdrawn(let call):
            forget(call)
        case .floor(let floor):
            self.floor = floor
        case .card, .contact, .document, .tasks, .staff:
            break
        }
    }

    private mutating func forget(_ call: CallID) {
        calls[call] = nil
        ended.removeAll { $0.id == call }
    }

    private mutating func append(_ call: Call) {
        let place = ended.firstIndex { call.endedLater(than: $0) } ?? ended.endIndex
        ended.insert(call, at: place)
        ended = Array(ended.prefix(mostKept))
    }

    func parts(at now: Date) -> [OnlinePart] {
        let floor = scope.part(of: floor)
        let inProgress = calls.values.filter { scope.includes($0, on: floor) }.sorted { $0.beganEarlier(than: $1) }
        var parts: [OnlinePart] = [.count(inProgress.count), .tiles(Tiles(inProgress, floor))]

        parts += inProgress.isEmpty ? [.noCalls] : inProgress.map { .call(CallRow($0, on: floor, for: listener)) }

        let queues = QueueCard.all(on: floor, calls: inProgress)
        parts += queues.isEmpty ? [.noQueues] : queues.map(OnlinePart.queue)

        let seen = ended.lazy.filter { scope.includes($0, on: floor) }.prefix(Self.mostEnded)
        let rows = seen.compactMap { call in call.endedAt.map { EndedRow(call, endedAt: $0) } }
        parts += rows.isEmpty ? [.noneEnded] : rows.map(OnlinePart.ended)
        return parts
    }
}
