import ContactCenter
import Testing

@testable import PBXSimulator
@testable import Telephony

/// The operator sits at 0111, which obeys; 0113 is a softphone that does not.
@Suite("Having phones answer, hold and resume by SIP NOTIFY", .timeLimit(.minutes(1))) struct HandsetTests {
    private let own = Extension("0111")

    @Test(
        "S4.24 a phone that rings answers, holds and resumes when it is told to; each is done when the PBX's events say so"
    )
    func obeys() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing("7559996")
            #expect(await pbx.handset.press(.answer, in: call, at: own) == .done)
            #expect(await pbx.call(call)?.isSpoken(at: own) == true)
            try await pbx.until { await pbx.call(call)?.handsetKey(at: own) == .hold }
            #expect(await pbx.handset.press(.hold, in: call, at: own) == .done)
            #expect(await pbx.call(call)?.state == .onHold)
            #expect(await pbx.handset.press(.resume, in: call, at: own) == .done)
            #expect(await pbx.call(call)?.state == .talking)
        }
    }

    @Test("S4.24 in a queue the phone that is told to answers, and the others stop ringing")
    func queue() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing("7770011")
            try await pbx.until { await pbx.call(call)?.handsetKey(at: own) == .answer }
            #expect(await pbx.handset.press(.answer, in: call, at: own) == .done)
            try await pbx.until { await pbx.call(call)?.presentPhones == [own] }
        }
    }

    @Test("S4.1 the own phone of a call that was begun by a press answers, too")
    func ownCall() async throws {
        try await withPBX { pbx in
            let number = try #require(DialledNumber("89161234567", .mobile))
            guard case .done(let call) = await pbx.dialling.dial(number, at: own) else {
                Issue.record("The phone was not called")
                return
            }
            // The simulator's people may be faster.
            let outcome = await pbx.handset.press(.answer, in: call, at: own)
            #expect(outcome == .done || outcome == .nothingToDo)
            try await pbx.until { await pbx.call(call)?.legs.first?.answeredAt != nil }
        }
    }

    @Test("a call that is over, rings elsewhere or is in another state is nothing to be done")
    func nothingToDo() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing("7559996")
            #expect(await pbx.handset.press(.hold, in: call, at: own) == .nothingToDo)
            #expect(await pbx.handset.press(.answer, in: call, at: Extension("0125")) == .nothingToDo)
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until { await pbx.call(call) == nil }
            #expect(await pbx.handset.press(.answer, in: call, at: own) == .nothingToDo)
        }
    }

    @Test("a phone that gets it and does nothing is told as such after the time, though the PBX said Success")
    func silent() async throws {
        try await withPBX(numbers: ["0*"], limit: .milliseconds(300)) { pbx in
            let call = try await pbx.ringing("7770011")
            let softphone = Extension("0113")
            try await pbx.until { await pbx.call(call)?.handsetKey(at: softphone) == .answer }
            #expect(await pbx.handset.press(.answer, in: call, at: softphone) == .notConfirmed)
            #expect(await pbx.call(call)?.handsetKey(at: softphone) == .answer)
        }
    }

    @Test("which phones obey is known by their numbers or by the model as which they have registered")
    func obedient() async throws {
        try await withPBX(numbers: ["02*"], models: ["Yealink*"]) { pbx in
            await pbx.phones.lookAround()
            #expect(await pbx.handset.obeys(own))
            #expect(await !pbx.handset.obeys(Extension("0113")))
            // Off the net, so it has no model; its number is enough.
            #expect(await pbx.handset.obeys(Extension("0209")))
            let call = try await pbx.ringing("7770011")
            #expect(await pbx.handset.press(.answer, in: call, at: Extension("0113")) == .doesNotObey)
        }
    }

    @Test("a phone that is taken away is none of them once the PBX is asked again")
    func taken() async throws {
        try await withPBX(numbers: [], models: ["Yealink*"]) { pbx in
            await pbx.phones.lookAround()
            #expect(await pbx.handset.obeys(own))
            try await pbx.tell("unregister 0111")
            await pbx.phones.lookAround()
            #expect(await !pbx.handset.obeys(own))
        }
    }

    @Test("a PBX that does not permit it says so, and tells nobody's model")
    func notPermitted() async throws {
        try await withPBX(numbers: ["0111"], models: ["Yealink*"], write: ["reporting", "call"]) { pbx in
            await pbx.phones.lookAround()
            #expect(await !pbx.handset.obeys(Extension("0125")))
            let call = try await pbx.ringing("7559996")
            #expect(await pbx.handset.press(.answer, in: call, at: own) == .notPermitted)
            #expect(await pbx.call(call)?.handsetKey(at: own) == .answer)
        }
    }

    @Test(
        "nothing but what phones dial leaves for the PBX",
        arguments: ["", "01a1", "0111\r\nAction: Hangup", "0111,1"]
    )
    func hostile(phone: String) async throws {
        try await withPBX(numbers: ["*"]) { pbx in
            let call = try await pbx.ringing("7559996")
            #expect(await pbx.handset.press(.answer, in: call, at: Extension(phone)) == .doesNotObey)
        }
    }

    @Test(
        "PJSIPNotify is answered with Asterisk's own words",
        arguments: [
            ("Channel: PJSIP/0999-00000001\nVariable: Event=talk", "Channel not found"),
            ("Endpoint: 0999\nVariable: Event=talk", "Unable to retrieve endpoint 0999"),
            ("Endpoint: PJSIP/0111\nVariable: Event=talk", "NOTIFY sent"),
            (
                "Variable: Event=talk",
                "PJSIPNotify requires either an endpoint name, a SIP URI, or a channel."
            ),
            (
                "Endpoint: 0111\nURI: sip:0111@127.0.0.1\nVariable: Event=talk",
                "PJSIPNotify requires either an endpoint name, a SIP URI, or a channel.  You must use only one of them."
            ),
            (
                "Endpoint: 0111",
                "PJSIPNotify requires either an Option or Variable(s).You must use only one of them."
            ),
        ]
    )
    func words(headers: String, message: String) async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        let simulator = PBXSimulator(configuration)
        try await simulator.start()
        let answer = try await ManagerClient.connected(to: simulator.port) { client in
            try await client.logIn()
            return try await client.ask("Action: PJSIPNotify\n\(headers)", id: "1").first
        }
        #expect(answer?["Message"] == message)
        try await simulator.stop()
    }

    private func withPBX(
        numbers: [GlobPattern] = ["0111", "0125"],
        models: [GlobPattern] = [],
        write: Set<String> = ["all"],
        limit: Duration = .seconds(10),
        _ test: (PhonesOfSimulator) async throws -> Void
    ) async throws {
        try await withFollowedSimulator(write: write) { pbx in
            let phones = ObedientPhones(session: pbx.session, numbers: numbers, models: models, logger: pbx.logger)
            let handset = PBXHandset(
                session: pbx.session,
                desk: pbx.switchboard,
                phones: phones,
                phonePattern: "PJSIP/{phone}",
                limit: limit,
                logger: pbx.logger
            )
            let dialling = PBXDialling(
                session: pbx.session,
                desk: pbx.switchboard,
                placing: PBXDialling.Placing(
                    phonePattern: "PJSIP/{phone}",
                    context: "from-internal",
                    callerID: "{number}"
                ),
                logger: pbx.logger
            )
            try await test(
                PhonesOfSimulator(
                    simulator: pbx.simulator,
                    switchboard: pbx.switchboard,
                    phones: phones,
                    handset: handset,
                    dialling: dialling
                )
            )
        }
    }
}

private struct PhonesOfSimulator: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let phones: ObedientPhones
    let handset: PBXHandset
    let dialling: PBXDialling
}
