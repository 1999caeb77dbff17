/// Writes the letters with which saved reports are sent, as their owners would see the reports at that moment.
package protocol ReportLetterWriting: Sendable {
    /// - Throws: `ReportRefusal` and `ReportLetterFailure`, and what the store throws.
    func letter(about due: DueReport) async throws -> ReportLetter
}

/// A saved report, written as a letter with a file.
package struct ReportLetter: Hashable, Sendable {
    package var subject: String
    package var text: String
    package var file: MailAttachment
    /// What it is called in the audit log: `sheet:statistics.xlsx days:2026-11-01..2026-11-30 rows:40`.
    package var audited: String
    /// The names of the fields by which the report is narrowed.
    package var narrowedBy: [String]

    package init(subject: String, text: String, file: MailAttachment, audited: String, narrowedBy: [String]) {
        self.subject = subject
        self.text = text
        self.file = file
        self.audited = audited
        self.narrowedBy = narrowedBy
    }
}

/// Why no letter could be written.
package enum ReportLetterFailure: Error, Hashable, Sendable {
    /// In bytes.
    case tooLarge(limit: Int)
    /// What was saved is no address of the report any more.
    case unreadable
}
