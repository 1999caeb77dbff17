/// What waits for the next commit; of a call only its latest state.
struct PendingChanges {
    private let pbx: PBXName
    private var calls: [CallID: Call] = [:]
    /// The order in which the calls changed first.
    private var order: [CallID] = []
    private var merges: [JournalBatch.Merge] = []
    private var withdrawals: [CallID] = []
    private var cdrs: [JournalBatch.CDREntry] = []
    private var cursor: CDRCursor?
    /// Somebody looks at a screen for it.
    var isAwaited = false

    init(pbx: PBXName) {
        self.pbx = pbx
    }

    var isEmpty: Bool { calls.isEmpty && merges.isEmpty && withdrawals.isEmpty && cdrs.isEmpty && cursor == nil }

    var count: Int { calls.count + cdrs.count }

    mutating func add(_ changes: [CallChange]) {
        for change in changes {
            switch change {
            case .changed(let call):
                if calls.updateValue(call, forKey: call.id) == nil { order.append(call.id) }
            case .merged(let call, let into):
                calls[call] = nil
                merges.append(JournalBatch.Merge(call: call, into: into))
            case .withdrawn(let call):
                calls[call] = nil
                withdrawals.append(call)
            }
        }
    }

    mutating func add(_ entries: [JournalBatch.CDREntry], cursor: CDRCursor?) {
        cdrs += entries
        self.cursor = cursor ?? self.cursor
    }

    mutating func take() -> JournalBatch {
        var batch = JournalBatch(pbx: pbx)
        batch.calls = order.compactMap { calls[$0] }
        batch.merges = merges
        batch.withdrawals = withdrawals
        batch.cdrs = cdrs
        batch.cdrCursor = cursor
        self = PendingChanges(pbx: pbx)
        return batch
    }

    /// Gives back a batch that could not be written; what has changed since wins.
    mutating func putBack(_ batch: JournalBatch) {
        var together = PendingChanges(pbx: pbx)
        together.add(batch.calls.map { .changed($0) })
        together.merges = batch.merges
        together.withdrawals = batch.withdrawals
        together.cdrs = batch.cdrs
        together.cursor = batch.cdrCursor
        together.add(merges.map { .merged($0.call, into: $0.into) })
        together.add(withdrawals.map { .withdrawn($0) })
        together.add(order.compactMap { calls[$0].map { .changed($0) } })
        together.add(cdrs, cursor: cursor)
        together.isAwaited = true
        self = together
    }
}

extension JournalBatch {
    /// The same, each change in a batch of its own.
    var singles: [JournalBatch] {
        func single(_ fill: (inout JournalBatch) -> Void) -> JournalBatch {
            var batch = JournalBatch(pbx: pbx)
            fill(&batch)
            return batch
        }
        return calls.map { call in single { $0.calls = [call] } }
            + merges.map { merge in single { $0.merges = [merge] } }
            + withdrawals.map { call in single { $0.withdrawals = [call] } }
            + cdrs.map { entry in single { $0.cdrs = [entry] } }
            + (cdrCursor == nil ? [] : [single { $0.cdrCursor = cdrCursor }])
    }
}
