import ContactCenter

/// The facts behind a figure, the latest first; as many as the figure says (requirement S2.21).
struct ReportRowsView {
    let rows: ReportRowsPage
    /// Of all kinds of facts that the figure counts, one list each.
    let kinds: [FactKind]
    let kind: FactKind
    let names: ReportNames
    /// `nil` while the facts are being counted anew.
    let answer: FactListAnswer?

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var report: Report { rows.page.report }

    func html(address: String) -> HTML {
        let title = language[report.name.title]
        let back = ListAddress(report.name.path, fields: rows.page.address.fields)
        return Shell(title: "\(heading) · \(title)", place: report.name.place).page(
            """
            <p class="crumbs"><a href="\(back.html)">\(title)</a></p>\
            <div class="page-head"><h1>\(heading)</h1><span class="muted">\(daysText(rows.page.period.days, for: viewer))</span>\
            \(tabs)\(SheetLinks(address: rows.address.without(ReportRowsPage.Field.before)).html(for: viewer))</div>\(body)
            """,
            address: address,
            for: viewer
        )
    }

    /// `Непринятые: Автозаводская · не указано`
    var heading: HTML {
        zip(rows.page.grouping, rows.path).enumerated().reduce(names.title(of: rows.column.name)) { heading, level in
            "\(heading)\(level.offset == 0 ? ": " : " · ")\(names.name(of: level.element.1, in: level.element.0))"
        }
    }

    private var tabs: HTML {
        guard kinds.count > 1 else { return .nothing }
        let links = kinds.map { other -> HTML in
            let address = rows.address.without(ReportRowsPage.Field.before)
                .with(ReportRowsPage.Field.kind, other.rawValue)
            let current: HTML = other == kind ? " aria-current=\"true\"" : .nothing
            return "<a href=\"\(address.html)\"\(current)>\(language[other.phrase])</a>"
        }
        return "<span class=\"segmented push\">\(links)</span>"
    }

    private var body: HTML {
        guard let answer else {
            return
                "<p class=\"notice warn\" role=\"status\">\(Icon.warn.html())<span>\(language[.reportRebuilding])</span></p>"
        }
        guard !answer.facts.isEmpty else {
            return "<div class=\"card empty\">\(Icon.list.html())<b>\(language[.reportNothing])</b></div>"
        }
        let columns = ReportRowColumn.columns(of: kind, in: report)
        let last = answer.hasMore ? answer.facts.last?.place : nil
        let table = ListTable(
            label: heading,
            columns: columns.map { .init($0.phrase, isNumber: $0.isAmount) },
            rows: answer.facts.map { row($0, columns) },
            newer: rows.place == nil ? nil : rows.address.without(ReportRowsPage.Field.before),
            older: last.map { rows.address.with(ReportRowsPage.Field.before, $0.text) }
        )
        return """
            <p class="muted" role="status" data-count="\(answer.count)">\(language[.reportRowsAll]) \
            <b class="number">\(grouped(Int(answer.count)))</b></p>\(table.html(for: viewer))
            """
    }

    private func row(_ fact: ListedFact, _ columns: [ReportRowColumn]) -> HTML {
        let cells = columns.enumerated().map { place, column -> HTML in
            let content = cell(column, fact)
            return place == 0 ? "<th scope=\"row\">\(content)</th>" : "<td\(column.mark)>\(content)</td>"
        }
        return "<tr data-row>\(cells)</tr>"
    }

    private func cell(_ column: ReportRowColumn, _ fact: ListedFact) -> HTML {
        switch column {
        case .moment: return moment(of: fact)
        case .number:
            return fact.number.map { "<a href=\"\(link(to: fact))\">\(foreign($0, limit: 64))</a>" } ?? .nothing
        case .document: return fact.documentKind.map { language[$0.phrase] } ?? .nothing
        case .person: return fact.person.map { foreign($0, limit: 80) } ?? .nothing
        case .phone: return fact.phone.map { viewer.callable($0) } ?? .nothing
        case .dimension(let dimension):
            return fact.values[dimension].map { names.name(of: .value(names.shown($0, in: dimension)), in: dimension) }
                ?? .nothing
        case .amount(let quantity):
            return fact.amounts[quantity].map { length(.milliseconds($0)) } ?? .nothing
        }
    }

    /// What has no number of its own is opened by its time.
    private func moment(of fact: ListedFact) -> HTML {
        let time = dayAndSecondsTime(fact.place.at, for: viewer)
        return fact.number == nil && fact.call != nil ? "<a href=\"\(link(to: fact))\">\(time)</a>" : time
    }

    private func link(to fact: ListedFact) -> HTML {
        switch kind {
        case .contact: SitePath.contact(ContactID(fact.place.row))
        case .document: SitePath.document(DocumentID(fact.place.row))
        case .missed, .call, .participation: fact.call.map(SitePath.call) ?? .nothing
        case .assignment, .reminder: fact.contact.map(SitePath.contact) ?? .nothing
        case .state, .line: .nothing
        }
    }
}
