extension Report {
    /// When people turn to the business: contacts by the hour of the day (requirements S2.19 to S2.23).
    package static let hours = Report(
        .hours,
        grouping: [.hour],
        alternatives: [.weekday, .project],
        beside: [.weekday, .hour],
        picture: .clock,
        bands: [
            Band(
                .contacts,
                [
                    Column(.contacts, .count(Measure(.contact))),
                    Column(
                        .firstTime,
                        .count(Measure(.contact).with(.novelty, Contact.Novelty.firstTime.rawValue))
                    ),
                    Column(.repeat, .count(Measure(.contact).with(.novelty, Contact.Novelty.repeat.rawValue))),
                    Column(.missed, .count(Measure(.missed))),
                    Column(.missedCallers, .count(Measure(.missed).with(.firstOfCaller, "yes")), isDrawn: false),
                ]
            )
        ]
    )
}
