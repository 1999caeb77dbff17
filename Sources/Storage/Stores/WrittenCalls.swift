import ContactCenter

/// A call as it stands in the database.
struct WrittenCall: Sendable {
    /// Its row's id.
    let row: Int64
    let columns: [SQLValue]
    let call: Call
    /// It had ended before: lists and the register of missed calls may know it. What was last written as going on had not.
    let wasListed: Bool

    /// Whether the number on the other side is one that calls are found by.
    var hasNumberKey: Bool { columns[columns.count - (call.direction == .inbound ? 2 : 1)] != .null }
}

/// What this process last wrote of calls that go on, so that a change writes what changed and no more: most changes
/// concern one leg.
///
/// It is right as long as nobody else writes these calls, which holds because one node at a time follows a PBX, and begins
/// by reading its open calls. A call that is not known here is written whole.
struct WrittenCalls: Sendable {
    private var calls: [CallID: WrittenCall] = [:]

    /// Hands out what is known and forgets it: if the commit fails, nobody knows what the database holds.
    mutating func take(_ ids: [CallID]) -> [CallID: WrittenCall] {
        var taken: [CallID: WrittenCall] = [:]
        for id in ids {
            taken[id] = calls.removeValue(forKey: id)
        }
        return taken
    }

    /// Remembers calls that will be written again: those that go on.
    mutating func add(_ written: [WrittenCall], except merged: Set<CallID>) {
        for written in written where !written.call.isEnded && !merged.contains(written.call.id) {
            calls[written.call.id] = written
        }
    }

    mutating func forget(_ pbx: PBXName) {
        calls = calls.filter { $0.key.pbx != pbx }
    }
}
