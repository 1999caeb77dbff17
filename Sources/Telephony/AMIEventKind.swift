/// The AMI events that the channel graph understands; everything else is skipped by its name alone.
enum AMIEventKind: String, CaseIterable {
    case newchannel = "Newchannel"
    case newstate = "Newstate"
    case newexten = "Newexten"
    case newCallerid = "NewCallerid"
    case rename = "Rename"
    case hangup = "Hangup"
    case hangupRequest = "HangupRequest"
    case dialBegin = "DialBegin"
    case dialState = "DialState"
    case dialEnd = "DialEnd"
    case bridgeEnter = "BridgeEnter"
    case bridgeLeave = "BridgeLeave"
    case bridgeDestroy = "BridgeDestroy"
    case localBridge = "LocalBridge"
    case hold = "Hold"
    case unhold = "Unhold"
    case dtmfEnd = "DTMFEnd"
    case blindTransfer = "BlindTransfer"
    case attendedTransfer = "AttendedTransfer"
    case pickup = "Pickup"
    case originateResponse = "OriginateResponse"
    case chanSpyStart = "ChanSpyStart"
    case sendFAX = "SendFAX"
    case receiveFAX = "ReceiveFAX"
    case faxStatus = "FAXStatus"
    case varSet = "VarSet"
    case queueCallerJoin = "QueueCallerJoin"
    case queueCallerLeave = "QueueCallerLeave"
    case cdr = "Cdr"
    case coreShowChannel = "CoreShowChannel"
    case coreShowChannelsComplete = "CoreShowChannelsComplete"
    case status = "Status"
    case statusComplete = "StatusComplete"
    case queueParams = "QueueParams"
    case queueMember = "QueueMember"
    case queueStatusComplete = "QueueStatusComplete"
    case queueMemberStatus = "QueueMemberStatus"
    case queueMemberPause = "QueueMemberPause"
    case queueMemberAdded = "QueueMemberAdded"
    case queueMemberRemoved = "QueueMemberRemoved"
    case deviceStateChange = "DeviceStateChange"
    case extensionStatus = "ExtensionStatus"

    private static let names: [[UInt8]] = allCases.map { Array($0.rawValue.utf8) }
    private static let kinds = allCases
    private static let slotCount = 256
    /// By the hash of the name, the place in `kinds`, or the next free slot after it; -1 where there is none.
    private static let slots: [Int8] = {
        var slots = [Int8](repeating: -1, count: slotCount)
        for (place, name) in names.enumerated() {
            var slot = name.withUnsafeBytes(hash)
            while slots[slot] >= 0 { slot = (slot + 1) % slotCount }
            slots[slot] = Int8(place)
        }
        return slots
    }()

    /// - Parameter name: the bytes of the `Event` header's value.
    init?(bytes name: UnsafeRawBufferPointer) {
        var slot = Self.hash(name)
        while Self.slots[slot] >= 0 {
            let place = Int(Self.slots[slot])
            if name.elementsEqual(Self.names[place]) {
                self = Self.kinds[place]
                return
            }
            slot = (slot + 1) % Self.slotCount
        }
        return nil
    }

    /// FNV-1a.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt32 = 0x811c_9dc5
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(hash % UInt32(slotCount))
    }
}
