import Foundation

/// The PBX's inbound calls held against the contacts that people registered, so that no call goes unregistered unseen
/// (requirements S0.51 to S0.58).
///
/// Kept up to date by the calls and contacts themselves; a question is answered from the state of its moment.
package protocol Reconciliation: Sendable {
    /// The lines of the report below the branch, with their subtotals; what has no value comes first.
    ///
    /// - Returns: nothing for a registration, below which there are calls.
    func groups(
        of branch: ReconciliationBranch,
        _ question: ReconciliationQuestion
    ) async throws
        -> [ReconciliationGroup]

    /// The calls of a branch: those of one caller stand together, in the order of their beginnings.
    ///
    /// - Parameter after: the last call that was shown.
    func calls(
        of branch: ReconciliationBranch,
        _ question: ReconciliationQuestion,
        after: CallID?,
        limit: Int
    ) async throws -> [ReconciledCall]

    /// The next call that has no contact and needs one, in the order of time.
    ///
    /// - Parameter after: `nil` asks for the first one.
    func nextOpen(after: CallID?, _ question: ReconciliationQuestion) async throws -> ReconciledCall?

    /// One call; `nil` for one that is not inbound, has not ended or is not there.
    func call(_ call: CallID) async throws -> ReconciledCall?

    /// The contacts of calls, for lists of calls; calls without one are left out.
    func contacts(of calls: [CallID]) async throws -> [CallID: MatchedContactName]

    /// Contacts that have no call and may belong to this one: of the same number or of the same minutes, the nearest first.
    func candidates(for call: CallID, limit: Int) async throws -> [ReconciliationCandidate]

    /// Says of a call what the rules do not know, and matches it anew at once.
    ///
    /// - Parameter audit: who says so, and when.
    func repair(
        _ call: CallID,
        _ decision: ReconciliationDecision,
        audit: AuditEntry
    ) async throws -> ReconciliationRepair

    /// Works off what calls and contacts have left to be matched.
    ///
    /// - Returns: how many there were; less than the limit when nothing is left.
    func catchUp(limit: Int) async throws -> Int
}

/// Which calls the report is about.
package struct ReconciliationQuestion: Hashable, Sendable {
    package var period: Period
    /// `true`: with a contact; `false`: without; `nil`: both.
    package var isRegistered: Bool?
    /// Calls that nobody answered have no contact as a rule; they are in the register of missed calls.
    package var includesUnanswered: Bool

    package init(period: Period, isRegistered: Bool? = nil, includesUnanswered: Bool = false) {
        self.period = period
        self.isRegistered = isRegistered
        self.includesUnanswered = includesUnanswered
    }
}

/// A value by which the report groups; `none` is a group of its own and is shown (requirement S0.53).
package enum ReconciliationKey: Hashable, Sendable {
    case none
    case value(String)

    package init(_ text: String?) { self = text.map(ReconciliationKey.value) ?? .none }

    package var text: String? {
        switch self {
        case .none: nil
        case .value(let text): text
        }
    }
}

/// A place in the report's tree: what has been opened, from the outermost level inwards.
package enum ReconciliationBranch: Hashable, Sendable {
    /// Below it: the DIDs.
    case all
    /// Below it: the phones.
    case did(ReconciliationKey)
    /// Below it: with a contact, without.
    case phone(did: ReconciliationKey, phone: ReconciliationKey)
    /// Below it: the calls, each with its contact.
    case registration(did: ReconciliationKey, phone: ReconciliationKey, isRegistered: Bool)
}

/// A line of the report with its subtotals.
package struct ReconciliationGroup: Hashable, Sendable {
    package var branch: ReconciliationBranch
    /// Calls in all.
    package var total: Int
    /// Those that have a contact.
    package var registered: Int
    /// Those of whom somebody said that they need none.
    package var exempt: Int

    package init(branch: ReconciliationBranch, total: Int, registered: Int, exempt: Int) {
        self.branch = branch
        self.total = total
        self.registered = registered
        self.exempt = exempt
    }

    /// What is left to be explained.
    package var open: Int { total - registered - exempt }
}

/// What ties a call to its contact.
package enum MatchKind: String, Sendable {
    /// The contact was opened from the call.
    case call
    /// The same number, near in time.
    case number
    /// Somebody linked them.
    case hand
}

/// A contact as lists of calls name it.
package struct MatchedContactName: Hashable, Sendable {
    package var id: ContactID
    /// `nil` while it is unfinished.
    package var number: String?
    package var at: Date

    package init(id: ContactID, number: String?, at: Date) {
        self.id = id
        self.number = number
        self.at = at
    }
}

/// An inbound call held against the contacts.
package struct ReconciledCall: Hashable, Sendable {
    package var place: ListPlace
    package var call: CallID
    package var callerNumber: String?
    package var did: String?
    /// Who took it first; `nil` where nobody did.
    package var phone: Extension?
    package var isAnswered: Bool
    package var contact: MatchedContactName?
    package var match: MatchKind?
    /// Why it needs no contact.
    package var exemption: String?

    package init(
        place: ListPlace,
        call: CallID,
        callerNumber: String?,
        did: String?,
        phone: Extension?,
        isAnswered: Bool,
        contact: MatchedContactName? = nil,
        match: MatchKind? = nil,
        exemption: String? = nil
    ) {
        self.place = place
        self.call = call
        self.callerNumber = callerNumber
        self.did = did
        self.phone = phone
        self.isAnswered = isAnswered
        self.contact = contact
        self.match = match
        self.exemption = exemption
    }
}

/// A contact without a call that may belong to one.
package struct ReconciliationCandidate: Hashable, Sendable {
    package var contact: MatchedContactName
    package var callerNumber: String?
    package var phone: Extension?
    /// Whether the caller's number is the same.
    package var isSameNumber: Bool

    package init(contact: MatchedContactName, callerNumber: String?, phone: Extension?, isSameNumber: Bool) {
        self.contact = contact
        self.callerNumber = callerNumber
        self.phone = phone
        self.isSameNumber = isSameNumber
    }
}

/// What somebody says of a call.
package enum ReconciliationDecision: Hashable, Sendable {
    /// This is its contact, whatever the rules say (decision D16: a hand-made link wins).
    case link(ContactID)
    /// It needs no contact: for this reason, of at most 200 characters.
    case exempt(String)
    /// Whatever was said of it is taken back.
    case takeBack
}

/// What became of a repair.
package enum ReconciliationRepair: Hashable, Sendable {
    case done
    /// There is no such call in the report.
    case noCall
    /// There is no such contact, or it is hidden.
    case noContact
    /// The contact belongs to another call already, which is named.
    case contactTaken(CallID)
    /// The call has been given a contact meanwhile.
    case callTaken(MatchedContactName)
}
