import Asterisk
import ContactCenter
import Foundation

extension ChannelGraph {
    private static let mixMonitorFile = "MIXMONITOR_FILENAME"

    /// Of the many variables a dialplan sets, those that tell something. Looked at before anything else is read, because
    /// more than half of all messages are VarSet.
    static func isInteresting(variableOf message: AMIMessage) -> Bool {
        message.withHeader("Variable") { name in
            guard let first = name.first else { return false }
            switch first {
            case UInt8(ascii: "M"): return name.count == 19
            case UInt8(ascii: "Q"): return name.count == 11
            case UInt8(ascii: "B"): return name.count == 13
            case UInt8(ascii: "D"): return name.count == 10 || name.count <= 4
            case UInt8(ascii: "F"): return name.count == 8
            case UInt8(ascii: "_"): return name.count <= 10
            default: return false
            }
        } ?? false
    }

    func variableSet() {
        guard let snapshot = ChannelSnapshot(fields), let channel = channels[snapshot.uniqueID],
            let variable = fields[.variable]
        else { return }
        let value = fields[.value] ?? ""
        switch variable.drop(while: { $0 == "_" }) {
        case "MIXMONITOR_FILENAME":
            if !value.isEmpty { startRecorder(value, on: channel) }
        case "QUEUESTATUS":
            if let cause = Self.cause(ofQueueStatus: value) { emit(.leftQueue(cause), channel.call) }
        case "DIALSTATUS":
            if channel.role == .originator, value == "CHANUNAVAIL" || value == "CONGESTION" {
                emit(.couldNotReach, channel.call)
            }
        case "BLINDTRANSFER":
            channel.isBlindlyTransferred = !value.isEmpty
        case "FROM_DID", "DID":
            noteDID(value, channel)
        default:
            break
        }
    }

    private static func cause(ofQueueStatus status: String) -> CallCause? {
        switch status {
        case "TIMEOUT": .queueTimeout
        case "FULL": .queueFull
        case "JOINEMPTY", "LEAVEEMPTY", "JOINUNAVAIL", "LEAVEUNAVAIL": .nobodyAvailable
        default: nil
        }
    }

    private func noteDID(_ value: String, _ channel: Channel) {
        let call = channel.call
        guard channel === call.originator, call.direction == .inbound, call.dialled == nil,
            value.utf8.filter({ (48...57).contains($0) }).count >= 3
        else { return }
        call.dialled = value
        emit(.described(direction: nil, dialled: value, caller: nil, callerPhone: nil), call)
    }
}
