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
        try ReconciledCallTable.removeUnfit(changedCalls, in: transaction)
        let fresh = FreshCalls(try ReconciledCallTable.journalled(changedCalls, in: transaction))
        let contacts = try MatchedContacts(changedContacts, in: transaction)
        let others = Set(left + contacts.calls).subtracting(changedCalls)
        let places = try fresh.places + ReconciledCallTable.places(of: Array(others), in: transaction)
        var spans: [NumberKey: ClosedRange<Date>] = [:]
        for place in places {
            if let number = place.number { spans.extend(number, to: place.call.startedAt) }
        }
        for (number, moment) in contacts.moments { spans.extend(number, to: moment) }
        // A call without a number has no neighbours.
        let alone = places.filter { $0.number == nil }.map { Neighbourhood(calls: [$0.call], contacts: []) }
        try match(alone + neighbourhoods(of: spans, fresh), fresh)
    }

    /// Calls of which the journal says something new. They are written once they are matched; until then the table knows them as
    /// they were, or not at all.
    private struct FreshCalls {
        let places: [ReconciledCallTable.Place]
        let rows: Set<Int64>
        private let ofNumber: [NumberKey: [CallMatching.MatchedCall]]

        init(_ places: [ReconciledCallTable.Place]) {
            self.places = places
            rows = Set(places.map(\.call.row))
            ofNumber = places.reduce(into: [:]) { found, place in
                if let number = place.number { found[number, default: []].append(place.call) }
            }
        }

        /// The calls of a number within a span of time: those of the table, with what is new in their place.
        func over(
            _ kept: [CallMatching.MatchedCall],
            of number: NumberKey,
            within span: ClosedRange<Date>
        ) -> [CallMatching.MatchedCall] {
            let fresh = ofNumber[number, default: []].filter { span.contains($0.startedAt) }
            return (kept.filter { !rows.contains($0.row) } + fresh).sorted {
                ($0.startedAt, $0.row) < ($1.startedAt, $1.row)
            }
        }
    }

    /// Calls and contacts of one number that are matched together.
    private struct Neighbourhood {
        var calls: [CallMatching.MatchedCall]
        /// Those that were opened from no call.
        var contacts: [CallMatching.MatchedContact]
    }

    /// All calls and contacts of the numbers that the matching of these spans depends on.
    private func neighbourhoods(
        of spans: [NumberKey: ClosedRange<Date>],
        _ fresh: FreshCalls
    ) throws -> [Neighbourhood] {
        var found: [Neighbourhood] = []
        var open = spans
        while !open.isEmpty {
            let window = matching.window
            let contacts = try MatchedContacts.of(open.mapValues { $0.widened(by: window) }, in: transaction)
            let reaches = Dictionary(
                uniqueKeysWithValues: open.map { number, span in
                    (
                        number,
                        contacts[number, default: []].map(\.at).reduce(span) {
                            $0.extended(to: $1 - window).extended(to: $1 + window)
                        }
                    )
                }
            )
            let calls = try ReconciledCallTable.calls(of: reaches, in: transaction)
            for (number, span) in open {
                let near = fresh.over(calls[number, default: []], of: number, within: reaches[number] ?? span)
                let wider = near.map(\.startedAt).reduce(span) { $0.extended(to: $1) }
                open[number] = wider == span ? nil : wider
                if wider == span { found.append(Neighbourhood(calls: near, contacts: contacts[number, default: []])) }
            }
        }
        return found
    }

    private func match(_ neighbourhoods: [Neighbourhood], _ fresh: FreshCalls) throws {
        let rows = neighbourhoods.flatMap { $0.calls.map(\.row) }
        guard !rows.isEmpty else { return }
        let own = try MatchedContacts.ofCalls(rows, in: transaction)
        var matches: [Int64: (contact: ContactID, kind: MatchKind)] = [:]
        for neighbourhood in neighbourhoods {
            let theirs = neighbourhood.calls.flatMap { own[$0.row, default: []] }
            let known = Set(theirs.map(\.matched.id))
            let all = theirs.map(\.matched) + neighbourhood.contacts.filter { !known.contains($0.id) }
            for (row, contact) in matching.match(neighbourhood.calls, with: all) {
                let reason = own[row, default: []].last { $0.matched.id == contact }
                matches[row] = (contact, reason.map { $0.isByHand ? .hand : .call } ?? .number)
            }
        }
        try ReconciledCallTable.set(matches, of: rows, fresh: fresh.rows, in: transaction)
    }
}

extension ClosedRange {
    fileprivate func widened(by window: TimeInterval) -> ClosedRange where Bound == Date {
        (lowerBound - window)...(upperBound + window)
    }

    fileprivate func extended(to value: Bound) -> ClosedRange {
        Swift.min(lowerBound, value)...Swift.max(upperBound, value)
    }
}

extension [NumberKey: ClosedRange<Date>] {
    fileprivate mutating func extend(_ number: NumberKey, to moment: Date) {
        self[number] = self[number]?.extended(to: moment) ?? moment...moment
    }
}
