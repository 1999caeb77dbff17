import ContactCenter
import Foundation

/// The picture itself. Words first, colours third: a bar is named where there is room, and always on pointing; the table of
/// participants tells the same.
struct TimelinePicture {
    let timeline: CallTimeline
    let viewer: Viewer

    static let width = 1_000.0
    static let left = 140.0
    private static let laneHeight = 22.0
    private static let lanePitch = 30.0
    /// What a letter of a bar's words takes, about.
    private static let letter = 8.0

    private var language: Language { viewer.language }
    private var inside: Double { Self.width - Self.left }
    /// Names of transfers stand above the lanes.
    private var top: Double { timeline.transfers.isEmpty ? 6 : 22 }
    private var bottom: Double { top + Double(timeline.lanes.count) * Self.lanePitch }

    var html: HTML {
        guard timeline.length > 0, !timeline.lanes.isEmpty else { return .nothing }
        let lanes = timeline.lanes.enumerated().map { index, lane in
            picture(of: lane, y: top + Double(index) * Self.lanePitch)
        }
        let height = number(bottom + 22)
        let left = number(Self.left)
        return """
            <div class="pan" tabindex="0" role="region" aria-label="\(language[.courseOfCall])">\
            <svg class="timeline" viewBox="0 0 \(number(Self.width)) \(height)" role="img" aria-label="\(summary)" \
            data-timeline data-left="\(left)" data-width="\(number(inside))" data-length="\(number(timeline.length))">\
            \(axis)\(lanes)\(transfers)\
            <line class="playhead" data-playhead x1="\(left)" x2="\(left)" y1="\(number(top - 6))" \
            y2="\(number(bottom))" visibility="hidden"/></svg></div>\
            \(legend)
            """
    }

    private func picture(of lane: CallTimeline.Lane, y: Double) -> HTML {
        let bars = lane.bars.map { bar -> HTML in
            let (left, width) = (x(of: bar.from), max(2, bar.length / timeline.length * inside))
            let words = fitting(bar, width: width)
            let label = words.map { text($0, x: left + 6, y: y + 15) } ?? HTML.nothing
            return """
                <g class="bar \(HTML(text: bar.kind.rawValue))"><title>\(name(of: bar.kind)) \(length(bar))</title>\
                <rect x="\(number(left))" y="\(number(y))" width="\(number(width))" height="\(number(Self.laneHeight))" \
                rx="4"/>\(label)</g>
                """
        }
        let ground: HTML = """
            <text class="who" x="0" y="\(number(y + 15))">\(name(of: lane.who))</text>\
            <rect class="lane" x="\(number(Self.left))" y="\(number(y))" width="\(number(inside))" \
            height="\(number(Self.laneHeight))" rx="4"/>
            """
        return "<g>\(ground)\(bars)</g>"
    }

    private func text(_ words: HTML, x: Double, y: Double) -> HTML {
        "<text x=\"\(number(x))\" y=\"\(number(y))\">\(words)</text>"
    }

    private var axis: HTML {
        var ticks: [HTML] = []
        var at = 0.0
        while at <= timeline.length + 0.001 {
            let place = number(x(of: at))
            let isNearEnd = x(of: at) > Self.width - 30
            let anchor: HTML = at == 0 ? "start" : isNearEnd ? "end" : "middle"
            ticks.append(
                """
                <path class="tick" d="M\(place) \(number(top - 4))V\(number(bottom))"/>\
                <text class="time" x="\(place)" y="\(number(bottom + 14))" text-anchor="\(anchor)">\
                \(durationText(.seconds(at)))</text>
                """
            )
            at += timeline.step
        }
        return "<g class=\"axis\">\(ticks)</g>"
    }

    /// Dashed lines, named above the lanes where the names before leave room.
    private var transfers: HTML {
        var free = Self.left
        let marks = timeline.transfers.map { mark -> HTML in
            let place = x(of: mark.at)
            let words = language(.transferMark, plain(mark.to.number, limit: 16))
            let width = Double(words.markup.count) * Self.letter
            let isAtEnd = place + width > Self.width
            let from = isAtEnd ? place - width : place
            let text: HTML =
                from >= free
                ? "<text x=\"\(number(isAtEnd ? place - 4 : place + 4))\" y=\"12\"\(isAtEnd ? " text-anchor=\"end\"" : "")>\(words)</text>"
                : .nothing
            if from >= free { free = from + width + 8 }
            return """
                <g class="transfer"><title>\(words) · \(durationText(.seconds(mark.at)))</title>\
                <path d="M\(number(place)) 2V\(number(bottom))"/>\(text)</g>
                """
        }
        return marks.isEmpty ? .nothing : "<g>\(marks)</g>"
    }

    private var legend: HTML {
        let kinds = CallTimeline.Kind.allCases.filter { kind in
            timeline.lanes.contains { $0.bars.contains { $0.kind == kind } }
        }
        let items = kinds.map { kind -> HTML in
            "<li class=\"\(HTML(text: kind.rawValue))\">\(name(of: kind))</li>"
        }
        let omitted: HTML =
            timeline.omitted > 0 ? "<li class=\"muted\">\(language(.andOthers, "\(timeline.omitted)"))</li>" : .nothing
        return "<ul class=\"legend\" aria-hidden=\"true\">\(items)\(omitted)</ul>"
    }

    /// For who does not see it.
    private var summary: HTML {
        timeline.lanes.map { lane -> HTML in
            let bars = lane.bars.map { bar -> HTML in "\(name(of: bar.kind)) \(length(bar))" }
            return "\(name(of: lane.who)): \(bars.joined(", "))"
        }.joined("; ")
    }

    // MARK: Words

    private func fitting(_ bar: CallTimeline.Bar, width: Double) -> HTML? {
        let (name, length) = (name(of: bar.kind), length(bar))
        let wishes: [HTML] = ["\(name) \(length)", name, length]
        return wishes.first { Double($0.markup.count) * Self.letter + 10 <= width }
    }

    private func length(_ bar: CallTimeline.Bar) -> HTML { HTML(text: durationText(.seconds(bar.length))) }

    private func name(of kind: CallTimeline.Kind) -> HTML {
        let phrase: Phrase =
            switch kind {
            case .voiceMenu: .barVoiceMenu
            case .queue: .barQueue
            case .ring: .barRing
            case .talk: .talking
            case .hold: .barHold
            case .consultation: .consulting
            case .recorded: .barRecorded
            }
        return language[phrase]
    }

    private func name(of who: CallTimeline.Who) -> HTML {
        switch who {
        case .pbx: language[.pbxInShort]
        case .party(.phone(let phone)): plain(phone.rawValue, limit: 14)
        case .party(.outside(let number)): plain(viewer.phoneText(number), limit: 18)
        case .recording: language[.barRecorded]
        }
    }

    // MARK: Places

    private func x(of seconds: Double) -> Double { Self.left + seconds / timeline.length * inside }

    private func number(_ number: Double) -> HTML {
        let tenths = Int((number * 10).rounded())
        return HTML(text: tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))")
    }
}

/// Text that a stranger chose where no element can keep it to itself: short, and without characters that turn the text around
/// it.
private func plain(_ text: String, limit: Int) -> HTML {
    let kept = text.unicodeScalars.filter { scalar in
        ![.format, .control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
    return HTML(text: "\u{2068}\(shortened(String(String.UnicodeScalarView(kept)), to: limit))\u{2069}")
}
