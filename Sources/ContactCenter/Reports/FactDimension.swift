/// A quality of a fact, by which reports group and filter; its raw value is its name in addresses and in the database.
package enum FactDimension: String, CaseIterable, Sendable {
    case branch
    case department
    case workshop
    /// The employee who goes on with it.
    case responsible
    /// The user who registered it.
    case registrar
    case channel
    case source
    /// The key of the dialled number.
    case did
    case reason
    case clientType = "type"
    case novelty
    /// Asks about work already ordered: `yes` or nothing (decision D2).
    case statusInquiry = "status"
    /// Continues an earlier contact: `yes` or nothing.
    case continuation
    /// Expresses demand: `yes` or nothing (requirement S0.48).
    case inquiry
    /// An appointment or an arrival.
    case stage
    /// Why nobody answered.
    case cause
    /// Of the day, `0` to `23`, by the clock of the branch.
    case hour
}

/// What happened, of which reports count how often.
package enum FactKind: String, CaseIterable, Sendable {
    /// A contact was registered.
    case contact
    /// A call was missed, and its caller was not reached within the call-back window (decisions D1, D23).
    case missed
    /// A document says that a client got an appointment or came. Documents are counted, not contacts (decision D13).
    case document

    package var dimensions: [FactDimension] {
        switch self {
        case .contact:
            [
                .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .reason,
                .clientType,
                .novelty, .statusInquiry, .continuation, .inquiry, .hour,
            ]
        case .missed: [.branch, .source, .did, .cause, .hour]
        case .document:
            [
                .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .reason,
                .clientType,
                .novelty, .stage, .hour,
            ]
        }
    }
}

/// One thing that happened, as reports see it.
package struct Fact: Hashable, Sendable {
    /// That of its branch (decision D18).
    package var day: Day
    /// Nothing is `nil`: a contact without a reason has no value for it.
    package var values: [FactDimension: String]

    package init(day: Day, values: [FactDimension: String]) {
        self.day = day
        self.values = values
    }
}
