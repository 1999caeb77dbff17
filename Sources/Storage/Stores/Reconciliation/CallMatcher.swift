import ContactCenter
import Foundation

/// Holds changed calls and contacts against each other, with all that their change may concern.
///
/// A call is concerned by contacts of its number near in time, these by calls near them, and so on: that whole neighbourhood
/// of one number is read and matched anew. It ends where nothing is near, so most have one call and one contact.
struct CallMatcher {
    let matching: CallMatching
    let transaction: any Transaction

    /// Matches what has changed since the last time.
    ///
    /// - Returns: how many calls and contacts had changed.
    func matchSome(limit: Int) throws -> Int {
        try takeTurn()
        let changed = try ToMatch.take(limit: limit, in: transaction)
        try match(calls: changed.calls, contacts: changed.contacts)
        return changed.calls.count + changed.contacts.count
    }

    /// Two processes that match do so one after the other.
    func takeTurn() throws {
        try transaction.execute("UPDATE matching_turns SET turn = turn + 1")
    }

    /// Matches these anew, and whatever their change concerns. The turn is to be taken before.
    func match(calls changedCalls: [Int64], contacts changedContacts: [Int64] = []) throws {
        guard !changedCalls.isEmpty || !changedContacts.isEmpty else { return }
        // What a contact leaves may belong to another.
        let left = try ReconciledCallTable.calls(with: changedContacts, in: transaction)
        try ReconciledCallTable.refresh(changedCalls, in: transaction)
        let contacts = try MatchedContacts(changedContacts, in: transaction)
        let calls = Set(changedCalls + left + contacts.calls)
        let places = try ReconciledCallTable.places(of: Array(calls), in: transaction)
        try match(places.filter { $0.number == nil }.map(\.call))
        var spans: [NumberKey: ClosedRange<Date>] = [:]
        for place in places {
            if let number = place.number { spans.extend(number, to: place.call.startedAt) }
        }
        for (number, moment) in contacts.moments { spans.extend(number, to: moment) }
        for (number, span) in spans {
            let neighbours = try neighbours(of: number, span)
            try match(neighbours.calls, with: neighbours.contacts)
        }
    }

    /// All calls and contacts of the number that the matching of this span depends on.
    private func neighbours(
        of number: NumberKey,
        _ span: ClosedRange<Date>
    ) throws -> (calls: [CallMatching.MatchedCall], contacts: [CallMatching.MatchedContact]) {
        let window = matching.window
        var span = span
        while true {
            let near = (span.lowerBound - window)...(span.upperBound + window)
            let contacts = try MatchedContacts.of(number, from: near.lowerBound, to: near.upperBound, in: transaction)
            let reach = contacts.map(\.at).reduce(span) { $0.extended(to: $1 - window).extended(to: $1 + window) }
            let calls = try ReconciledCallTable.calls(
                of: number,
                from: reach.lowerBound,
                to: reach.upperBound,
                in: transaction
            )
            let wider = calls.map(\.startedAt).reduce(span) { $0.extended(to: $1) }
            if wider == span { return (calls, contacts) }
            span = wider
        }
    }

    /// - Parameter free: contacts of the calls' number; those that belong to a call of their own are looked up here.
    private func match(_ calls: [CallMatching.MatchedCall], with contacts: [CallMatching.MatchedContact] = []) throws {
        guard !calls.isEmpty else { return }
        let rows = calls.map(\.row)
        let own = try MatchedContacts.ofCalls(rows, in: transaction)
        let byHand = Dictionary(
            own.filter(\.isByHand).compactMap { contact in contact.matched.call.map { ($0, contact.matched.id) } }
        ) { first, _ in first }
        let known = Set(own.map(\.matched.id))
        let all = own.map(\.matched) + contacts.filter { !known.contains($0.id) }
        let matches = matching.match(calls, with: all)
        let opened = Set(own.filter { !$0.isByHand }.map(\.matched.id))
        try ReconciledCallTable.set(
            Dictionary(
                uniqueKeysWithValues: rows.compactMap { row in
                    matches[row].map { contact in
                        let kind: MatchKind =
                            byHand[row] == contact ? .hand : opened.contains(contact) ? .call : .number
                        return (row, (contact, kind))
                    }
                }
            ),
            of: rows,
            in: transaction
        )
    }
}

extension ClosedRange {
    fileprivate func extended(to value: Bound) -> ClosedRange {
        Swift.min(lowerBound, value)...Swift.max(upperBound, value)
    }
}

extension [NumberKey: ClosedRange<Date>] {
    fileprivate mutating func extend(_ number: NumberKey, to moment: Date) {
        self[number] = self[number]?.extended(to: moment) ?? moment...moment
    }
}
