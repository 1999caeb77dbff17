import ContactCenter
import Telephony
import Testing

@testable import PBXSimulator

/// 0111 speaks with a client; the supervisor sits at 0125.
@Suite("Listening in on a call", .timeLimit(.minutes(1))) struct ListeningTests {
    private let own = Extension("0125")
    private let heard = Extension("0111")

    @Test("S4.16 one phone rings once, hears the call, and is neither a call nor in the journal")
    func listens() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .done)
            let running = try #require(await pbx.switchboard.floor.listenings.by(own))
            #expect(running.to == heard)
            #expect(running.call == call.linkedID)
            #expect(running.mode == .listen)
            try await pbx.until { await pbx.switchboard.snapshot().calls.map(\.id) == [call] }
            #expect(await pbx.switchboard.floor.listenings.to(heard).map(\.by) == [own])
            #expect(await pbx.rings(of: own) == 1)
        }
    }

    @Test("S4.17 S4.18 whispering, joining and only listening again by the same call, which rings no second time")
    func modes() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            _ = await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false)
            let id = try #require(await pbx.switchboard.floor.listenings.by(own)).id
            for mode in [ListeningMode.whisper, .join, .listen] {
                #expect(await pbx.listening.change(id, to: mode) == .done)
                #expect(await pbx.switchboard.floor.listenings[id]?.mode == mode)
            }
            #expect(await pbx.rings(of: own) == 1)
            #expect(await pbx.listening.end(id) == .done)
            #expect(await pbx.switchboard.floor.listenings[id] == nil)
            try await pbx.wait(talking: ["0111"])
            #expect(await pbx.listening.change(id, to: .join) == .over)
        }
    }

    @Test("S4.16 it ends with the call, and when the supervisor hangs up")
    func ends() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            _ = await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false)
            let id = try #require(await pbx.switchboard.floor.listenings.by(own)).id
            try await pbx.tell("hang-up \(id) 0125")
            try await pbx.until { await pbx.switchboard.floor.listenings[id] == nil }
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .done)
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until { await pbx.switchboard.floor.listenings.by(own) == nil }
        }
    }

    @Test("S4.16 the next call is heard only where that was asked for, by the same ringing")
    func follows() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: true) == .done)
            let id = try #require(await pbx.switchboard.floor.listenings.by(own)).id
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until {
                let listening = await pbx.switchboard.floor.listenings[id]
                return listening != nil && listening?.call == nil
            }
            // Between calls the PBX takes no keys.
            #expect(await pbx.listening.change(id, to: .join) == .over)
            let next = try await pbx.talking()
            try await pbx.until { await pbx.switchboard.floor.listenings[id]?.call == next.linkedID }
            #expect(await pbx.rings(of: own) == 1)
        }
    }

    @Test("a phone that is in a call is not rung")
    func busy() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            let other = try await pbx.ringing("7770011")
            try await pbx.tell("answer \(other.linkedID) 0125")
            try await pbx.until {
                await pbx.switchboard.snapshot().calls.first { $0.id == other }?.state == .talking
            }
            try await pbx.until { ![.ready, .ringing].contains(await pbx.switchboard.floor.phones[own]) }
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .phoneBusy)
            #expect(await pbx.switchboard.floor.listenings.all.isEmpty)
        }
    }

    @Test("nobody picks up in time")
    func notAnswered() async throws {
        try await withPBX(ringing: .milliseconds(100)) { pbx in
            let call = try await pbx.talking()
            async let outcome = pbx.listening.listen(to: heard, in: call, at: own, followsNext: false)
            try await pbx.until { await pbx.rings(of: own) == 1 }
            // Not even while it rings.
            #expect(await pbx.switchboard.snapshot().calls.map(\.id) == [call])
            #expect(await outcome == .phoneNotAnswered)
            #expect(await pbx.switchboard.snapshot().calls.map(\.id) == [call])
        }
    }

    @Test("a phone that is not there is not rung")
    func unreachable() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            try await pbx.tell("unregister 0125")
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .offline }
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .phoneUnreachable)
        }
    }

    @Test("a call that is over, before or while the phone rings, is told as over")
    func over() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            async let outcome = pbx.listening.listen(to: heard, in: call, at: own, followsNext: false)
            try await pbx.until { await pbx.rings(of: own) == 1 }
            try await pbx.tell("hang-up \(call.linkedID)")
            #expect(await outcome == .over)
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .over)
        }
    }

    @Test("who listens already does not listen to a second one")
    func already() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            _ = await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false)
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .alreadyListening)
        }
    }

    @Test("a PBX that does not permit it says so, of listening as of keys")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting", "call"]) { pbx in
            let call = try await pbx.talking()
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .notPermitted)
        }
        try await withPBX(write: ["reporting", "originate"]) { pbx in
            let call = try await pbx.talking()
            #expect(await pbx.listening.listen(to: heard, in: call, at: own, followsNext: false) == .done)
            let id = try #require(await pbx.switchboard.floor.listenings.by(own)).id
            #expect(await pbx.listening.change(id, to: .whisper) == .notPermitted)
            #expect(await pbx.switchboard.floor.listenings[id]?.mode == .listen)
        }
    }

    @Test(
        "nothing but what phones dial leaves for the PBX",
        arguments: ["", "01a5", "0125\r\nAction: Hangup", "0125,1", "0125&PJSIP/0113"]
    )
    func hostile(phone: String) async throws {
        try await withPBX { pbx in
            let call = try await pbx.talking()
            let hostile = Extension(phone)
            #expect(
                await pbx.listening.listen(to: heard, in: call, at: hostile, followsNext: false) == .phoneUnreachable
            )
            #expect(await pbx.listening.listen(to: hostile, in: call, at: own, followsNext: false) == .phoneUnreachable)
            #expect(await pbx.rings(of: own) == 0)
        }
    }

    private func withPBX(
        write: Set<String> = ["all"],
        ringing: Duration = .seconds(15),
        _ test: (ListenedSimulator) async throws -> Void
    ) async throws {
        var limits = PBXListening.Limits()
        limits.ringing = ringing
        limits.confirmation = .seconds(10)
        try await withFollowedSimulator(write: write) { [limits] pbx in
            let listening = PBXListening(
                session: pbx.session,
                desk: pbx.switchboard,
                phonePattern: "PJSIP/{phone}",
                limits: limits,
                logger: pbx.logger
            )
            try await test(
                ListenedSimulator(simulator: pbx.simulator, switchboard: pbx.switchboard, listening: listening)
            )
        }
    }
}

private struct ListenedSimulator: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let listening: PBXListening

    /// A client whom 0111 has answered.
    func talking() async throws -> CallID {
        let call = try await ringing()
        try await tell("answer \(call.linkedID) 0111")
        try await until { await self.call(call)?.state == .talking }
        return call
    }
}
