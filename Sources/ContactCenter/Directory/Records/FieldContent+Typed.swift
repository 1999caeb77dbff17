import Foundation

/// What people type into a field, and what stands in it before they do.
extension FieldContent {
    /// Reads what was typed or chosen; an empty field is nothing. Of an instant the typed one is in the zone.
    package func value(typed: String, in zone: TimeZone) -> Result<FieldValue, Mistyped> {
        let line = typed.oneLine
        guard !line.isEmpty || self == .flag else { return .success(.nothing) }
        switch self {
        case .text, .phone: return .success(.text(line))
        case .lines:
            let lines = typed.severalLines
            return .success(lines.isEmpty ? .nothing : .text(lines))
        case .choice: return .success(.text(line))
        case .references:
            guard let ids = Self.ids(in: line) else { return .failure(Mistyped()) }
            return .success(.text(Set(ids).sorted().map(String.init).joined(separator: " ")))
        case .flag: return .success(.integer(line.isEmpty || line == "0" ? 0 : 1))
        case .integer:
            return Int64(line.filter { !$0.isWhitespace }).map { .success(.integer($0)) } ?? .failure(Mistyped())
        case .reference, .user:
            return Int64(line).map { .success(.integer($0)) } ?? .failure(Mistyped())
        case .instant: return Self.instant(line, in: zone)
        case .money: return Self.hundredths(line)
        }
    }

    /// As a form shows it before anybody types.
    package func typed(_ value: FieldValue, in zone: TimeZone) -> String {
        switch (self, value) {
        case (_, .nothing): return ""
        case (.instant, .integer(let milliseconds)):
            let seconds = milliseconds / 1_000
            let local = seconds + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
            let (days, second) = Int(local).quotientAndRemainder(dividingBy: 86_400)
            return "\(Day(number: days))T\(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60))"
        case (.money, .integer(let hundredths)):
            return "\(hundredths / 100),\(twoDigits(Int(hundredths % 100)))"
        case (_, _): return value.text ?? ""
        }
    }

    /// What is no number, no moment or no sum.
    package struct Mistyped: Error, Hashable, Sendable {}

    /// Reads `2026-04-03T13:30`, as fields of the type `datetime-local` have it.
    private static func instant(_ text: String, in zone: TimeZone) -> Result<FieldValue, Mistyped> {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let day = Day(String(halves[0])) else { return .failure(Mistyped()) }
        let parts = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, (0..<24).contains(numbers[0]),
            numbers.dropFirst().allSatisfy((0..<60).contains)
        else { return .failure(Mistyped()) }
        let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
        let local = Double(day.number * 86_400 + seconds)
        // The zone's offset of that moment, found by two steps, because it may be another before the clocks change.
        let guess = local - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: local)))
        let exact = local - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: guess)))
        return .success(.integer(Int64(exact) * 1_000))
    }

    /// Reads `1 234,5`.
    private static func hundredths(_ text: String) -> Result<FieldValue, Mistyped> {
        let text = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...15).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let whole = Int64(parts[0])
        else { return .failure(Mistyped()) }
        let fraction = parts.count > 1 ? parts[1] : ""
        guard fraction.utf8.count <= 2, let hundredths = Int64((fraction + "00").prefix(2)) else {
            return .failure(Mistyped())
        }
        return .success(.integer(whole * 100 + hundredths))
    }
}

extension String {
    /// Without blanks around it; line ends, tabs and control characters, which come along when something is pasted, are blanks.
    fileprivate var oneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? " " : $0 }))
            .trimmingCharacters(in: .whitespaces)
    }

    fileprivate var severalLines: String {
        let lines = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return String(String.UnicodeScalarView(lines.unicodeScalars.map { $0.isControl && $0 != "\n" ? " " : $0 }))
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
