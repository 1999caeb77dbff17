import Foundation

/// A report with what was chosen on it, under a name, and where and when it is sent (decision D9).
package struct SavedReport: Hashable, Sendable {
    /// Nobody has more that are shown.
    package static let most = 50
    /// Characters.
    package static let longestName = 100
    package static let longestQuery = 2_000
    package static let mostRecipients = 20

    /// On one line.
    package let name: String
    package var report: Report.Name
    /// The address's query: `period=last-week&by=channel`. A period that is a choice stays one: "yesterday" is that before the day
    /// on which the report is looked at or sent.
    package var query: String
    /// The code of the language in which it is sent, as the web knows it: `ru`.
    package var language: String
    /// Everybody who may read reports sees it.
    package var isShared: Bool
    /// `nil` where it is not sent by itself.
    package var schedule: ReportSchedule?
    package var recipients: [MailAddress]

    package init(
        name: String,
        report: Report.Name,
        query: String,
        language: String,
        isShared: Bool = false,
        schedule: ReportSchedule? = nil,
        recipients: [MailAddress] = []
    ) {
        self.name = name.onOneLine
        self.report = report
        self.query = query
        self.language = language
        self.isShared = isShared
        self.schedule = schedule
        self.recipients = recipients
    }

    /// What is wrong with it, as far as it shows by itself.
    package var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        if name.isEmpty { problems.append(FieldProblem("name", .required)) }
        if name.unicodeScalars.count > Self.longestName {
            problems.append(FieldProblem("name", .tooLong(limit: Self.longestName)))
        }
        if query.utf8.count > Self.longestQuery {
            problems.append(FieldProblem("query", .tooLong(limit: Self.longestQuery)))
        }
        if schedule != nil, recipients.isEmpty { problems.append(FieldProblem("recipients", .required)) }
        if recipients.count > Self.mostRecipients {
            problems.append(FieldProblem("recipients", .outOfRange(0...Int64(Self.mostRecipients))))
        }
        return problems
    }

    /// The fields in which what is sent by e-mail, and to whom, is said otherwise there.
    package func sendingChanges(to other: SavedReport) -> [String] {
        [
            schedule == other.schedule ? nil : "schedule", recipients == other.recipients ? nil : "recipients",
            query == other.query || other.recipients.isEmpty ? nil : "query",
        ].compactMap(\.self)
    }
}

package typealias SavedReportID = RecordID<SavedReport>

/// A saved report as lists show it.
package struct ListedReport: Hashable, Sendable {
    package var kept: Kept<SavedReport>
    package var owner: UserID
    package var ownerName: String
    /// When it is sent next.
    package var nextDue: Date?
    package var lastRun: ReportRun?

    package init(
        kept: Kept<SavedReport>,
        owner: UserID,
        ownerName: String,
        nextDue: Date? = nil,
        lastRun: ReportRun? = nil
    ) {
        self.kept = kept
        self.owner = owner
        self.ownerName = ownerName
        self.nextDue = nextDue
        self.lastRun = lastRun
    }
}
