extension Report {
    /// What each person does: calls and how long they take, time at work, contacts that they register and that are given to them,
    /// call-backs (requirements S3.10, S3.35).
    ///
    /// Below a project, a DID or a queue it is the load by what is served there.
    package static let staff = Report(
        .staff,
        grouping: [.employee],
        alternatives: [.team, .project, .did, .source, .queue, .weekday, .hour],
        beneath: [.employee],
        filters: [.employee, .team, .branch, .source, .did, .project],
        heading: [
            Column(.handled, .count(handled)), handledShare, ownHandling, occupancy,
            Column(.contacts, .count(Measure(.contact))), Column(.processed, .count(processed)), keptShare,
        ],
        bands: [
            Band(
                .ownCalls,
                [
                    Column(.offered, .count(offered), isDrawn: false),
                    Column(.handled, .count(handled)),
                    handledShare,
                    Column(.pickUp, .average(.count(handled.sum(of: .ringing)), per: handled)),
                    Column(.ownTalk, .count(handled.sum(of: .talking))),
                    Column(.ownHold, .count(handled.sum(of: .holding))),
                    Column(.wrapUp, .count(time(in: [.wrapUp]))),
                    ownHandling,
                    Column(.placed, .count(placed), isDrawn: false),
                ]
            ),
            Band(
                .workTime,
                [
                    Column(.atWork, .count(Measure(.state, sum: .lasting))),
                    Column(.pauses, .count(time(in: StaffState.allCases.filter { !$0.isWork }))),
                    occupancy,
                ]
            ),
            Band(
                .registered,
                [
                    Column(.contacts, .count(Measure(.contact))),
                    Column(.appointments, .count(Measure(.document, only: [.stage: [Stage.appointment.rawValue]]))),
                    Column(.arrivals, .count(Measure(.document, only: [.stage: [Stage.arrival.rawValue]]))),
                ]
            ),
            Band(
                .assigned,
                [
                    Column(.assigned, .count(assigned), isDrawn: false),
                    Column(.processed, .count(processed)),
                    Column(.averageTaken, .average(.count(taken.sum(of: .untilTaken)), per: taken)),
                    Column(.averageProcessed, .average(.count(processed.sum(of: .untilProcessed)), per: processed)),
                    Column(.booked, .count(assigned.with(.booked, "yes")), isDrawn: false),
                    Column(.arrived, .count(assigned.with(.arrived, "yes")), isDrawn: false),
                ]
            ),
            Band(
                .callBacks,
                [
                    Column(.callBacksDue, .count(reminders), isDrawn: false),
                    Column(.callBacksKept, .count(kept), isDrawn: false),
                    keptShare,
                ]
            ),
        ]
    )

    private static let handledShare = Column(.handledShare, .percent(.count(handled), of: .count(offered)))
    private static let ownHandling = Column(
        .ownHandling,
        .average(
            .sum([
                .count(handled.sum(of: .talking)), .count(handled.sum(of: .holding)), .count(time(in: [.wrapUp])),
            ]),
            per: handled
        )
    )
    private static let occupancy = Column(
        .occupancy,
        .percent(
            .count(time(in: [.call, .wrapUp])),
            of: .count(time(in: StaffState.allCases.filter(\.isWork)))
        )
    )
    private static let keptShare = Column(.callBacksKeptShare, .percent(.count(kept), of: .count(reminders)))

    private static let offered = parts(.inbound, [.rang, .answered])
    private static let handled = parts(.inbound, [.answered])
    private static let placed = parts(.outbound, [.placed])
    private static let assigned = Measure(.assignment)
    private static let taken = assigned.with(.progress, values([.taken, .processed]))
    private static let processed = assigned.with(.progress, values([.processed]))
    private static let reminders = Measure(.reminder)
    private static let kept = reminders.with(.progress, values([.kept]))

    private static func parts(_ direction: CallDirection, _ progress: [StaffProgress]) -> Measure {
        Measure(.participation, only: [.direction: [direction.rawValue], .progress: values(progress)])
    }

    private static func time(in states: [StaffState]) -> Measure {
        Measure(.state, only: [.state: Set(states.map(\.rawValue))], sum: .lasting)
    }

    private static func values(_ progress: [StaffProgress]) -> Set<String> { Set(progress.map(\.rawValue)) }
}
