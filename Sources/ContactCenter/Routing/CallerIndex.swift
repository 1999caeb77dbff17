import Foundation

/// All callers by the keys of their numbers, packed so that a million of them fit in memory: a row of 40 bytes, the bytes of the
/// name, and a place in two tables.
///
/// Numbers of more than 15 digits, which nobody calls from, are left out.
package struct CallerIndex: Sendable {
    private struct Row {
        var client: Int64
        /// Nothing where the client has no telephone.
        var firstKey: UInt64
        var nameStart: UInt32
        /// Seconds since 1970; 0 for never.
        var lastContactAt: UInt32
        /// Numbers of employees; 0 for nobody.
        var responsible: UInt32
        var lastSpoken: UInt32
        var documentResponsible: UInt32
        var nameLength: UInt8
        var isVIP: Bool
    }

    private var rows: [Row] = []
    private var freeRows: [UInt32] = []
    private var names: [UInt8] = []
    private var rowOfClient: [Int64: UInt32] = [:]
    private var rowOfKey: [UInt64: UInt32] = [:]
    /// Of numbers that several clients have, those beside the one in `rowOfKey`.
    private var otherRows: [UInt64: [UInt32]] = [:]
    /// Of clients who have several numbers, those beside the first.
    private var otherKeys: [UInt32: [UInt64]] = [:]

    package init() {}

    /// How many clients there are.
    package var count: Int { rowOfClient.count }

    /// - Returns: of several clients the one with the latest contact, as the card shows first.
    package func caller(behind key: NumberKey) -> Caller? {
        guard let key = Self.packed(key), let first = rowOfKey[key] else { return nil }
        let rows = ([first] + otherRows[key, default: []]).map { self.rows[Int($0)] }
        let best = rows.max { ($0.lastContactAt, -$0.client) < ($1.lastContactAt, -$1.client) }
        return best.map(caller)
    }

    /// Adds a client, or replaces what was known of them.
    package mutating func put(_ entry: CallerEntry) {
        let caller = entry.caller
        let old = rowOfClient[caller.client.rawValue]
        if let old { removeKeys(of: old) }
        let keys = entry.keys.reduce(into: [UInt64]()) { keys, key in
            guard let key = Self.packed(key), !keys.contains(key) else { return }
            keys.append(key)
        }
        let name = Array(caller.name.utf8.prefix(CallerName.mostBytes))
        var row = Row(
            client: caller.client.rawValue,
            firstKey: keys.first ?? 0,
            nameStart: 0,
            lastContactAt: caller.lastContactAt.map { UInt32(clamping: Int64($0.timeIntervalSince1970)) } ?? 0,
            responsible: Self.number(caller.responsible),
            lastSpoken: Self.number(caller.lastSpoken),
            documentResponsible: Self.number(caller.documentResponsible),
            nameLength: UInt8(name.count),
            isVIP: caller.isVIP
        )
        row.nameStart = write(name, over: old)
        let place = old ?? freeRows.popLast() ?? UInt32(rows.count)
        if Int(place) == rows.count { rows.append(row) } else { rows[Int(place)] = row }
        rowOfClient[row.client] = place
        if keys.count > 1 { otherKeys[place] = Array(keys.dropFirst()) }
        for key in keys {
            if rowOfKey[key] == nil { rowOfKey[key] = place } else { otherRows[key, default: []].append(place) }
        }
    }

    package mutating func remove(_ client: ClientID) {
        guard let place = rowOfClient.removeValue(forKey: client.rawValue) else { return }
        removeKeys(of: place)
        freeRows.append(place)
    }

    // MARK: - Rows

    private func caller(_ row: Row) -> Caller {
        let start = Int(row.nameStart)
        return Caller(
            client: ClientID(row.client),
            name: String(decoding: names[start..<start + Int(row.nameLength)], as: UTF8.self),
            lastContactAt: row.lastContactAt == 0 ? nil : Date(timeIntervalSince1970: Double(row.lastContactAt)),
            responsible: Self.employee(row.responsible),
            lastSpoken: Self.employee(row.lastSpoken),
            documentResponsible: Self.employee(row.documentResponsible),
            isVIP: row.isVIP
        )
    }

    private mutating func removeKeys(of place: UInt32) {
        let first = rows[Int(place)].firstKey
        let keys = (first == 0 ? [] : [first]) + (otherKeys.removeValue(forKey: place) ?? [])
        for key in keys {
            var others = otherRows.removeValue(forKey: key) ?? []
            if rowOfKey[key] == place {
                rowOfKey[key] = others.popLast()
            } else {
                others.removeAll { $0 == place }
            }
            if !others.isEmpty { otherRows[key] = others }
        }
    }

    /// A name that is no longer than the one before takes its place.
    private mutating func write(_ name: [UInt8], over old: UInt32?) -> UInt32 {
        if let old, rows[Int(old)].nameLength >= name.count {
            let start = Int(rows[Int(old)].nameStart)
            names.replaceSubrange(start..<start + name.count, with: name)
            return UInt32(start)
        }
        names += name
        return UInt32(names.count - name.count)
    }

    private static func number(_ employee: EmployeeID?) -> UInt32 {
        employee.flatMap { UInt32(exactly: $0.rawValue) } ?? 0
    }

    private static func employee(_ number: UInt32) -> EmployeeID? { number == 0 ? nil : EmployeeID(Int64(number)) }

    /// The digits as a number, how many there are, and whether it is a whole number; two keys never give the same.
    private static func packed(_ key: NumberKey) -> UInt64? {
        var digits = key.rawValue.utf8[...]
        let isWhole = digits.first == UInt8(ascii: "+")
        if isWhole { digits = digits.dropFirst() }
        guard (1...15).contains(digits.count) else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + UInt64(digit - UInt8(ascii: "0"))
        }
        return number | UInt64(digits.count) << 50 | (isWhole ? 1 << 63 : 0)
    }
}
