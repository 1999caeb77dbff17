import ContactCenter

/// The list behind a figure (requirement S2.21): the registry where it shows just what was counted, else the facts themselves. There
/// is none where the reader may not see all that was counted.
struct ReportDrillDown {
    let page: ReportPage
    let names: ReportNames
    /// From the outermost level inwards.
    let path: [ReportKey]

    /// - Parameter band: the place of the band that the column stands in.
    func address(of column: Report.Column, in band: Int, _ row: ReportRow) -> ListAddress? {
        guard column.formula.isOfCounts else { return nil }
        // A sum of which one part is there is that part.
        let counted = column.formula.measures.filter { row.counts[$0] ?? 0 != 0 }
        guard let measure = counted.first, counted.allSatisfy({ names.viewer.seesAll($0.kind) }) else { return nil }
        if counted.count == 1, measure.kind == .contact, let registry = registry(measure) { return registry }
        return ReportRowsPage.address(of: page, column.name, in: band, path)
    }

    private func registry(_ measure: Measure) -> ListAddress? {
        typealias Field = RegistryList.Field
        var values: [FactDimension: String?] = page.filter.compactMapValues { $0.first }
        for (dimension, key) in zip(page.grouping, path) {
            guard case .value(let value) = key else { return nil }
            values[dimension] = .some(value)
        }
        // Both what is asked for and the row's own, which the registry cannot.
        if page.filter[.topic] != nil, page.grouping.contains(.topic), !path.isEmpty { return nil }
        // Who goes on with it has the position.
        if case .some(.some) = values[.responsible] { values[.position] = nil }
        for (dimension, only) in measure.only { values[dimension] = .some(only.first) }
        // Of facts only inquiries have a kind, while the registry tells it of any contact.
        if case .some(.some) = values[.inquiryKind] { values[.inquiry] = .some("yes") }
        // What is about something has a topic.
        if case .some(.some) = values[.topic] { values[.topical] = nil }
        guard isByOneClock(values) else { return nil }
        var address = ListAddress(RegistryList.path).with(page.period.choice)
            .with(Field.state, Contact.State.registered.rawValue)
            .with(Field.text, page.address[ReportPage.Field.text])
        for (dimension, value) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            // The registry asks for one person only, for one reason.
            guard let field = field(of: dimension, value), address[field.name] == nil else { return nil }
            address = address.with(field.name, field.value)
        }
        return address
    }

    /// A figure is of the branch's days, the registry of the business's (decision D18).
    private func isByOneClock(_ values: [FactDimension: String?]) -> Bool {
        guard let branch = values[.branch] else { return names.elsewhere.isEmpty }
        return branch.map { !names.elsewhere.contains($0) } ?? true
    }

    /// - Returns: `nil` where the registry has no such filter.
    private func field(of dimension: FactDimension, _ value: String?) -> (name: String, value: String)? {
        typealias Field = RegistryList.Field
        guard let value else { return dimension == .reason ? (Field.reason, ReportPage.none) : nil }
        switch dimension {
        case .branch: return (Field.branch, value)
        case .department: return (Field.department, value)
        case .workshop: return (Field.workshop, value)
        case .responsible: return (Field.employee, "r\(value)")
        case .registrar: return (Field.employee, "u\(value)")
        case .channel: return (Field.channel, value)
        case .source: return (Field.source, value)
        case .project: return (Field.project, value)
        case .did: return names.viewer.numbers.read(value).key?.rawValue == value ? (Field.did, value) : nil
        case .reason:
            let reasons = names.reasons(of: value)
            return reasons.count > 20 ? nil : (Field.reason, reasons.joined(separator: "."))
        case .clientType: return (Field.clientType, value)
        case .novelty: return (Field.novelty, value)
        case .statusInquiry: return (Field.statusInquiry, value)
        case .continuation: return (Field.continuation, value)
        case .inquiry: return (Field.inquiry, value)
        case .inquiryKind: return (Field.inquiryKind, value)
        case .quality: return (Field.quality, value)
        case .dealStage: return (Field.funnelStage, value)
        case .sourceType: return (Field.sourceType, value)
        case .topic: return (Field.topic, value)
        case .topical, .stage, .cause, .hour, .day, .weekday, .position, .direction, .result, .queue, .wait, .offered,
            .prompt, .transfer, .again, .abandoned, .firstOfCaller, .person, .employee, .team, .state, .progress,
            .booked, .arrived, .trunk, .began, .refused, .peak:
            return nil
        }
    }
}

extension Viewer {
    /// Whether a list of such facts may show this reader all of them.
    func seesAll(_ kind: FactKind) -> Bool {
        switch kind {
        case .contact: reachesEverybody(by: .contacts)
        case .missed: reachesEverybody(by: .missed)
        case .document: reachesEverybody(by: .clients)
        case .call, .participation: reachesEverybody(by: .calls)
        case .assignment, .reminder: reachesEverybody(by: .contacts)
        // Of time there is no list.
        case .state, .line: false
        }
    }
}
