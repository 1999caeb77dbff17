/// What happened, of which reports count how often.
package enum FactKind: String, CaseIterable, Sendable {
    /// A contact was registered.
    case contact
    /// A call was missed, and its caller was not reached within the call-back window (decisions D1, D23).
    case missed
    /// A document says that a client got an appointment or came. Documents are counted, not contacts (decision D13).
    case document
    /// A call ended, whichever way it went.
    case call

    /// By what its facts are told apart where they are kept.
    package var dimensions: [FactDimension] {
        switch self {
        case .contact:
            [
                .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .reason,
                .clientType,
                .novelty, .statusInquiry, .continuation, .inquiry, .inquiryKind, .quality, .dealStage, .topic,
                .topical, .hour,
            ]
        case .missed: [.branch, .source, .did, .cause, .hour]
        case .document:
            [
                .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .reason,
                .clientType,
                .novelty, .inquiryKind, .quality, .dealStage, .topic, .stage, .hour,
            ]
        case .call:
            [
                .direction, .result, .cause, .branch, .source, .did, .queue, .wait, .offered, .prompt, .transfer,
                .again,
                .abandoned,
                .hour,
            ]
        }
    }

    /// What is summed up of its facts.
    package var quantities: [FactQuantity] { self == .call ? FactQuantity.allCases : [] }

    /// Whether its facts have a value there, be it none.
    package func knows(_ dimension: FactDimension) -> Bool {
        dimension == .weekday || dimensions.contains(dimension.kept)
    }
}

/// What a fact has an amount of; all are lengths of time in milliseconds.
package enum FactQuantity: String, CaseIterable, Sendable {
    /// From the entry into a queue or the first ring to the first person's answer, or the end (decision D28).
    case waiting
    /// Two people bridged and nobody on hold (decision D28).
    case talking
    /// From the first answer to the end.
    case connected
}

/// One thing that happened, as reports see it.
package struct Fact: Hashable, Sendable {
    /// That of its branch (decision D18).
    package var day: Day
    /// Nothing is `nil`: a contact without a reason has no value for it.
    package var values: [FactDimension: String]
    package var amounts: [FactQuantity: Int64]

    package init(day: Day, values: [FactDimension: String], amounts: [FactQuantity: Int64] = [:]) {
        self.day = day
        self.values = values
        self.amounts = amounts
    }
}
