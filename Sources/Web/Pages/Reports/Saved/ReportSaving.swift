import ContactCenter

/// The reports that were saved of the one that is shown, and the form that saves it as it is shown. All of it is links and forms, and
/// works without a script.
struct ReportSaving {
    var page: ReportPage
    /// The reader's own, and those that others share.
    var saved: [ListedReport]
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var query: String { page.address.query }
    private var own: [ListedReport] { saved.filter { $0.owner == viewer.reader?.user.id } }

    var html: HTML {
        let current = saved.first { $0.kept.record.query == query }
        let title: HTML =
            current.map { "<b>\(foreign($0.kept.record.name, limit: 40))</b>" } ?? language[.savedReportSaveThis]
        return """
            <details class="choice" name="filter"><summary class="chip\(current == nil ? "" : " set")">\
            \(Icon.bookmark.html()) \(title)\(Icon.down.html())</summary>\
            <div class="sheet saved-filters">\(names)\(form)</div></details>
            """
    }

    private var names: HTML {
        guard !saved.isEmpty else { return "<p class=\"muted\">\(language[.savedReportNoneHere])</p>" }
        let rows = saved.map { listed -> HTML in
            let report = listed.kept.record
            let isCurrent: HTML = report.query == query ? " aria-current=\"true\"" : .nothing
            let isOwn = listed.owner == viewer.reader?.user.id
            let settings = language(.savedReportSettingsOf, HTML(text: shortened(report.name, to: 60)))
            let behind: HTML =
                isOwn
                ? """
                <a class="button quiet square small settings" href="\(SitePath.savedReport(listed.kept.id))" title="\(settings)" \
                aria-label="\(settings)">\(listed.kept.record.schedule == nil ? Icon.note.html() : Icon.mail.html())</a>
                """ : "<small class=\"muted\">\(foreign(listed.ownerName, limit: 40))</small>"
            return """
                <li><a href="\(report.address.html)"\(isCurrent)>\(foreign(report.name, limit: 100))</a>\(behind)</li>
                """
        }
        return "<ul>\(rows)</ul>"
    }

    private var form: HTML {
        guard !page.isWrong else { return .nothing }
        guard own.count < SavedReport.most else {
            return "<p class=\"hint\">\(language(.savedReportsFull, "\(SavedReport.most)"))</p>"
        }
        return """
            <form method="post" action="\(page.savingAddress.html)">\(viewer.formToken)\
            <input type="hidden" name="stay" value="1">\
            <div class="field"><label for="saved-report-name">\(language[.savedReportName])</label>\
            <input class="input" id="saved-report-name" name="name" required maxlength="\(SavedReport.longestName)" \
            autocomplete="off"></div><button class="button primary">\(language[.recordSave])</button>\
            <label class="check"><input type="checkbox" name="shared" value="1"> \(language[.savedReportShared])</label></form>
            """
    }
}

extension ReportPage {
    /// Where the report is sent to be saved as it is shown.
    var savingAddress: ListAddress { ListAddress(report.name.path + "/save", fields: address.fields) }
}

extension SavedReport {
    /// Where it is shown.
    var address: ListAddress { ListAddress(report.path, query: query, fields: ReportPage.fields) }
}
