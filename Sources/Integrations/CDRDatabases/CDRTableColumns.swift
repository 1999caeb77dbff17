import ContactCenter
import Foundation

/// Which columns of a table of CDRs hold which fields, and what a row of them tells.
///
/// Columns are known by their names, which are those of Asterisk's `CDR()` in the configurations it comes with; the beginning
/// is also called `calldate` (cdr_odbc, FreePBX). What a table lacks is made of what it has, where that is certain.
struct CDRTableColumns {
    /// Asterisk's own fields have at most 255 bytes.
    private static let longestValue = 2_048
    /// As the journal keeps them.
    private static let longestChannel = 100
    private static let longestID = 150

    private struct Column {
        var field: CDRField
        var name: String
    }

    private let columns: [Column]
    /// Whether the beginning is kept as Unix time.
    let hasNumericStart: Bool
    private let zone: TimeZone

    /// - Parameters:
    ///   - found: the table's.
    ///   - named: columns that are called otherwise, by the field's name.
    ///   - zone: of times that are kept as text.
    ///   - place: of the table, for the error.
    /// - Throws: `CDRSourceError` where a row could not be told from others or joined to its call.
    init(_ found: [CDRAnswer.Column], named: [String: String], zone: TimeZone, place: String) throws {
        var numeric = false
        var columns: [Column] = []
        for field in CDRField.allCases {
            let names =
                named[field.rawValue].map { [$0] } ?? (field == .start ? ["start", "calldate"] : [field.rawValue])
            let column = names.lazy.compactMap { name in
                found.first { $0.name == name } ?? found.first { $0.name.lowercased() == name.lowercased() }
            }.first
            guard let column else { continue }
            columns.append(Column(field: field, name: column.name))
            if field == .start { numeric = column.isNumber }
        }
        self.columns = columns
        hasNumericStart = numeric
        self.zone = zone
        var missing = [CDRField.start, .channel, .uniqueid].filter { field in !columns.contains { $0.field == field } }
            .map(\.rawValue)
        if !has(.end), !has(.duration) { missing.append("end") }
        guard missing.isEmpty else { throw CDRSourceError(.lacksColumns(missing), path: place) }
    }

    func has(_ field: CDRField) -> Bool { columns.contains { $0.field == field } }

    /// In the order in which `cdr(_:)` wants their values.
    var names: [String] { columns.map(\.name) }

    /// The column of the beginning.
    var start: String { columns.first { $0.field == .start }?.name ?? "start" }

    /// - Returns: `nil` for a row that makes no sense: without a beginning, a channel or an id, or with what no PBX writes.
    func cdr(_ values: some Collection<String?>) -> CDRRow? {
        guard values.count == columns.count else { return nil }
        var cdr = CDRRow()
        for (column, value) in zip(columns, values) {
            let text = value ?? ""
            guard text.utf8.count <= Self.longestValue, !text.utf8.contains(0) else { return nil }
            column.field.set(reading(text, of: column.field), in: &cdr)
        }
        complete(&cdr)
        let ids = [cdr.uniqueID, cdr.linkedID?.rawValue ?? ""]
        guard !cdr.start.isEmpty, !cdr.channel.isEmpty, !cdr.uniqueID.isEmpty,
            [cdr.channel, cdr.destinationChannel].allSatisfy({ $0.unicodeScalars.count <= Self.longestChannel }),
            ids.allSatisfy({ $0.unicodeScalars.count <= Self.longestID })
        else { return nil }
        return cdr
    }

    /// The beginning in the PBX's own order of times, also of a row that makes no sense otherwise.
    func second(of values: some Collection<String?>) -> Int64? {
        zip(columns, values).first { $0.0.field == .start }?.1.flatMap { CDRTime.localSecond(time($0)) }
    }

    // MARK: Values

    private func reading(_ text: String, of field: CDRField) -> String {
        switch field {
        case .start, .answer, .end: time(text)
        // Some modules write fractions of seconds.
        case .duration, .billsec, .sequence: String(text.prefix { $0 != "." })
        case .disposition: Self.dispositions[text] ?? text
        case .amaflags: Self.amaFlags[text] ?? text
        default: text
        }
    }

    /// As the events have it: `2026-11-22 16:25:54`; empty for a moment that never was, which some tables hold as the year 0 or 1970.
    private func time(_ text: String) -> String {
        if let number = Double(text) {
            guard number >= 86_400, number < 1e11 else { return "" }
            return CDRTime.text(of: Date(timeIntervalSince1970: number), in: zone)
        }
        // Behind the second stand fractions and the distance to UTC, which is the connection's own zone.
        let whole = String(text.replacing("T", with: " ").prefix(19))
        guard let second = CDRTime.localSecond(whole), second >= 172_800 else { return "" }
        return whole
    }

    private func complete(_ cdr: inout CDRRow) {
        let start = CDRTime.date(cdr.start, in: zone)
        if !has(.end), let start, let length = Double(cdr.duration), (0..<1e8).contains(length) {
            cdr.end = CDRTime.text(of: start + length, in: zone)
        }
        if !has(.answer), cdr.disposition == "ANSWERED", let end = CDRTime.date(cdr.end, in: zone),
            let talk = Double(cdr.billableSeconds), (0..<1e8).contains(talk)
        {
            cdr.answer = CDRTime.text(of: end - talk, in: zone)
        }
        // `"Name" <number>`
        if !has(.src), let open = cdr.callerID.lastIndex(of: "<"), cdr.callerID.last == ">" {
            cdr.source = String(cdr.callerID[cdr.callerID.index(after: open)...].dropLast())
        }
    }

    /// cdr.h, where they are written as numbers.
    private static let dispositions = [
        "0": "NO ANSWER", "1": "NO ANSWER", "2": "FAILED", "4": "BUSY", "8": "ANSWERED", "16": "CONGESTION",
        "32": "CANCEL",
    ]

    /// channel.h.
    private static let amaFlags = ["1": "OMIT", "2": "BILLING", "3": "DOCUMENTATION"]
}
