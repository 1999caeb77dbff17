import ContactCenter
import Telephony
import Testing

@testable import PBXSimulator

/// Every caller dials 7559996, which rings 0111; whoever picks up sits at 0125.
@Suite("Taking a client from a colleague's ringing phone", .timeLimit(.minutes(1))) struct PickUpTests {
    private let own = Extension("0125")

    @Test("S4.25 the colleague's phone stops ringing and the own one begins, as in recording 14")
    func pickedUp() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: own) == .rings)
            try await pbx.wait(ringing: ["0125"])
            try await pbx.tell("answer \(call.linkedID) 0125")
            try await pbx.wait(talking: ["0125"])
            // Who rings already is where they should be.
            let answered = await pbx.transfer.pickUp(call, at: own)
            #expect(answered == .rings)
            try await pbx.wait(talking: ["0125"])
        }
    }

    @Test("a client whom somebody has answered stays where they are")
    func answered() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            try await pbx.tell("answer \(call.linkedID) 0111")
            try await pbx.wait(talking: ["0111"])
            #expect(await pbx.transfer.pickUp(call, at: own) == .nothingToTransfer)
            try await pbx.wait(talking: ["0111"])
        }
    }

    @Test("a call that is over is nothing to pick up")
    func over() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until { await !pbx.switchboard.snapshot().calls.contains { $0.id == call } }
            #expect(await pbx.transfer.pickUp(call, at: own) == .nothingToTransfer)
        }
    }

    @Test("to a phone that is not there nobody is sent, and the colleague's goes on ringing")
    func offline() async throws {
        try await withPBX { pbx in
            try await pbx.tell("unregister 0125")
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .offline }
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: own) == .notReached)
            try await pbx.wait(ringing: ["0111"])
        }
    }

    @Test(
        "nothing but what phones dial leaves for the PBX",
        arguments: ["", "01a5", "0125\r\nAction: Hangup", "0125,1"]
    )
    func hostile(phone: String) async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: Extension(phone)) == .notReached)
            try await pbx.wait(ringing: ["0111"])
        }
    }

    @Test("a PBX that does not permit it changes nothing")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting"]) { pbx in
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: own) == .notReached)
            try await pbx.wait(ringing: ["0111"])
        }
    }

    private func withPBX(write: Set<String> = ["all"], _ test: (PickingSimulator) async throws -> Void) async throws {
        try await withFollowedSimulator(write: write) { pbx in
            let transfer = PBXTransfer(
                session: pbx.session,
                desk: pbx.switchboard,
                context: "from-internal",
                limit: .seconds(10),
                logger: pbx.logger
            )
            try await test(
                PickingSimulator(simulator: pbx.simulator, switchboard: pbx.switchboard, transfer: transfer)
            )
        }
    }
}

private struct PickingSimulator: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let transfer: PBXTransfer
}
