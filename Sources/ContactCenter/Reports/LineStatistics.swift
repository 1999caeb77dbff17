extension Report {
    /// How the lines of the PBX to the outside are used: how many at once, how long, and how often in vain (requirement S4.12).
    package static let lines = Report(
        .lines,
        grouping: [.trunk],
        alternatives: [.weekday, .hour, .direction],
        beneath: [],
        filters: [.trunk],
        picture: .clock,
        heading: [
            linePeak, Column(.lineTime, .count(Measure(.line, sum: .lasting))), Column(.lineUses, .count(taken)),
            Column(.lineRefusals, .count(refused)),
            Column(.lineRefusalShare, .percent(.count(refused), of: .count(outwards))),
        ],
        bands: [
            Band(.lines, [linePeak, Column(.lineTime, .count(Measure(.line, sum: .lasting)))]),
            Band(
                .outbound,
                [
                    Column(.lineUses, .count(outwards), isDrawn: false),
                    Column(.lineRefusals, .count(refused)),
                    Column(.lineRefusalShare, .percent(.count(refused), of: .count(outwards))),
                    Column(.averageLineUse, .average(.count(time(of: .outbound)), per: outwards)),
                ]
            ),
            Band(
                .inbound,
                [
                    Column(.lineUses, .count(taken.with(.direction, CallDirection.inbound.rawValue))),
                    Column(
                        .averageLineUse,
                        .average(
                            .count(time(of: .inbound)),
                            per: taken.with(.direction, CallDirection.inbound.rawValue)
                        )
                    ),
                ]
            ),
        ]
    )

    private static let linePeak = Column(
        .linePeak,
        .peak(
            Measure(.line, only: [.peak: [LinePeak.own.rawValue]], sum: .atOnce),
            ofAll: Measure(.line, only: [.peak: [LinePeak.all.rawValue]], sum: .atOnce)
        )
    )
    private static let taken = Measure(.line, only: [.began: ["yes"]])
    private static let outwards = taken.with(.direction, CallDirection.outbound.rawValue)
    private static let refused = outwards.with(.refused, "yes")

    private static func time(of direction: CallDirection) -> Measure {
        Measure(.line, only: [.direction: [direction.rawValue]], sum: .lasting)
    }
}

/// Of what a fact tells how many there were at once.
package enum LinePeak: String, Sendable {
    case own
    case all

    /// How many of these stretches of time there are at once at most; one that begins when another ends is not at once with it.
    package static func most(of stretches: [Range<Int64>]) -> Int {
        let turns = stretches.flatMap { [($0.lowerBound, 1), ($0.upperBound, -1)] }.sorted { $0 < $1 }
        var (now, most) = (0, 0)
        for (_, turn) in turns {
            now += turn
            most = max(most, now)
        }
        return most
    }
}
