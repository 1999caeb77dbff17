import Asterisk

/// The headers of one event that the channel graph may read: found in one pass, made text when asked for.
///
/// One object serves every message in turn, so that finding the headers allocates nothing. What is to be read after the
/// next message needs a `copy`.
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

    /// Where a value stands in the message that was read so manieth.
    private struct Place {
        var message = 0
        var start = 0
        var end = 0
    }

    private static let count = Name.allCases.count

    private let places = UnsafeMutablePointer<Place>.allocate(capacity: count)
    private let table = HeaderTable.ofAllNames
    private var message: AMIMessage?
    private var number = 0

    init() {
        places.initialize(repeating: Place(), count: Self.count)
    }

    deinit { places.deallocate() }

    /// Of a header that is repeated the first counts.
    func read(_ message: AMIMessage) {
        self.message = message
        number += 1
        let (places, table, number) = (places, table, number)
        message.forEachPlace { name, value in
            guard let index = table.index(of: name), places[index].message != number else { return }
            places[index] = Place(message: number, start: value.lowerBound, end: value.upperBound)
        }
    }

    /// The same fields, which stay when the next message is read.
    func copy() -> AMIFields {
        let copy = AMIFields()
        copy.places.update(from: places, count: Self.count)
        copy.message = message
        copy.number = number
        return copy
    }

    /// `nil` when the header is absent.
    subscript(_ name: Name) -> String? {
        place(of: name).flatMap { message?.text(at: $0) }
    }

    /// `nil` when the header is absent, empty or `<unknown>`, which is how AMI writes "none".
    func known(_ name: Name) -> String? {
        guard let place = place(of: name), !place.isEmpty, let value = message?.text(at: place), value != "<unknown>"
        else { return nil }
        return value
    }

    func has(_ name: Name) -> Bool { place(of: name) != nil }

    private func place(of name: Name) -> Range<Int>? {
        let place = places[name.rawValue]
        return number > 0 && place.message == number ? place.start..<place.end : nil
    }
}

/// Finds a header's place by its bytes, without case, since Asterisk spells some in two ways.
private final class HeaderTable: Sendable {
    static let ofAllNames = HeaderTable(AMIFields.Name.allCases.map(\.header))

    private static let slotCount = 1_024
    private static let longestName = 32

    /// By the hash of the name its index, or that of another one with the same hash; -1 where there is none. Raw memory,
    /// because every header of every event is sought here.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Int16>
    /// The names in lower case, each in as much room as the longest needs.
    private nonisolated(unsafe) let names: UnsafeMutablePointer<UInt8>
    private nonisolated(unsafe) let lengths: UnsafeMutablePointer<Int>

    private init(_ headers: [String]) {
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: -1, count: Self.slotCount)
        names = .allocate(capacity: headers.count * Self.longestName)
        names.initialize(repeating: 0, count: headers.count * Self.longestName)
        lengths = .allocate(capacity: headers.count)
        for (index, header) in headers.enumerated() {
            let bytes = Array(header.utf8)
            precondition(bytes.count <= Self.longestName)
            for (place, byte) in bytes.enumerated() { names[index * Self.longestName + place] = byte | 0x20 }
            lengths[index] = bytes.count
            var slot = bytes.withUnsafeBytes { Self.hash($0) }
            while slots[slot] >= 0 { slot = (slot + 1) % Self.slotCount }
            slots[slot] = Int16(index)
        }
    }

    deinit {
        slots.deallocate()
        names.deallocate()
        lengths.deallocate()
    }

    func index(of name: UnsafeRawBufferPointer) -> Int? {
        var slot = Self.hash(name)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if isName(index, name) { return index }
            slot = (slot + 1) % Self.slotCount
        }
        return nil
    }

    private func isName(_ index: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        guard lengths[index] == name.count, let bytes = name.baseAddress else { return false }
        let own = names + index * Self.longestName
        for place in 0..<name.count
        where own[place] != bytes.load(fromByteOffset: place, as: UInt8.self) | 0x20 { return false }
        return true
    }

    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        guard let first = name.first, let last = name.last else { return 0 }
        let middle = name[name.count / 2]
        let hash = Int(first | 0x20) &* 31 &+ Int(last | 0x20) &* 17 &+ Int(middle | 0x20) &* 7 &+ name.count &* 131
        return hash % slotCount
    }
}
