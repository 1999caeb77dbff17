import Foundation

/// The hours of the week in which somebody works, as people write them: `пн-пт 9:00-18:00, сб 10:00-15:00`.
///
/// Days are `пн` to `вс` (`нд`) or `mon` to `sun`, alone, from … to, or several with commas between; hours follow their days.
/// Hours that end earlier than they begin go on after midnight.
package struct WorkSchedule: Hashable, Sendable {
    /// By the day of the week; 1 is Monday.
    package private(set) var hours: [Int: [WorkHours]] = [:]

    /// - Returns: `nil` for what cannot be read.
    package init?(_ text: String) {
        let text = text.lowercased().replacing("–", with: "-").replacing("—", with: "-").replacing(";", with: ",")
        var waiting: [Int] = []
        var current: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            // Blanks around a dash say nothing.
            let words = part.split(separator: "-", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "-").split(
                    whereSeparator: \.isWhitespace
                )
            guard !words.isEmpty else { return nil }
            for word in words {
                if let days = Self.days(word) {
                    if !current.isEmpty { (waiting, current) = ([], []) }
                    waiting += days
                } else if let hours = Self.hours(word), !waiting.isEmpty {
                    current = waiting
                    for day in current { self.hours[day, default: []].append(hours) }
                } else {
                    return nil
                }
            }
        }
        // Days without hours say nothing.
        guard !current.isEmpty else { return nil }
    }

    /// The first two stretches that have minutes in common, also where one goes on into the next day, and from Sunday into Monday.
    ///
    /// What older versions took may have such; it is read all the same, as the hours of both.
    package var overlap: WorkHoursOverlap? {
        let day = 24 * 60
        let all = hours.sorted { $0.key < $1.key }.flatMap { weekday, hours in
            hours.map { WorkHoursOverlap.Stretch(weekday: weekday, hours: $0) }
        }
        func begin(_ stretch: WorkHoursOverlap.Stretch) -> Int { (stretch.weekday - 1) * day + stretch.hours.from }
        func length(_ stretch: WorkHoursOverlap.Stretch) -> Int { stretch.hours.end - stretch.hours.from }
        for (place, first) in all.enumerated() {
            for second in all.dropFirst(place + 1) {
                let ahead = (begin(second) - begin(first) + 7 * day) % (7 * day)
                let behind = (begin(first) - begin(second) + 7 * day) % (7 * day)
                if ahead < length(first) || behind < length(second) {
                    return WorkHoursOverlap(first: first, second: second)
                }
            }
        }
        return nil
    }

    /// What a browser checks by; the rest is checked by the server.
    package static let pattern: String = {
        let day = "(?:\(names.flatMap { $0 }.joined(separator: "|")))"
        let days = "\(day)(?:\\s*[-–—]\\s*\(day))?"
        let hours = WorkHours.patternOfOne
        return "\\s*\(days)(?:\\s*[,;]?\\s*(?:\(days)|\(hours)))*\\s+\(hours)\\s*"
    }()

    private static let names = [
        ["пн", "mon"], ["вт", "tue"], ["ср", "wed"], ["чт", "thu"], ["пт", "fri"], ["сб", "sat"], ["вс", "нд", "sun"],
    ]

    /// Reads `пн` and `пн-пт`.
    private static func days(_ word: Substring) -> [Int]? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { name in
            names.firstIndex { $0.contains(String(name)) }.map { $0 + 1 }
        }
        switch ends.count {
        case 1: return ends[0].map { [$0] }
        case 2:
            guard let first = ends[0], let last = ends[1] else { return nil }
            // `сб-пн` goes over the end of the week.
            return (0...(last - first + 7) % 7).map { (first - 1 + $0) % 7 + 1 }
        default: return nil
        }
    }

    /// Reads `9:00-18:00` and `9-18`.
    private static func hours(_ word: Substring) -> WorkHours? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
        guard ends.count == 2, let from = ends[0], let until = ends[1], from != until, from < 24 * 60 else {
            return nil
        }
        return WorkHours(from: from, until: until)
    }

    private static func minutes(_ time: Substring) -> Int? {
        let parts = time.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard (1...2).contains(parts.count), (1...2).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let hour = Int(parts[0])
        else { return nil }
        guard parts.count == 2 else { return hour <= 24 ? hour * 60 : nil }
        guard parts[1].utf8.count == 2, let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 24 * 60 else {
            return nil
        }
        return hour * 60 + minute
    }
}
