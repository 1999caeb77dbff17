import ContactCenter

/// What somebody has typed about a saved report, and what is wrong with it.
struct SavedReportDraft: Sendable {
    enum Field {
        static let name = "name"
        static let shared = "shared"
        static let period = "period"
        static let rhythm = "rhythm"
        static let time = "time"
        static let weekday = "weekday"
        static let day = "day"
        static let recipients = "recipients"
    }

    /// What is chosen where a report is not sent by itself.
    static let never = "never"
    static let standardTime = "08:00"

    var name: String
    var isShared: Bool
    /// A preset; empty where the period stays as it was saved.
    var period: String
    var rhythm: String
    var time: String
    var weekday: String
    var day: String
    /// One a line.
    var recipients: String
    private(set) var problems: [String: FieldProblem.Kind] = [:]
    /// What was typed in place of an address.
    private(set) var noAddress: String?

    init(_ report: SavedReport) {
        name = report.name
        isShared = report.isShared
        period = ""
        (rhythm, weekday, day) = (Self.never, "1", "1")
        time = report.schedule?.time ?? Self.standardTime
        switch report.schedule?.rhythm {
        case nil: break
        case .daily?: rhythm = "daily"
        case .weekly(let number)?: (rhythm, weekday) = ("weekly", "\(number)")
        case .monthly(let number)?: (rhythm, day) = ("monthly", "\(number)")
        }
        recipients = report.recipients.map(\.description).joined(separator: "\n")
    }

    /// - Parameters:
    ///   - report: what the form was made over.
    ///   - maySend: whether the sender of the form may have the report sent; who may not leaves that as it is.
    init(_ form: Form, over report: SavedReport, maySend: Bool) {
        self.init(report)
        name = form[Field.name] ?? ""
        isShared = form[Field.shared] == "1"
        period = form[Field.period] ?? ""
        // The small form on the report's page has none of it.
        guard maySend, let rhythm = form[Field.rhythm] else { return }
        self.rhythm = rhythm
        time = form[Field.time] ?? ""
        weekday = form[Field.weekday] ?? ""
        day = form[Field.day] ?? ""
        recipients = form[Field.recipients] ?? ""
    }

    var isRefused: Bool { !problems.isEmpty }

    mutating func refuse(_ found: [FieldProblem]) {
        for problem in found { problems[problem.field] = problem.kind }
    }

    /// What is meant.
    ///
    /// - Returns: `nil` where it cannot be understood; `problems` says why.
    mutating func read(over report: SavedReport, language: Language.Code) -> SavedReport? {
        problems = [:]
        let saved = SavedReport(
            name: name,
            report: report.report,
            query: query(over: report),
            language: language.rawValue,
            isShared: isShared,
            schedule: schedule(),
            recipients: addresses()
        )
        if problems.isEmpty { refuse(saved.problems) }
        return problems.isEmpty ? saved : nil
    }

    private mutating func query(over report: SavedReport) -> String {
        guard !period.isEmpty else { return report.query }
        guard let preset = PeriodChoice.Preset(rawValue: period) else {
            problems[Field.period] = .malformed
            return report.query
        }
        let address = report.address
        let present = try? PeriodChoice(query: { address[$0] }, standard: ReportPage.standardPeriod)
        guard present != .preset(preset) else { return report.query }
        // In the order in which a page has the fields, by which the saved report of a page is known.
        let query = address.with(.preset(preset)).query
        return ListAddress(address.path, query: query, fields: ReportPage.fields).query
    }

    private mutating func schedule() -> ReportSchedule? {
        guard rhythm != Self.never else { return nil }
        guard let minute = Self.minute(time) else {
            problems[Field.time] = .malformed
            return nil
        }
        switch rhythm {
        case "daily": return ReportSchedule(.daily, at: minute)
        case "weekly":
            if let schedule = Int(weekday).flatMap({ ReportSchedule(.weekly(on: $0), at: minute) }) { return schedule }
            problems[Field.weekday] = .malformed
        case "monthly":
            if let schedule = Int(day).flatMap({ ReportSchedule(.monthly(on: $0), at: minute) }) { return schedule }
            problems[Field.day] = .outOfRange(1...31)
        default: problems[Field.rhythm] = .malformed
        }
        return nil
    }

    /// `08:30`
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// With lines, commas, semicolons or blanks between them; each once.
    private mutating func addresses() -> [MailAddress] {
        let typed = recipients.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        var known: Set<String> = []
        let addresses = typed.compactMap { text -> MailAddress? in
            guard let address = MailAddress(text) else {
                noAddress = noAddress ?? text
                return nil
            }
            return known.insert(text.lowercased()).inserted ? address : nil
        }
        if noAddress != nil { problems[Field.recipients] = .malformed }
        return addresses
    }
}
