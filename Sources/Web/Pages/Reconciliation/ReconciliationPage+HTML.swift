import ContactCenter

extension ReconciliationPage {
    func html(_ content: ReconciliationContent, address pageAddress: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let next = plain.without(Field.branch)
        let bar = FilterBar(
            address: plain,
            period: period,
            fields: filterFields(for: viewer),
            placeFields: Field.branch + [Field.call, Field.told]
        )
        let figures = [content.total, content.registered, content.open].map { "<b class=\"strong\">\($0)</b>" as HTML }
        let words = language(.reconciliationSummary, figures[0], figures[1], figures[2])
        let summary: HTML = "<span class=\"muted push\">\(words)</span>"
        let body: HTML =
            if period.refusal != nil {
                .nothing
            } else if content.total == 0 {
                "<div class=\"card empty\">\(Icon.check.html())<b>\(language[.reconciliationNothing])</b></div>"
            } else {
                columns(content, for: viewer)
            }
        return Shell(title: language[.reconciliation], place: .reconciliation, statusline: keys(for: viewer)).page(
            """
            <div class="page-head"><h1>\(language[.reconciliation])</h1><span class="muted">\(language[.reconciliationReport])</span>\
            <a class="button quiet push" href="\(RecordGapsPage.path)">\(language[.recordGaps])</a>\
            <a class="button primary" href="/reconciliation/next?\(HTML(text: next.query))" data-primary>\
            \(language[.reconciliationMendNext]) <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></a></div>
            \(content.told.map { notice($0, for: viewer) } ?? .nothing)
            <div class="page-head">\(bar.html(for: viewer))\(summary)</div>
            \(body)
            """,
            address: pageAddress,
            for: viewer
        )
    }

    private func columns(_ content: ReconciliationContent, for viewer: Viewer) -> HTML {
        let tree = ReconciliationTree(page: self, content: content, viewer: viewer).html
        let details = content.chosen.map { ReconciliationDetails(page: self, chosen: $0, viewer: viewer).html }
        return "<div class=\"columns\">\(tree)\(details ?? hint(for: viewer))</div>"
    }

    private func hint(for viewer: Viewer) -> HTML {
        """
        <aside class="stack"><section class="card"><p class="body muted">\(viewer.language[.reconciliationHint])</p></section></aside>
        """
    }

    private func filterFields(for viewer: Viewer) -> [FilterField] {
        let language = viewer.language
        return [
            FilterField(
                name: Field.registered,
                label: language[.reconciliationProcess],
                kind: .choice([
                    .init("yes", language[.reconciliationMade]), .init("no", language[.reconciliationNotMade]),
                ]),
                value: registered.map { $0 ? "yes" : "no" }
            ),
            FilterField(
                name: Field.unanswered,
                label: language[.reconciliationUnanswered],
                kind: .choice([.init("yes", language[.reconciliationIncluded])]),
                value: includesUnanswered ? "yes" : nil
            ),
        ]
    }

    private func notice(_ told: ReconciliationContent.Told, for viewer: Viewer) -> HTML {
        """
        <p class="notice \(told.isGood ? "good" : "warn")" role="status">\((told.isGood ? Icon.check : .warn).html())\
        <span>\(viewer.language[told.phrase])</span></p>
        """
    }

    private func keys(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return """
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span> \
            <span><kbd>→</kbd> <kbd>←</kbd> \(language[.keyUnfold])</span> \
            <span><span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span> \(language[.reconciliationMendNext])</span>
            """
    }
}

extension ReconciliationContent.Told {
    fileprivate var phrase: Phrase {
        switch self {
        case .linked: .toldLinked
        case .exempted: .toldExempted
        case .undone: .toldRepairUndone
        case .noCall: .toldNoCall
        case .noContact: .toldNoContact
        case .contactTaken: .toldContactTaken
        case .callTaken: .toldCallTaken
        case .noReason: .toldNoReason
        case .noneLeft: .toldNoneLeft
        }
    }
}
