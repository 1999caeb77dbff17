import Asterisk
import ContactCenter
import Foundation

extension ChannelGraph {
    /// Of the many variables a dialplan sets, those that tell something. Looked at before anything else is read, because
    /// more than half of all messages are VarSet.
    ///
    /// `Variable` is the last header but one, so it is sought from the end.
    static func isInteresting(variableOf message: AMIMessage) -> Bool {
        message.withUnsafeBytes { bytes in
            var end = bytes.count
            for _ in 0..<6 {
                guard end > 0 else { return true }
                let start = startOfLine(endingAt: end, in: bytes)
                let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                if line.starts(withText: "Variable: ") {
                    return mayBeInteresting(UnsafeRawBufferPointer(rebasing: line[10...]))
                }
                end = start - 1
            }
            return true
        }
    }

    private static func startOfLine(endingAt end: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var start = end
        while start >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start &- 8, as: UInt64.self))
            let lineFeeds = markLineFeeds(word)
            if lineFeeds != 0 { return start &- lineFeeds.leadingZeroBitCount / 8 }
            start &-= 8
        }
        while start > 0, bytes[start &- 1] != UInt8(ascii: "\n") { start &-= 1 }
        return start
    }

    /// The highest bit of every byte that is LF.
    private static func markLineFeeds(_ word: UInt64) -> UInt64 {
        let lowBits: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
        let differences = word ^ 0x0a0a_0a0a_0a0a_0a0a
        return ~(((differences & lowBits) &+ lowBits) | differences | lowBits)
    }

    /// By first letter and length, which is enough to leave out nearly everything else.
    private static func mayBeInteresting(_ line: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while start < line.count, line[start] == UInt8(ascii: "_") { start += 1 }
        var end = start
        while end < line.count, line[end] > 32 { end += 1 }
        guard start < end else { return false }
        return switch (line[start], end - start) {
        case (UInt8(ascii: "M"), 19), (UInt8(ascii: "Q"), 11), (UInt8(ascii: "D"), 10), (UInt8(ascii: "B"), 13),
            (UInt8(ascii: "F"), 8), (UInt8(ascii: "F"), 9), (UInt8(ascii: "F"), 15), (UInt8(ascii: "D"), 3),
            (UInt8(ascii: "V"), 14):
            true
        default: false
        }
    }

    func variableSet() {
        guard let ids = ChannelIDs(fields), let channel = channels[ids.uniqueID],
            let variable = fields.bytes(of: .variable)
        else { return }
        let value = fields[.value] ?? ""
        let name = UnsafeRawBufferPointer(rebasing: variable.drop { $0 == UInt8(ascii: "_") })
        switch amiText(name) {
        case "MIXMONITOR_FILENAME":
            if !value.isEmpty { startRecorder(value, on: channel) }
        case "VM_MESSAGEFILE":
            // VoiceMail names the file, without the ending, once the message is in the mailbox.
            if let since = channel.reachedMailboxAt, value.hasPrefix("/") {
                emit(.messageLeft(path: value, since: since), channel.call)
            }
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
        case let other:
            faxVariableSet(other, to: value, on: channel)
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
        let did = patterns.did(value)
        call.dialled = did
        emit(.described(direction: nil, dialled: did, caller: nil, callerPhone: nil), call)
    }
}
