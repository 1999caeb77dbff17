import Asterisk
import ContactCenter
import Foundation
import Logging
import Telephony
import Testing

@testable import PBXSimulator

/// A PBX with another channel driver, whose trunk, phones and contexts have names that say nothing to anybody, and understands no others.
@Suite("A PBX that names everything otherwise is driven by settings alone", .timeLimit(.minutes(1)))
struct OtherNamesTests {
    private let own = Extension("0111")
    private let colleague = Extension("0201")

    private static let names = SimulatedNames([
        "PJSIP/trunk": "SIP/megaline", "PJSIP/0": "SIP/kabinet-0", "from-trunk": "ot-gorod",
        "from-internal": "kabinety",
    ])

    /// What the settings say of it: `pbx.trunks`, `pbx.phones`, `pbx.inbound-contexts`, `pbx.internal-contexts`.
    private static var patterns: DialplanPatterns {
        var patterns = DialplanPatterns()
        patterns.trunks = ["megaline"]
        patterns.phones = ["kabinet-*"]
        patterns.inboundContexts = ["ot-*"]
        patterns.internalContexts = ["kabinety"]
        return patterns
    }

    @Test("S4.26 a number that was pressed is called by the own phone, and hung up")
    func dials() async throws {
        try await withPBX { pbx in
            let number = try #require(DialledNumber("89161234567", .mobile))
            guard case .done(let call) = await pbx.dialling.dial(number, at: own) else {
                Issue.record("The phone was not called")
                return
            }
            try await pbx.until { await pbx.known(call)?.answeredAt != nil }
            #expect(await pbx.known(call)?.direction == .outbound)
            #expect(await pbx.dialling.hangUp(call, at: own) == .done(call))
        }
    }

    @Test("S4.26 a call from outside is picked up, heard, and handed over after a consultation")
    func controls() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing("7559996")
            #expect(await pbx.known(call)?.direction == .inbound)
            #expect(await pbx.transfer.pickUp(call, at: Extension("0125")) == .rings)
            try await pbx.tell("answer \(call.linkedID) 0125")
            try await pbx.until { await pbx.known(call)?.answeredBy == .phone(Extension("0125")) }
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
            #expect(
                await pbx.listening.listen(to: Extension("0125"), in: call, at: own, followsNext: false) == .done
            )
            let listening = try #require(await pbx.switchboard.floor.listenings.by(own)?.id)
            #expect(await pbx.listening.end(listening) == .done)
            #expect(await pbx.transfer.consult(call, at: Extension("0125"), with: colleague) == .done)
            try await pbx.tell("answer \(call.linkedID) 0201")
            try await pbx.until { await pbx.known(call)?.consulted(by: Extension("0125"))?.state == .consulting }
            #expect(await pbx.transfer.go(.complete, in: call, at: Extension("0125")) == .done)
            try await pbx.until { await pbx.known(call)?.transfers.first?.isAnswered ?? false }
        }
    }

    @Test("S4.26 it is the settings that say so: by the usual names such a PBX calls nobody")
    func withoutSettings() async throws {
        try await withPBX(phoneChannel: "PJSIP/{phone}") { pbx in
            let number = try #require(DialledNumber("89161234567", .mobile))
            #expect(await pbx.dialling.dial(number, at: own) == .phoneUnreachable)
        }
    }

    private func withPBX(
        phoneChannel: String = "SIP/kabinet-{phone}",
        _ test: (OtherPBX) async throws -> Void
    ) async throws {
        try await withFollowedSimulator(names: Self.names, patterns: Self.patterns) { followed in
            let pbx = OtherPBX(followed, phoneChannel: phoneChannel)
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
            try await test(pbx)
        }
    }
}

private struct OtherPBX: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let dialling: PBXDialling
    let listening: PBXListening
    let transfer: PBXTransfer

    init(_ followed: SimulatorSession, phoneChannel: String) {
        (simulator, switchboard) = (followed.simulator, followed.switchboard)
        dialling = PBXDialling(
            session: followed.session,
            desk: switchboard,
            placing: PBXDialling.Placing(phonePattern: phoneChannel, context: "kabinety", callerID: "{number}"),
            logger: followed.logger
        )
        var limits = PBXListening.Limits()
        limits.confirmation = .seconds(10)
        listening = PBXListening(
            session: followed.session,
            desk: switchboard,
            phonePattern: phoneChannel,
            limits: limits,
            logger: followed.logger
        )
        transfer = PBXTransfer(
            session: followed.session,
            desk: switchboard,
            context: "kabinety",
            limit: .seconds(10),
            consultationLimit: .seconds(15),
            logger: followed.logger
        )
    }

    /// A call that is live or just ended.
    func known(_ id: CallID) async -> Call? {
        let snapshot = await switchboard.snapshot()
        return (snapshot.calls + snapshot.lastEnded).first { $0.id == id }
    }
}
