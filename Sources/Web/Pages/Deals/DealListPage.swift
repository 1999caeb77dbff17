import ContactCenter
import Foundation

/// Deals, the latest first, with how many stand on each stage of their pipeline (requirement S2.11).
struct DealListPage {
    var list: DealList
    var deals: [ListedDeal]
    var hasNext: Bool
    var counts: [FunnelStageID: StageCount]
    var stages: [Kept<FunnelStage>]
    var pipelines: [Kept<Pipeline>]
    var options: RegistryOptions
    var clientName: String?
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let total = counts.filter { list.filter.stage == nil || $0.key == list.filter.stage }
            .reduce(0) { $0 + $1.value.deals }
        let keys: HTML = """
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span><span><kbd>Enter</kbd> \(language[.keyOpen])</span>\
            <span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.dealAdd])</span>
            """
        return Shell(title: language[.deals], place: .deals, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.deals])</h1><span class="muted">\(daysText(list.period.days, for: viewer)) · \
            \(language.count(total, .dealsCounted))</span><a class="button primary push" href="\(DealList.path)/new" data-primary>\
            \(Icon.plus.html()) \(language[.dealAdd])</a></div>
            \(bar.html(for: viewer))\(list.isWrong ? wrong : "\(strips)\(content)")
            """,
            address: list.address.reference,
            for: viewer
        )
    }

    private var wrong: HTML {
        let words = list.period.refusal.map { $0.words(for: viewer) } ?? language[.registryTextWrong]
        return "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(words)</span></p>"
    }

    // MARK: - Stages

    /// A strip for each pipeline that has something to show: of each stage how many stand there and what they are worth.
    private var strips: HTML {
        let shown = pipelines.filter { pipeline in
            let isChosen = list.filter.pipeline == nil || list.filter.pipeline == pipeline.id
            return isChosen && (!pipeline.isHidden || stages.inOrder(of: pipeline.id).contains { counts[$0.id] != nil })
        }
        return shown.map { strip($0, isNamed: shown.count > 1) }.joined("")
    }

    private func strip(_ pipeline: Kept<Pipeline>, isNamed: Bool) -> HTML {
        let links = stages.inOrder(of: pipeline.id).filter { !$0.isHidden || counts[$0.id] != nil }.map {
            stage -> HTML in
            let count = counts[stage.id] ?? StageCount()
            let isChosen = list.filter.stage == stage.id
            let address = list.top.with(DealList.Field.stage, isChosen ? nil : "\(stage.id)")
            let amount: HTML =
                count.amount > 0
                ? "<small class=\"number\">\(grouped(Int(count.amount / 100)))</small>" : .nothing
            return """
                <li><a class="\(stage.record.kind.look)" href="\(address.html)"\(isChosen ? " aria-current=\"true\"" as HTML : .nothing)>\
                <span>\(foreign(stage.record.name, limit: 60))</span><b class="number">\(count.deals)</b>\(amount)</a></li>
                """
        }
        let name: HTML = isNamed ? "<h2>\(foreign(pipeline.record.name))</h2>" : .nothing
        return "\(name)<nav aria-label=\"\(language[.dealStages])\"><ol class=\"stage-counts\">\(links)</ol></nav>"
    }

    // MARK: - Filters

    private var bar: FilterBar {
        var fields = [
            FilterField(
                name: DealList.Field.text,
                label: language[.registryText],
                kind: .text(hint: language[.dealTextHint]),
                value: list.address[DealList.Field.text],
                error: list.isTextWrong ? language[.registryTextWrong] : nil
            ),
            choice(DealList.Field.stage, .funnelStageName, options.funnelStages.filterOptions),
            choice(
                DealList.Field.kind,
                .stageKind,
                FunnelStage.Kind.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            ),
            choice(DealList.Field.responsible, .documentResponsible, options.employees.filterOptions),
            choice(DealList.Field.source, .contactSource, options.sources.filterOptions),
            choice(DealList.Field.hidden, .recordsHiddenShow, [.init("1", language[.registryYes])]),
        ]
        if pipelines.count > 1 || list.address[DealList.Field.pipeline] != nil {
            fields.insert(choice(DealList.Field.pipeline, .pipelineName, options.pipelines.filterOptions), at: 1)
        }
        if let client = list.address[DealList.Field.client] {
            let option = FilterField.Option(client, foreignOption(clientName ?? client))
            fields.append(choice(DealList.Field.client, .contactClient, [option]))
        }
        return FilterBar(
            address: list.address,
            period: list.period,
            fields: fields,
            placeFields: [DealList.Field.after]
        )
    }

    private func choice(_ name: String, _ label: Phrase, _ options: [FilterField.Option]) -> FilterField {
        FilterField(name: name, label: language[label], kind: .choice(options), value: list.address[name])
    }

    // MARK: - Rows

    private var content: HTML {
        guard !deals.isEmpty else { return bar.nothingFound(language[.dealsNothingFound], for: viewer) }
        let columns: [ListTable.Column] = [
            .init(.dealName), .init(.funnelStageName), .init(.contactClient), .init(.documentResponsible),
            .init(.dealInquiries, isNumber: true), .init(.dealAmount, isNumber: true), .init(.contactSource),
            .init(.dealCreatedAt),
        ]
        let older = hasNext ? deals.last.map { list.top.with(DealList.Field.after, $0.place.text) } : nil
        return ListTable(
            label: language[.deals],
            columns: columns,
            rows: deals.map(row),
            newer: list.place == nil ? nil : list.top,
            older: older
        ).html(for: viewer)
    }

    private func row(_ deal: ListedDeal) -> HTML {
        let record = deal.kept.record
        let comment =
            record.comment.map { comment -> HTML in "<small>\(foreign(comment, limit: 80))</small>" } ?? .nothing
        let mark: HTML = deal.kept.isHidden ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
        let client = record.client.flatMap { id in
            deal.clientName.map { name -> HTML in
                viewer.may(.clients)
                    ? "<a class=\"plain\" href=\"\(SitePath.client(id))\">\(foreign(name))</a>" : foreign(name)
            }
        }
        let amount = record.amount.map { FieldContent.money.typed(.integer($0), in: viewer.timeZone) } ?? ""
        return """
            <tr data-row><th scope="row"><a href="\(DealList.path(of: deal.kept.id))">\(foreign(record.name))</a>\(mark)\(comment)</th>\
            <td><span class="pill \(deal.stageKind.look)">\(foreign(deal.stageName, limit: 40))</span></td>\
            <td>\(client ?? .nothing)</td><td>\(foreign(deal.responsibleName ?? ""))</td><td class="num">\(deal.inquiries)</td>\
            <td class="num">\(amount)</td><td>\(foreign(deal.sourceName ?? ""))</td>\
            <td>\(dayAndTime(record.createdAt, for: viewer))</td></tr>
            """
    }
}
