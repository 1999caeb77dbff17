import Asterisk
import ContactCenter
import Foundation
import Telephony
import Testing

/// On recording 11: 0201 listens to 0111, whispers and joins, each time by a `ChanSpy` of its own.
@Suite("Listening in, as a real PBX tells it") struct ListeningTests {
    private let listener = "PJSIP/0201-00000049"
    private let listenerID = "1795365108.124"

    private func entries() throws -> [Transcript.Entry] {
        try #require(try Scenario.named("11").transcripts.first).entries
    }

    /// What becomes of listening in, and when.
    private func play(_ entries: [Transcript.Entry]) -> [(event: ListeningEvent, at: Date)] {
        let graph = ChannelGraph()
        return entries.flatMap { entry in
            graph.apply(entry.message, receivedAt: entry.at).compactMap { event in
                if case .floor(.listening(let event)) = event { (event, entry.at) } else { nil }
            }
        }
    }

    @Test("S4.16 S4.17 S4.18 who listens to whom, how, from when till when, is what really happened")
    func truth() throws {
        let told = play(try entries())
        let truth = try #require(try Scenario.named("11").truth.spy)
        var stretches: [(listening: Listening, from: Date, to: Date)] = []
        var began: [ListeningID: Date] = [:]
        for (event, at) in told {
            switch event {
            case .changed(let listening): if listening.call != nil { began[listening.id] = began[listening.id] ?? at }
            case .over(let listening):
                stretches.append((listening, try #require(began[listening.id]), at))
            case .failed: Issue.record("nothing failed")
            }
        }
        #expect(stretches.count == truth.count)
        // The truth is of the phones; what was sent came up to a tenth of a second later.
        for (stretch, fact) in zip(stretches, truth) {
            #expect(stretch.listening.id.rawValue == fact["linkedid"]?.text)
            #expect(stretch.listening.by?.rawValue == fact["supervisor"]?.text)
            #expect(stretch.listening.to?.rawValue == fact["target"]?.text)
            let mode = fact["mode"]?.text == "barge" ? "join" : fact["mode"]?.text
            #expect(stretch.listening.mode?.rawValue == mode)
            #expect(abs(stretch.from.timeIntervalSince1970 - (fact["started"]?.number ?? 0)) <= 0.15)
            #expect(abs(stretch.to.timeIntervalSince1970 - (fact["ended"]?.number ?? 0)) <= 0.15)
        }
    }

    @Test("S4.16 the attempt is known by its ActionID, and the call that is heard by its Linkedid")
    func attempt() throws {
        let heard = play(try entries()).compactMap { event, _ in
            if case .changed(let listening) = event { listening } else { nil }
        }
        #expect(heard.first?.attempt == "a11-2")
        #expect(heard.first?.call == LinkedID("1795365104.122"))
    }

    private func response(_ headers: (String, String)...) -> AMIMessage {
        AMIMessage([("Event", "OriginateResponse"), ("ActionID", "a11-2"), ("Application", "ChanSpy")] + headers)
    }

    /// The recording with the first listening's options changed, and a key pressed while it hears.
    private func modes(options: String, keys: [String]) throws -> [ListeningMode?] {
        var changed = try entries()
        let answer = try #require(
            changed.firstIndex {
                $0.message["Event"] == "OriginateResponse" && $0.message["Uniqueid"] == listenerID
            }
        )
        changed[answer] = Transcript.Entry(
            message: response(
                ("Response", "Success"),
                ("Channel", listener),
                ("Data", "PJSIP/0111-00000048,\(options)"),
                ("Reason", "4"),
                ("Uniqueid", listenerID)
            ),
            at: changed[answer].at
        )
        let stop = try #require(changed.firstIndex { $0.message["Event"] == "ChanSpyStop" })
        let pressed = keys.map { key in
            Transcript.Entry(
                message: AMIMessage([
                    ("Event", "DTMFEnd"), ("Channel", listener), ("ChannelStateDesc", "Up"), ("Uniqueid", listenerID),
                    ("Linkedid", listenerID), ("Digit", key), ("Direction", "Received"),
                ]),
                at: changed[stop].at
            )
        }
        changed.insert(contentsOf: pressed, at: stop)
        return play(changed).compactMap { event, _ in
            guard case .changed(let listening) = event, listening.id.rawValue == listenerID, listening.call != nil
            else { return nil }
            return listening.mode
        }
    }

    @Test("S4.17 S4.18 keys 5, 6 and 4 whisper, join and only listen again; others do nothing")
    func keys() throws {
        #expect(try modes(options: "qdES", keys: ["5", "1", "6", "4"]) == [.listen, .whisper, .join, .listen])
    }

    @Test("a ChanSpy that takes no keys changes nothing by them")
    func noKeys() throws {
        #expect(try modes(options: "qw", keys: ["6", "4"]) == [.whisper])
    }

    @Test(
        "why the phone does not listen: busy, not picked up, not reached",
        arguments: [("5", FailedListening.Reason.busy), ("3", .notAnswered), ("1", .notAnswered), ("0", .unreachable)]
    )
    func failed(reason: String, expected: FailedListening.Reason) {
        let answer = response(
            ("Response", "Failure"),
            ("Channel", "PJSIP/0201"),
            ("Reason", reason),
            ("Uniqueid", "<unknown>")
        )
        let told = play([Transcript.Entry(message: answer, at: Date(timeIntervalSince1970: 1))]).map(\.event)
        let failed = FailedListening(attempt: "a11-2", phone: Extension("0201"), reason: expected)
        #expect(told == [.failed(failed)])
    }

    @Test("a phone that declines is busy, as recording 25 tells it: the answer to the Originate does not say so")
    func declined() throws {
        let told = play(try #require(try Scenario.named("25").transcripts.first).entries).map(\.event)
        let failed = FailedListening(attempt: "priyom-listen-1", phone: Extension("0206"), reason: .busy)
        #expect(told == [.failed(failed)])
    }

    @Test("a call that is over when the phone is picked up is told as such")
    func nothingToHear() throws {
        let told = play(try entries().filter { $0.message["Event"] != "ChanSpyStart" }).map(\.event)
        let failed = FailedListening(attempt: "a11-2", phone: Extension("0201"), reason: .nothingToHear)
        #expect(told.first == .failed(failed))
    }

    @Test("S4.16 a phone that rings to listen is no call from its first event on, where the PBX takes our Uniqueid")
    func ringing() throws {
        let id = "priyom-listen-1"
        let events = try entries().map { entry -> Transcript.Entry in
            let renamed = entry.message.headers.map { header in
                (header.name, header.value == listenerID ? id : header.value)
            }
            return Transcript.Entry(message: AMIMessage(renamed), at: entry.at)
        }
        let graph = ChannelGraph()
        let told = events.flatMap { graph.apply($0.message, receivedAt: $0.at) }
        let calls = told.compactMap { event in if case .call(let call) = event { call.call.rawValue } else { nil } }
        #expect(!calls.contains(id))
        #expect(calls.contains("1795365112.126"))
        #expect(
            play(events).contains { event, _ in
                if case .changed(let listening) = event { listening.id.rawValue == id } else { false }
            }
        )
    }

    @Test("who listens already when the PBX is heard again is found in its list of channels, and is no call")
    func resync() {
        func listed(_ name: String, _ id: String, _ linked: String, _ application: String, _ data: String) -> AMIMessage
        {
            AMIMessage([
                ("Event", "CoreShowChannel"), ("Channel", name), ("ChannelStateDesc", "Up"),
                ("Context", "from-internal"),
                ("Exten", "s"), ("CallerIDNum", name.contains("trunk") ? "9535237271" : "0111"), ("Uniqueid", id),
                ("Linkedid", linked), ("Application", application), ("ApplicationData", data), ("Duration", "00:00:10"),
                ("BridgeId", application == "ChanSpy" ? "" : "b1"),
            ])
        }
        let messages = [
            AMIMessage([("Response", "Success"), ("EventList", "start"), ("Message", "Channels will follow")]),
            listed("PJSIP/trunk-00000001", "1795365104.122", "1795365104.122", "Dial", "PJSIP/0111,15,tT"),
            listed("PJSIP/0111-00000002", "1795365104.123", "1795365104.122", "AppDial", "(Outgoing Line)"),
            listed("PJSIP/0201-00000003", "1795365108.124", "1795365108.124", "ChanSpy", "PJSIP/0111-00000002,qdES"),
            AMIMessage([("Event", "CoreShowChannelsComplete"), ("EventList", "Complete")]),
        ]
        let graph = ChannelGraph()
        let events = messages.flatMap { graph.apply($0, receivedAt: Date(timeIntervalSince1970: 1_795_365_120)) }
        let told = events.compactMap { event in
            if case .floor(.listening(.changed(let listening))) = event { listening } else { nil }
        }
        #expect(told.map(\.by) == [Extension("0201")])
        #expect(told.map(\.to) == [Extension("0111")])
        #expect(told.map(\.call) == [LinkedID("1795365104.122")])
        // Keys may have been pressed meanwhile.
        #expect(told.map(\.mode) == [nil])
        let inProgress = events.compactMap { event in
            if case .inProgress(let calls, _) = event { calls } else { nil }
        }
        #expect(inProgress == [[LinkedID("1795365104.122")]])
    }
}
