import Asterisk
import ContactCenter
import Foundation
import Telephony
import Testing

/// On recording 15: one fax arrives, another one reaches somebody who speaks and hangs up.
@Suite("Faxes, as a real PBX tells them") struct FaxTests {
    private func entries() throws -> [Transcript.Entry] {
        try #require(try Scenario.named("15").transcripts.first).entries
    }

    private func play(_ entries: [Transcript.Entry], in graph: ChannelGraph = ChannelGraph()) -> [FaxTransmission] {
        entries.flatMap { entry in
            graph.apply(entry.message, receivedAt: entry.at).compactMap { event in
                if case .floor(.fax(let transmission)) = event { transmission } else { nil }
            }
        }
    }

    @Test(
        "S4.11 the first arrives with its page, the second does not: what the variables said before the end is not believed"
    )
    func truth() throws {
        let told = play(try entries())
        #expect(
            told.map(\.stage) == [
                .sending, .over(.sent(pages: 1)), .sending,
                .over(.failed(.dropped, pages: 0, words: "The call dropped prematurely")),
            ]
        )
        #expect(told.allSatisfy { $0.key == FaxKey("send") })
        #expect(told.map(\.call?.rawValue).first == "1795365190.161")
        // The truth's ends are the last hang-ups, which follow at once.
        #expect(abs((told.dropFirst().first?.since.timeIntervalSince1970 ?? 0) - 16.064) < 0.2)
        #expect(abs((told.last?.since.timeIntervalSince1970 ?? 0) - 27.107) < 0.2)
    }

    @Test("S4.11 a PBX that does not tell the variables leaves it unknown, and the receiving side is no fax of ours")
    func withoutVariables() throws {
        let silent = try entries().filter { !($0.message["Variable"]?.hasPrefix("FAX") ?? false) }
        #expect(play(silent).compactMap(\.end) == [.unknown, .unknown])
        #expect(!play(try entries()).contains { $0.key == FaxKey("receive") })
    }

    @Test("S4.11 a fax whose channel is gone when the PBX is heard again ended nobody knows how")
    func lost() throws {
        let graph = ChannelGraph()
        let all = try entries()
        let begun = try #require(all.firstIndex { $0.message.event == "FAXStatus" })
        _ = play(Array(all[...begun]), in: graph)
        graph.connectionWasLost()
        let at = all[begun].at
        let resync = [
            AMIMessage([("Response", "Success"), ("EventList", "start"), ("Message", "Channels will follow")]),
            AMIMessage([("Event", "CoreShowChannelsComplete"), ("EventList", "Complete"), ("ListItems", "0")]),
        ]
        let told = play(resync.map { Transcript.Entry(message: $0, at: at) }, in: graph)
        #expect(told.map(\.stage) == [.over(.unknown)])
    }

    @Test("S4.11 a conversation into which a fax is sent stays a call, also where only its end was seen")
    func conversation() throws {
        let at = Date(timeIntervalSince1970: 0)
        let headers = [
            ("Channel", "PJSIP/trunk-00000001"), ("ChannelStateDesc", "Up"), ("Context", "priyom-fax"),
            ("Exten", key.rawValue), ("Uniqueid", "1795365190.1"), ("Linkedid", "1795365190.1"),
        ]
        let graph = ChannelGraph()
        let events = [
            AMIMessage([("Response", "Success"), ("EventList", "start"), ("Message", "Channels will follow")]),
            AMIMessage([("Event", "CoreShowChannel"), ("Application", "SendFAX"), ("Duration", "00:01:00")] + headers),
            AMIMessage([("Event", "CoreShowChannelsComplete"), ("EventList", "Complete"), ("ListItems", "1")]),
            AMIMessage([("Event", "FAXStatus"), ("Operation", "send")] + headers),
            AMIMessage([("Event", "VarSet")] + headers + [("Variable", "FAXSTATUS"), ("Value", "SUCCESS")]),
            AMIMessage([("Event", "VarSet")] + headers + [("Variable", "FAXPAGES"), ("Value", "3")]),
            AMIMessage([("Event", "SendFAX")] + headers),
        ].flatMap { graph.apply($0, receivedAt: at) }
        let faxes = events.compactMap { if case .floor(.fax(let fax)) = $0 { fax.stage } else { nil } }
        #expect(faxes == [.sending, .over(.sent(pages: 3))])
        let withdrawn = events.contains { if case .call(let event) = $0 { event.kind == .withdrawn } else { false } }
        #expect(!withdrawn)
    }

    private let key = FaxKey("12345678901234567890123456789012")

    private func channel(_ event: String, _ headers: [(String, String)] = []) -> AMIMessage {
        AMIMessage(
            [
                ("Event", event), ("Channel", "Local/84952139851@from-internal-00000001;1"),
                ("ChannelStateDesc", "Down"),
                ("Context", "from-internal"), ("Exten", "84952139851"), ("Uniqueid", "priyom-fax-\(key)"),
                ("Linkedid", "priyom-fax-\(key)"),
            ] + headers
        )
    }

    @Test(
        "S4.11 a number that is busy, does not answer or is not reached is told by the answer to the Originate",
        arguments: [
            ("5", FaxFailure.busy), ("3", .notAnswered), ("1", .notAnswered), ("0", .notReached), ("8", .notReached),
        ]
    )
    func notReached(reason: String, failure: FaxFailure) {
        let answer = AMIMessage([
            ("Event", "OriginateResponse"), ("ActionID", "priyom-fax-\(key)"), ("Response", "Failure"),
            ("Reason", reason), ("Uniqueid", "<unknown>"),
        ])
        let at = Date(timeIntervalSince1970: 0)
        let told = play(
            [channel("Newchannel"), answer, channel("Hangup", [("Cause", "17")])].map { .init(message: $0, at: at) }
        )
        #expect(told.map(\.stage) == [.dialling, .over(.failed(failure, pages: 0, words: nil))])
        #expect(told.allSatisfy { $0.key == key })
    }

    @Test("S4.11 a busy number is told as busy where the answer to the Originate says nothing, as of a Local channel")
    func busyBehindLocal() {
        let refusal = AMIMessage([
            ("Event", "DialEnd"), ("DestChannel", "Local/84952139851@from-internal-00000001;1"),
            ("DestUniqueid", "priyom-fax-\(key)"), ("DestLinkedid", "priyom-fax-\(key)"), ("DialStatus", "BUSY"),
        ])
        let answer = AMIMessage([
            ("Event", "OriginateResponse"), ("ActionID", "priyom-fax-\(key)"), ("Response", "Failure"), ("Reason", "0"),
            ("Uniqueid", "priyom-fax-\(key)"),
        ])
        let at = Date(timeIntervalSince1970: 0)
        let told = play(
            [channel("Newchannel"), refusal, channel("Hangup", [("Cause", "17")]), answer].map {
                .init(message: $0, at: at)
            }
        )
        #expect(told.last?.stage == .over(.failed(.busy, pages: 0, words: nil)))
    }

    @Test("S4.11 somebody who answers where the dialplan has no fax is told as a fax that did not begin")
    func noContext() {
        var up = channel("Newstate")
        up = AMIMessage([
            ("Event", "Newstate"), ("Channel", "Local/84952139851@from-internal-00000001;1"),
            ("ChannelStateDesc", "Up"),
            ("Uniqueid", up["Uniqueid"] ?? ""), ("Linkedid", up["Linkedid"] ?? ""),
        ])
        let at = Date(timeIntervalSince1970: 0)
        let told = play(
            [channel("Newchannel"), up, channel("Hangup", [("Cause", "16")])].map { .init(message: $0, at: at) }
        )
        #expect(told.last?.stage == .over(.failed(.notConfirmed, pages: 0, words: nil)))
    }
}
