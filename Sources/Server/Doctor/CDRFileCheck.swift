import ContactCenter
import Foundation
import Integrations

/// Looks at the PBX's Master.csv: whether it is there, has what joins a row to its call, and in which zone its times are.
struct CDRFileCheck {
    let path: String
    let timeZone: TimeZone

    private static let subject = "Master.csv"

    var findings: [Finding] {
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
            let zone = CDRZoneCheck(subject: Self.subject, timeZone: timeZone).findings(rows)
            return [Finding(.ok, Self.subject, path), columns(last)].compactMap { $0 } + zone
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
}
