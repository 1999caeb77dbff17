import ContactCenter

/// One import: which column goes where, what would become of its rows, how far it is, what has become of them (requirement S3.6).
struct ImportPage {
    var one: Import
    /// The first rows of the table.
    var preview: [ImportedLine]
    /// Some of those that were not written, or not all of them; of an import that was taken back those that were left.
    var troubled: [ImportedLine]
    var mappings: [SavedMapping]
    var attributes: [Kept<ClientAttribute>]
    var words: ImportWords
    var viewer: Viewer
    /// What is told above all else.
    var notice: HTML = .nothing

    /// So many rows are shown of either.
    static let mostPreviewed = 6
    static let mostTroubled = 50

    private var language: Language { viewer.language }
    private var path: String { ImportListPage.path(of: one.id) }

    var html: HTML {
        let isOpen = one.state == .draft || one.state == .checked
        let mapping: HTML =
            isOpen
            ? ImportMappingForm(
                one: one,
                preview: preview,
                mappings: mappings,
                attributes: attributes,
                words: words,
                viewer: viewer
            ).html : .nothing
        return Shell(title: foreign(one.name, limit: 60), place: .imports).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(ImportListPage.path)" aria-label="\(language[.imports])" \
            title="\(language[.imports])">\(Icon.back.html())</a><h1>\(foreign(one.name, limit: 80))</h1></div>\(notice)\
            <div class="stack"><div data-import-state="\(path)/state">\(state)</div>\(troubles)\(mapping)\(shownRows)</div>
            """,
            address: path,
            for: viewer
        )
    }

    /// What changes while the import goes on.
    var state: HTML {
        let progress: HTML =
            one.state == .checking || one.state == .running
            ? """
            <progress max="\(max(1, one.clientRows))" value="\(one.clientRowsDone)" aria-label="\(words.state(one.state))"></progress>\
            <p class="muted">\(language(.importProgress, "\(one.clientRowsDone)", "\(one.clientRows)"))</p>
            """ : .nothing
        let over: HTML = one.state.isUnderWay ? .nothing : " data-over"
        let about = [
            words.form(one.form), language(.importRowCount, "\(one.clientRows)"),
            dayAndTime(one.createdAt, for: viewer),
            foreign(one.userName ?? "", limit: 60),
        ]
        return """
            <section class="card record import-state"\(over)><header><h2 role="status">\(words.state(one.state))</h2></header><div class="body">\
            <p class="muted">\(about.joined(" · "))</p>\(progress)\(counts)</div>\(actions)</section>
            """
    }

    private var counts: HTML {
        guard one.state != .draft else { return "<p>\(language[.importDraftAdvice])</p>" }
        var tiles = ImportOutcome.allCases.map { outcome -> HTML in
            "<li><b class=\"number\">\(one.counts[outcome])</b> \(words.outcome(outcome))</li>"
        }
        if one.state == .undoing || one.state == .undone {
            tiles.append("<li><b class=\"number\">\(one.counts.undone)</b> \(language[.importRowsUndone])</li>")
            tiles.append("<li><b class=\"number\">\(one.counts.left)</b> \(language[.importRowsLeft])</li>")
        }
        let advice: HTML = one.state == .checked ? "<p>\(language[.importCheckedAdvice])</p>" : .nothing
        return "<ul class=\"import-counts\">\(tiles)</ul>\(advice)"
    }

    private var actions: HTML {
        switch one.state {
        case .draft: return "<div class=\"actions\">\(button("discard", .importDiscard, .nothing))</div>"
        case .checked:
            let run = button("run", .importRun, " primary", " data-primary")
            return "<div class=\"actions\">\(run)\(files)\(button("discard", .importDiscard, .nothing))</div>"
        case .done:
            return """
                <div class="actions">\(files)<details class="import-undo"><summary class="button quiet">\(language[.importUndo])</summary>\
                <p>\(language[.importUndoAdvice])</p>\(button("undo", .importUndoNow, .nothing))</details></div>
                """
        case .undone: return "<div class=\"actions\">\(files)</div>"
        case .loading, .checking, .running, .undoing: return .nothing
        }
    }

    private func button(_ work: HTML, _ phrase: Phrase, _ tone: HTML, _ attributes: HTML = .nothing) -> HTML {
        """
        <form method="post" action="\(path)/\(work)">\(viewer.formToken)<input type="hidden" name="version" value="\(one.version)">\
        <button class="button\(tone)"\(attributes)>\(language[phrase])</button></form>
        """
    }

    private var files: HTML {
        let links = [SheetForm.xlsx, .csv].map { form -> HTML in
            """
            <a class="button" href="\(path)/rows.\(form.rawValue)" download>\(language[.importResult]) \
            \(form == .xlsx ? "Excel" : "CSV")</a>
            """
        }
        return "<span class=\"buttons\">\(links)</span>"
    }

    private var troubles: HTML {
        guard !troubled.isEmpty else { return .nothing }
        let title: Phrase = one.state == .undone ? .importLeft : .importTroubled
        let rows = troubled.map { line -> HTML in
            let client: HTML =
                line.client.map { "<a href=\"\(SitePath.client($0))\">№ \($0.rawValue)</a>" } ?? .nothing
            let outcome: HTML =
                line.outcome.map { "<span class=\"pill \($0.tone)\">\(words.outcome($0))</span>" } ?? .nothing
            let said = line.remarks.map(words.remark).joined("<br>")
            return """
                <tr><th scope="row" class="number">\(line.row.number)</th><td>\(outcome)</td><td>\(said)\(client)</td>\
                <td>\(foreign(line.row.cells.filter { !$0.isEmpty }.joined(separator: " · "), limit: 120))</td></tr>
                """
        }
        let heads = [.importRow, .importOutcome, .importRemarks, .importCells].map { (phrase: Phrase) -> HTML in
            "<th scope=\"col\">\(language[phrase])</th>"
        }
        let more: HTML =
            troubled.count == Self.mostTroubled
            ? "<p class=\"muted body\">\(language(.importMoreInFile, "\(Self.mostTroubled)"))</p>" : .nothing
        return """
            <section class="card list" id="troubled"><header><h2>\(language[title])</h2></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[title])"><table class="table dense"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>\
            \(more)</section>
            """
    }

    /// The table as it came.
    private var shownRows: HTML {
        guard one.state == .draft || one.state == .checked, !preview.isEmpty else { return .nothing }
        let heads = one.mapping.columns.map { column -> HTML in
            "<th scope=\"col\">\(foreign(column.title, limit: 40))</th>"
        }
        let lines = one.mapping.hasHeads ? preview.dropFirst() : preview[...]
        let rows = lines.map { line -> HTML in
            let cells = one.mapping.columns.indices.map { place -> HTML in
                "<td>\(foreign(place < line.row.cells.count ? line.row.cells[place] : "", limit: 60))</td>"
            }
            return "<tr><th scope=\"row\" class=\"number\">\(line.row.number)</th>\(cells)</tr>"
        }
        return """
            <section class="card list" id="preview"><header><h2>\(language[.importPreview])</h2></header><div class="scroll" tabindex="0" \
            role="region" aria-label="\(language[.importPreview])"><table class="table dense"><thead><tr><th scope="col">\
            \(language[.importRow])</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }
}
