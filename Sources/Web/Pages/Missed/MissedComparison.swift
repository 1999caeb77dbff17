import ContactCenter

/// The PBX's inbound calls of the period beside the contacts that were registered (requirement S0.59).
struct MissedComparison: Sendable {
    var calls = 0
    var answered = 0
    /// Answered calls that have a contact.
    var registered = 0
    /// Answered calls of whom somebody said that they need none.
    var exempt = 0
    /// Where each operator's calls stand.
    var address: ListAddress

    init(all: [ReconciliationGroup], answered: [ReconciliationGroup], in period: PeriodChoice) {
        address = ListAddress(ReconciliationPage.path).with(period)
        calls = all.reduce(0) { $0 + $1.total }
        self.answered = answered.reduce(0) { $0 + $1.total }
        registered = answered.reduce(0) { $0 + $1.registered }
        exempt = answered.reduce(0) { $0 + $1.exempt }
    }

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let open = answered - registered - exempt
        let figures: [(Phrase, Int, HTML)] = [
            (.missedByPBX, calls, .nothing), (.missedOfThoseAnswered, answered, .nothing),
            (.missedOfThoseNot, calls - answered, .nothing), (.missedRegistered, registered, .nothing),
            (.missedUnregistered, open, open > 0 ? " class=\"bad\"" : .nothing),
        ]
        let list = figures.map { name, count, kind -> HTML in
            "<span>\(language[name]) <b\(kind)>\(grouped(count))</b></span>"
        }
        return """
            <p class="comparison">\(list)<a href="\(address.html)">\(language[.missedToReconciliation])</a></p>
            """
    }
}
