import ContactCenter

/// What the database answers to the page's address.
struct ReconciliationContent: Sendable {
    /// The call that is being looked at, with what there is to say and do about it.
    struct Chosen: Sendable {
        var call: ReconciledCall
        /// As the journal has it; `nil` when it is gone.
        var journal: Call?
        var recordings: RecordingPlayers.Content
        var candidates: [ReconciliationCandidate]
    }

    /// What was done to a call, told once.
    enum Told: String, Sendable {
        case linked
        case exempted
        case undone
        case noCall = "no-call"
        case noContact = "no-contact"
        case contactTaken = "contact-taken"
        case callTaken = "call-taken"
        case noReason = "no-reason"
        case noneLeft = "none-left"

        init(_ repair: ReconciliationRepair, done: Told) {
            self =
                switch repair {
                case .done: done
                case .noCall: .noCall
                case .noContact: .noContact
                case .contactTaken: .contactTaken
                case .callTaken: .callTaken
                }
        }

        var isGood: Bool { [.linked, .exempted, .undone, .noneLeft].contains(self) }
    }

    /// The groups below each opened branch, outermost first.
    var levels: [[ReconciliationGroup]] = []
    /// The calls of the innermost branch, when it is one of calls; one more than a page holds says that there are more.
    var calls: [ReconciledCall] = []
    var chosen: Chosen?
    var told: Told?

    var total: Int { sum(\.total) }
    var registered: Int { sum(\.registered) }
    var exempt: Int { sum(\.exempt) }
    var open: Int { total - registered - exempt }

    private func sum(_ figure: KeyPath<ReconciliationGroup, Int>) -> Int {
        (levels.first ?? []).map { $0[keyPath: figure] }.reduce(0, +)
    }
}
