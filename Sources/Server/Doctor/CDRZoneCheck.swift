import ContactCenter
import Foundation

/// Holds the zone in which rows of CDRs were written against the one that is configured.
struct CDRZoneCheck {
    let subject: String
    let timeZone: TimeZone

    func findings(_ rows: [CDRRow]) -> [Finding] {
        guard let written = CDRTime.secondsAheadOfUTC(of: rows), let last = rows.last,
            let at = CDRTime.date(last.start, in: timeZone)
        else { return [] }
        let expected = timeZone.secondsFromGMT(for: at)
        guard written != expected else { return [] }
        return [
            Finding(
                .warning,
                subject,
                "its times are \(Self.name(written)), but pbx.time-zone is \(timeZone.identifier) (\(Self.name(expected)))",
                remedy: "correct pbx.time-zone; if the PBX writes them in UTC (usegmtime, timezone), take that out"
            )
        ]
    }

    private static func name(_ secondsAheadOfUTC: Int) -> String {
        let minutes = abs(secondsAheadOfUTC) / 60
        return String(format: "UTC%@%02d:%02d", secondsAheadOfUTC < 0 ? "-" : "+", minutes / 60, minutes % 60)
    }
}
