import Asterisk

/// The headers of one event that the channel graph reads, taken out of the message in one pass.
///
/// One value serves every message in turn, so that reading a message allocates nothing but long strings.
struct AMIFields {
    enum Name: Int, CaseIterable {
        case actionID, application, appData, applicationData, bridgeID, bridgeType, bridgeUniqueID, callerIDName
        case callerIDNum, cause, channel, channelStateDesc, context, data, destCallerIDName, destCallerIDNum,
            destChannel
        case destChannelStateDesc, destContext, destExten, destLinkedid, destUniqueid, device, dialStatus, dialString
        case dnid, duration, exten, `extension`, hint, interface, linkedid, localOneUniqueid, localTwoUniqueid, location
        case memberName, name, newname, origTransfererUniqueid, paused, pausedReason, queue, response, result, seconds
        case secondTransfererUniqueid, spyerUniqueid, state, status, timestamp, transfereeUniqueid, transfererUniqueid
        case transferTargetUniqueid, uniqueid, value, variable, event, eventList, message, channelUniqueid,
            targetUniqueid
        case bridgeTechnology

        /// As Asterisk spells it.
        var header: String {
            switch self {
            case .actionID: "ActionID"
            case .bridgeID: "BridgeId"
            case .bridgeUniqueID: "BridgeUniqueid"
            case .callerIDName: "CallerIDName"
            case .callerIDNum: "CallerIDNum"
            case .destCallerIDName: "DestCallerIDName"
            case .destCallerIDNum: "DestCallerIDNum"
            case .dnid: "DNID"
            default: String(describing: self).prefix(1).uppercased() + String(describing: self).dropFirst()
            }
        }
    }

    private var values: [String?] = Array(repeating: nil, count: Name.allCases.count)
    private var present: [Int] = []

    init() {}

    init(_ message: AMIMessage) {
        read(message)
    }

    /// `nil` when the header is absent.
    subscript(_ name: Name) -> String? { values[name.rawValue] }

    /// `nil` when the header is absent, empty or `<unknown>`, which is how AMI writes "none".
    func known(_ name: Name) -> String? {
        guard let value = values[name.rawValue], !value.isEmpty, value != "<unknown>" else { return nil }
        return value
    }

    mutating func read(_ message: AMIMessage) {
        for index in present { values[index] = nil }
        present.removeAll(keepingCapacity: true)
        message.forEachHeader { name, value in
            guard let index = HeaderTable.index(of: name), values[index] == nil else { return }
            values[index] = amiText(value)
            present.append(index)
        }
    }
}

/// Finds a header's place by its bytes, without case, since Asterisk spells some in two ways.
private enum HeaderTable {
    private static let slotCount = 1_024
    private static let slots: [Int16] = {
        var slots = [Int16](repeating: -1, count: slotCount)
        for name in AMIFields.Name.allCases {
            var text = name.header
            let slot = text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
            var free = slot
            while slots[free] >= 0 { free = (free + 1) % slotCount }
            slots[free] = Int16(name.rawValue)
        }
        return slots
    }()
    private static let headers: [[UInt8]] = AMIFields.Name.allCases.map { $0.header.utf8.map { $0 | 0x20 } }

    static func index(of name: UnsafeRawBufferPointer) -> Int? {
        var slot = hash(name)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if matches(headers[index], name) { return index }
            slot = (slot + 1) % slotCount
        }
        return nil
    }

    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        guard let first = name.first, let last = name.last else { return 0 }
        let middle = name[name.count / 2]
        return (Int(first | 0x20) &* 31 &+ Int(last | 0x20) &* 17 &+ Int(middle | 0x20) &* 7 &+ name.count &* 131)
            % slotCount
    }

    private static func matches(_ header: [UInt8], _ name: UnsafeRawBufferPointer) -> Bool {
        guard header.count == name.count else { return false }
        for index in 0..<name.count where header[index] != name[index] | 0x20 { return false }
        return true
    }
}
