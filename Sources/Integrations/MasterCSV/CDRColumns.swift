import ContactCenter

/// Which column of a CDR file holds which field.
///
/// Asterisk writes no header. What its modules write is told apart by the number of columns and by where the start time
/// stands; a file with a header, as people export it, says it itself.
struct CDRColumns {
    /// cdr_csv.c, in front of the columns that cdr.conf switches on.
    private static let masterCSV: [CDRField] = [
        .accountcode, .src, .dst, .dcontext, .clid, .channel, .dstchannel, .lastapp, .lastdata, .start, .answer, .end,
        .duration, .billsec, .disposition, .amaflags,
    ]
    /// With `newcdrcolumns`, at the end.
    private static let newColumns: [CDRField] = [.peeraccount, .linkedid, .sequence]
    /// cdr_custom.conf.sample, in front of what differs between versions.
    private static let custom: [CDRField] = [
        .clid, .src, .dst, .dcontext, .channel, .dstchannel, .lastapp, .lastdata, .start, .answer, .end, .duration,
        .billsec, .disposition, .amaflags, .accountcode, .uniqueid,
    ]

    private let fields: [CDRField?]

    /// - Returns: `nil` when the row names no columns, so that it is no header.
    init?(header row: [String]) {
        fields = row.map { $0.lowercased() == "calldate" ? .start : CDRField(rawValue: $0.lowercased()) }
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
            let oneMore: CDRField = row.count > 16 && Self.isUniqueID(row[16]) ? .uniqueid : .userfield
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
            field?.set(text, in: &cdr)
        }
        return cdr
    }

    private static func isTime(_ text: String) -> Bool {
        CDRTime.date(text, in: .gmt) != nil
    }

    private static func isUniqueID(_ text: String) -> Bool {
        LinkedID(text).birthSecond != nil
    }
}
