import ContactCenter

/// The records of one directory, in one table with a search through all of it.
struct DirectoryListPage<Record: DirectoryRecord>: Sendable {
    var directory: Directory
    /// What was found, in the order of the directory.
    var records: [Kept<Record>]
    var search: String
    var includesHidden: Bool
    var texts: RecordTexts

    /// More are looked through by nobody.
    static var most: Int { 500 }

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }
    private var listed: [RecordField<Record>] { Record.listed.compactMap(Record.field) }

    func html(address: String) -> HTML {
        let keys: HTML = """
            <span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keyAdd])</span>\
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span><span><kbd>Enter</kbd> \(language[.keyOpen])</span>
            """
        return Shell(title: language[directory.title], place: .directories, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(Directory.path)" aria-label="\(language[.directories])" \
            title="\(language[.directories])">\(Icon.back.html())</a><h1>\(language[directory.title])</h1>\
            <span class="muted">\(language.count(records.count, .records))</span>\(trial)\
            <a class="button primary push" href="\(directory.newPath)" data-primary>\(Icon.plus.html()) \(language[.recordAdd])</a></div>\
            \(searchForm)\(records.isEmpty ? empty : table)
            """,
            address: address,
            for: viewer
        )
    }

    /// Rules can be tried out.
    private var trial: HTML {
        guard directory == .routingRules else { return .nothing }
        return "<a class=\"button quiet\" href=\"\(RoutingTrialPage.path)\">\(language[.routingTrial])</a>"
    }

    private var searchForm: HTML {
        let hidden: HTML = includesHidden ? "<input type=\"hidden\" name=\"hidden\" value=\"1\">" : .nothing
        let other = address(includingHidden: !includesHidden)
        return """
            <form class="record-search" method="get" action="\(directory.path)" role="search">\
            <input class="input" type="search" name="q" value="\(search)" maxlength="100" autocomplete="off" \
            placeholder="\(language[.recordSearchHint])" aria-label="\(language[.recordSearch])">\(hidden)\
            <button class="button">\(Icon.search.html()) \(language[.recordSearch])</button>\
            <a class="button quiet" href="\(other.html)">\(language[includesHidden ? .recordsHiddenLeave : .recordsHiddenShow])</a></form>
            """
    }

    private func address(includingHidden: Bool) -> ListAddress {
        ListAddress(directory.path).with("q", search.isEmpty ? nil : search).with("hidden", includingHidden ? "1" : nil)
    }

    private var empty: HTML {
        let (title, advice): (Phrase, Phrase) =
            search.isEmpty ? (.recordsNone, .recordsNoneAdvice) : (.recordsNotFound, .recordsNotFoundAdvice)
        return """
            <div class="card empty">\(Icon.book.html())<b>\(language[title])</b><span>\(language[advice])</span></div>
            """
    }

    private var table: HTML {
        let head = listed.map { field -> HTML in
            let label =
                RecordWords.label(of: field.name, in: Record.kind).map { language[$0] } ?? HTML(text: field.name)
            return "<th scope=\"col\"\(field.content.isFigure ? " class=\"num\"" as HTML : .nothing)>\(label)</th>"
        }
        let more: HTML =
            records.count > Self.most
            ? "<p class=\"notice\">\(language(.recordsMore, "\(Self.most)"))</p>" : .nothing
        return """
            <section class="card list records"><div class="scroll" tabindex="0" role="region" aria-label="\(language[directory.title])">\
            <table class="table frozen"><thead><tr>\(head)</tr></thead>\
            <tbody>\(records.prefix(Self.most).map(row))</tbody></table></div></section>\(more)
            """
    }

    private func row(_ kept: Kept<Record>) -> HTML {
        let cells = listed.enumerated().map { index, field -> HTML in
            let text = texts.html(field.value(in: kept.record), of: field, isCallable: index > 0)
            guard index == 0 else {
                return "<td\(field.content.isFigure ? " class=\"num\"" as HTML : .nothing)>\(text)</td>"
            }
            let mark: HTML = kept.isHidden ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
            return "<th scope=\"row\"><a href=\"\(directory.path(of: kept.id))\">\(text)</a>\(mark)</th>"
        }
        return "<tr data-row\(kept.isHidden ? " class=\"is-hidden\"" as HTML : .nothing)>\(cells)</tr>"
    }
}

extension FieldContent {
    fileprivate var isFigure: Bool {
        switch self {
        case .integer, .money: true
        case .text, .lines, .flag, .choice, .reference, .references, .user, .phone, .instant: false
        }
    }
}
