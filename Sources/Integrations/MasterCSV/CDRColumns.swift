import ContactCenter

/// Which column of a CDR file holds which field.
///
/// Asterisk writes no header. What its modules write is told apart by the number of columns and by where the start time
/// stands; a file with a header, as people export it, says it itself.
struct CDRColumns {
    /// Named as in Asterisk's `CDR()` function.
    private enum Field: String {
        case accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer, end
        case duration, billsec, disposition, amaflags, uniqueid, userfield, peeraccount, linkedid, sequence
    }

    /// cdr_csv.c, in front of the columns that cdr.conf switches on.
    private static let masterCSV: [Field] = [
        .accountcode, .src, .dst, .dcontext, .clid, .channel, .dstchannel, .lastapp, .lastdata, .start, .answer, .end,
        .duration, .billsec, .disposition, .amaflags,
    ]
    /// With `newcdrcolumns`, at the end.
    private static let newColumns: [Field] = [.peeraccount, .linkedid, .sequence]
    /// cdr_custom.conf.sample, in front of what differs between versions.
    private static let custom: [Field] = [
        .clid, .src, .dst, .dcontext, .channel, .dstchannel, .lastapp, .lastdata, .start, .answer, .end, .duration,
        .billsec, .disposition, .amaflags, .accountcode, .uniqueid,
    ]

    private let fields: [Field?]

    /// - Returns: `nil` when the row names no columns, so that it is no header.
    init?(header row: [String]) {
        fields = row.map { $0.lowercased() == "calldate" ? .start : Field(rawValue: $0.lowercased()) }
        guard fields.contains(.channel), fields.contains(.dst), fields.contains(.start) else { return nil }
    }

    /// The columns of a row out of a file without header.
    ///
    /// - Returns: `nil` for a row that Asterisk writes in none of its ways.
    init?(of row: [String]) {
        guard row.count >= Self.masterCSV.count else { return nil }
        if Self.isTime(row[8]) {
            switch row.count {
            case 18: fields = Self.custom + [.userfield]
            case 19: fields = Self.custom + [.userfield, .sequence]
            case 21: fields = Self.custom + [.linkedid, .sequence, .peeraccount, .userfield]
            default: return nil
            }
        } else if Self.isTime(row[9]) {
            let oneMore: Field = row.count > 16 && Self.isUniqueID(row[16]) ? .uniqueid : .userfield
            switch row.count {
            case 16: fields = Self.masterCSV
            case 17: fields = Self.masterCSV + [oneMore]
            case 18: fields = Self.masterCSV + [.uniqueid, .userfield]
            case 19: fields = Self.masterCSV + Self.newColumns
            case 20: fields = Self.masterCSV + [oneMore] + Self.newColumns
            case 21: fields = Self.masterCSV + [.uniqueid, .userfield] + Self.newColumns
            default: return nil
            }
        } else {
            return nil
        }
    }

    /// Whether the file says which call a row belongs to.
    var hasLinkedID: Bool { fields.contains(.linkedid) }
    var hasUniqueID: Bool { fields.contains(.uniqueid) }

    /// - Returns: `nil` when the row does not fit the columns.
    func cdr(_ row: [String]) -> CDRRow? {
        guard row.count == fields.count else { return nil }
        var cdr = CDRRow()
        for (field, text) in zip(fields, row) {
            if let field { Self.set(field, to: text, in: &cdr) }
        }
        return cdr
    }

    private static func set(_ field: Field, to text: String, in cdr: inout CDRRow) {
        switch field {
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

    private static func isTime(_ text: String) -> Bool {
        CDRTime.date(text, in: .gmt) != nil
    }

    private static func isUniqueID(_ text: String) -> Bool {
        LinkedID(text).birthSecond != nil
    }
}
