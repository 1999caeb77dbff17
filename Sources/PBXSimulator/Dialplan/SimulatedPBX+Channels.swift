/// Births of channels.
extension SimulatedPBX {
    /// A channel on which somebody calls the PBX.
    func incomingChannel(
        on device: SimulatedDevice,
        caller: Caller,
        context: String,
        exten: String,
        linkedID: String? = nil
    ) -> SimulatedChannel {
        let channel = newChannel(
            named: "\(device.name)-\(newChannelNumber())",
            device: device,
            state: .ring,
            caller: caller,
            context: context,
            exten: exten,
            linkedID: linkedID
        )
        channel.sipCallID = newForeignCallID()
        announceBirth(of: channel)
        varSet(channel, "SIPDOMAIN", "127.0.0.1")
        channel.ani = caller.number
        channel.dnid = exten
        return channel
    }

    /// A channel on which the PBX calls a phone of ours, or through the trunk.
    ///
    /// - Parameter uniqueID: where it was asked for.
    func outgoingChannel(
        on device: SimulatedDevice,
        linkedID: String?,
        application: String,
        uniqueID: String? = nil
    ) -> SimulatedChannel {
        let caller = device.isTrunk ? Caller() : Caller(device.endpoint, name: device.displayName)
        let channel = newChannel(
            named: "\(device.name)-\(newChannelNumber())",
            device: device,
            state: .down,
            caller: caller,
            context: device.isTrunk ? "from-trunk" : "from-internal",
            exten: "s",
            linkedID: linkedID,
            uniqueID: uniqueID
        )
        channel.sipCallID = newUUID()
        announceBirth(of: channel)
        channel.ani = caller.number
        channel.originApplication = application
        return channel
    }

    /// Both halves of a Local channel: `;1` towards the one who calls it, `;2` runs the dialplan.
    ///
    /// - Parameters:
    ///   - linkedID: `nil` for one that a manager calls, which is a call's first channel.
    ///   - uniqueID: of the first half, where it was asked for.
    func localChannels(
        _ exten: String,
        in context: String,
        linkedID: String?,
        uniqueID: String? = nil
    ) -> (first: SimulatedChannel, second: SimulatedChannel) {
        let name = "Local/\(exten)@\(context)-\(newLocalNumber())"
        func half(
            _ suffix: String,
            _ state: SimulatedChannel.State,
            _ linkedID: String?,
            _ uniqueID: String?
        )
            -> SimulatedChannel
        {
            newChannel(
                named: name + suffix,
                device: nil,
                state: state,
                caller: Caller(),
                context: context,
                exten: exten,
                linkedID: linkedID,
                uniqueID: uniqueID
            )
        }
        let first = half(";1", .down, linkedID, uniqueID)
        let second = half(";2", .ring, first.linkedID, uniqueID.map { "\($0);2" })
        first.otherHalf = second
        second.otherHalf = first
        for half in [first, second] { announceBirth(of: half) }
        return (first, second)
    }

    func localBridge(
        _ first: SimulatedChannel,
        _ second: SimulatedChannel,
        _ exten: String,
        in context: String,
        isOptimized: Bool
    ) {
        output.event("LocalBridge", .call)
        first.writeSnapshot(prefix: "LocalOne", to: &output)
        second.writeSnapshot(prefix: "LocalTwo", to: &output)
        output.header("Context", context)
        output.header("Exten", exten)
        output.header("LocalOptimization", isOptimized ? "Yes" : "No")
        output.end(.call)
    }

    private func newChannel(
        named name: String,
        device: SimulatedDevice?,
        state: SimulatedChannel.State,
        caller: Caller,
        context: String,
        exten: String,
        linkedID: String?,
        uniqueID: String? = nil
    ) -> SimulatedChannel {
        let channel = SimulatedChannel(
            name: name,
            uniqueID: uniqueID ?? newUniqueID(),
            linkedID: linkedID,
            device: device,
            state: state,
            caller: caller,
            context: context,
            exten: exten,
            bornAt: now,
            sequence: newSequence()
        )
        register(channel)
        return channel
    }

    private func announceBirth(of channel: SimulatedChannel) {
        let isCELFirst = random.isTrue(oneIn: 2)
        if isCELFirst { cel("CHAN_START", channel) }
        event("Newchannel", .call, channel)
        if !isCELFirst { cel("CHAN_START", channel) }
    }
}
