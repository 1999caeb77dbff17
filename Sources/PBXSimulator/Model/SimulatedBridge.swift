/// A bridge of the simulated PBX and who is in it.
final class SimulatedBridge {
    let id: String
    private(set) var members: [SimulatedChannel] = []

    init(id: String) { self.id = id }

    func add(_ channel: SimulatedChannel) {
        members.append(channel)
        channel.bridge = self
    }

    func remove(_ channel: SimulatedChannel) {
        members.removeAll { $0 === channel }
        channel.bridge = nil
    }

    func write(prefix: StaticString = "", count: Int? = nil, to buffer: inout EventBuffer) {
        buffer.header(prefix, "BridgeUniqueid", id)
        buffer.header(prefix, "BridgeType", "basic")
        buffer.header(prefix, "BridgeTechnology", "simple_bridge")
        buffer.header(prefix, "BridgeCreator", "<unknown>")
        buffer.header(prefix, "BridgeName", "<unknown>")
        buffer.header(prefix, "BridgeNumChannels", String(count ?? members.count))
        buffer.header(prefix, "BridgeVideoSourceMode", "none")
    }
}
