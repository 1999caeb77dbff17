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

    /// An action, and the privileges of which the user needs one.
    struct Privileged: Sendable {
        var name: String
        var rights: Set<String>
    }

    /// By the actions' names in small letters.
    static let privileges: [String: Privileged] = {
        let actions: [(name: String, rights: Set<String>)] = [
            ("Ping", []), ("Events", []), ("Filter", ["system"]), ("QueueStatus", []), ("QueueSummary", []),
            ("BridgeList", []), ("ListCommands", []), ("CoreSettings", ["system", "reporting"]),
            ("CoreStatus", ["system", "reporting"]), ("CoreShowChannels", ["system", "reporting"]),
            ("Status", ["system", "call", "reporting"]), ("DeviceStateList", ["call", "reporting"]),
            ("ExtensionStateList", ["call", "reporting"]), ("ExtensionState", ["call", "reporting"]),
            ("PJSIPShowEndpoints", ["system"]), ("PJSIPShowContacts", ["system"]), ("PJSIPNotify", ["system"]),
            ("Originate", ["originate"]), ("Redirect", ["call"]), ("Setvar", ["call"]),
            ("BlindTransfer", ["call"]), ("Atxfer", ["call"]), ("CancelAtxfer", ["call"]),
            ("Hangup", ["system", "call"]), ("PlayDTMF", ["call"]), ("QueuePause", ["agent"]),
            ("QueueAdd", ["agent"]), ("QueueRemove", ["agent"]), ("Getvar", ["call", "reporting"]),
            ("GetConfig", ["system", "config"]), ("Command", ["command"]),
        ]
        return Dictionary(
            uniqueKeysWithValues: actions.map { ($0.name.lowercased(), Privileged(name: $0.name, rights: $0.rights)) }
        )
    }()

    private func performWithRights() {
        let known = Self.privileges[name.lowercased()]
        guard let user = connection.user else { return refuse() }
        guard let known else {
            simulation.securityEvent(.badRequest(name), connection)
            return answer {
                $0.error("Invalid/unknown command: \(name). Use Action: ListCommands to show available commands.")
            }
        }
        guard user.may(known.rights) else { return refuse() }
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
        case "listcommands": listCommands()
        case "getvar": getVariable()
        case "getconfig": getConfiguration()
        case "command": command()
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
            ("CoreRealTimeEnabled", "No"),
            ("CoreCDRenabled", simulation.files.isOn("cdr.conf", "general", "enable", else: true) ? "Yes" : "No"),
            ("CoreHTTPenabled", "No"),
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
