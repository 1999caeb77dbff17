import ContactCenter
import Telephony
import Testing

@testable import PBXSimulator

/// The operator sits at 0111. The simulator's people pick up after a second or more.
@Suite("Calling a number that was pressed, as in recordings 08 and 09", .timeLimit(.minutes(1)))
struct DiallingTests {
    private let own = Extension("0111")

    private func number(_ text: String) throws -> DialledNumber { try #require(DialledNumber(text, .mobile)) }

    @Test("S4.1 the own phone rings first, then the client is called and talks; the button hangs up")
    func calls() async throws {
        try await withPBX { pbx in
            let outcome = await pbx.dialling.dial(try number("89161234567"), at: own)
            guard case .done(let call) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(await pbx.own(call)?.stage == .ownPhone)
            #expect(await pbx.own(call)?.number == "89161234567")
            #expect(await pbx.rings(of: own) == 1)
            try await pbx.wait(for: .ringing, of: call)
            try await pbx.wait(for: .talking, of: call)
            #expect(await pbx.dialling.hangUp(call, at: own) == .done(call))
            #expect(await pbx.own(call) == nil)
            #expect(await pbx.dialling.hangUp(call, at: own) == .over)
        }
    }

    @Test(
        "S4.1 busy, no such number and no answer are told apart",
        arguments: [("89161230017", OwnCall.Failure.busy), ("89161230001", .failed), ("89161230019", .notAnswered)]
    )
    func clientNotReached(text: String, failure: OwnCall.Failure) async throws {
        try await withPBX { pbx in
            let outcome = await pbx.dialling.dial(try number(text), at: own)
            guard case .done(let call) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            try await pbx.wait(for: .over(failure), of: call)
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
        }
    }

    @Test("S4.1 an own phone that is not picked up is told, and the client is never called")
    func notPickedUp() async throws {
        try await withPBX(ringing: .milliseconds(300)) { pbx in
            let outcome = await pbx.dialling.dial(try number("89161234567"), at: own)
            guard case .done(let call) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            try await pbx.wait(for: .over(.notPickedUp), of: call)
            let snapshot = await pbx.switchboard.snapshot()
            #expect(snapshot.lastEnded.first { $0.id == call }?.legs.count == 1)
        }
    }

    @Test("S4.1 it is hung up while the own phone still rings")
    func hungUpWhileRinging() async throws {
        try await withPBX { pbx in
            let outcome = await pbx.dialling.dial(try number("89161234567"), at: own)
            guard case .done(let call) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(await pbx.dialling.hangUp(call, at: own) == .done(call))
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
        }
    }

    @Test("S4.1 an own phone that is in a call or not there is not rung")
    func ownPhone() async throws {
        try await withPBX { pbx in
            guard case .done = await pbx.dialling.dial(try number("89161234567"), at: own) else {
                Issue.record("The phone was not called")
                return
            }
            let outcome = try await pbx.dialling.dial(number("89161234568"), at: own)
            #expect(outcome == .phoneBusy)
            try await pbx.tell("unregister 0125")
            let other = Extension("0125")
            try await pbx.until { await pbx.switchboard.floor.phones[other] == .offline }
            let unreachable = try await pbx.dialling.dial(number("89161234567"), at: other)
            #expect(unreachable == .phoneUnreachable)
            #expect(await pbx.rings(of: other) == 0)
        }
    }

    @Test("S4.1 a phone that the PBX does not know is told as not reached: no event says so")
    func unknownPhone() async throws {
        try await withPBX(confirmation: .milliseconds(300)) { pbx in
            let outcome = try await pbx.dialling.dial(number("89161234567"), at: Extension("0999"))
            #expect(outcome == .phoneUnreachable)
        }
    }

    @Test("S4.1 nobody hangs up the call of another phone")
    func others() async throws {
        try await withPBX { pbx in
            guard case .done(let call) = await pbx.dialling.dial(try number("89161234567"), at: own) else {
                Issue.record("The phone was not called")
                return
            }
            #expect(await pbx.dialling.hangUp(call, at: Extension("0125")) == .over)
            #expect(await pbx.own(call) != nil)
        }
    }

    @Test("S4.1 a PBX that does not permit it says so, of calling as of hanging up")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting", "call"]) { pbx in
            let outcome = try await pbx.dialling.dial(number("89161234567"), at: own)
            #expect(outcome == .notPermitted)
        }
        try await withPBX(write: ["reporting", "originate"]) { pbx in
            guard case .done(let call) = await pbx.dialling.dial(try number("89161234567"), at: own) else {
                Issue.record("The phone was not called")
                return
            }
            #expect(await pbx.dialling.hangUp(call, at: own) == .notPermitted)
        }
    }

    @Test(
        "S4.1 nothing but what phones dial leaves for the PBX",
        arguments: ["", "01a1", "0111\r\nAction: Hangup", "0111,1", "0111&PJSIP/0113"]
    )
    func hostile(text: String) async throws {
        #expect(DialledNumber(text, .mobile) == nil)
        try await withPBX { pbx in
            let phone = Extension(text)
            let outcome = try await pbx.dialling.dial(number("89161234567"), at: phone)
            #expect(outcome == .phoneUnreachable)
            #expect(await pbx.rings(of: phone) == 0)
        }
    }

    private func withPBX(
        write: Set<String> = ["all"],
        ringing: Duration = .seconds(15),
        confirmation: Duration = .seconds(10),
        _ test: (DiallingSimulator) async throws -> Void
    ) async throws {
        var limits = PBXDialling.Limits()
        limits.ringing = ringing
        limits.confirmation = confirmation
        try await withFollowedSimulator(write: write) { [limits] pbx in
            let dialling = PBXDialling(
                session: pbx.session,
                desk: pbx.switchboard,
                placing: PBXDialling.Placing(
                    phonePattern: "PJSIP/{phone}",
                    context: "from-internal",
                    callerID: "{number}"
                ),
                limits: limits,
                logger: pbx.logger
            )
            try await test(
                DiallingSimulator(simulator: pbx.simulator, switchboard: pbx.switchboard, dialling: dialling)
            )
        }
    }
}

private struct DiallingSimulator: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let dialling: PBXDialling

    /// The operator's own call, live or just ended.
    func own(_ id: CallID) async -> OwnCall? {
        let snapshot = await switchboard.snapshot()
        return (snapshot.calls + snapshot.lastEnded).first { $0.id == id }.flatMap(OwnCall.init)
    }

    func wait(for stage: OwnCall.Stage, of id: CallID) async throws {
        try await until { await own(id)?.stage == stage }
    }
}
