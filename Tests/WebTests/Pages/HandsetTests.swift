import ContactCenter
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The reader, user 1, sits at 0125.
@Suite("The keys of the own phone on the card") struct HandsetTests {
    private let own = Extension("0125")
    private let rings = Call.inbound("1").ringing("0125", at: Call.sampleStart)
    private let access = SampleAccess()

    private var talks: Call { rings.answered(by: "0125", at: Call.sampleStart + 1) }

    private var holds: Call {
        var call = talks
        call.legs[call.legs.count - 1].state = .holding
        return call
    }

    private func floor(sits: Bool = true) -> Floor {
        var floor = Floor.sample()
        _ = floor.take([Seat.sample("0111", 2)] + (sits ? [Seat.sample("0125", 1)] : []))
        return floor
    }

    // MARK: The card

    private func card(_ calls: [Call], obeys: Bool = true, isOwn: Bool = true) throws -> String {
        let reader = SignedIn.sample(1, Rights([.workspace: .own, .online: .all]))
        var page = try #require(CardPage(of: own, for: reader, at: isOwn ? own : nil, numbers: .russian))
        page.obeys = obeys
        page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: [], floor: floor()))
        return page.parts(at: Call.sampleStart + 5).filter { $0.region == .card }
            .map { $0.html(for: .sample()).markup }.joined()
    }

    @Test(
        "S4.24 a ringing card has the key that answers, one who speaks that which holds, one who holds that which resumes"
    )
    func keys() throws {
        let ringing = try card([rings])
        #expect(ringing.contains("/card/handset/answer") && ringing.contains("Ответить"))
        #expect(ringing.contains("answer\" data-primary>"))
        #expect(!ringing.contains("/card/handset/hold") && !ringing.contains("/card/handset/resume"))
        let talking = try card([talks])
        #expect(talking.contains("/card/handset/hold") && talking.contains("Удержать"))
        #expect(talking.contains("data-alt=\"KeyH\""))
        #expect(!talking.contains("/card/handset/answer"))
        let holding = try card([holds])
        #expect(holding.contains("/card/handset/resume") && holding.contains("Снять с удержания"))
        #expect(!holding.contains("/card/handset/hold"))
    }

    @Test("a phone that does not obey has no such key, nor has the card of somebody else's phone")
    func notShown() throws {
        for call in [rings, talks, holds] {
            #expect(try !card([call], obeys: false).contains("/card/handset/"))
            #expect(try !card([call], isOwn: false).contains("/card/handset/"))
        }
    }

    @Test("a second call is answered by its button, but not by the primary key while a conversation is open")
    func second() throws {
        let other = Call.inbound("2").ringing("0125", at: Call.sampleStart + 3)
        let both = try card([talks, other])
        #expect(both.contains("/card/handset/answer") && both.contains("/card/handset/hold"))
        #expect(!both.contains("answer\" data-primary>"))
    }

    @Test("while a colleague is consulted the phone is left alone")
    func consulting() throws {
        var call = talks
        var leg = CallLeg(ordinal: call.legs.count, party: .phone(Extension("0111")), calledAt: Call.sampleStart + 3)
        leg.rangAt = Call.sampleStart + 3
        leg.state = .ringing
        call.legs.append(leg)
        #expect(call.handsetKey(at: own) == nil)
        #expect(try !card([call]).contains("/card/handset/"))
    }

    @Test("who dialled by hand has the same keys")
    func dialledByHand() {
        var call = Call.outbound(by: "0125", to: "89161234567", at: Call.sampleStart)
        #expect(call.handsetKey(at: own) == nil)
        var client = CallLeg(ordinal: 0, party: .outside("89161234567"), calledAt: Call.sampleStart)
        client.answeredAt = Call.sampleStart + 2
        client.state = .talking
        call.legs = [client]
        call.answeredAt = Call.sampleStart + 2
        #expect(call.handsetKey(at: own) == .hold)
        call.legs[0].state = .holding
        #expect(call.handsetKey(at: own) == .resume)
        #expect(call.handsetKey(at: Extension("0111")) == nil)
    }

    // MARK: What it does

    private func press(
        _ key: String,
        with handset: SampleHandset?,
        rights: Rights = Rights([.workspace: .own]),
        sits: Bool = true
    ) async throws -> Answer {
        access.grant(rights, to: UserID(1))
        let desk = SampleDesk(floor: floor(sits: sits), calls: [rings])
        let application = try sampleApplication(desk: desk, access: access, handset: handset)
        let form = "token=\(SampleAccess.secret.formToken)&call=\(SitePath.percentEncoded(rings.id.description))"
        return try await application.test(.router) { client in
            try await client.ask(
                .post,
                "/card/handset/\(key)",
                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                form
            )
        }
    }

    @Test("S4.24 each key goes to the reader's own phone and into the audit log", arguments: HandsetKey.allCases)
    func pressed(_ key: HandsetKey) async throws {
        let handset = SampleHandset(.done)
        #expect(try await press(key.rawValue, with: handset).status == .seeOther)
        #expect(await handset.pressed == ["\(key.rawValue) \(rings.id) 0125"])
        let entry = try #require(try await access.auditLog(limit: 1).first)
        #expect(entry.action == .handsetPressed && entry.fields == [key.rawValue])
        #expect(entry.subject == "phone:0125 call:\(rings.id)")
    }

    @Test("what the phone did not do is told in words, and what was sent is in the audit log as not done")
    func told() async throws {
        let silent = try await press("answer", with: SampleHandset(.notConfirmed))
        #expect(silent.status == .unprocessableContent && silent.text.contains("не сделал этого вовремя"))
        #expect(try await access.auditLog(limit: 1).first?.fields == ["answer", "not_done"])
        let words: [(HandsetOutcome, String)] = [
            (.nothingToDo, "уже нет"), (.doesNotObey, "не слушается"), (.refused, "отказала"),
            (.notPermitted, "не разрешает"), (.pbxNotHeard, "не отвечает"),
        ]
        for (outcome, text) in words {
            let answer = try await press("hold", with: SampleHandset(outcome))
            #expect(answer.status == .unprocessableContent && answer.text.contains(text))
        }
        #expect(try await press("hold", with: nil).text.contains("другой сервер"))
        #expect(try await press("hold", with: SampleHandset(.done), sits: false).text.contains("не сидите"))
    }

    @Test("who lacks the right, and a key that there is not, tell no phone anything")
    func refused() async throws {
        let handset = SampleHandset(.done)
        #expect(try await press("mute", with: handset).status == .notFound)
        let forbidden = try await press("answer", with: handset, rights: Rights([.calls: .own]))
        #expect(forbidden.status == .forbidden)
        #expect(await handset.pressed.isEmpty)
    }
}

/// Notes what was pressed, and answers as it was told. Every phone obeys.
private actor SampleHandset: HandsetControl {
    private let outcome: HandsetOutcome
    private(set) var pressed: [String] = []

    init(_ outcome: HandsetOutcome) { self.outcome = outcome }

    func obeys(_ phone: Extension) -> Bool { true }

    func press(_ key: HandsetKey, in call: CallID, at own: Extension) -> HandsetOutcome {
        pressed.append("\(key.rawValue) \(call) \(own.rawValue)")
        return outcome
    }
}
