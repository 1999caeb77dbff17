import ContactCenter
import Foundation

/// The course of a call as a picture: who did what when. Times are seconds since the call began.
struct CallTimeline: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case voiceMenu = "voice-menu"
        case queue
        case ring
        case talk
        case hold
        case consultation
        case recorded
    }

    struct Bar: Hashable, Sendable {
        var kind: Kind
        var from: Double
        var until: Double

        var length: Double { until - from }
    }

    enum Who: Hashable, Sendable {
        /// The caller alone with voice menu and queue.
        case pbx
        case party(Party)
        case recording
    }

    struct Lane: Hashable, Sendable {
        var who: Who
        var bars: [Bar]
    }

    struct Mark: Hashable, Sendable {
        var at: Double
        var to: Party
    }

    /// Beyond so many lanes the picture tells no more; those who spoke come first.
    static let laneLimit = 14

    /// Of the whole call.
    let length: Double
    let lanes: [Lane]
    let transfers: [Mark]
    /// How many are left out.
    let omitted: Int

    /// - Parameters:
    ///   - end: of the call, or now.
    ///   - recorded: which seconds of the call can be heard.
    init(of call: Call, until end: Date, recorded: [RecordingPlaces.Piece] = []) {
        let scale = Scale(start: call.startedAt, end: end)
        length = scale.length
        var lanes: [Lane] = []
        let own = Self.bars(ofCaller: call, until: end, scale)
        if !own.isEmpty { lanes.append(Lane(who: .pbx, bars: own)) }
        let legs = call.legs.map { leg in
            (leg: leg, lane: Lane(who: .party(leg.party), bars: Self.bars(of: leg, until: end, scale)))
        }.filter { !$0.lane.bars.isEmpty }
        let kept = Set(
            legs.sorted { ($0.leg.isSpoken ? 0 : 1, $0.leg.ordinal) < ($1.leg.isSpoken ? 0 : 1, $1.leg.ordinal) }
                .prefix(Self.laneLimit).map(\.leg.ordinal)
        )
        for (leg, lane) in legs where kept.contains(leg.ordinal) { lanes.append(lane) }
        omitted = legs.count - min(legs.count, Self.laneLimit)
        let heard = recorded.compactMap { piece in
            scale.bar(.recorded, from: piece.inCall, until: piece.inCall + piece.length)
        }
        if !heard.isEmpty { lanes.append(Lane(who: .recording, bars: heard)) }
        self.lanes = lanes
        transfers = call.transfers.prefix(Self.laneLimit).map { Mark(at: scale.place(of: $0.at), to: $0.to) }
    }

    /// Seconds between the lines of the axis: at most eight of them.
    var step: Double {
        let steps: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400]
        return steps.first { length / $0 <= 8 } ?? (length / 8).rounded(.up)
    }

    private static func bars(ofCaller call: Call, until end: Date, _ scale: Scale) -> [Bar] {
        let menu = call.ivrStartedAt.flatMap { start in
            scale.bar(.voiceMenu, from: start, until: call.ivrEndedAt ?? end)
        }
        let queue = call.queuedAt.flatMap { start in
            let answers = call.legs.filter { $0.role == nil }.compactMap(\.answeredAt)
            return scale.bar(.queue, from: start, until: answers.filter { $0 >= start }.min() ?? end)
        }
        return [menu, queue].compactMap { $0 }
    }

    private static func bars(of leg: CallLeg, until end: Date, _ scale: Scale) -> [Bar] {
        let ring = leg.rangAt.flatMap { scale.bar(.ring, from: $0, until: leg.answeredAt ?? leg.leftAt ?? end) }
        let rest = leg.stretches(asOf: end).compactMap { stretch -> Bar? in
            let kind: Kind =
                switch stretch.state {
                case .holding: .hold
                case .consulting: .consultation
                default: .talk
                }
            return scale.bar(kind, from: stretch.from, until: stretch.until)
        }
        return [ring].compactMap { $0 } + rest
    }
}

/// From instants to seconds of the call.
private struct Scale {
    let start: Date
    let length: Double

    init(start: Date, end: Date) {
        self.start = start
        length = max(0, end.timeIntervalSince(start))
    }

    func place(of instant: Date) -> Double { min(length, max(0, instant.timeIntervalSince(start))) }

    func bar(_ kind: CallTimeline.Kind, from: Date, until: Date) -> CallTimeline.Bar? {
        bar(kind, from: from.timeIntervalSince(start), until: until.timeIntervalSince(start))
    }

    func bar(_ kind: CallTimeline.Kind, from: Double, until: Double) -> CallTimeline.Bar? {
        let (from, until) = (min(length, max(0, from)), min(length, max(0, until)))
        return until > from ? CallTimeline.Bar(kind: kind, from: from, until: until) : nil
    }
}

extension CallLeg {
    fileprivate var isSpoken: Bool { answeredAt != nil || talkTime > .zero }
}
