/// What the PBX tells when asked: exactly what is going on now.
extension SimulatedPBX {
    func coreShowChannels(_ answer: inout ActionAnswer) {
        answer.listStart("Channels will follow")
        for channel in channels.values {
            answer.item("CoreShowChannel") { buffer in
                channel.writeSnapshot(to: &buffer)
                buffer.header("Application", channel.application)
                buffer.header("ApplicationData", channel.applicationData)
                buffer.header("Duration", Self.clock(Int(now.seconds(since: channel.bornAt))))
                buffer.header("BridgeId", channel.bridge?.id ?? "")
            }
        }
        answer.listEnd("CoreShowChannelsComplete", count: channels.count)
    }

    func status(_ answer: inout ActionAnswer, of name: String?) {
        let listed = channels.values.filter { name == nil || $0.name == name }
        guard name == nil || !listed.isEmpty else { return answer.error("No such channel") }
        answer.listStart("Channel status will follow")
        for channel in listed {
            answer.item("Status", isIDLast: true) { buffer in
                buffer.header("Privilege", "Call")
                channel.writeSnapshot(to: &buffer)
                details(of: channel, &buffer)
            }
        }
        answer.listEnd("StatusComplete", count: listed.count, hasItems: true)
    }

    private func details(of channel: SimulatedChannel, _ buffer: inout EventBuffer) {
        buffer.header("Type", channel.technology)
        buffer.header("DNID", channel.dnid)
        buffer.header("EffectiveConnectedLineNum", channel.connectedNumber.orUnknown)
        buffer.header("EffectiveConnectedLineName", channel.connectedName.orUnknown)
        buffer.header("TimeToHangup", "0")
        buffer.header("BridgeID", channel.bridge?.id ?? "")
        buffer.header("Application", channel.application)
        buffer.header("Data", channel.applicationData)
        buffer.header("Nativeformats", "(ulaw)")
        buffer.header("Readformat", "ulaw")
        buffer.header("Readtrans", "")
        buffer.header("Writeformat", "ulaw")
        buffer.header("Writetrans", "")
        buffer.header("Callgroup", "0")
        buffer.header("Pickupgroup", "0")
        buffer.header("Seconds", Int(now.seconds(since: channel.bornAt)))
    }

    func queueStatus(_ answer: inout ActionAnswer) { queueStatus(&answer, queue: nil) }

    func queueStatus(_ answer: inout ActionAnswer, queue name: String?) {
        answer.listStart("Queue status will follow")
        var count = 0
        for queue in queues where name == nil || name == "" || queue.name == name {
            answer.item("QueueParams", isIDLast: true) { parameters(of: queue, &$0) }
            for member in queue.members {
                answer.item("QueueMember", isIDLast: true) { list(member, of: queue, &$0) }
            }
            for (index, visit) in queue.waiting.enumerated() {
                answer.item("QueueEntry", isIDLast: true) { list(visit, position: index + 1, &$0) }
            }
            count += 1 + queue.members.count + queue.waiting.count
        }
        answer.listEnd("QueueStatusComplete", count: count)
    }

    private func parameters(of queue: SimulatedQueue, _ buffer: inout EventBuffer) {
        buffer.header("Queue", queue.name)
        buffer.header("Max", "0")
        buffer.header("Strategy", queue.settings.strategy.rawValue)
        buffer.header("Calls", queue.waiting.count)
        buffer.header("Holdtime", queue.holdTime)
        buffer.header("TalkTime", queue.talkTime)
        buffer.header("Completed", queue.completed)
        buffer.header("Abandoned", queue.abandoned)
        buffer.header("ServiceLevel", queue.settings.serviceLevel)
        buffer.header("ServicelevelPerf", queue.serviceLevelPercentage)
        buffer.header("ServicelevelPerf2", queue.serviceLevelPercentage)
        buffer.header("Weight", "0")
    }

    private func list(_ member: SimulatedQueue.Member, of queue: SimulatedQueue, _ buffer: inout EventBuffer) {
        buffer.header("Queue", queue.name)
        buffer.header("Name", member.name)
        buffer.header("Location", member.interface)
        buffer.header("StateInterface", member.stateInterface)
        statistics(of: member, &buffer)
        buffer.header("Wrapuptime", "0")
    }

    private func list(_ visit: QueueVisit, position: Int, _ buffer: inout EventBuffer) {
        let caller = visit.caller
        buffer.header("Queue", visit.queue.name)
        buffer.header("Position", position)
        buffer.header("Channel", caller.name)
        buffer.header("Uniqueid", caller.uniqueID)
        buffer.header("CallerIDNum", caller.callerNumber.orUnknown)
        buffer.header("CallerIDName", caller.callerName.orUnknown)
        buffer.header("ConnectedLineNum", caller.connectedNumber.orUnknown)
        buffer.header("ConnectedLineName", caller.connectedName.orUnknown)
        buffer.header("Wait", Int(now.seconds(since: visit.joinedAt)))
        buffer.header("Priority", "0")
    }

    func queueSummary(_ answer: inout ActionAnswer, queue name: String?) {
        answer.listStart("Queue summary will follow")
        let listed = queues.filter { name == nil || name == "" || $0.name == name }
        for queue in listed {
            answer.item("QueueSummary", isIDLast: true) { buffer in
                buffer.header("Queue", queue.name)
                buffer.header("LoggedIn", queue.members.count { $0.isReachable || $0.isPaused })
                buffer.header("Available", queue.members.count { $0.isReachable && $0.status == 1 })
                buffer.header("Callers", queue.waiting.count)
                buffer.header("HoldTime", queue.holdTime)
                buffer.header("TalkTime", queue.talkTime)
                let longest = queue.waiting.map { Int(now.seconds(since: $0.joinedAt)) }.max()
                buffer.header("LongestHoldTime", longest ?? 0)
            }
        }
        answer.listEnd("QueueSummaryComplete", count: listed.count)
    }

    func extensionStateList(_ answer: inout ActionAnswer) {
        answer.listStart("Extension Statuses will follow")
        for phone in phones.values { answer.item("ExtensionStatus") { hint(of: phone, &$0) } }
        answer.listEnd("ExtensionStateListComplete", count: phones.count)
    }

    func extensionState(_ answer: inout ActionAnswer, exten: String, context: String) {
        let hint = phones[exten]?.state.hint
        answer.success(
            "Extension Status",
            ("Exten", exten),
            ("Context", context),
            ("Hint", phones[exten]?.name ?? ""),
            ("Status", String(hint?.code ?? -1)),
            ("StatusText", hint?.text ?? "Unknown")
        )
    }

    func deviceStateList(_ answer: inout ActionAnswer) {
        answer.listStart("Device State Changes will follow")
        var states = phones.values.map { ($0.name, $0.state.rawValue) }
        states.append((trunk.name, trunk.state.rawValue))
        for queue in queues {
            states.append(("Queue:\(queue.name)", queue.waiting.isEmpty ? "NOT_INUSE" : "RINGING"))
            states.append(("Queue:\(queue.name)_avail", queue.hasIdleMember ? "NOT_INUSE" : "INUSE"))
            for member in queue.members {
                states.append(
                    ("Queue:\(queue.name)_pause_\(member.interface)", member.isPaused ? "INUSE" : "NOT_INUSE")
                )
            }
        }
        for (device, state) in states {
            answer.item("DeviceStateChange") { buffer in
                buffer.header("Device", device)
                buffer.header("State", state)
            }
        }
        answer.listEnd("DeviceStateListComplete", count: states.count)
    }

    func bridgeList(_ answer: inout ActionAnswer) {
        answer.listStart("Bridge listing will follow")
        for bridge in bridges.values { answer.item("BridgeListItem") { bridge.write(to: &$0) } }
        answer.listEnd("BridgeListComplete", count: bridges.count)
    }

    func endpoints(_ answer: inout ActionAnswer) {
        answer.listStart("A listing of Endpoints follows, presented as EndpointList events")
        let devices = phones.values.sorted { $0.endpoint < $1.endpoint } + [trunk]
        for device in devices {
            answer.item("EndpointList") { buffer in
                let name = device.endpoint
                buffer.header("ObjectType", "endpoint")
                buffer.header("ObjectName", name)
                buffer.header("Transport", "")
                buffer.header("Aor", name)
                buffer.header("Auths", device.isTrunk ? "" : name)
                buffer.header("OutboundAuths", "")
                buffer.header("Contacts", device.isRegistered ? "\(name)/sip:\(name)@127.0.0.1:5060," : "")
                buffer.header("DeviceState", device.state.endpointText)
                buffer.header("ActiveChannels", device.channelCount)
            }
        }
        answer.listEnd("EndpointListComplete", count: devices.count)
    }

    /// The phones that are registered: a trunk's address stands in its configuration.
    func contacts(_ answer: inout ActionAnswer) {
        let registered = phones.values.filter(\.isRegistered).sorted { $0.endpoint < $1.endpoint }
        guard !registered.isEmpty else { return answer.error("No Contacts found") }
        answer.listStart("A listing of Contacts follows, presented as ContactList events")
        for device in registered {
            answer.item("ContactList") { buffer in
                let name = device.endpoint
                buffer.header("ObjectType", "contact")
                buffer.header("ObjectName", "\(name);@127.0.0.1:5060")
                buffer.header("ViaAddr", "127.0.0.1")
                buffer.header("QualifyTimeout", "3.000000")
                buffer.header("CallId", "\(name)@127.0.0.1")
                buffer.header("RegServer", "")
                buffer.header("PruneOnBoot", "no")
                buffer.header("Path", "")
                buffer.header("Endpoint", name)
                buffer.header("ViaPort", "5060")
                buffer.header("AuthenticateQualify", "no")
                buffer.header("Uri", "sip:\(name)@127.0.0.1:5060")
                buffer.header("QualifyFrequency", "60")
                buffer.header("UserAgent", device.model?.userAgent ?? "")
                buffer.header("ExpirationTime", String(now.second + 3_600))
                buffer.header("OutboundProxy", "")
                buffer.header("Status", "Reachable")
                buffer.header("RoundtripUsec", "900")
            }
        }
        answer.listEnd("ContactListComplete", count: registered.count)
    }

    /// `00:01:40`
    private static func clock(_ seconds: Int) -> String {
        [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : String($0) }
            .joined(separator: ":")
    }
}
