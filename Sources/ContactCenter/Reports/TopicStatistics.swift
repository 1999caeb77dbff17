extension Report {
    /// What people turn to the business about: contacts by topic, how much of all that is, and how it has grown (requirements S3.36 to
    /// S3.39).
    ///
    /// A contact of several topics counts in the row of each and, once, in the rows above them: so a column may add up to more than its
    /// last line, and percentages to more than 100 (decision D15).
    package static let topics = Report(
        .topics,
        grouping: [.topic],
        // Each project has topics of its own.
        alternatives: [.project],
        beneath: [.topic],
        heading: [
            Column(.operatorCalls, .count(offeredCalls)),
            Column(.answered, .count(answeredCalls)),
            Column(.servedShare, served),
            Column(.serviceLevel, serviceLevel),
            Column(.byTopic, .count(withTopic)),
            Column(.topicsOfCalls, .percent(.count(withTopic), of: .count(offeredCalls))),
        ],
        bands: [
            Band(
                .topics,
                [
                    Column(.byTopic, .count(withTopic)),
                    Column(.topicShare, .share(withTopic)),
                    Column(.growth, .growth(withTopic)),
                ]
            )
        ],
        decimals: 0
    )

    private static let withTopic = Measure(.contact, only: [.topical: ["yes"]])
}
