import ContactCenter
import Foundation

/// A journal in memory, whose commits wait or fail when told to.
actor MemoryJournal: CallJournal {
    struct Refusal: JournalError {
        var isAboutContent: Bool
    }

    private(set) var batches: [JournalBatch] = []
    private var kept: [CallID: Call] = [:]
    private var refusals: [@Sendable (JournalBatch) -> Refusal?] = []
    private var gate: CheckedContinuation<Void, Never>?
    private var isClosed = false
    private var waiters: [(count: Int, CheckedContinuation<Void, Never>)] = []

    func holdCommits() { isClosed = true }

    /// Returns when a commit is being held.
    func waitUntilHeld() async {
        while gate == nil { await Task.yield() }
    }

    func letCommitsGo() {
        isClosed = false
        gate?.resume()
        gate = nil
    }

    /// The next commits are refused, each by one of these.
    func refuse(_ refusals: (@Sendable (JournalBatch) -> Refusal?)...) { self.refusals += refusals }

    func waitForBatches(_ count: Int) async {
        if batches.count < count { await withCheckedContinuation { waiters.append((count, $0)) } }
    }

    func commit(_ batch: JournalBatch) async throws -> Position {
        if isClosed { await withCheckedContinuation { gate = $0 } }
        if let index = refusals.firstIndex(where: { $0(batch) != nil }), let refusal = refusals.remove(at: index)(batch)
        {
            throw refusal
        }
        batches.append(batch)
        for call in batch.calls { kept[call.id] = call }
        for merge in batch.merges { kept[merge.call] = nil }
        for call in batch.withdrawals { kept[call] = nil }
        let ready = waiters.filter { $0.count <= batches.count }
        waiters.removeAll { $0.count <= batches.count }
        for (_, waiter) in ready { waiter.resume() }
        return Position(Int64(batches.count))
    }

    func openCalls(of pbx: PBXName) -> [Call] { kept.values.filter { !$0.isEnded } }

    func calls(of pbx: PBXName, linkedIDs: [LinkedID], near: Date) -> [Call] {
        kept.values.filter { linkedIDs.contains($0.id.linkedID) }
    }

    func calls(_ ids: [CallID]) -> [Call] { ids.compactMap { kept[$0] } }

    func earlierCalls(ofNumber number: String, before: Date, limit: Int) -> [Call] { [] }

    func lastEndedCalls(limit: Int) -> [Call] { [] }

    func cdrs(of call: CallID) -> [CDRRow] { batches.flatMap(\.cdrs).filter { $0.call == call }.map(\.row) }

    func cdrCursor(of pbx: PBXName) -> CDRCursor? { nil }

    func lastPosition() -> Position { Position(Int64(batches.count)) }

    func announcements(after position: Position, limit: Int) -> AnnouncementPage { .reset }
}
