import Asterisk

/// The AMI events that the channel graph understands; everything else is skipped by its name alone.
enum AMIEventKind: Int, CaseIterable {
    case newchannel
    case newstate
    case newexten
    case newCallerid
    case rename
    case hangup
    case hangupRequest
    case dialBegin
    case dialState
    case dialEnd
    case bridgeEnter
    case bridgeLeave
    case bridgeDestroy
    case localBridge
    case hold
    case unhold
    case dtmfEnd
    case blindTransfer
    case attendedTransfer
    case pickup
    case originateResponse
    case chanSpyStart
    case chanSpyStop
    case sendFAX
    case receiveFAX
    case faxStatus
    case varSet
    case queueCallerJoin
    case queueCallerLeave
    case cdr
    case coreShowChannel
    case coreShowChannelsComplete
    case status
    case statusComplete
    case queueParams
    case queueMember
    case queueStatusComplete
    case queueMemberStatus
    case queueMemberPause
    case queueMemberAdded
    case queueMemberRemoved
    case deviceStateChange
    case extensionStatus

    /// As Asterisk spells it.
    private var name: String {
        switch self {
        case .dtmfEnd: "DTMFEnd"
        case .faxStatus: "FAXStatus"
        default: String(describing: self).prefix(1).uppercased() + String(describing: self).dropFirst()
        }
    }

    private static let names = AMINameTable(allCases.map(\.name))

    /// - Parameter name: the bytes of the `Event` header's value.
    init?(bytes name: UnsafeRawBufferPointer) {
        guard let place = Self.names.place(of: name) else { return nil }
        self.init(rawValue: place)
    }

    /// Its place among all kinds.
    var number: Int { rawValue }
}
