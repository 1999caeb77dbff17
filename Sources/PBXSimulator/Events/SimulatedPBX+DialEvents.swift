extension SimulatedPBX {
    /// DialBegin, DialState or DialEnd; a call that the PBX itself placed has no caller in it.
    func dialEvent(
        _ name: StaticString,
        _ caller: SimulatedChannel?,
        _ leg: CalledLeg,
        _ last: (name: StaticString, value: String)
    ) {
        output.event(name, .call)
        caller?.writeSnapshot(to: &output)
        leg.channel.writeSnapshot(prefix: "Dest", to: &output)
        output.header(last.name, last.value)
        output.end(.call)
        if let phone = leg.channel.device?.endpoint, last.name.description == "DialString" {
            onDial(leg.channel.linkedID, phone)
        }
    }

    /// Variables with two underscores go on to every channel that is called.
    func inheritVariables(_ channel: SimulatedChannel, from caller: SimulatedChannel) {
        if caller.isReferred {
            channel.isReferred = true
            varSet(channel, "__SIPREFERREDBYHDR", "<sip:\(caller.connectedNumber)@127.0.0.1>")
        }
        channel.inheritable = caller.inheritable
        for (variable, value) in caller.inheritable { varSet(channel, variable, value) }
    }
}
