import ContactCenter

/// What pages and letters say of saved reports.
enum SavedReportWords {
    /// `каждый день в 08:00`
    static func schedule(_ schedule: ReportSchedule, in language: Language) -> HTML {
        let time: HTML = "\(schedule.time)"
        return switch schedule.rhythm {
        case .daily: language(.scheduleDailyAt, time)
        case .weekly(let day): language(.scheduleWeeklyAt, language[Day.weekdayPhrases[day - 1]], time)
        case .monthly(31): language(.scheduleLastDayAt, time)
        case .monthly(let day): language(.scheduleMonthlyAt, "\(day)", time)
        }
    }

    static func problem(_ problem: ReportProblem, in language: Language) -> HTML {
        switch problem {
        case .refused: language[.mailRefused]
        case .login: language[.mailLogInRefused]
        case .unknownHost: language[.mailUnknownHost]
        case .unreachable: language[.mailUnreachable]
        case .timeout: language[.mailTimeout]
        case .tls: language[.mailTLS]
        case .ownerDisabled: language[.reportOwnerDisabled]
        case .ownerMayNot: language[.reportOwnerMayNot]
        case .cancelled: language[.reportSendingCancelled]
        case .notReady: language[.reportNotReady]
        case .tooLarge: language[.reportTooLarge]
        case .other: language[.reportOtherProblem]
        }
    }

    /// How a sending stands: a pill, and when.
    static func state(_ run: ReportRun, for viewer: Viewer) -> HTML {
        let language = viewer.language
        func pill(_ tone: HTML, _ words: Phrase) -> HTML { "<span class=\"pill \(tone)\">\(language[words])</span>" }
        switch run.state {
        case .sent(let at): return "\(pill("good", .reportSent)) \(dayAndTime(at, for: viewer))"
        case .failed(let at): return "\(pill("bad", .reportNotSent)) \(dayAndTime(at, for: viewer))"
        case .waiting where run.attempts == 0: return pill("info", .reportSending)
        case .waiting(let next):
            return "\(pill("warn", .reportSendingRetried)) \(language(.reportNextTry, clockTime(next, for: viewer)))"
        }
    }

    /// The period as it was chosen: `Прошлая неделя`.
    static func period(of page: ReportPage, for viewer: Viewer) -> HTML {
        switch page.period.choice {
        case .preset(let preset): viewer.language[preset.phrase]
        case .days(let days): daysText(days, for: viewer)
        }
    }
}

extension ReportSchedule {
    /// `08:30`
    var time: String { DriveDay.time(minute) }
}
