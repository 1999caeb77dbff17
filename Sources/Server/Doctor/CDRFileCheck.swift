import ContactCenter
import Foundation
import Integrations

/// Looks at the PBX's Master.csv: whether it is there, has what joins a row to its call, and in which zone its times are.
struct CDRFileCheck {
    /// `nil` when none is configured.
    let path: String?
    let timeZone: TimeZone

    private static let subject = "Master.csv"

    var findings: [Finding] {
        guard let path else {
            return [
                Finding(
                    .note,
                    Self.subject,
                    "is not configured: CDRs that were missed while nobody listened are not filled in",
                    remedy: "set pbx.cdr-csv if the file can be read from this machine"
                )
            ]
        }
        do {
            let rows = try MasterCSV.lastRows(of: path)
            guard let last = rows.last else {
                return [
                    Finding(
                        .warning,
                        Self.subject,
                        "\(path) holds no CDR in its last 64 kB",
                        remedy: "check that cdr.conf has [csv], or that cdr_custom.conf writes as its sample does"
                    )
                ]
            }
            return [Finding(.ok, Self.subject, path), columns(last)].compactMap { $0 } + zone(rows, last)
        } catch {
            return [
                Finding(.warning, Self.subject, "\(error)", remedy: "correct pbx.cdr-csv or the file's permissions")
            ]
        }
    }

    private func columns(_ row: CDRRow) -> Finding? {
        let settings = [row.uniqueID.isEmpty ? "loguniqueid" : nil, row.linkedID == nil ? "newcdrcolumns" : nil]
        let missing = settings.compactMap { $0 }
        guard !missing.isEmpty else { return nil }
        return Finding(
            .warning,
            Self.subject,
            "lacks the columns that say which call a row belongs to",
            remedy: missing.map { "\($0) = yes" }.joined(separator: " and ") + " in [csv] of cdr.conf"
        )
    }

    private func zone(_ rows: [CDRRow], _ last: CDRRow) -> [Finding] {
        guard let written = CDRTime.secondsAheadOfUTC(of: rows), let at = CDRTime.date(last.start, in: timeZone) else {
            return []
        }
        let expected = timeZone.secondsFromGMT(for: at)
        guard written != expected else { return [] }
        return [
            Finding(
                .warning,
                Self.subject,
                "its times are \(Self.name(written)), but pbx.time-zone is \(timeZone.identifier) (\(Self.name(expected)))",
                remedy: "correct pbx.time-zone; if cdr.conf has usegmtime = yes, take that out"
            )
        ]
    }

    private static func name(_ secondsAheadOfUTC: Int) -> String {
        let minutes = abs(secondsAheadOfUTC) / 60
        return String(format: "UTC%@%02d:%02d", secondsAheadOfUTC < 0 ? "-" : "+", minutes / 60, minutes % 60)
    }
}
