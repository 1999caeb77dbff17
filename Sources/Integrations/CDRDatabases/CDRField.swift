import ContactCenter

/// A field of a CDR, named as in Asterisk's `CDR()` function.
enum CDRField: String, CaseIterable, Sendable {
    case accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer, end
    case duration, billsec, disposition, amaflags, uniqueid, userfield, peeraccount, linkedid, sequence

    func set(_ text: String, in cdr: inout CDRRow) {
        switch self {
        case .accountcode: cdr.accountCode = text
        case .src: cdr.source = text
        case .dst: cdr.destination = text
        case .dcontext: cdr.destinationContext = text
        case .clid: cdr.callerID = text
        case .channel: cdr.channel = text
        case .dstchannel: cdr.destinationChannel = text
        case .lastapp: cdr.lastApplication = text
        case .lastdata: cdr.lastData = text
        case .start: cdr.start = text
        case .answer: cdr.answer = text
        case .end: cdr.end = text
        case .duration: cdr.duration = text
        case .billsec: cdr.billableSeconds = text
        case .disposition: cdr.disposition = text
        case .amaflags: cdr.amaFlags = text
        case .uniqueid: cdr.uniqueID = text
        case .userfield: cdr.userField = text
        case .peeraccount: cdr.peerAccount = text
        case .linkedid: cdr.linkedID = text.isEmpty ? nil : LinkedID(text)
        case .sequence: cdr.sequence = Int64(text)
        }
    }
}
