/// What phones do that obey a SIP NOTIFY within a call: BroadWorks' remote control. Others answer it and do nothing.
extension SimulatedPBX {
    /// A moment for the NOTIFY to arrive and the phone to act.
    private static let delay = Duration.milliseconds(40)

    func notify(_ channel: SimulatedChannel, event: String) {
        guard channel.device?.model?.obeys == true else { return }
        after(Self.delay) { [weak self] in
            guard let self, !channel.isHungUp else { return }
            switch event {
            case "talk" where !channel.isUp: answer(channel)
            case "talk": if isHolding(channel) { unhold(channel) }
            case "hold": if channel.isUp, channel.bridge != nil, !isHolding(channel) { hold(channel) }
            default: break
            }
        }
    }

    private func answer(_ channel: SimulatedChannel) {
        guard let leg = channel.leg, leg.isRinging, let owner = leg.owner else { return }
        leg.step?.cancel()
        owner.legAnswered(leg)
    }
}
