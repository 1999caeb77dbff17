import Asterisk
import ContactCenter

/// What a message tells of a channel that is not followed yet.
struct ChannelSnapshot {
    let uniqueID: String
    let linkedID: LinkedID
    let name: String
    let state: String
    let context: String
    let exten: String
    let callerNumber: String?
    let callerName: String?

    init?(_ fields: AMIFields, _ headers: ChannelHeaders = .own) {
        guard let ids = ChannelIDs(fields, headers) else { return nil }
        uniqueID = ids.uniqueID
        linkedID = LinkedID(amiText(ids.linkedID))
        name = fields[headers.name] ?? ""
        state = fields[headers.state] ?? ""
        context = fields[headers.context] ?? ""
        exten = fields[headers.exten] ?? ""
        callerNumber = fields.known(headers.callerNumber)
        callerName = fields.known(headers.callerName)
    }
}

/// What names a channel in most events. The Linkedid is made text only where it is news.
struct ChannelIDs {
    let uniqueID: String
    let linkedID: UnsafeRawBufferPointer

    /// Asterisk's own limit for ids is 150 bytes; what is longer is no channel of an Asterisk.
    private static let limit = 150

    init?(_ fields: AMIFields, _ headers: ChannelHeaders = .own) {
        guard fields.has(headers.name), let uniqueID = fields.knownBytes(of: headers.uniqueID),
            let linkedID = fields.knownBytes(of: headers.linkedID), uniqueID.count <= Self.limit,
            linkedID.count <= Self.limit
        else { return nil }
        self.uniqueID = amiText(uniqueID)
        self.linkedID = linkedID
    }
}

/// The headers that describe a channel: those that most events carry, or those of the called side of a dial event.
enum ChannelHeaders {
    case own
    case destination

    var name: AMIFields.Name { self == .own ? .channel : .destChannel }
    var uniqueID: AMIFields.Name { self == .own ? .uniqueid : .destUniqueid }
    var linkedID: AMIFields.Name { self == .own ? .linkedid : .destLinkedid }
    var state: AMIFields.Name { self == .own ? .channelStateDesc : .destChannelStateDesc }
    var context: AMIFields.Name { self == .own ? .context : .destContext }
    var exten: AMIFields.Name { self == .own ? .exten : .destExten }
    var callerNumber: AMIFields.Name { self == .own ? .callerIDNum : .destCallerIDNum }
    var callerName: AMIFields.Name { self == .own ? .callerIDName : .destCallerIDName }
}
