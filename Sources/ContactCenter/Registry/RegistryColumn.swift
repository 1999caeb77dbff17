/// A column of the registry, in the order of requirement S0.44; its raw value is its name in addresses and in the database.
package enum RegistryColumn: String, CaseIterable, Sendable {
    case number
    case date
    case novelty
    case inquiry
    case appointment
    case arrival
    case reason
    case responsible
    case client
    case person
    case vehicle
    case model
    case channel
    case caller
    case did
    case phone
    case workshop
    /// "Место": the department of the responsible employee (decision D5).
    case place
    /// Those of the journal: who registered it, how long it waited in the queue, and who has processed it how fast.
    case registrar
    case waited
    case stage
    case takenIn = "taken_in"
    case processor
    case processedIn = "processed_in"
    /// Those of the lead list (requirements S2.12, S2.13).
    case deal
    case funnelStage = "funnel_stage"
    case inquiryKind = "inquiry_kind"
    case source
    case callStatus = "call_status"
    case manager
    case sourceType = "source_type"
    case quality
    case info
    /// What it is about (requirement S3.38).
    case topics
    /// What it is taken for (requirement S3.21).
    case project
}

/// Ways of looking at the same contacts; each has columns of its own.
package enum RegistryKind: String, CaseIterable, Sendable {
    case registry
    /// "Журнал входящего трафика": who registered what, and who has processed it how fast (requirement S1.33).
    case journal
    /// "Список лидов": inquiries alone, with the deals that they belong to.
    case leads

    /// What is seen unless somebody wants other columns.
    package var columns: RegistryColumns {
        switch self {
        case .registry:
            RegistryColumns(
                order: RegistryColumn.allCases,
                shown: Set(RegistryColumn.allCases.prefix { $0 != .registrar })
            )
        case .journal: RegistryColumns(order: Self.journalColumns, shown: Set(Self.journalColumns))
        case .leads: RegistryColumns(order: Self.leadColumns, shown: Set(Self.leadColumns))
        }
    }

    private static let journalColumns: [RegistryColumn] = [
        .number, .date, .channel, .person, .reason, .registrar, .waited, .takenIn, .processedIn, .processor, .stage,
        .responsible,
    ]

    private static let leadColumns: [RegistryColumn] = [
        .number, .date, .deal, .funnelStage, .inquiryKind, .source, .callStatus, .manager, .sourceType, .place,
        .quality, .channel, .info,
    ]
}

/// Which columns somebody sees, in which order. The number stands first, whatever is chosen: it leads to the card.
package struct RegistryColumns: Hashable, Sendable {
    /// Those that are seen.
    package private(set) var shown: [RegistryColumn]
    /// All, the hidden ones where they were put.
    package private(set) var order: [RegistryColumn]

    /// - Parameter order: what is left out comes at the end, hidden or not.
    package init(order: [RegistryColumn], shown: Set<RegistryColumn>) {
        var seen: Set<RegistryColumn> = [.number]
        let chosen = order.filter { seen.insert($0).inserted }
        let rest = RegistryColumn.allCases.filter { !seen.contains($0) }
        self.order = [.number] + chosen + rest
        self.shown = self.order.filter { $0 == .number || shown.contains($0) }
    }

    /// The same with a column one place nearer to the beginning, or to the end.
    package func moving(_ column: RegistryColumn, by distance: Int) -> RegistryColumns {
        guard column != .number, let place = order.firstIndex(of: column) else { return self }
        let other = min(max(place + distance, 1), order.count - 1)
        var order = order
        order.remove(at: place)
        order.insert(column, at: other)
        return RegistryColumns(order: order, shown: Set(shown))
    }

    /// `number,date,-novelty`: the hidden ones with a minus.
    package var text: String {
        order.map { (shown.contains($0) ? "" : "-") + $0.rawValue }.joined(separator: ",")
    }

    /// What a newer or older program wrote otherwise is passed over; columns that it did not know are seen where they are usually.
    package init(text: String, of kind: RegistryKind) {
        let names = text.split(separator: ",")
        let order = names.compactMap { RegistryColumn(rawValue: String($0.drop { $0 == "-" })) }
        let shown = names.filter { !$0.hasPrefix("-") }.compactMap { RegistryColumn(rawValue: String($0)) }
        let usual = kind.columns
        let rest = usual.order.filter { !order.contains($0) }
        self.init(order: order + rest, shown: Set(shown + usual.shown.filter { !order.contains($0) }))
    }
}

/// By what the registry is sorted. Equal ones stand by date, the latest first.
package struct RegistrySort: Hashable, Sendable {
    package var column: RegistryColumn
    package var isDescending: Bool

    package init(_ column: RegistryColumn, isDescending: Bool) {
        self.column = column
        self.isDescending = isDescending
    }

    package static let standard = RegistrySort(.date, isDescending: true)
}
