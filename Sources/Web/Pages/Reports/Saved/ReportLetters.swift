import ContactCenter
import Foundation

/// Writes the letters with which saved reports are sent: the file of the report's page, in the owner's language, on the day of sending.
package struct ReportLetters: ReportLetterWriting {
    /// In bytes; base64 makes a third more of them, and many mail servers take no more than 20 MB.
    private static let longestFile = 14 * 1_024 * 1_024

    private let configuration: WebConfiguration
    private let registry: any ContactRegistry
    private let records: any RecordStore
    private let reports: any Reports
    private let sheets: any SheetWriter
    private let numbers: any PhoneNumberReading
    private let now: @Sendable () -> Date

    package init(
        configuration: WebConfiguration,
        registry: any ContactRegistry,
        records: any RecordStore,
        reports: any Reports,
        sheets: any SheetWriter,
        numbers: any PhoneNumberReading,
        now: @escaping @Sendable () -> Date
    ) {
        self.configuration = configuration
        self.registry = registry
        self.records = records
        self.reports = reports
        self.sheets = sheets
        self.numbers = numbers
        self.now = now
    }

    package func letter(about due: DueReport) async throws -> ReportLetter {
        let viewer = viewer(in: due.report.language)
        let names = try await ReportNames.read(registry, records, configuration, for: viewer)
        let page = ReportPage(Report[due.report.report], query: due.report.query, for: viewer).unfolded(by: names)
        guard !page.isWrong else { throw ReportLetterFailure.unreadable }
        let table = try await reports.table(of: page, names)
        var export = ReportSheet(page: page, table: table, names: names).export
        export.title = due.report.name
        let file = try await sheets.write(export.sheet, as: .xlsx) { _ in }
        guard file.size <= Int64(Self.longestFile) else {
            throw ReportLetterFailure.tooLarge(limit: Self.longestFile)
        }
        let attachment = MailAttachment(
            name: export.fileName(as: .xlsx),
            latinName: export.latinFileName(as: .xlsx),
            contentType: SheetForm.xlsx.contentType,
            bytes: try await file.bytes(from: 0, count: Int(file.size))
        )
        return ReportLetter(
            subject: viewer.language(
                .reportMailSubject,
                HTML(text: due.report.name),
                daysText(page.period.days, for: viewer)
            ).words,
            text: text(about: due, page, names),
            file: attachment,
            audited: export.subject(as: .xlsx, rows: file.rows),
            narrowedBy: export.narrowedBy
        )
    }

    private func text(about due: DueReport, _ page: ReportPage, _ names: ReportNames) -> String {
        let (viewer, language) = (names.viewer, names.viewer.language)
        let view = ReportView(page: page, names: names, content: .rebuilding)
        let owner = HTML(text: due.owner.displayName)
        let why: HTML =
            if !due.isByHand, let schedule = due.report.schedule {
                language(.reportMailBySchedule, owner, SavedReportWords.schedule(schedule, in: language))
            } else {
                language(.reportMailByHand, owner)
            }
        let company = configuration.company.isEmpty ? [] : [configuration.company]
        let lines =
            company + [language[page.report.name.title].words]
            + sheetRemarks(page.period.days, view.fields, for: viewer)
            + ["", language[.reportMailAttached].words, "", why.words]
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func viewer(in code: String) -> Viewer {
        Viewer(
            language: .of(Language.Code(rawValue: code) ?? configuration.language),
            theme: nil,
            timeZone: configuration.timeZone,
            numbers: numbers,
            dids: DIDDirectory(records: records, numbers: numbers, in: configuration.timeZone),
            clientSleepsAfter: configuration.clientSleepsAfter,
            leadBinding: configuration.leadBinding,
            now: now(),
            reader: nil,
            frame: nil
        )
    }
}
