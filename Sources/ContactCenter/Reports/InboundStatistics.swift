extension Report {
    /// Inbound contacts by branch and reason, as "Звонков" and "Пропущено" (requirements S0.63 to S0.70).
    ///
    /// Missed calls are contacts that nobody registered: they are in the total and in the first-time ones (requirement S0.66), so
    /// that total = first-time + repeat + by status + continuations − those that are both of the last two (requirement S0.69).
    package static let statistics = Report(
        .statistics,
        grouping: [.branch, .reason],
        alternatives: [
            .clientType, .channel, .source, .did, .project, .department, .workshop, .registrar, .responsible,
        ],
        heading: contacts + [missedCalls, Column(.missedCallers, .count(missed.with(.firstOfCaller, "yes"))), loss],
        bands: [Band(.contacts, contacts), Band(.lost, [missedCalls, loss])]
    )

    private static let contacts = [
        Column(.total, .sum([.count(registered), .count(missed)]), isDrawn: false),
        Column(
            .firstTime,
            .sum([.count(registered.with(.novelty, Contact.Novelty.firstTime.rawValue)), .count(missed)])
        ),
        Column(.repeat, .count(registered.with(.novelty, Contact.Novelty.repeat.rawValue))),
        Column(.statusInquiry, .count(registered.with(.statusInquiry, "yes"))),
        Column(.continuation, .count(registered.with(.continuation, "yes"))),
    ]
    private static let missedCalls = Column(.missed, .count(missed))
    private static let loss = Column(
        .lossShare,
        .percent(.count(missed), of: .sum([.count(registered), .count(missed)]))
    )

    private static let registered = Measure(.contact)
    private static let missed = Measure(.missed)
}
