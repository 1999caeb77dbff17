import ContactCenter

/// Imports of clients: a file is brought here, and what became of the earlier ones is seen (requirement S3.6).
struct ImportListPage {
    static let path = "/imports"
    static func path(of id: ImportID) -> String { "\(path)/\(id)" }

    var imports: [Import]
    var mappings: [SavedMapping]
    /// Of tables that come by themselves, the latest first.
    var runs: [ImportRun]
    var words: ImportWords
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.importTake])</span>"
        return Shell(title: language[.imports], place: .imports, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.imports])</h1></div><div class="stack">\(alert)\(upload)\(list)\(synchronised)\(saved)</div>
            """,
            address: Self.path,
            for: viewer
        )
    }

    private var upload: HTML {
        let encodings = TextEncoding.allCases.map { selectOption($0.rawValue, HTML(text: $0.rawValue)) }
        let separators = TableSeparator.allCases.map { selectOption("\($0)", words.separator($0)) }
        return """
            <form class="card record import-upload" method="post" action="\(Self.path)" enctype="multipart/form-data" data-upload \
            data-limit="\(TableLimits.megabytes << 20)" data-too-large="\(language(.tableTooLarge, "\(TableLimits.megabytes)"))" \
            data-sending="\(language[.importReading])" data-failed="\(language[.importNotTaken])">\(viewer.formToken)\
            <header><h2>\(language[.importNew])</h2></header><div class="body record-fields">\
            <div class="field all"><label for="import-file">\(language[.importFile])</label>\
            <input class="input" id="import-file" type="file" name="file" accept=".xlsx,.csv,.txt,.tsv,text/csv" required>\
            <span class="hint">\(language(.importFileHint, "\(TableLimits.megabytes)"))</span></div>\
            <div class="field"><label for="import-encoding">\(language[.importEncoding])</label>\
            <select class="input" id="import-encoding" name="encoding"><option value="">\(language[.importFindOut])</option>\(encodings)</select></div>\
            <div class="field"><label for="import-separator">\(language[.importSeparator])</label>\
            <select class="input" id="import-separator" name="separator"><option value="">\(language[.importFindOut])</option>\(separators)</select></div>\
            </div><p class="error" role="alert" data-told hidden></p>\
            <div class="actions"><button class="button primary" data-primary>\(Icon.up.html()) \(language[.importTake])</button></div></form>
            """
    }

    private var list: HTML {
        guard !imports.isEmpty else {
            return "<div class=\"card empty\">\(Icon.people.html())<b>\(language[.importsNone])</b></div>"
        }
        let columns: [Phrase] = [
            .importFile, .importState, .importRows, .importAdded, .importUpdated, .importTroubled, .importWhen,
        ]
        let heads = columns.map { "<th scope=\"col\">\(language[$0])</th>" as HTML }
        return """
            <section class="card list"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.imports])">\
            <table class="table"><thead><tr>\(heads)</tr></thead><tbody>\(imports.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ one: Import) -> HTML {
        let counts = one.counts
        return """
            <tr data-row><th scope="row"><a href="\(Self.path(of: one.id))">\(foreign(one.name, limit: 60))</a></th>\
            <td>\(words.state(one.state))</td><td class="number">\(one.clientRows)</td><td class="number">\(counts[.added])</td>\
            <td class="number">\(counts[.updated])</td><td class="number">\(counts[.doubtful] + counts[.refused])</td>\
            <td>\(dayAndTime(one.createdAt, for: viewer))<small>\(foreign(one.userName ?? "", limit: 40))</small></td></tr>
            """
    }

    /// What went wrong when a source was last asked.
    private var alert: HTML {
        var seen: Set<String> = []
        let failed = runs.filter { seen.insert($0.source).inserted && $0.problem != nil }
        let notices = failed.map { run -> HTML in
            let why: HTML = run.problem.map { words.problem($0) } ?? .nothing
            return """
                <p class="notice bad" role="alert">\(Icon.warn.html())<span>\(language(.importSyncFailed, foreign(run.source))): \
                \(why)</span></p>
                """
        }
        return notices.joined("")
    }

    private var synchronised: HTML {
        guard !runs.isEmpty else { return .nothing }
        let rows = runs.map { run -> HTML in
            let outcome: HTML =
                run.problem.map { problem -> HTML in "<span class=\"pill bad\">\(words.problem(problem))</span>" }
                ?? language(.importSyncRows, "\(run.rows)", "\(run.changed)")
            let link: HTML =
                run.made.map { made -> HTML in
                    "<a class=\"button small quiet\" href=\"\(Self.path(of: made))\">№ \(made.rawValue)</a>"
                } ?? .nothing
            return """
                <li><span class="grow">\(foreign(run.source))<small>\(dayAndTime(run.at, for: viewer))</small></span>\(outcome)\(link)</li>
                """
        }
        return """
            <section class="card record" id="runs"><header><h2>\(language[.importSync])</h2></header><ul class="rows">\(rows)</ul></section>
            """
    }

    private var saved: HTML {
        guard !mappings.isEmpty else { return .nothing }
        let rows = mappings.map { saved -> HTML in
            """
            <li><span class="grow">\(foreign(saved.name, limit: ImportMapping.longestName))</span>\
            <form method="post" action="\(Self.path)/mappings/\(saved.id)/remove">\(viewer.formToken)\
            <button class="button small quiet">\(language[.importMappingRemove])</button></form></li>
            """
        }
        return """
            <section class="card record" id="mappings"><header><h2>\(language[.importMappings])</h2></header><ul class="rows">\(rows)</ul></section>
            """
    }
}
