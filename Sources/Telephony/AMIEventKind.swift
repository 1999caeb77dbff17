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
    case agentCalled = "AgentCalled"
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

    private static let byHash: [UInt64: AMIEventKind] = Dictionary(
        uniqueKeysWithValues: allCases.map { kind in
            var name = kind.rawValue
            return (name.withUTF8 { hash(UnsafeRawBufferPointer($0)) }, kind)
        }
    )

    /// - Parameter name: the bytes of the `Event` header's value.
    init?(bytes name: UnsafeRawBufferPointer) {
        guard let kind = Self.byHash[Self.hash(name)], kind.rawValue.utf8.count == name.count else { return nil }
        self = kind
    }

    /// FNV-1a. A stranger cannot choose event names, so collisions are no danger.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
