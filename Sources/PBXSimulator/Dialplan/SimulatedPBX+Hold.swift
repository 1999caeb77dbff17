extension SimulatedPBX {
    /// A phone puts its conversation on hold; the other party hears music.
    func hold(_ channel: SimulatedChannel, musicClass: String? = "default") {
        guard let peer = channel.peer else { return }
        output.event("Hold", .call)
        channel.writeSnapshot(to: &output)
        if let musicClass { output.header("MusicClass", musicClass) }
        output.end(.call)
        if let bridge = channel.bridge, musicClass != nil { tellPeers(of: bridge) }
        let listener = farEnd(of: peer)
        listener.isOnHold = true
        musicOnHold(listener, starts: true)
        announceDevice(of: listener)
        noteHold(of: channel, .holding)
    }

    func unhold(_ channel: SimulatedChannel) {
        guard !channel.isHungUp else { return }
        event("Unhold", .call, channel)
        if let peer = channel.peer { stopMusic(for: peer) }
        noteHold(of: channel, .talking)
    }

    /// The phone has put its conversation on hold: the other party hears music.
    func isHolding(_ channel: SimulatedChannel) -> Bool { channel.peer.map { farEnd(of: $0).isOnHold } ?? false }

    func stopMusic(for channel: SimulatedChannel) {
        let listener = farEnd(of: channel)
        guard listener.isOnHold else { return }
        listener.isOnHold = false
        musicOnHold(listener, starts: false)
        announceDevice(of: listener)
    }

    /// Music is played to a phone or trunk, through however many Local channels.
    private func farEnd(of channel: SimulatedChannel) -> SimulatedChannel {
        var channel = channel
        while let next = channel.otherHalf?.peer { channel = next }
        return channel
    }

    private func noteHold(of channel: SimulatedChannel, _ phase: LegRecord.Phase) {
        let holder = channel.person ?? channel.call?.talker?.person
        holder?.enter(phase, at: now)
        if let call = channel.call, let caller = call.caller.person { caller.enter(phase, at: now) }
    }
}
