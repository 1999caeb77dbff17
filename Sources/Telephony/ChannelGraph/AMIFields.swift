import Asterisk

/// The headers of one event that the channel graph may read: found in one pass, made text when asked for.
final class AMIFields {
    enum Name: Int, CaseIterable {
        case actionID, application, appData, applicationData, bridgeID, bridgeType, bridgeUniqueID, callerIDName
        case callerIDNum, cause, channel, channelStateDesc, context, destCallerIDName, destCallerIDNum,
            destChannel
        case destChannelStateDesc, destContext, destExten, destLinkedid, destUniqueid, device, dialStatus, dialString
        case dnid, duration, exten, `extension`, hint, interface, linkedid, localOneUniqueid, localTwoUniqueid, location
        case memberName, name, newname, origTransfererUniqueid, paused, pausedReason, queue, response, result, seconds
        case secondTransfererUniqueid, spyerUniqueid, state, status, timestamp, transfererUniqueid
        case transferTargetUniqueid, uniqueid, value, variable, channelUniqueid,
            targetUniqueid
        case bridgeTechnology
        case data, digit, reason, spyeeLinkedid, spyeeUniqueid
        case accountCode, source, destination, destinationContext, callerID, destinationChannel, lastApplication
        case lastData, startTime, answerTime, endTime, billableSeconds, disposition, amaFlags, userField, peerAccount
        case sequence

        /// As Asterisk spells it.
        var header: String {
            switch self {
            case .actionID: "ActionID"
            case .amaFlags: "AMAFlags"
            case .callerID: "CallerID"
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

    private let index = AMIHeaderIndex(of: Name.allCases.map(\.header), kinds: AMIEventKind.allCases.count)

    /// Of a header that is repeated the first counts. What is asked for after `body` is absent.
    func read(_ message: AMIMessage, _ kind: AMIEventKind, _ body: () -> Void) {
        index.read(message, kind: kind.number, body)
    }

    /// `nil` when the header is absent.
    subscript(_ name: Name) -> String? { bytes(of: name).map(amiText) }

    /// `nil` when the header is absent, empty or `<unknown>`, which is how AMI writes "none".
    func known(_ name: Name) -> String? { knownBytes(of: name).map(amiText) }

    func has(_ name: Name) -> Bool { bytes(of: name) != nil }

    /// The value as received, valid until the end of `read`.
    func bytes(of name: Name) -> UnsafeRawBufferPointer? { index[name.rawValue] }

    /// As `known`, as received.
    func knownBytes(of name: Name) -> UnsafeRawBufferPointer? {
        guard let bytes = bytes(of: name), !bytes.isEmpty, !bytes.isText("<unknown>") else { return nil }
        return bytes
    }

    /// Whether the header's value is this text, without making it one.
    func isText(_ name: Name, _ text: StaticString) -> Bool { bytes(of: name)?.isText(text) ?? false }

    /// Whether the header's value has the bytes of this text, without making it one.
    func isText(_ name: Name, _ text: String) -> Bool { bytes(of: name)?.isText(text) ?? false }
}

extension UnsafeRawBufferPointer {
    func starts(withText text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount
            && zip(self, UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)).allSatisfy(==)
    }

    func isText(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
    }

    func isText(_ text: String) -> Bool {
        guard count == text.utf8.count else { return false }
        return text.utf8.withContiguousStorageIfAvailable { elementsEqual($0) } ?? false
    }
}
