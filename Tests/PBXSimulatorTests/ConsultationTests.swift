import ContactCenter
import Telephony
import Testing

@testable import PBXSimulator

/// Every caller dials 7559996 and is answered at 0111; whoever is asked sits at 0201.
@Suite("Asking a colleague before a client is handed over, as in recording 07b", .timeLimit(.minutes(1)))
struct ConsultationTests {
    private let own = Extension("0111")
    private let colleague = Extension("0201")

    @Test(
        "S4.20 the client waits while the colleague rings and talks, and is left with them by the hang-up in the middle"
    )
    func completed() async throws {
        try await withPBX { pbx in
            let call = try await pbx.consulted(by: own, with: colleague)
            #expect(await pbx.call(call)?.consulted(by: own)?.state == .consulting)
            #expect(await pbx.transfer.go(.complete, in: call, at: own) == .done)
            try await pbx.wait(talking: ["0201"])
            try await pbx.until { await pbx.call(call)?.transfers.first?.isAnswered ?? false }
            let transfer = try #require(await pbx.call(call)?.transfers.first)
            #expect(transfer.kind == .attended && transfer.from == .phone(own) && transfer.to == .phone(colleague))
            try await pbx.tell("hang-up \(call.linkedID) 0201")
            try await pbx.until { try await pbx.simulator.status.liveChannels == 0 }
        }
    }

    @Test("S4.20 the client is taken back from a colleague who rings, who stops ringing")
    func backWhileRinging() async throws {
        try await withPBX { pbx in
            let call = try await pbx.answered(at: own)
            #expect(await pbx.transfer.consult(call, at: own, with: colleague) == .done)
            #expect(await pbx.transfer.go(.complete, in: call, at: own) == .nothingToDo)
            #expect(await pbx.transfer.go(.swap, in: call, at: own) == .nothingToDo)
            #expect(await pbx.transfer.go(.back, in: call, at: own) == .done)
            try await pbx.wait(talking: ["0111"])
            #expect(await pbx.call(call)?.transfers.isEmpty == true)
        }
    }

    @Test("S4.20 the client is taken back from a colleague who has answered, and can be handed over later")
    func backAfterAnswer() async throws {
        try await withPBX { pbx in
            let call = try await pbx.consulted(by: own, with: colleague)
            #expect(await pbx.transfer.go(.back, in: call, at: own) == .done)
            try await pbx.wait(talking: ["0111"])
            #expect(await pbx.transfer.consult(call, at: own, with: colleague) == .done)
        }
    }

    @Test("S4.20 the one in the middle swaps to the client and back, and hands over from either")
    func swapped() async throws {
        try await withPBX { pbx in
            let call = try await pbx.consulted(by: own, with: colleague)
            #expect(await pbx.transfer.go(.swap, in: call, at: own) == .done)
            #expect(await pbx.call(call)?.consulted(by: own)?.state != .consulting)
            #expect(await pbx.transfer.go(.swap, in: call, at: own) == .done)
            #expect(await pbx.call(call)?.consulted(by: own)?.state == .consulting)
            #expect(await pbx.transfer.go(.swap, in: call, at: own) == .done)
            #expect(await pbx.transfer.go(.complete, in: call, at: own) == .done)
            try await pbx.wait(talking: ["0201"])
        }
    }

    @Test("a colleague who hangs up gives the client back")
    func colleagueLeft() async throws {
        try await withPBX { pbx in
            let call = try await pbx.consulted(by: own, with: colleague)
            try await pbx.tell("hang-up \(call.linkedID) 0201")
            try await pbx.wait(talking: ["0111"])
            try await pbx.until { await pbx.call(call)?.consulted(by: own) == nil }
            #expect(await pbx.transfer.go(.complete, in: call, at: own) == .nothingToDo)
            try await pbx.wait(talking: ["0111"])
        }
    }

    @Test("a phone that is not there, or is no number, is refused before anything is sent")
    func refused() async throws {
        try await withPBX { pbx in
            try await pbx.tell("unregister 0201")
            try await pbx.until { await pbx.switchboard.floor.phones[colleague] == .offline }
            let call = try await pbx.answered(at: own)
            for phone in ["0201", "0111", "", "02a1", "0202\r\nAction: Hangup"] {
                #expect(await pbx.transfer.consult(call, at: own, with: Extension(phone)) == .refused)
            }
            try await pbx.wait(talking: ["0111"])
        }
    }

    @Test("a call that has just gone is nothing to consult about")
    func gone() async throws {
        try await withPBX { pbx in
            let call = try await pbx.answered(at: own)
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until { await pbx.call(call) == nil }
            #expect(await pbx.transfer.consult(call, at: own, with: colleague) == .nothingToDo)
            for step in ConsultationStep.allCases {
                #expect(await pbx.transfer.go(step, in: call, at: own) == .nothingToDo)
            }
        }
    }

    @Test("a PBX that does not permit it changes nothing")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting"]) { pbx in
            let call = try await pbx.answered(at: own)
            #expect(await pbx.transfer.consult(call, at: own, with: colleague) == .refused)
            try await pbx.wait(talking: ["0111"])
        }
    }

    private func withPBX(write: Set<String> = ["all"], _ test: (ConsultingPBX) async throws -> Void) async throws {
        try await withFollowedSimulator(write: write) { pbx in
            let transfer = PBXTransfer(
                session: pbx.session,
                desk: pbx.switchboard,
                context: "from-internal",
                limit: .seconds(10),
                consultationLimit: .seconds(20),
                logger: pbx.logger
            )
            try await test(ConsultingPBX(simulator: pbx.simulator, switchboard: pbx.switchboard, transfer: transfer))
        }
    }
}

private struct ConsultingPBX: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let transfer: PBXTransfer

    /// A call from outside that has been answered.
    func answered(at own: Extension) async throws -> CallID {
        let call = try await ringing()
        try await tell("answer \(call.linkedID) \(own.rawValue)")
        try await until { await self.call(call)?.isSpoken(at: own) ?? false }
        return call
    }

    /// The same, with a colleague who has answered as well.
    func consulted(by own: Extension, with colleague: Extension) async throws -> CallID {
        let call = try await answered(at: own)
        #expect(await transfer.consult(call, at: own, with: colleague) == .done)
        try await tell("answer \(call.linkedID) \(colleague.rawValue)")
        try await until { await self.call(call)?.consulted(by: own)?.answeredAt != nil }
        return call
    }
}
