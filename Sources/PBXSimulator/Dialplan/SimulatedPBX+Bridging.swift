/// Channels entering and leaving bridges.
extension SimulatedPBX {
    func newBridge() -> SimulatedBridge {
        let bridge = SimulatedBridge(id: newUUID())
        bridges[bridge.id] = bridge
        bridgeEvent("BridgeCreate", bridge)
        return bridge
    }

    /// Brings a caller and the party called for him together, the called party first.
    func join(_ caller: SimulatedChannel, with called: SimulatedChannel, leavingDialplan: Bool) {
        let bridge = newBridge()
        if leavingDialplan { newexten(called, called.originApplication, "(Outgoing Line)") }
        enter(bridge, called)
        enter(bridge, caller)
        tellPeers(of: bridge)
    }

    func enter(_ bridge: SimulatedBridge, _ channel: SimulatedChannel, swapping swapped: SimulatedChannel? = nil) {
        let peer = bridge.members.first
        bridge.add(channel)
        channel.joinedAt = now
        let isCELFirst = random.isTrue(oneIn: 2)
        let extra = Self.bridgeExtra(bridge)
        if isCELFirst { cel("BRIDGE_ENTER", channel, peer: peer, extra: extra) }
        output.event("BridgeEnter", .call)
        bridge.write(to: &output)
        channel.writeSnapshot(to: &output)
        if let swapped { output.header("SwapUniqueid", swapped.uniqueID) }
        output.end(.call)
        if !isCELFirst { cel("BRIDGE_ENTER", channel, peer: peer, extra: extra) }
    }

    func leave(_ channel: SimulatedChannel) {
        guard let bridge = channel.bridge else { return }
        let peer = channel.peer
        bridge.remove(channel)
        noteRecording(of: channel)
        cel("BRIDGE_EXIT", channel, peer: peer, extra: Self.bridgeExtra(bridge))
        output.event("BridgeLeave", .call)
        bridge.write(to: &output)
        channel.writeSnapshot(to: &output)
        output.end(.call)
    }

    func destroyIfEmpty(_ bridge: SimulatedBridge) {
        guard bridge.members.isEmpty else { return }
        bridges[bridge.id] = nil
        bridgeEvent("BridgeDestroy", bridge)
    }

    /// The variables that name each one's peer; of the one who came first they are set first.
    func tellPeers(of bridge: SimulatedBridge) {
        for channel in bridge.members {
            guard let peer = channel.peer else { continue }
            varSet(channel, "BRIDGEPEER", peer.name)
            varSet(channel, "BRIDGEPVTCALLID", peer.sipCallID)
        }
    }

    func forgetPeer(of channel: SimulatedChannel) {
        varSet(channel, "BRIDGEPEER", "")
        varSet(channel, "BRIDGEPVTCALLID", "")
    }

    /// A recorder with option `b` writes only while its channel is in a bridge.
    private func noteRecording(of channel: SimulatedChannel) {
        guard channel.isMonitored, let joinedAt = channel.joinedAt, let call = channel.call else { return }
        channel.joinedAt = nil
        if call.caller === channel { call.record.recordedSeconds += now.seconds(since: joinedAt) }
    }

    private func bridgeEvent(_ name: StaticString, _ bridge: SimulatedBridge) {
        output.event(name, .call)
        bridge.write(to: &output)
        output.end(.call)
    }

    private static func bridgeExtra(_ bridge: SimulatedBridge) -> String {
        "{\"bridge_id\":\"\(bridge.id)\",\"bridge_technology\":\"simple_bridge\"}"
    }
}
