import Asterisk

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

    private static let kinds = allCases
    private static let names = AMINameTable(kinds.map(\.rawValue))

    /// - Parameter name: the bytes of the `Event` header's value.
    init?(bytes name: UnsafeRawBufferPointer) {
        guard let place = Self.names.place(of: name) else { return nil }
        self = Self.kinds[place]
    }
}
