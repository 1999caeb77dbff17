/// What the PBX tells about phones, hints and queue members.
extension SimulatedPBX {
    /// Tells the state of a channel's device if it is another than before.
    func announceDevice(of channel: SimulatedChannel) {
        guard let device = channel.device else { return announceLocal(channel) }
        announce(device)
    }

    func announce(_ device: SimulatedDevice) {
        let state = device.state
        guard state != device.announced else { return }
        device.announced = state
        deviceState(device.name, state.rawValue)
        guard !device.isTrunk else { return }
        output.event("ExtensionStatus", .call)
        hint(of: device)
        output.end(.call)
        for queue in queues {
            for member in queue.members where member.device === device { memberEvent("QueueMemberStatus", queue, member) }
            announceAvailability(of: queue)
        }
    }

    func hint(of device: SimulatedDevice) {
        output.header("Exten", device.endpoint)
        output.header("Context", "from-internal")
        output.header("Hint", device.name)
        output.header("Status", device.state.hint.code)
        output.header("StatusText", device.state.hint.text)
    }

    func deviceState(_ device: String, _ state: String) {
        output.event("DeviceStateChange", .call)
        output.header("Device", device)
        output.header("State", state)
        output.end(.call)
    }

    /// The device of a Local channel is its name without the running number.
    private func announceLocal(_ channel: SimulatedChannel) {
        guard let dash = channel.name.lastIndex(of: "-") else { return }
        deviceState(String(channel.name[..<dash]), channel.isHungUp ? "NOT_INUSE" : "INUSE")
    }

    func announceAvailability(of queue: SimulatedQueue) {
        let isAvailable = queue.members.contains { !$0.isPaused && $0.status == 1 }
        guard isAvailable != queue.isAvailableAnnounced else { return }
        queue.isAvailableAnnounced = isAvailable
        deviceState("Queue:\(queue.name)_avail", isAvailable ? "NOT_INUSE" : "INUSE")
    }

    func memberEvent(_ name: StaticString, _ queue: SimulatedQueue, _ member: SimulatedQueue.Member) {
        output.event(name, .agent)
        output.header("Queue", queue.name)
        output.header("MemberName", member.name)
        output.header("Interface", member.interface)
        output.header("StateInterface", member.stateInterface)
        memberStatistics(member)
        output.header("Ringinuse", "0")
        output.header("Wrapuptime", "0")
        output.end(.agent)
    }

    func memberStatistics(_ member: SimulatedQueue.Member) {
        output.header("Membership", member.isDynamic ? "dynamic" : "static")
        output.header("Penalty", member.penalty)
        output.header("CallsTaken", member.callsTaken)
        output.header("LastCall", member.lastCall)
        output.header("LastPause", member.lastPause)
        output.header("LoginTime", member.loginTime)
        output.header("InCall", member.isInCall ? "1" : "0")
        output.header("Status", member.status)
        output.header("Paused", member.isPaused ? "1" : "0")
        output.header("PausedReason", member.pausedReason)
    }

    /// A phone goes off the net or comes back, in the burst of events that a registration causes.
    package func setRegistered(_ phone: String, _ isRegistered: Bool) {
        guard let device = phones[phone], device.isRegistered != isRegistered else { return }
        device.isRegistered = isRegistered
        if !isRegistered { announce(device) }
        contactStatus(device, isRegistered ? "NonQualified" : "Removed")
        output.event("PeerStatus", .system)
        output.header("ChannelType", "PJSIP")
        output.header("Peer", device.name)
        output.header("PeerStatus", isRegistered ? "Reachable" : "Unreachable")
        output.end(.system)
        guard isRegistered else { return }
        announce(device)
        contactStatus(device, "Reachable")
    }

    private func contactStatus(_ device: SimulatedDevice, _ status: String) {
        output.event("ContactStatus", .system)
        output.header("URI", "sip:\(device.endpoint)@127.0.0.1:5060")
        output.header("ContactStatus", status)
        output.header("AOR", device.endpoint)
        output.header("EndpointName", device.endpoint)
        output.header("RoundtripUsec", status == "Reachable" ? "452" : "0")
        output.end(.system)
    }
}
