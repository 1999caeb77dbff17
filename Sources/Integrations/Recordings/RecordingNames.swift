import ContactCenter
import Foundation

/// Where the recordings of one call may be, and whether a file found there can be of this call: ids of a PBX come round
/// again (decision D17), and so do names made of them.
struct RecordingNames {
    let call: Call
    /// The call's ids on the PBX: of its channels, of calls that became part of it.
    let ids: [String]
    private let zone: TimeZone
    private let days: [String]
    private let hours: [String]

    /// Seconds between the clocks of the PBX, of the file's machine and ours.
    private static let clockSlack: TimeInterval = 120
    /// How long after the hang-up a file may still be written: moved, mixed, compressed.
    private static let afterwork: TimeInterval = 3_600
    private static let idLimit = 16
    private static let hourLimit = 6

    init(_ call: Call, rows: [CDRRow], zone: TimeZone) {
        self.call = call
        self.zone = zone
        var ids: [String] = []
        let all = [call.id.linkedID.rawValue] + call.mergedLinkedIDs.map(\.rawValue) + rows.map(\.uniqueID)
        for id in all where id.utf8.count >= 3 && !id.contains("/") && !ids.contains(id) && ids.count < Self.idLimit {
            ids.append(id)
        }
        self.ids = ids
        let end = max(call.startedAt, call.endedAt ?? call.startedAt)
        hours = (0..<Self.hourLimit).map { call.startedAt + Double($0) * 3_600 }
            .filter { $0 <= end + 3_600 }.map { Self.folder(of: $0, in: zone, withHour: true) }
        days = [call.startedAt, end].map { Self.folder(of: $0, in: zone, withHour: false) }.unique
    }

    // MARK: Places

    /// Where a file that the journal names may be: there, there in another format, in the day's folder.
    func places(of path: String, in stock: some RecordingStock) -> [String] {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last else { return [path] }
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let names = [name] + stock.endings.map { "\(stem).\($0)" }.filter { $0 != name }
        let own = parts.dropLast().joined(separator: "/")
        return ([own] + days + (stock.hasHours ? hours : [])).unique.flatMap { folder in
            names.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        }
    }

    /// Where files named by nothing but an id may be: `1795364806.15.wav`.
    func flatPlaces(in stock: some RecordingStock) -> [String] {
        ids.flatMap { id in (stock.endings + ["WAV"]).map { "\(id).\($0)" } }
    }

    /// Folders in which files with an id in their name may be: FreePBX's of the day, MikoPBX's of the hour.
    var folders: [String] { days + hours }

    /// Whether the name of a sound file holds one of the ids, as a whole.
    func hold(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."),
            SoundHead.nameExtensions.contains(name[name.index(after: dot)...].lowercased())
        else { return false }
        return ids.contains { Self.isWhole($0, in: name[..<dot]) }
    }

    // MARK: Does the start agree?

    /// What the name says decides, else when the file was written.
    ///
    /// - Parameter isNamed: the journal names this file, so that the folder of its day is evidence, too.
    func agree(with place: String, modifiedAt: Date, isNamed: Bool) -> Bool {
        let name = place.split(separator: "/").last.map(String.init) ?? place
        let times = Self.times(in: name).compactMap { CDRTime.date($0, in: zone) }
        if !times.isEmpty { return times.contains(where: isOfCall) }
        // A file that the journal names may be called after any channel of the call.
        let births = (ids.filter { Self.isWhole($0, in: name[...]) } + (isNamed ? [name] : []))
            .compactMap { LinkedID($0).birthSecond }
        if births.contains(where: { isOfCall(Date(timeIntervalSince1970: Double($0))) }) { return true }
        if isNamed, days.contains(where: { place.contains($0 + "/") }) { return true }
        let end = call.endedAt ?? call.startedAt
        return (call.startedAt - 60...max(end, call.startedAt) + Self.afterwork).contains(modifiedAt)
    }

    /// When a recording began, as the name of its file tells: by a time in it, else by an id.
    static func beginning(in name: String, zone: TimeZone) -> Date? {
        times(in: name).lazy.compactMap { CDRTime.date($0, in: zone) }.first
            ?? KnownRecordings.birth(in: KnownRecordings.stem(of: name))
    }

    private func isOfCall(_ instant: Date) -> Bool {
        let end = max(call.startedAt, call.endedAt ?? call.startedAt)
        return (call.startedAt - Self.clockSlack...end + Self.clockSlack).contains(instant)
    }

    /// `2026-11-22 16:25:54` for each `20261122-162554` in a name.
    private static func times(in name: String) -> [String] {
        let parts = name.split { "-_.".contains($0) }
        return zip(parts, parts.dropFirst()).compactMap { day, time in
            guard day.utf8.count == 8, time.utf8.count == 6, day.hasPrefix("20"),
                (day + time).utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
            let (month, second) = (day.dropFirst(4), time.dropFirst(2))
            return "\(day.prefix(4))-\(month.prefix(2))-\(month.suffix(2)) "
                + "\(time.prefix(2)):\(second.prefix(2)):\(second.suffix(2))"
        }
    }

    /// Not a part of a longer id: `1795364806.1` is not in `q-1795364806.15`.
    private static func isWhole(_ id: String, in name: Substring) -> Bool {
        var rest = name
        while let range = rest.firstRange(of: id) {
            let before = range.lowerBound > name.startIndex ? name[name.index(before: range.lowerBound)] : nil
            let after = range.upperBound < name.endIndex ? name[range.upperBound] : nil
            if !(before.map { $0.isLetter || $0.isNumber || $0 == "." } ?? false), !(after?.isNumber ?? false) {
                return true
            }
            rest = name[range.upperBound...]
        }
        return false
    }

    private static func folder(of date: Date, in zone: TimeZone, withHour: Bool) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let fields = calendar.dateComponents([.year, .month, .day, .hour], from: date)
        func two(_ number: Int?) -> String { String(100 + (number ?? 0)).suffix(2).description }
        let day = "\(fields.year ?? 0)/\(two(fields.month))/\(two(fields.day))"
        return withHour ? "\(day)/\(two(fields.hour))" : day
    }
}

extension [String] {
    /// Each once, in the order of the first.
    fileprivate var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
