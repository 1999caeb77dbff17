import ContactCenter
import Foundation

/// Instants, days and lengths as spreadsheets have them, by the business's clock.
struct SheetClock: Sendable {
    private let zone: TimeZone

    init(_ zone: TimeZone) { self.zone = zone }

    /// Whole days since 30 December 1899 and the part of the day that is over, to the second, as clocks of the zone show it.
    ///
    /// - Returns: `nil` before 1900, of which Excel knows nothing.
    func serial(_ instant: Date) -> Double? {
        let days = Double(localSeconds(instant)) / 86_400
        return Self.known(days + Self.epoch)
    }

    static func serial(_ day: Day) -> Double? { known(Double(day.number) + epoch) }

    /// In days.
    static func serial(_ duration: Duration) -> Double { Double(duration.components.seconds) / 86_400 }

    /// `27.11.2026 13:33:07`
    func text(_ instant: Date) -> String {
        let seconds = localSeconds(instant)
        let ofDay = ((seconds % 86_400) + 86_400) % 86_400
        let day = Day(number: (seconds - ofDay) / 86_400)
        return "\(Self.text(day)) \(ofDay < 36_000 ? "0" : "")\(Self.clock(ofDay))"
    }

    /// `27.11.2026`
    static func text(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.date
        return "\(twoDigits(dayOfMonth)).\(twoDigits(month)).\(year)"
    }

    /// `1:05:09`
    static func text(_ duration: Duration) -> String { clock(Int(duration.components.seconds)) }

    private static func clock(_ seconds: Int) -> String {
        "\(seconds / 3_600):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func localSeconds(_ instant: Date) -> Int {
        Int(instant.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: instant)
    }

    /// The first of January 1970.
    private static let epoch = 25_569.0

    /// From 1 March 1900, before which Excel counts a day too many, to the year 9999.
    private static func known(_ serial: Double) -> Double? { (61..<2_958_466).contains(serial) ? serial : nil }
}

extension String {
    /// Without characters that no XML and no table can hold. Ends of lines become line feeds.
    var withoutControls: String {
        let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF && $0 != 0x7F }
        if isPlain { return self }
        let scalars = replacing("\r\n", with: "\n").unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.value {
            case 0x0D: "\n"
            case 0x00..<0x09, 0x0B..<0x20, 0x7F, 0xFFFE, 0xFFFF: nil
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
