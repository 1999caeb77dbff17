import ContactCenter
import Foundation
import Integrations

/// Looks at the PBX's database of CDRs: whether it can be read, what its table has, and in which zone its times are.
struct CDRDatabaseCheck {
    let database: CDRDatabase

    private static let subject = "CDR database"

    func findings() async -> [Finding] {
        do {
            return findings(on: try await database.inspect())
        } catch {
            return [
                Finding(
                    .warning,
                    Self.subject,
                    "\(error)",
                    remedy:
                        "correct pbx.cdr-database and what belongs to it; see docs/asterisk.md, \"CDRs in a database\""
                )
            ]
        }
    }

    func findings(on facts: CDRTableFacts) -> [Finding] {
        var findings = [
            Finding(
                .ok,
                Self.subject,
                "\(database), " + (facts.rows.last.map { "last call of \($0.start)" } ?? "empty")
            )
        ]
        if facts.lacking.contains("linkedid") {
            findings.append(
                Finding(
                    .warning,
                    Self.subject,
                    "has no column linkedid: rows are joined to calls by uniqueid, and what nobody saw of a transfer is a call of its own",
                    remedy: "add the column, with newcdrcolumns = yes for cdr_odbc, or name it in pbx.cdr-columns"
                )
            )
        }
        if facts.lacking.contains("sequence") {
            findings.append(
                Finding(
                    .warning,
                    Self.subject,
                    "has no column sequence: two rows alike count as one",
                    remedy: "add the column, with newcdrcolumns = yes for cdr_odbc, or name it in pbx.cdr-columns"
                )
            )
        }
        let numbers = facts.lacking.filter { ["src", "dst"].contains($0) }
        if !numbers.isEmpty {
            findings.append(
                Finding(
                    .warning,
                    Self.subject,
                    "has no column \(numbers.joined(separator: " and no column ")): of calls that nobody saw "
                        + (numbers.contains("dst") ? "the number called is not known" : "the caller is what clid says"),
                    remedy: "add them to columns and values of cdr_sqlite3_custom.conf, or name them in pbx.cdr-columns"
                )
            )
        }
        if facts.senseless > 0 {
            findings.append(
                Finding(.note, Self.subject, "\(facts.senseless) of the latest rows make no sense and are left out")
            )
        }
        return findings + CDRZoneCheck(subject: Self.subject, timeZone: database.timeZone).findings(facts.rows)
    }
}
