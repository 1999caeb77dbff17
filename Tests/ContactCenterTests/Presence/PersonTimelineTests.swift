import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("What becomes of a person's presence") struct PersonTimelineTests {
    private static let lunch = OwnStatus("Обед").map(ChosenStatus.own) ?? .busy

    /// Somebody who is on-line from second 0 on.
    private func present(_ changes: (PresenceChange, Double)...) -> PersonTimeline {
        var timeline = PersonTimeline(at: .sample(0))
        for (change, at) in [(.appeared, 0)] + changes { _ = timeline.apply(change, at: .sample(at)) }
        return timeline
    }

    @Test("S1.18 a person is available, busy, away, or as they have named it themselves")
    func statuses() {
        #expect(present().status == .available)
        #expect(present((.chose(.busy), 1)).status == .busy)
        #expect(present((.chose(.away), 1)).status == .away)
        #expect(present((.chose(Self.lunch), 1)).status == Self.lunch.asSeen)
    }

    @Test(
        "S1.20 who falls idle is away, and any activity restores the status that was before",
        arguments: [
            ChosenStatus.available, .busy, lunch,
        ]
    )
    func idle(chosen: ChosenStatus) {
        let idle = present((.chose(chosen), 1), (.fellIdle, 301))
        #expect(idle.status == .away && idle.presence().isIdle)
        #expect(present((.chose(chosen), 1), (.fellIdle, 301), (.stirred, 400)).status == chosen.asSeen)
    }

    @Test("S1.20 that is after five minutes without activity, and not while the phone rings or is talked at")
    func due() {
        #expect(!present().isDue(toFallIdle: 300, at: .sample(299)))
        #expect(present().isDue(toFallIdle: 300, at: .sample(300)))
        #expect(!present((.stirred, 200)).isDue(toFallIdle: 300, at: .sample(499)))
        let talking = present((.phone(.talking), 100))
        #expect(!talking.isDue(toFallIdle: 300, at: .sample(900)))
        let hungUp = present((.phone(.talking), 100), (.phone(.none), 900))
        #expect(!hungUp.isDue(toFallIdle: 300, at: .sample(1_199)))
        #expect(hungUp.isDue(toFallIdle: 300, at: .sample(1_200)))
    }

    @Test("who has said that they are away stays so, whatever moves")
    func chosenAway() {
        let away = present((.chose(.away), 1), (.fellIdle, 301), (.stirred, 400))
        #expect(away.status == .away && !away.presence().isIdle)
    }

    @Test("S1.21 a log-in makes who was busy available, and leaves an own status")
    func logIn() {
        #expect(present((.chose(.busy), 1), (.loggedIn, 2)).status == .available)
        #expect(present((.chose(.away), 1), (.loggedIn, 2)).status == .available)
        #expect(present((.chose(Self.lunch), 1), (.loggedIn, 2)).status == Self.lunch.asSeen)
    }

    @Test("S1.22 who is gone is off-line, and comes back as they were")
    func offline() {
        #expect(PersonTimeline(at: .sample(0)).status == .offline)
        #expect(present((.chose(.busy), 1), (.disappeared, 2)).status == .offline)
        #expect(present((.chose(.busy), 1), (.disappeared, 2), (.appeared, 9)).status == .busy)
        #expect(present((.fellIdle, 300), (.disappeared, 400), (.appeared, 900)).status == .available)
    }

    @Test("S1.23 a note goes with any status, and is of one line")
    func note() {
        let timeline = present((.noted(PresenceNote(" новых\r\nне  переводить ")), 1), (.chose(.busy), 2))
        #expect(timeline.presence().note?.rawValue == "новых не переводить")
        #expect(PresenceNote("\u{1}\n ") == nil && PresenceNote(String(repeating: "я", count: 201)) == nil)
        #expect(OwnStatus("a\r\nAction: Logoff")?.rawValue == "a Action: Logoff")
        #expect(OwnStatus(String(repeating: "я", count: 41)) == nil)
    }

    @Test("since when the status holds does not change with what the phone does")
    func statusSince() {
        let timeline = present((.chose(.busy), 5), (.phone(.ringing), 7), (.phone(.talking), 9))
        #expect(timeline.presence().since == .sample(5) && timeline.since == .sample(9))
    }

    @Test("whatever happens in whatever order, its stretches tile the time", arguments: 0..<50)
    func tiling(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var timeline = PersonTimeline(at: .sample(0))
        var stretches: [PersonStretch] = []
        var (clock, states) = (0.0, [PersonState]())
        for _ in 0..<400 {
            clock += Double(Int.random(in: 0...3, using: &random))
            // The PBX's clock may be behind ours.
            let at = Date.sample(clock - Double(Int.random(in: 0...2, using: &random)))
            if let ended = timeline.apply(Self.change(&random), at: at) { stretches.append(ended) }
            states.append(timeline.state)
        }
        stretches.append(timeline.open)
        #expect(stretches.first?.since == .sample(0) && stretches.last?.until == nil)
        for (earlier, later) in zip(stretches, stretches.dropFirst()) {
            #expect(earlier.until == later.since && earlier.since < later.since)
        }
        #expect(stretches.last?.state == states.last)
    }

    private static func change(_ random: inout SeededRandom) -> PresenceChange {
        switch Int.random(in: 0...10, using: &random) {
        case 0: .chose(.available)
        case 1: .chose(.busy)
        case 2: .chose(lunch)
        case 3: .fellIdle
        case 4: .stirred
        case 5: .appeared
        case 6: .disappeared
        case 7: .loggedIn
        case 8: .phone(.ringing)
        case 9: .phone(.talking)
        default: .phone(.none)
        }
    }
}
