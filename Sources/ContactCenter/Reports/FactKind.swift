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
    /// A person's own part in a call: their phone rang, they answered, or they placed it. One for each person and call (decision D28).
    case participation
    /// A person was in a state, in one hour of one day: a state that lasted longer is several (decision D26).
    case state
    /// Somebody is to go on with a contact, or went on with it.
    case assignment
    /// The time of a reminder to call back has come.
    case reminder
    /// A line of the PBX was in use, in one hour of one day; and how many were in use at once (requirement S4.12).
    case line

    /// By what its facts are told apart where they are kept.
    package var dimensions: [FactDimension] {
        switch self {
        case .contact:
            [
                .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .project, .reason,
                .clientType, .novelty, .statusInquiry, .continuation, .inquiry, .inquiryKind, .quality, .dealStage,
                .topic, .topical, .person, .hour,
            ]
        case .missed: [.branch, .source, .did, .project, .cause, .firstOfCaller, .hour]
        case .document:
            [
                .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .did, .project, .reason,
                .clientType, .novelty, .inquiryKind, .quality, .dealStage, .topic, .stage, .person, .hour,
            ]
        case .call:
            [
                .direction, .result, .cause, .branch, .source, .did, .project, .queue, .wait, .offered, .prompt,
                .transfer,
                .again, .abandoned, .hour,
            ]
        case .participation: [.person, .direction, .progress, .branch, .source, .did, .project, .queue, .hour]
        case .state: [.person, .state, .hour]
        case .assignment:
            [.person, .progress, .booked, .arrived, .branch, .source, .did, .project, .channel, .reason, .hour]
        case .reminder: [.person, .progress, .branch, .source, .did, .project, .hour]
        case .line: [.trunk, .direction, .began, .refused, .peak, .hour]
        }
    }

    /// Whether its facts are of contacts, of which something was written down that can be looked for.
    package var hasText: Bool {
        switch self {
        case .contact, .document, .assignment, .reminder: true
        case .missed, .call, .participation, .state, .line: false
        }
    }

    /// What is summed up of its facts.
    package var quantities: [FactQuantity] {
        switch self {
        case .contact, .missed, .document, .reminder: []
        case .call: [.waiting, .talking, .connected]
        case .participation: [.ringing, .talking, .holding]
        case .state: [.lasting]
        case .line: [.lasting, .atOnce]
        case .assignment: [.untilTaken, .untilProcessed]
        }
    }

    /// Whether its facts have a value there, be it none.
    package func knows(_ dimension: FactDimension) -> Bool {
        dimension == .day || dimension == .weekday || dimensions.contains(dimension.kept)
    }
}

/// What a fact has an amount of; all but `atOnce` are lengths of time in milliseconds.
package enum FactQuantity: String, CaseIterable, Sendable {
    /// From the entry into a queue or the first ring to the first person's answer, or the end (decision D28).
    case waiting
    /// Two people bridged and nobody on hold (decision D28); of a person's part their own.
    case talking
    /// From the first answer to the end.
    case connected
    /// The person's own phone, to their answer or until it stopped.
    case ringing
    /// The person had the other side on hold.
    case holding
    /// A state, in the hour that the fact is of.
    case lasting
    /// From when somebody was to go on with a contact to when somebody took it.
    case untilTaken = "until_taken"
    /// From when somebody was to go on with a contact to when it was processed.
    case untilProcessed = "until_processed"
    /// How many there were at once; of several the largest is that of all.
    case atOnce = "at_once"

    /// Whether several have the largest amount of them, not their sum.
    var isOfLargest: Bool { self == .atOnce }

    package func together(_ one: Int64, _ other: Int64) -> Int64 { isOfLargest ? max(one, other) : one + other }
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
