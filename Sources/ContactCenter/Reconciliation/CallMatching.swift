import Foundation

/// Which contact was registered for which call of one caller (decision D16, requirement S0.58).
///
/// A contact that was opened from a call belongs to it, and one that somebody linked by hand to the call they chose. What is
/// left is matched by time, because people register late, early, or by hand: within a window, the same phone first, then
/// the nearest; one contact to one call.
package struct CallMatching: Sendable {
    /// An inbound call as far as matching goes.
    package struct MatchedCall: Hashable, Sendable {
        /// The number of its row, which also decides between equals: the earlier one first.
        package var row: Int64
        package var startedAt: Date
        /// Who took it; `nil` where nobody did.
        package var phone: Extension?
        /// Whether it is said of the call that it needs no contact.
        package var isExempt: Bool

        package init(row: Int64, startedAt: Date, phone: Extension?, isExempt: Bool = false) {
            self.row = row
            self.startedAt = startedAt
            self.phone = phone
            self.isExempt = isExempt
        }
    }

    package struct MatchedContact: Hashable, Sendable {
        package var id: ContactID
        package var at: Date
        package var phone: Extension?
        /// The call that it was opened from or linked to by hand; such a contact is matched with no other.
        package var call: Int64?

        package init(id: ContactID, at: Date, phone: Extension?, call: Int64? = nil) {
            self.id = id
            self.at = at
            self.phone = phone
            self.call = call
        }
    }

    /// How far a contact may be from the beginning of its call, before or after.
    package var window: TimeInterval

    /// - Parameter window: in seconds; ten minutes unless the settings say otherwise.
    package init(window: TimeInterval = 600) {
        self.window = window
    }

    /// - Parameters:
    ///   - calls: calls of one number.
    ///   - contacts: contacts of the same number.
    /// - Returns: the contact of each call that has one.
    package func match(_ calls: [MatchedCall], with contacts: [MatchedContact]) -> [Int64: ContactID] {
        var matches: [Int64: ContactID] = [:]
        for contact in contacts {
            if let call = contact.call { matches[call] = contact.id }
        }
        let freeCalls = calls.filter { matches[$0.row] == nil && !$0.isExempt }
        let freeContacts = contacts.filter { $0.call == nil }
        let pairs = freeCalls.flatMap { call in
            freeContacts.compactMap { Pair(call, $0, within: window) }
        }
        var isTaken: Set<ContactID> = []
        for pair in pairs.sorted() where matches[pair.call] == nil && isTaken.insert(pair.contact).inserted {
            matches[pair.call] = pair.contact
        }
        return matches
    }

    /// A call and a contact that may belong together; the better one is less.
    private struct Pair: Comparable {
        let call: Int64
        let contact: ContactID
        private let isElsewhere: Bool
        private let distance: TimeInterval

        init?(_ call: MatchedCall, _ contact: MatchedContact, within window: TimeInterval) {
            distance = abs(contact.at.timeIntervalSince(call.startedAt))
            guard distance <= window else { return nil }
            self.call = call.row
            self.contact = contact.id
            isElsewhere = call.phone == nil || call.phone != contact.phone
        }

        static func < (left: Pair, right: Pair) -> Bool {
            if left.isElsewhere != right.isElsewhere { return right.isElsewhere }
            return (left.distance, left.call, left.contact.rawValue) < (
                right.distance, right.call, right.contact.rawValue
            )
        }
    }
}
