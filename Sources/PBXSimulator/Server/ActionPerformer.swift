import Asterisk
import NIOCore

/// What the PBX does about one action, and what it answers.
struct ActionPerformer {
    let simulation: Simulation
    let connection: AMIConnection
    let action: AMIMessage
    let name: String

    init(_ simulation: Simulation, _ connection: AMIConnection, _ action: AMIMessage) {
        self.simulation = simulation
        self.connection = connection
        self.action = action
        name = action["Action"] ?? ""
    }

    var pbx: SimulatedPBX { simulation.pbx }

    func perform() {
        switch name.lowercased() {
        case "login": logIn()
        case "challenge": challenge()
        case "logoff":
            answer { $0.goodbye() }
            connection.closeAfterAnswer()
        default: performWithRights()
        }
    }

    /// The privileges of which the user needs one; `nil` for an action that there is not.
    private static let privileges: [String: Set<String>] = [
        "ping": [], "events": [], "filter": ["system"], "queuestatus": [], "queuesummary": [], "bridgelist": [],
        "listcommands": [], "coresettings": ["system", "reporting"], "corestatus": ["system", "reporting"],
        "coreshowchannels": ["system", "reporting"], "status": ["system", "call", "reporting"],
        "devicestatelist": ["call", "reporting"], "extensionstatelist": ["call", "reporting"],
        "extensionstate": ["call", "reporting"], "pjsipshowendpoints": ["system"],
        "pjsipshowcontacts": ["system"], "pjsipnotify": ["system"], "originate": ["originate"],
        "redirect": ["call"], "blindtransfer": ["call"], "atxfer": ["call"], "cancelatxfer": ["call"],
        "hangup": ["system", "call"], "playdtmf": ["call"], "queuepause": ["agent"], "queueadd": ["agent"],
        "queueremove": ["agent"], "setvar": ["call"],
    ]

    private func performWithRights() {
        let known = Self.privileges[name.lowercased()]
        guard let user = connection.user else { return refuse() }
        guard let known else {
            simulation.securityEvent(.badRequest(name), connection)
            return answer {
                $0.error("Invalid/unknown command: \(name). Use Action: ListCommands to show available commands.")
            }
        }
        guard user.may(known) else { return refuse() }
        performKnown()
    }

    private func refuse() {
        answer { $0.error("Permission denied") }
        simulation.securityEvent(.notAllowed(name), connection)
    }

    private func performKnown() {
        switch name.lowercased() {
        case "ping":
            let time = "\(pbx.now.second).\(String(pbx.now.microseconds % 1_000_000 + 1_000_000).dropFirst())"
            answer { $0.success(headers: [("Ping", "Pong"), ("Timestamp", time)]) }
        case "events":
            let mask = action["EventMask"] ?? ""
            connection.setEventMask(mask)
            answer { $0.success(headers: [("Events", EventClass(mask: mask).isEmpty ? "Off" : "On")]) }
        case "filter": answer { $0.success("Filter added successfully") }
        case "listcommands": answer { $0.success(headers: [("Ping", "Keepalive command.  (Priv: <none>)")]) }
        case "coreshowchannels": answer(pbx.coreShowChannels)
        case "status": answer { pbx.status(&$0, of: action["Channel"]) }
        case "queuestatus": answer { pbx.queueStatus(&$0, queue: action["Queue"]) }
        case "queuesummary": answer { pbx.queueSummary(&$0, queue: action["Queue"]) }
        case "devicestatelist": answer(pbx.deviceStateList)
        case "extensionstatelist": answer(pbx.extensionStateList)
        case "extensionstate":
            answer { pbx.extensionState(&$0, exten: action["Exten"] ?? "", context: action["Context"] ?? "") }
        case "bridgelist": answer(pbx.bridgeList)
        case "pjsipshowendpoints": answer(pbx.endpoints)
        case "pjsipshowcontacts": answer(pbx.contacts)
        case "pjsipnotify": notifyPhone()
        case "coresettings": answer(coreSettings)
        case "corestatus": answer(coreStatus)
        case "queuepause": queuePause()
        case "queueadd": queueAdd()
        case "queueremove": queueRemove()
        case "originate": originate()
        case "redirect": redirect()
        case "hangup": hangUp()
        case "playdtmf": playDTMF()
        case "setvar": setVariable()
        case "cancelatxfer": cancelAtxfer()
        default: transfer()
        }
    }

    func answer(_ write: (inout ActionAnswer) -> Void) {
        var answer = ActionAnswer(to: action)
        write(&answer)
        connection.send(answer)
    }

    /// The value of a header that has to be there; its absence is answered.
    func required(_ header: String, orSay message: String) -> String? {
        if let value = action[header], !value.isEmpty { return value }
        answer { $0.error(message) }
        return nil
    }

    // MARK: Log-in

    private func challenge() {
        guard action["AuthType"]?.lowercased() == "md5" else {
            return answer { $0.error("Must specify AuthType") }
        }
        let challenge = connection.newChallenge()
        answer { $0.success(headers: [("Challenge", challenge)]) }
    }

    private func logIn() {
        let name = action["Username"] ?? ""
        let user = simulation.users.first { $0.name == name }
        guard let user, connection.isRight(action, for: user) else {
            simulation.securityEvent(user == nil ? .unknownAccount(name) : .wrongPassword(name), connection)
            return refuseLogIn()
        }
        connection.logIn(user, events: action["Events"])
        answer { $0.success("Authentication accepted") }
        simulation.greet(connection)
    }

    /// A wrong password is answered a second later, and the connection closed.
    private func refuseLogIn() {
        var refusal = ActionAnswer(to: action)
        refusal.error("Authentication failed")
        let session = NIOLoopBound((connection, refusal), eventLoop: simulation.eventLoop)
        simulation.eventLoop.scheduleTask(in: .seconds(1)) {
            let (connection, refusal) = session.value
            connection.send(refusal)
            connection.closeAfterAnswer()
        }
    }

    // MARK: About the PBX

    private func coreSettings(_ answer: inout ActionAnswer) {
        answer.success(headers: [
            ("AMIversion", "11.0.0"), ("AsteriskVersion", "22.10.1"), ("SystemName", ""), ("CoreMaxCalls", "0"),
            ("CoreMaxLoadAvg", "0.000000"), ("CoreRunUser", ""), ("CoreRunGroup", ""), ("CoreMaxFilehandles", "0"),
            ("CoreRealTimeEnabled", "No"), ("CoreCDRenabled", "Yes"), ("CoreHTTPenabled", "No"),
            ("SoundsSearchCustomDir", "No"),
        ])
    }

    private func coreStatus(_ answer: inout ActionAnswer) {
        let booted = ClockText.iso(pbx.bootedAt)
        let date = String(booted.prefix(10))
        let time = String(booted.dropFirst(11).prefix(8))
        answer.success(headers: [
            ("CoreStartupDate", date), ("CoreStartupTime", time), ("CoreReloadDate", date), ("CoreReloadTime", time),
            ("CoreCurrentCalls", String(pbx.callsBegun - pbx.callsEnded)),
            ("CoreProcessedCalls", String(pbx.callsEnded)),
        ])
    }
}
