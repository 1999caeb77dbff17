import Foundation

/// The hours of the week in which somebody works, as people write them: `пн-пт 9:00-18:00, сб 10:00-15:00`.
///
/// Days are `пн` to `вс` (`нд`) or `mon` to `sun`, alone, from … to, or several with commas between; hours follow their days.
/// Hours that end earlier than they begin go on after midnight.
package struct WorkSchedule: Hashable, Sendable {
    /// From … to, in minutes since midnight.
    package struct Hours: Hashable, Sendable {
        package var from: Int
        package var until: Int

        package init(from: Int, until: Int) {
            self.from = from
            self.until = until
        }

        fileprivate var goesOnAfterMidnight: Bool { until < from }
    }

    /// By the day of the week; 1 is Monday.
    package private(set) var hours: [Int: [Hours]] = [:]

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

    /// Whether it is time to work (requirement S1.24).
    package func isWorking(at now: Date, in zone: TimeZone) -> Bool {
        let minutes = Int((now.timeIntervalSince1970 / 60).rounded(.down)) + zone.secondsFromGMT(for: now) / 60
        let minute = (minutes % (24 * 60) + 24 * 60) % (24 * 60)
        let day = (minutes - minute) / (24 * 60)
        // The first of January 1970 was a Thursday.
        func hoursOf(_ day: Int) -> [Hours] { hours[(day % 7 + 10) % 7 + 1] ?? [] }
        return hoursOf(day).contains { $0.from <= minute && (minute < $0.until || $0.goesOnAfterMidnight) }
            || hoursOf(day - 1).contains { $0.goesOnAfterMidnight && minute < $0.until }
    }

    /// What a browser checks by; the rest is checked by the server.
    package static let pattern: String = {
        let day = "(?:\(names.flatMap { $0 }.joined(separator: "|")))"
        let days = "\(day)(?:\\s*[-–—]\\s*\(day))?"
        let time = "(?:[01]?\\d|2[0-4])(?:[:.][0-5]\\d)?"
        let hours = "\(time)\\s*[-–—]\\s*\(time)"
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
    private static func hours(_ word: Substring) -> Hours? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
        guard ends.count == 2, let from = ends[0], let until = ends[1], from != until, from < 24 * 60 else {
            return nil
        }
        return Hours(from: from, until: until)
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
