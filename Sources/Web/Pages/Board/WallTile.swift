import ContactCenter
import Foundation

/// One number of the wall-board. `nil` is what is not known, and stands there as a dash.
enum WallTile: Hashable, Sendable {
    struct Waiting: Hashable, Sendable {
        var count: Int
        /// Since when the one waits who waits longest.
        var since: Date?
    }

    enum Counted: String, Sendable {
        case calls
        case registered
        case appointments
    }

    case waiting(Waiting?)
    case talking(Int?, of: Int)
    case owed(DayBoard.CallBacks?)
    case serviceLevel(Figure?, ServiceLevelRules)
    case count(Counted, Int64?)
    case loss(Figure?)

    /// It stands in the upper row, of the moment.
    var isOfNow: Bool {
        switch self {
        case .waiting, .talking, .owed, .serviceLevel: true
        case .count, .loss: false
        }
    }

    var key: String {
        switch self {
        case .waiting: "wall-waiting"
        case .talking: "wall-talking"
        case .owed: "wall-owed"
        case .serviceLevel: "wall-service-level"
        case .count(let counted, _): "wall-\(counted.rawValue)"
        case .loss: "wall-loss"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        switch self {
        case .waiting(let waiting):
            let note = waiting?.since.map { language(.longest, running(since: $0, for: viewer)) }
            let look: HTML = waiting.map { $0.count > 0 } ?? false ? " alarm" : .nothing
            return tile(look, .incoming, language[.tileWaiting], number(waiting?.count), note)
        case .talking(let count, let all):
            return tile(
                .nothing,
                .headset,
                language[.tileTalking],
                number(count),
                language(.boardOnShift, "\(all)")
            )
        case .owed(let owed):
            let overdue = owed.flatMap { $0.overdue > 0 ? language(.missedOverdueCount, "\($0.overdue)") : nil }
            let look: HTML = owed.map { $0.owed > 0 } ?? false ? " bad" : .nothing
            return tile(look, .missed, language[.boardOwed], number(owed?.owed), overdue)
        case .serviceLevel(let level, let rules):
            let look = rules.isMet(by: level).map { $0 ? " good" : " bad" as HTML } ?? .nothing
            let text = level.map { figure -> HTML in
                "\(HTML(text: figure.percentText(decimals: 0, for: viewer)))<i>\u{00A0}%</i>"
            }
            return tile(
                look,
                .check,
                language(.boardInTime, "\(rules.seconds)"),
                text ?? "–",
                language(.boardTarget, "\(rules.target)")
            )
        case .count(let counted, let count):
            return half(language[counted.phrase], number(count.map(Int.init)))
        case .loss(let rate):
            let text = rate.map { HTML(text: $0.percentText(decimals: 1, for: viewer)) }
            return half(language[.boardLoss], text ?? "–")
        }
    }

    private func number(_ count: Int?) -> HTML { count.map { HTML(text: grouped($0)) } ?? "–" }

    private func tile(_ look: HTML, _ icon: Icon, _ label: HTML, _ number: HTML, _ note: HTML?) -> HTML {
        """
        <div class="tile\(look)" id="\(key)"><small>\(icon.html()) \(label)</small><b>\(number)</b>\
        <small>\(note ?? "\u{00A0}")</small></div>
        """
    }

    private func half(_ label: HTML, _ number: HTML) -> HTML {
        "<div class=\"tile half\" id=\"\(key)\"><small>\(label)</small><b>\(number)</b></div>"
    }
}

extension WallTile.Counted {
    fileprivate var phrase: Phrase {
        switch self {
        case .calls: .boardCallsToday
        case .registered: .boardRegistered
        case .appointments: .boardAppointed
        }
    }
}
