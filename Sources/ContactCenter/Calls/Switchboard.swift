import Foundation
import Logging

/// Reads the PBX's events in order: understands them, writes the journal, then shows them. What was not saved is never
/// shown.
///
/// Group commit: what arrives while a commit is under way, and for some milliseconds more if the system is busy
/// (`CommitPace`), goes into the next one, so that an idle system answers at once and a busy one batches. A call that
/// changed several times meanwhile is written once, as it stands.
package actor Switchboard: LiveDesk {
    /// What the PBX's records tell about calls, as a function, because records are the PBX's matter.
    ///
    /// - Parameters:
    ///   - known: the calls to which new or copied rows belong.
    ///   - rows: new ones.
    ///   - copied: rows that the journal has already of known calls.
    package typealias Mend =
        @Sendable (
            _ known: [Call], _ rows: [CDRRow], _ copied: [CDRRow], _ pbx: PBXName
        ) -> [Call]

    let journal: any CallJournal
    private let mend: Mend
    let feed = ChangeFeed()
    let logger: Logger
    let pbx: PBXName
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    private var tracker: CallTracker
    package private(set) var floor = Floor()
    private var pending: PendingChanges
    /// Calls in progress as they were committed.
    private var committed: [CallID: Call] = [:]
    private var lastEnded: [Call] = []
    var position = Position.start
    /// CDR rows of calls that nobody has seen, and since when they wait for their fellows.
    private var strayRows: [CDRRow] = []
    private var lagging: [CheckedContinuation<Void, Never>] = []
    private var pace = CommitPace()
    /// When `run` will be woken to commit.
    private var alarm: ContinuousClock.Instant?
    private var commits = CommitCount()

    /// How many changed calls may wait for the database before the PBX is made to wait.
    package static let pendingLimit = 20_000
    package static let lastEndedLimit = 20

    package init(pbx: PBXName, journal: any CallJournal, logger: Logger, mend: @escaping Mend) {
        self.pbx = pbx
        self.journal = journal
        self.logger = logger
        self.mend = mend
        tracker = CallTracker(pbx: pbx)
        pending = PendingChanges(pbx: pbx)
        (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes up where the journal ends. Call once, before the first event.
    package func resume() async throws {
        let open = try await journal.openCalls(of: pbx)
        tracker.resume(open)
        committed = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0) })
        lastEnded = try await journal.lastEndedCalls(limit: Self.lastEndedLimit)
        position = try await journal.lastPosition()
    }

    /// Applies events in their order. Returns at once while the database keeps up.
    package func apply(_ events: [PBXEvent]) async {
        var changes: [CallChange] = []
        var isFloorChanged = false
        var phones: Set<Extension>? = []
        var lines: Set<Extension> = []
        for event in events {
            switch event {
            case .call(let call):
                tracker.apply(call, into: &changes)
                pending.isAwaited = pending.isAwaited || call.kind.isAwaited
            case .inProgress(let inProgress, let at): changes += tracker.close(except: inProgress, at: at)
            case .cdr(let row, _): note(row, &changes)
            case .floor(let event) where floor.apply(event):
                isFloorChanged = true
                phones = event.concernedPhones.flatMap { phones?.union($0) }
                if case .phone(let phone, _) = event { lines.insert(phone) }
            case .floor: break
            }
        }
        pending.add(changes)
        if isFloorChanged { feed.publish([(.floor(floor), phones)], at: position) }
        feed.publish(StaffChange(floor: floor, phones: lines), at: position)
        commitSoon()
        if pending.count > Self.pendingLimit { await withCheckedContinuation { lagging.append($0) } }
    }

    /// Commits what is pending, for as long as the task lives; at the end once more what is left.
    package func run() async {
        for await _ in wakeUps {
            await commitPending()
            if Task.isCancelled { break }
            commitSoon()
        }
        while !pending.isEmpty, await commitPending() {}
        commits.finish()
        feed.finish()
    }

    /// Wakes `run` when the next commit may begin.
    private func commitSoon() {
        guard !pending.isEmpty else { return }
        let now = ContinuousClock.now
        let due = pace.nextBeginning(isAwaited: pending.isAwaited, at: now)
        if due <= now {
            wakeUp.yield()
        } else if alarm.map({ due < $0 }) ?? true {
            alarm = due
            Task {
                try? await Task.sleep(until: due, tolerance: .zero)
                ring(setFor: due)
            }
        }
    }

    private func ring(setFor due: ContinuousClock.Instant) {
        guard alarm == due else { return }
        alarm = nil
        wakeUp.yield()
    }

    /// Ends `run` after one more commit of what is pending.
    package func stop() { wakeUp.finish() }

    /// Writes rows read from the PBX's own file, and what they tell about calls that nobody saw.
    package func copy(_ page: CDRPage) async throws {
        try await settle(page.rows, cursor: page.cursor)
    }

    /// Gives rows of calls that nobody saw to the journal. Call some seconds after they came, when all rows of a call have.
    package func settleStrayRows() async throws {
        guard !strayRows.isEmpty else { return }
        let rows = strayRows
        strayRows = []
        do {
            try await settle(rows, cursor: nil)
        } catch {
            strayRows += rows
            throw error
        }
    }

    private func settle(_ rows: [CDRRow], cursor: CDRCursor?) async throws {
        // What earlier rows told must be in the journal before it is asked.
        await pendingIsCommitted()
        var known: [CallID: Call] = [:]
        for (day, linkedIDs) in Self.linkedIDsByDay(of: rows) {
            for call in try await journal.calls(of: pbx, linkedIDs: linkedIDs, near: day) { known[call.id] = call }
        }
        for row in rows {
            if let call = tracker.call(row.callLinkedID) { known[call.id] = call }
        }
        let inProgress = Set(known.values.filter { !$0.isEnded }.flatMap(\.linkedIDs))
        let copied = try await copiedRows(of: known.values.filter(\.mayStemFromRecords))
        let mended = mend(Array(known.values), rows.filter { !inProgress.contains($0.callLinkedID) }, copied, pbx)
        for call in mended { tracker.amend(call) }
        pending.add(mended.map { .changed($0) })
        pending.add(Set(rows.map(\.callLinkedID)).compactMap { tracker.noteCDR(of: $0) })
        let owners = owners(among: Array(known.values) + mended)
        pending.add(rows.map { JournalBatch.CDREntry(row: $0, call: owners[$0.callLinkedID]) }, cursor: cursor)
        commitSoon()
    }

    private func copiedRows(of calls: [Call]) async throws -> [CDRRow] {
        var rows: [CDRRow] = []
        for call in calls { rows += try await journal.cdrs(of: call.id) }
        return rows
    }

    /// Returns when what is pending now has been committed, or when nothing is committed any more.
    private func pendingIsCommitted() async {
        await withCheckedContinuation { commits.wait(hasPending: !pending.isEmpty, $0) }
    }

    /// Ids come round again, so calls are sought near the day their ids were given.
    private static func linkedIDsByDay(of rows: [CDRRow]) -> [(day: Date, linkedIDs: [LinkedID])] {
        let byDay = Dictionary(grouping: Set(rows.map(\.callLinkedID))) { ($0.birthSecond ?? 0) / 86_400 }
        return byDay.map { (Date(timeIntervalSince1970: (Double($0) + 0.5) * 86_400), $1) }
    }

    // MARK: LiveDesk

    package func snapshot() -> LiveSnapshot {
        LiveSnapshot(
            position: position,
            calls: committed.values.sorted {
                ($0.startedAt, $0.id.linkedID.rawValue) < ($1.startedAt, $1.id.linkedID.rawValue)
            },
            lastEnded: lastEnded,
            floor: floor
        )
    }

    package nonisolated func updates(_ interest: LiveInterest) -> AsyncStream<LiveUpdate> { feed.updates(interest) }

    package func show(_ seats: [Seat]) {
        let sitters = floor.seats
        let moved = floor.take(seats)
        guard !moved.isEmpty else { return }
        let people = moved.flatMap { [sitters[$0]?.user, floor.seats[$0]?.user] }.compactMap(\.self)
        feed.seat(seats, at: position)
        // Everybody's cards name who sits at the phones of others, and whoever watches a person follows them.
        feed.publish([(.floor(floor), nil)], at: position)
        feed.publish(StaffChange(floor: floor, users: Set(people), phones: moved), at: position)
    }

    package func show(missedWaiting: Int) {
        show(missedWaiting, at: \.missedWaiting)
    }

    package func show(reminders: [UserID: ReminderLoad]) {
        show(reminders, at: \.reminders)
    }

    package func show(presences: [UserID: Presence]) {
        let changed = floor.presences.keys(differingFrom: presences)
        show(presences, at: \.presences)
        feed.publish(StaffChange(floor: floor, users: changed), at: position)
    }

    package func show(workLoads: [EmployeeID: WorkLoad]) {
        let changed = floor.workLoads.keys(differingFrom: workLoads)
        floor.workLoads = workLoads
        feed.publish(StaffChange(floor: floor, employees: changed), at: position)
    }

    package func show(queueRefusals: [UserID: [QueueName]]) {
        show(queueRefusals, at: \.queueRefusals)
    }

    package func show(_ inboxes: [UserID: NotificationInbox]) {
        let people = floor.take(inboxes)
        if !people.isEmpty { feed.tell(people, floor, at: position) }
    }

    package func show(_ reception: ReceptionBoard) {
        guard floor.reception != reception else { return }
        let wasCount = floor.reception.waiting.count
        floor.reception = reception
        // How many wait is seen on every page, the rest on one.
        guard wasCount == reception.waiting.count else { return feed.publish([(.floor(floor), nil)], at: position) }
        feed.tellReception(floor, at: position)
    }

    /// Few look at it, and it is another one whenever it was counted.
    package func show(_ board: DayBoard) {
        floor.board = board
        feed.tellBoard(floor, at: position)
    }

    package func show(queueRules: [QueueName: QueueRules]) {
        show(queueRules, at: \.queueRules)
    }

    package func show(spamNumbers: Set<NumberKey>) {
        show(spamNumbers, at: \.spamNumbers)
    }

    /// For everybody, where it is other than before.
    private func show<Value: Equatable>(_ value: Value, at path: WritableKeyPath<Floor, Value>) {
        guard floor[keyPath: path] != value else { return }
        floor[keyPath: path] = value
        feed.publish([(.floor(floor), nil)], at: position)
    }

    package func show(_ change: CardChange, of call: CallID, at phones: Set<Extension>) {
        feed.publish([(.card(call, change), phones)], at: position)
    }

    package func show(_ contact: ContactID) {
        feed.publish(contact, at: position)
    }

    package func show(_ document: DocumentID) {
        feed.publish(document, at: position)
    }

    package func showTasks() {
        feed.publishTasks(at: position)
    }

    // MARK: Committing

    /// Writes what is pending, trying again until the database takes it.
    ///
    /// - Returns: false when the task was cancelled before it did.
    @discardableResult
    private func commitPending() async -> Bool {
        var delay = Duration.milliseconds(100)
        while !pending.isEmpty {
            let batch = pending.take()
            alarm = nil
            pace.noteBeginning(at: .now)
            commits.begin()
            do {
                position = try await journal.commit(batch)
                commits.end()
                show(batch)
                if pending.count <= Self.pendingLimit { letGo() }
                return true
            } catch let error as any JournalError where error.isAboutContent {
                await commitOneByOne(batch)
                commits.end()
                return true
            } catch {
                pending.putBack(batch)
                commits.fail()
                logger.error(
                    "The journal cannot be written; calls are kept in memory and written when it can",
                    metadata: ["error": "\(error)", "waiting": "\(pending.count)"]
                )
                guard !Task.isCancelled else { return false }
                try? await Task.sleep(for: delay)
                delay = min(delay * 2, .seconds(5))
            }
        }
        return true
    }

    /// What can never be written must not keep the rest from being written.
    private func commitOneByOne(_ batch: JournalBatch) async {
        for single in batch.singles {
            do {
                position = try await journal.commit(single)
                show(single)
            } catch let error as any JournalError where error.isAboutContent {
                logger.error("The journal refuses a record; it is left out", metadata: ["error": "\(error)"])
            } catch {
                pending.putBack(single)
            }
        }
    }

    func show(_ batch: JournalBatch) {
        var changes: [(change: LiveChange, phones: Set<Extension>?)] = []
        for merge in batch.merges {
            let gone = committed.removeValue(forKey: merge.call)
            changes.append((.merged(merge.call, into: merge.into), gone?.concernedPhones))
        }
        for id in batch.withdrawals {
            let gone = committed.removeValue(forKey: id)
            changes.append((.withdrawn(id), gone?.concernedPhones))
        }
        for call in batch.calls {
            committed[call.id] = call.isEnded ? nil : call
            if call.isEnded { noteEnded(call) }
            changes.append((.call(call), call.concernedPhones))
        }
        feed.publish(changes, at: position)
    }

    private func noteEnded(_ call: Call) {
        lastEnded.removeAll { $0.id == call.id }
        let place = lastEnded.firstIndex { ($0.endedAt ?? .distantPast) <= (call.endedAt ?? .distantPast) }
        lastEnded.insert(call, at: place ?? lastEnded.count)
        if lastEnded.count > Self.lastEndedLimit { lastEnded.removeLast() }
    }

    private func letGo() {
        for reader in lagging { reader.resume() }
        lagging = []
    }

    // MARK: CDR rows

    private func note(_ row: CDRRow, _ changes: inout [CallChange]) {
        guard let call = tracker.call(row.callLinkedID) else { return strayRows.append(row) }
        if let change = tracker.noteCDR(of: row.callLinkedID) { changes.append(change) }
        pending.add([JournalBatch.CDREntry(row: row, call: call.id)], cursor: nil)
    }

    private func owners(among calls: [Call]) -> [LinkedID: CallID] {
        var owners: [LinkedID: CallID] = [:]
        for call in calls {
            owners[call.id.linkedID] = call.id
            for merged in call.mergedLinkedIDs { owners[merged] = call.id }
        }
        return owners
    }
}

extension CDRRow {
    /// The call's Linkedid; where the PBX does not deliver it, the row's Uniqueid stands for it.
    package var callLinkedID: LinkedID { linkedID ?? LinkedID(uniqueID) }
}

extension Call {
    /// The PBX's records know whole seconds; who sees events knows fractions as well.
    fileprivate var mayStemFromRecords: Bool {
        hasCDR
            && [startedAt, endedAt].allSatisfy {
                $0.map { $0.timeIntervalSince1970.rounded() == $0.timeIntervalSince1970 } ?? false
            }
    }
}

extension Dictionary where Value: Equatable {
    fileprivate func keys(differingFrom other: Self) -> Set<Key> {
        Set(keys).union(other.keys).filter { self[$0] != other[$0] }
    }
}
