import ContactCenter

/// The list behind a figure (requirement S2.21).
struct ReportDrillDown {
    let page: ReportPage
    let names: ReportNames
    /// From the outermost level inwards.
    let path: [ReportKey]

    /// - Returns: `nil` where no one list shows just what was counted.
    func address(of formula: Formula, in row: ReportRow, for viewer: Viewer) -> ListAddress? {
        // A sum of which one part is there is that part.
        let counted = formula.measures.filter { row.counts[$0] ?? 0 != 0 }
        if case .percent = formula { return nil }
        guard counted.count == 1, let measure = counted.first else { return nil }
        switch measure.kind {
        case .contact: return viewer.may(.contacts) ? registry(measure) : nil
        case .missed: return viewer.may(.missed) ? missed : nil
        case .document: return nil
        }
    }

    private func registry(_ measure: Measure) -> ListAddress? {
        typealias Field = RegistryList.Field
        var fields: [FactDimension: String?] = page.filter.compactMapValues { $0.first }
        for (dimension, key) in zip(page.grouping, path) {
            guard case .value(let value) = key else { return nil }
            fields[dimension] = .some(value)
        }
        for (dimension, values) in measure.only { fields[dimension] = .some(values.first) }
        var address = ListAddress(RegistryList.path).with(page.period.choice)
            .with(Field.state, Contact.State.registered.rawValue)
        for (dimension, value) in fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let field = field(of: dimension, value) else { return nil }
            address = address.with(field.name, field.value)
        }
        return address
    }

    /// - Returns: `nil` where the registry has no such filter.
    private func field(of dimension: FactDimension, _ value: String?) -> (name: String, value: String)? {
        typealias Field = RegistryList.Field
        guard let value else { return dimension == .reason ? (Field.reason, "none") : nil }
        return switch dimension {
        case .branch: (Field.branch, value)
        case .department: (Field.department, value)
        case .workshop: (Field.workshop, value)
        case .responsible: (Field.employee, "r\(value)")
        case .registrar: (Field.employee, "u\(value)")
        case .channel: (Field.channel, value)
        case .source: (Field.source, value)
        case .did: (Field.did, value)
        case .reason: (Field.reason, names.reasons(of: value).joined(separator: "."))
        case .clientType: (Field.clientType, value)
        case .novelty: (Field.novelty, value)
        case .statusInquiry: (Field.statusInquiry, value)
        case .continuation: (Field.continuation, value)
        case .inquiry: (Field.inquiry, value)
        case .stage, .cause, .hour: nil
        }
    }

    /// Only for all missed calls of a period, or of a number: the register knows nothing else of them.
    private var missed: ListAddress? {
        var address = ListAddress(MissedList.path).with(page.period.choice).with("view", "all")
        var fields = page.filter.compactMapValues { $0.first }
        for (dimension, key) in zip(page.grouping, path) {
            if case .value(let value) = key { fields[dimension] = .some(value) }
        }
        for (dimension, value) in fields {
            guard dimension == .did, let value else { return nil }
            address = address.with("did", value)
        }
        return address
    }
}
