import ContactCenter

/// A saved report: its name, who sees it, when and to whom it is sent, and what became of that. Also the form for one that could not
/// be saved as it was typed.
struct SavedReportPage {
    typealias Field = SavedReportDraft.Field

    enum Told {
        case saved
        case sending
        /// It waits to be sent already, or nobody is to get it.
        case notSending
        /// Somebody else was faster.
        case overtaken
    }

    /// `nil` for a new one.
    var listed: ListedReport?
    var draft: SavedReportDraft
    /// The report as it would be shown now.
    var page: ReportPage
    var names: ReportNames
    /// The latest first.
    var runs: [ReportRun] = []
    var sendsMail: Bool
    var told: Told?

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var kept: Kept<SavedReport>? { listed?.kept }

    var html: HTML {
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
        let title = kept.map { foreign($0.record.name, limit: 60) } ?? language[.savedReportNew]
        let hidden: HTML = kept?.isHidden == true ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
        let address = kept.map { SitePath.savedReport($0.id).markup } ?? page.address.reference
        return Shell(title: language[.savedReportOne], place: .reports, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.reports)" \
            aria-label="\(language[.recordToList])" title="\(language[.recordToList])">\(Icon.back.html())</a>\
            <h1>\(title)</h1>\(hidden)<a class="button push" href="\(page.address.html)">\(Icon.bars.html()) \
            \(language[.savedReportOpen])</a></div>\
            \(notice)\(MailNotice.html(when: !sendsMail && viewer.may(.export), for: viewer))\(contents)\(form)\(sendings)
            """,
            address: address,
            for: viewer
        )
    }

    private var notice: HTML {
        func notice(_ tone: HTML, _ icon: Icon, _ words: HTML) -> HTML {
            "<p class=\"notice \(tone)\" role=\"status\">\(icon.html())<span>\(words)</span></p>"
        }
        if draft.isRefused { return notice("bad", .warn, language[.problemsAbove]) }
        return switch told {
        case nil: .nothing
        case .saved: notice("good", .check, language[.recordSaved])
        case .sending: notice("good", .check, language[.savedReportSendingNow])
        case .notSending: notice("warn", .warn, language[.savedReportNotSending])
        case .overtaken: notice("warn", .warn, "<b>\(language[.staleTitle])</b> \(language[.savedReportOvertaken])")
        }
    }

    /// What the report shows, in words.
    private var contents: HTML {
        let view = ReportView(page: page, names: names, content: .rebuilding)
        let filters = view.fields.filter(\.isSet).map { field -> HTML in
            "<div><dt>\(field.label)</dt><dd>\(field.words)</dd></div>"
        }
        // Days that have no name say it themselves.
        var days = HTML.nothing
        if case .preset = page.period.choice {
            days = " <small class=\"muted\">\(daysText(page.period.days, for: viewer))</small>"
        }
        return """
            <dl class="card body saved-report"><div><dt>\(language[.savedReportReport])</dt>\
            <dd>\(language[page.report.name.title])</dd></div><div><dt>\(language[.reportPeriod])</dt>\
            <dd>\(SavedReportWords.period(of: page, for: viewer))\(days)</dd></div>\(filters)</dl>
            """
    }

    // MARK: - The form

    private var form: HTML {
        let address = kept.map { SitePath.savedReport($0.id) } ?? page.savingAddress.html
        let version: HTML = kept.map { "<input type=\"hidden\" name=\"version\" value=\"\($0.version)\">" } ?? .nothing
        let hiding: HTML =
            kept.map { kept in
                """
                <button class="button push\(kept.isHidden ? "" : " danger")" \
                formaction="\(address)/\(kept.isHidden ? "restore" : "hide")" formnovalidate>\
                \(language[kept.isHidden ? .recordRestore : .recordHide])</button>
                """
            } ?? .nothing
        return """
            <form class="card record saved-report-form" method="post" action="\(address)">\(viewer.formToken)\(version)\
            <div class="body"><div class="fields record-fields">\(name)\(period)\(shared)</div>\(sending)</div>\
            <div class="actions"><button class="button primary" data-primary>\(language[.recordSave]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\(sendingButton(address))\(hiding)</div></form>
            """
    }

    /// - Parameter control: gets the attributes that tie it to its label and to what is wrong.
    private func field(
        _ name: String,
        _ label: HTML,
        hint: HTML = .nothing,
        kind: HTML = .nothing,
        _ control: (HTML) -> HTML
    ) -> HTML {
        let id = HTML(text: "saved-report-\(name)")
        let problem = draft.problems[name].map { words(for: $0, in: name) }
        let invalid: HTML = problem == nil ? .nothing : " aria-invalid=\"true\""
        let foot: HTML =
            problem.map { "<span class=\"error\" id=\"\(id)-foot\">\(Icon.warn.html())<span>\($0)</span></span>" }
            ?? "<span class=\"hint\" id=\"\(id)-foot\">\(hint)</span>"
        return """
            <div class="field\(kind)"><label for="\(id)">\(label)</label>\
            \(control(" id=\"\(id)\" name=\"\(name)\" aria-describedby=\"\(id)-foot\"\(invalid)"))\(foot)</div>
            """
    }

    private var name: HTML {
        field(Field.name, language[.savedReportName]) { attributes in
            """
            <input class="input" value="\(draft.name)" required maxlength="\(SavedReport.longestName)" \
            autocomplete="off"\(attributes)>
            """
        }
    }

    private var period: HTML {
        field(Field.period, language[.savedReportPeriod], hint: language[.savedReportPeriodHint]) { attributes in
            // What was chosen as a preset stays so by its name; other days have none.
            let chosen: String =
                if !draft.period.isEmpty {
                    draft.period
                } else if case .preset(let preset) = page.period.choice {
                    preset.rawValue
                } else {
                    ""
                }
            let days: HTML =
                if case .days(let days) = page.period.choice {
                    selectOption("", daysText(days, for: viewer), isChosen: chosen.isEmpty)
                } else {
                    .nothing
                }
            let presets = PeriodChoice.Preset.allCases.map { preset in
                selectOption(preset.rawValue, language[preset.phrase], isChosen: preset.rawValue == chosen)
            }
            return "<select class=\"input\"\(attributes)>\(days)\(presets)</select>"
        }
    }

    private var shared: HTML {
        """
        <div class="field"><label class="check"><input type="checkbox" name="\(Field.shared)" value="1"\
        \(draft.isShared ? " checked" as HTML : .nothing)> \(language[.savedReportShared])</label></div>
        """
    }

    private var sending: HTML {
        guard viewer.may(.export) else { return "<p class=\"muted\">\(language[.savedReportMayNotSend])</p>" }
        return """
            <fieldset class="sending"><legend>\(language[.savedReportSending])</legend>\
            <div class="fields record-fields">\(rhythm)\(weekday)\(day)\(time)\(recipients)</div></fieldset>
            """
    }

    private var rhythm: HTML {
        let choices: [(String, Phrase)] = [
            (SavedReportDraft.never, .scheduleNever), ("daily", .scheduleDaily), ("weekly", .scheduleWeekly),
            ("monthly", .scheduleMonthly),
        ]
        return field(Field.rhythm, language[.scheduleWhen]) { attributes in
            let options = choices.map { selectOption($0, language[$1], isChosen: $0 == draft.rhythm) }
            return "<select class=\"input\"\(attributes)>\(options)</select>"
        }
    }

    private var weekday: HTML {
        field(Field.weekday, language[.reportWeekday], kind: " weekly") { attributes in
            let options = Day.weekdayPhrases.enumerated().map { place, phrase in
                selectOption("\(place + 1)", language[phrase], isChosen: "\(place + 1)" == draft.weekday)
            }
            return "<select class=\"input\"\(attributes)>\(options)</select>"
        }
    }

    private var day: HTML {
        field(Field.day, language[.scheduleDay], hint: language[.scheduleDayHint], kind: " monthly") { attributes in
            "<input class=\"input\" type=\"number\" min=\"1\" max=\"31\" value=\"\(draft.day)\"\(attributes)>"
        }
    }

    private var time: HTML {
        field(
            Field.time,
            language[.scheduleTime],
            hint: language(.scheduleTimeHint, HTML(text: viewer.timeZone.identifier)),
            kind: " timed"
        ) { attributes in
            "<input class=\"input\" type=\"time\" value=\"\(draft.time)\"\(attributes)>"
        }
    }

    private var recipients: HTML {
        field(
            Field.recipients,
            language[.savedReportRecipients],
            hint: language(.savedReportRecipientsHint, "\(SavedReport.mostRecipients)"),
            kind: " all"
        ) { attributes in
            """
            <textarea class="input" rows="3" maxlength="6000" spellcheck="false" autocapitalize="off" \
            autocomplete="off"\(attributes)>
            \(draft.recipients)</textarea>
            """
        }
    }

    private func words(for problem: FieldProblem.Kind, in field: String) -> HTML {
        switch (field, problem) {
        case (Field.recipients, .malformed):
            language(.savedReportNoAddress, foreign(draft.noAddress ?? "", limit: 60))
        case (Field.recipients, .outOfRange): language(.savedReportManyRecipients, "\(SavedReport.mostRecipients)")
        case (Field.recipients, .required): language[.savedReportNobody]
        case (Field.name, .taken): language[.savedReportNameTaken]
        case (_, .required): language[.problemRequired]
        case (_, .tooLong(let limit)): language(.problemTooLong, "\(limit)")
        case (Field.day, _): language[.scheduleDayHint]
        default: language[.problemMalformed]
        }
    }

    private func sendingButton(_ address: HTML) -> HTML {
        guard let kept, !kept.isHidden, !kept.record.recipients.isEmpty, sendsMail, viewer.may(.export) else {
            return .nothing
        }
        return """
            <button class="button" formaction="\(address)/send" formnovalidate>\(Icon.mail.html()) \
            \(language[.savedReportSendNow])</button>
            """
    }

    // MARK: - What became of it

    private var sendings: HTML {
        guard let kept, !runs.isEmpty else { return .nothing }
        let table = ListTable(
            label: language[.savedReportSendings],
            columns: [
                .init(.savedReportDue), .init(.savedReportWhy), .init(.webhookState),
                .init(.webhookAttempts, isNumber: true), .init(.webhookAnswer), .init(.webhookSendAgain),
            ],
            rows: runs.map { row($0, of: kept) }
        )
        return """
            <h2>\(language[.savedReportSendings])</h2><form method="post" action="\(SitePath.savedReport(kept.id))/again" \
            class="deliveries">\(viewer.formToken)\(table.html(for: viewer))</form>
            """
    }

    private func row(_ run: ReportRun, of kept: Kept<SavedReport>) -> HTML {
        let why = run.problem.map { SavedReportWords.problem($0, in: language) }
        let answer = run.answer.map { "<small>\(foreign($0, limit: 200))</small>" as HTML }
        var again = HTML.nothing
        if case .failed = run.state, !kept.isHidden, viewer.may(.export) {
            again = """
                <button class="button small" name="run" value="\(run.id)">\(language[.webhookSendAgain])</button>
                """
        }
        return """
            <tr data-row><th scope="row">\(dayAndTime(run.dueAt, for: viewer))</th>\
            <td>\(language[run.isByHand ? .savedReportByHand : .savedReportBySchedule])</td>\
            <td>\(SavedReportWords.state(run, for: viewer))</td><td class="num">\(run.attempts)</td>\
            <td class="wrap">\(why ?? .nothing)\(answer ?? .nothing)</td><td>\(again)</td></tr>
            """
    }
}
