extension Report {
    /// Calls as the PBX saw them: when they come, how they are served, and why nobody answered (requirements S4.12, S3.36).
    ///
    /// Of outbound calls, how many were placed and answered, and how long people talked.
    package static let calls = Report(
        .calls,
        grouping: [.weekday],
        alternatives: [.hour, .did, .source, .branch, .queue, .result, .cause, .wait],
        bands: [
            Band(
                .inbound,
                [
                    Column(.calls, .count(inbound)),
                    Column(.answered, .count(answered)),
                    Column(.abandoned, .count(abandoned)),
                    Column(.servedShare, .percent(.count(answered), of: .sum([.count(answered), .count(unserved)]))),
                    Column(
                        .serviceLevel,
                        .percent(
                            .count(answered.with(.prompt, "yes")),
                            of: .sum([
                                .count(answered.with(.wait, WaitClass.all)),
                                .count(abandoned.with(.wait, WaitClass.all)),
                            ])
                        )
                    ),
                    Column(.averageWait, .average(.count(answered.sum(of: .waiting)), per: answered)),
                    Column(.averageHandling, .average(.count(answered.sum(of: .connected)), per: answered)),
                    Column(.repeatShare, .percent(.count(inbound.with(.again, "yes")), of: .count(inbound))),
                ]
            ),
            Band(
                .outbound,
                [
                    Column(.outboundCalls, .count(outbound)),
                    Column(.outboundAnswered, .count(outbound.with(.result, CallResult.answered.rawValue))),
                    Column(.talkTime, .count(outbound.sum(of: .talking))),
                ]
            ),
        ]
    )

    private static let inbound = Measure(.call, only: [.direction: [CallDirection.inbound.rawValue]])
    private static let outbound = Measure(.call, only: [.direction: [CallDirection.outbound.rawValue]])
    private static let answered = inbound.with(.result, CallResult.answered.rawValue)
    /// Reached a queue or a phone, and nobody answered.
    private static let unserved = inbound.with(
        .result,
        Set(CallResult.allCases.filter { $0 != .answered }.map(\.rawValue))
    )
    .with(.wait, WaitClass.all)
    private static let abandoned = inbound.with(.abandoned, "yes")
}
