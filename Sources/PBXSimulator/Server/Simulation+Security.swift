/// What sessions see of each other's log-ins: the security class.
extension Simulation {
    enum SecurityEvent {
        case wrongPassword(String)
        case unknownAccount(String)
        case notAllowed(String)
        case badRequest(String)
    }

    /// FullyBooted for the session, SuccessfulAuth for everybody, itself included.
    func greet(_ connection: AMIConnection) {
        var greeting = EventBuffer()
        let uptime = Int(pbx.now.seconds(since: pbx.bootedAt))
        greeting.event("FullyBooted", .system)
        greeting.header("Uptime", uptime)
        greeting.header("LastReload", uptime)
        greeting.header("Status", "Fully Booted")
        greeting.end(.system)
        connection.send(greeting)
        begin("SuccessfulAuth", "Informational")
        pbx.output.header("AccountID", connection.user?.name ?? "")
        addresses(connection)
        pbx.output.header("UsingPassword", "0")
        pbx.output.header("SessionTV", ClockText.iso(pbx.now))
        pbx.output.end(.security)
    }

    func securityEvent(_ event: SecurityEvent, _ connection: AMIConnection) {
        let account = connection.user?.name ?? ""
        switch event {
        case .wrongPassword(let name):
            begin("InvalidPassword", "Error", version: 2)
            finish(account: name, connection)
        case .unknownAccount(let name):
            begin("InvalidAccountID", "Error")
            finish(account: name, connection)
        case .notAllowed(let action):
            begin("RequestNotAllowed", "Error")
            finish(account: account, connection, request: action)
        case .badRequest(let action):
            begin("RequestBadFormat", "Error")
            addresses(connection)
            pbx.output.header("RequestType", "Action: \(action)")
            pbx.output.header("SessionTV", sessionTime(connection))
            pbx.output.header("AccountID", account)
            pbx.output.end(.security)
        }
    }

    private func begin(_ name: StaticString, _ severity: String, version: Int = 1) {
        pbx.output.event(name, .security)
        pbx.output.header("EventTV", ClockText.iso(pbx.now))
        pbx.output.header("Severity", severity)
        pbx.output.header("Service", "AMI")
        pbx.output.header("EventVersion", version)
    }

    private func finish(account: String, _ connection: AMIConnection, request: String? = nil) {
        pbx.output.header("AccountID", account)
        addresses(connection)
        if let request { pbx.output.header("RequestType", "Action: \(request)") }
        pbx.output.header("SessionTV", sessionTime(connection))
        pbx.output.end(.security)
    }

    private func addresses(_ connection: AMIConnection) {
        pbx.output.header("SessionID", connection.sessionID)
        pbx.output.header("LocalAddress", connection.localAddress)
        pbx.output.header("RemoteAddress", connection.remoteAddress)
    }

    private func sessionTime(_ connection: AMIConnection) -> String {
        ClockText.iso(connection.loggedInAt ?? PBXInstant(microseconds: 0))
    }
}
