extension Report {
    /// Calls as the PBX saw them: when they come, how they are served, and why nobody answered (requirements S4.12, S3.36).
    ///
    /// Of outbound calls, how many were placed and answered, and how long people talked.
    package static let calls = Report(
        .calls,
        grouping: [.weekday],
        alternatives: [.hour, .did, .project, .source, .branch, .queue, .result, .cause, .wait],
        beside: [.weekday, .hour],
        picture: .clock,
        bands: [
            Band(
                .inbound,
                [
                    Column(.calls, .count(inbound)),
                    Column(.answered, .count(answeredCalls)),
                    Column(.abandoned, .count(abandoned)),
                    Column(.servedShare, served),
                    Column(.serviceLevel, serviceLevel),
                    Column(.averageWait, .average(.count(answeredCalls.sum(of: .waiting)), per: answeredCalls)),
                    Column(.averageHandling, .average(.count(answeredCalls.sum(of: .connected)), per: answeredCalls)),
                    Column(.repeatShare, .percent(.count(inbound.with(.again, "yes")), of: .count(inbound))),
                ]
            ),
            Band(
                .outbound,
                [
                    Column(.outboundCalls, .count(outbound)),
                    Column(
                        .outboundAnswered,
                        .count(outbound.with(.result, CallResult.answered.rawValue)),
                        isDrawn: false
                    ),
                    Column(.talkTime, .count(outbound.sum(of: .talking))),
                ]
            ),
        ]
    )

    private static let inbound = Measure(.call, only: [.direction: [CallDirection.inbound.rawValue]])
    private static let outbound = Measure(.call, only: [.direction: [CallDirection.outbound.rawValue]])
    static let answeredCalls = inbound.with(.result, CallResult.answered.rawValue)
    /// Reached a queue or a phone.
    static let offeredCalls = inbound.with(.offered, "yes")
    private static let abandoned = inbound.with(.abandoned, "yes")

    /// How many of those who reached a queue or a phone were answered, however long they waited.
    static let served = Formula.percent(.count(answeredCalls), of: .count(offeredCalls))
    /// How many of those whose wait is known were answered in time.
    static let serviceLevel = Formula.percent(
        .count(answeredCalls.with(.prompt, "yes")),
        of: .sum([
            .count(answeredCalls.with(.wait, WaitClass.all)), .count(abandoned.with(.wait, WaitClass.all)),
        ])
    )
}
