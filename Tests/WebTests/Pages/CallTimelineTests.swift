import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("The course of a call as a picture") struct CallTimelineTests {
    private let start = Call.sampleStart

    /// 8 s of menu, 12 s of queue, ring, talk, hold, consultation with 0112, who takes over.
    private var call: Call {
        var call = Call.inbound("7", queue: "service", at: start)
        call.ivrStartedAt = start
        call.ivrEndedAt = start + .seconds(8)
        call.queuedAt = start + .seconds(8)
        call = call.ringing("0111", "0125", at: start + .seconds(9)).answered(by: "0111", at: start + .seconds(20))
        call.legs[0].stretches = [
            LegStretch(.talking, from: start + .seconds(20), until: start + .seconds(60)),
            LegStretch(.holding, from: start + .seconds(60), until: start + .seconds(70)),
            LegStretch(.consulting, from: start + .seconds(70), until: start + .seconds(80)),
        ]
        call = call.transferred(from: "0111", to: "0112", at: start + .seconds(80))
            .transferTaken(by: "0112", at: start + .seconds(84)).ended(at: start + .seconds(120))
        call.transfers[0].at = start + .seconds(62)
        return call
    }

    private func bars(_ lane: CallTimeline.Lane?) -> [String] {
        (lane?.bars ?? []).map { "\($0.kind.rawValue) \(Int($0.from))-\(Int($0.until))" }
    }

    @Test("menu and queue of the caller, and of each leg ring, talk, hold and consultation, at their time")
    func lanes() {
        let timeline = CallTimeline(of: call, until: start + .seconds(120))
        #expect(timeline.length == 120)
        let parties = ["0111", "0125", "0112"].map { CallTimeline.Who.party(.extension($0)) }
        #expect(timeline.lanes.map(\.who) == [.pbx] + parties)
        #expect(bars(timeline.lanes.first) == ["voice-menu 0-8", "queue 8-20"])
        #expect(bars(timeline.lanes[1]) == ["ring 9-20", "talk 20-60", "hold 60-70", "consultation 70-80"])
        #expect(bars(timeline.lanes[2]) == ["ring 9-20"])
        #expect(bars(timeline.lanes[3]) == ["ring 80-84", "talk 84-120"])
        #expect(timeline.transfers == [CallTimeline.Mark(at: 62, to: .extension("0112"))])
    }

    @Test("what was recorded stands below in the same scale")
    func recorded() {
        let pieces = [
            RecordingPlaces.Piece(inRecording: 0, inCall: 20, length: 60),
            RecordingPlaces.Piece(inRecording: 60, inCall: 84, length: 99),
        ]
        let timeline = CallTimeline(of: call, until: start + .seconds(120), recorded: pieces)
        #expect(bars(timeline.lanes.last) == ["recorded 20-80", "recorded 84-120"])
    }

    @Test("a call that goes on is drawn up to now")
    func inProgress() {
        let call = Call.inbound("7", at: start).ringing("0111", at: start + .seconds(1))
            .answered(by: "0111", at: start + .seconds(5))
        let timeline = CallTimeline(of: call, until: start + .seconds(30))
        #expect(bars(timeline.lanes.last) == ["ring 1-5", "talk 5-30"])
    }

    @Test("of very many phones that rang some are left out, those that spoke never, and it says so")
    func many() {
        var call = Call.inbound("7", queue: "service", at: start)
        for number in 0..<40 { call = call.ringing("0\(200 + number)", at: start + .seconds(1)) }
        call = call.answered(by: "0239", at: start + .seconds(9)).ended(at: start + .seconds(20))
        let timeline = CallTimeline(of: call, until: start + .seconds(20))
        #expect(timeline.lanes.count == 1 + CallTimeline.laneLimit)
        #expect(timeline.lanes.contains { $0.who == .party(.extension("0239")) })
        #expect(timeline.omitted == 26)
        let picture = TimelinePicture(timeline: timeline, viewer: .sample()).html.markup
        #expect(picture.contains("и ещё 26"))
    }

    @Test("the axis has no more than nine times, of any length of call", arguments: [0.4, 7, 59, 601, 40_000, 900_000])
    func axis(length: Double) {
        let timeline = CallTimeline(of: call, until: start + .milliseconds(Int(length * 1_000)))
        #expect(timeline.length / timeline.step <= 8)
    }

    @Test("every bar tells in words what it is, also to who does not see it; nothing is styled in place")
    func words() {
        let timeline = CallTimeline(of: call, until: start + .seconds(120))
        let picture = TimelinePicture(timeline: timeline, viewer: .sample()).html.markup
        for title in ["меню 0:08", "очередь 0:12", "разговор 0:40", "удержание 0:10", "консультация 0:10"] {
            #expect(picture.contains("<title>\(title)</title>"), "\(title)")
        }
        #expect(picture.contains("aria-label=\"АТС: меню 0:08, очередь 0:12; "))
        #expect(picture.contains(">разговор 0:40</text>"))
        #expect(picture.contains("перевод на \u{2068}0112\u{2069}"))
        #expect(!picture.contains("style="))
    }

    @Test("a number that somebody chose is text in the picture, and cannot turn the text around it")
    func hostile() {
        let number = "\u{202E}\u{2069}<script>\"'\u{0}"
        var call = self.call
        call.transfers[0].to = .outside(number)
        call.legs[2].party = .outside(number)
        let timeline = CallTimeline(of: call, until: start + .seconds(120))
        let picture = TimelinePicture(timeline: timeline, viewer: .sample()).html.markup
        #expect(!picture.contains("<script>") && !picture.contains("\u{202E}"))
        #expect(picture.contains("\u{2068}&lt;script&gt;&quot;&#39;\u{2069}"))
    }

    @Test("a call of no time at all has no picture")
    func nothing() {
        let call = Call.inbound("7", at: start).ended(at: start)
        #expect(TimelinePicture(timeline: CallTimeline(of: call, until: start), viewer: .sample()).html == .nothing)
    }
}
