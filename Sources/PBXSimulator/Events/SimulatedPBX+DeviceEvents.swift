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
        hint(of: device, &output)
        output.end(.call)
        for queue in queues {
            for member in queue.members where member.device === device {
                memberEvent("QueueMemberStatus", queue, member)
            }
            announceAvailability(of: queue)
        }
    }

    func hint(of device: SimulatedDevice, _ buffer: inout EventBuffer) {
        buffer.header("Exten", device.endpoint)
        buffer.header("Context", "from-internal")
        buffer.header("Hint", device.name)
        buffer.header("Status", device.state.hint.code)
        buffer.header("StatusText", device.state.hint.text)
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
        let isAvailable = queue.hasIdleMember
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
        statistics(of: member, &output)
        output.header("Ringinuse", "0")
        output.header("Wrapuptime", "0")
        output.end(.agent)
    }

    func statistics(of member: SimulatedQueue.Member, _ buffer: inout EventBuffer) {
        buffer.header("Membership", member.isDynamic ? "dynamic" : "static")
        buffer.header("Penalty", member.penalty)
        buffer.header("CallsTaken", member.callsTaken)
        buffer.header("LastCall", member.lastCall)
        buffer.header("LastPause", member.lastPause)
        buffer.header("LoginTime", member.loginTime)
        buffer.header("InCall", member.isInCall ? "1" : "0")
        buffer.header("Status", member.status)
        buffer.header("Paused", member.isPaused ? "1" : "0")
        buffer.header("PausedReason", member.pausedReason)
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
