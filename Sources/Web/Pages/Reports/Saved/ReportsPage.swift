import ContactCenter

/// All reports, and those that were saved: the reader's own with how they are sent, and those that others share.
struct ReportsPage {
    var saved: [ListedReport]
    var includesHidden: Bool
    var sendsMail: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let keys: HTML = """
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span><span><kbd>Enter</kbd> \(language[.keyOpen])</span>
            """
        return Shell(title: language[.reports], place: .reports, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.reports])</h1></div>\(catalogue)\
            <div class="page-head"><h2>\(language[.savedReports])</h2>\(hiddenSwitch)</div>\(MailNotice.html(when: needsMail, for: viewer))\
            \(saved.isEmpty ? none : table)
            """,
            address: address,
            for: viewer
        )
    }

    private var needsMail: Bool { !sendsMail && saved.contains { $0.kept.record.schedule != nil } }

    private var catalogue: HTML {
        let reports = Report.Name.allCases.map { report -> HTML in
            """
            <li><a href="\(report.path)">\(report.place.icon.html())<span><b>\(language[report.title])</b>\
            <small>\(language[report.about])</small></span></a></li>
            """
        }
        return "<ul class=\"card report-catalogue\">\(reports)</ul>"
    }

    private var hiddenSwitch: HTML {
        let other = ListAddress(SitePath.reports.markup).with("hidden", includesHidden ? nil : "1")
        return """
            <a class="button quiet" href="\(other.html)">\
            \(language[includesHidden ? .recordsHiddenLeave : .recordsHiddenShow])</a>
            """
    }

    private var none: HTML {
        """
        <div class="card empty">\(Icon.bookmark.html())<b>\(language[.savedReportsNone])</b>\
        <span>\(language[.savedReportsNoneAdvice])</span></div>
        """
    }

    private var table: HTML {
        ListTable(
            label: language[.savedReports],
            columns: [
                .init(.fieldName), .init(.savedReportReport), .init(.reportPeriod), .init(.savedReportSending),
                .init(.savedReportLastSending), .init(.savedReportWhose), .init(.savedReportSettings),
            ],
            rows: saved.map(row)
        ).html(for: viewer)
    }

    private func row(_ listed: ListedReport) -> HTML {
        let report = listed.kept.record
        let isOwn = listed.owner == viewer.reader?.user.id
        let page = ReportPage(Report[report.report], query: report.query, for: viewer)
        let hidden: HTML =
            listed.kept.isHidden ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
        let whose: HTML =
            isOwn
            ? (report.isShared ? language[.savedReportSharedInShort] : language[.savedReportOwn])
            : foreign(listed.ownerName, limit: 40)
        let settings = language(.savedReportSettingsOf, HTML(text: shortened(report.name, to: 60)))
        let change: HTML =
            isOwn
            ? """
            <a class="button small" href="\(SitePath.savedReport(listed.kept.id))" aria-label="\(settings)">\
            \(language[.savedReportChange])</a>
            """ : .nothing
        return """
            <tr data-row\(listed.kept.isHidden ? " class=\"is-hidden\"" as HTML : .nothing)><th scope="row">\
            <a href="\(report.address.html)">\(foreign(report.name, limit: 60))</a>\(hidden)</th>\
            <td>\(language[report.report.title])</td><td>\(SavedReportWords.period(of: page, for: viewer))</td>\
            <td>\(isOwn ? sending(listed) : .nothing)</td><td>\(isOwn ? last(listed) : .nothing)</td>\
            <td>\(whose)</td><td>\(change)</td></tr>
            """
    }

    private func sending(_ listed: ListedReport) -> HTML {
        guard let schedule = listed.kept.record.schedule else { return "—" }
        let next = listed.nextDue.map { due -> HTML in
            "<small>\(language(.savedReportNext, dayAndTime(due, for: viewer)))</small>"
        }
        return "\(SavedReportWords.schedule(schedule, in: language))\(next ?? .nothing)"
    }

    private func last(_ listed: ListedReport) -> HTML {
        guard let run = listed.lastRun else { return "—" }
        let why = run.problem.map { "<small>\(SavedReportWords.problem($0, in: language))</small>" as HTML }
        return "\(SavedReportWords.state(run, for: viewer))\(why ?? .nothing)"
    }
}

/// That nothing is sent by e-mail here yet.
enum MailNotice {
    static func html(when isNeeded: Bool, for viewer: Viewer) -> HTML {
        guard isNeeded else { return .nothing }
        return """
            <p class="notice warn" role="status">\(Icon.warn.html())<span><b>\(viewer.language[.mailNotSetUp])</b> \
            \(viewer.language[.mailNotSetUpAdvice])</span></p>
            """
    }
}
