import ContactCenter

/// What the values of dimensions are called.
struct ReportNames: Sendable {
    let viewer: Viewer
    /// Reasons of one caption stand in one row, the first of them for all.
    let together: [FactDimension: [String: String]]
    /// Branches whose clock is not the reader's.
    let elsewhere: Set<String>
    private let options: RegistryOptions
    private let names: [FactDimension: [String: String]]
    /// By the first of each caption all others of it.
    private let others: [String: [String]]

    init(options: RegistryOptions, clocks: WorkCalendar, viewer: Viewer) {
        self.options = options
        self.viewer = viewer
        var first: [String: String] = [:]
        var reasons: [String: String] = [:]
        for reason in options.reasons {
            let id = String(reason.id)
            if let known = first[reason.name] { reasons[id] = known } else { first[reason.name] = id }
        }
        together = [.reason: reasons]
        others = Dictionary(grouping: reasons.keys.sorted()) { reasons[$0] ?? $0 }
        let all: [(FactDimension, [RegistryOption])] = [
            (.branch, options.branches), (.department, options.departments), (.workshop, options.workshops),
            (.responsible, options.employees), (.registrar, options.registrars), (.channel, options.channels),
            (.source, options.sources), (.reason, options.reasons),
        ]
        names = Dictionary(
            uniqueKeysWithValues: all.map { dimension, options in
                (dimension, Dictionary(options.map { (String($0.id), $0.name) }) { first, _ in first })
            }
        )
        elsewhere = Set(
            options.branches.filter { clocks.zone(of: BranchID($0.id)) != viewer.timeZone }.map { String($0.id) }
        )
    }

    private var language: Language { viewer.language }

    func name(of key: ReportKey, in dimension: FactDimension) -> HTML {
        switch key {
        case .total: language[.total]
        case .value(let value?): name(of: value, in: dimension)
        case .value(nil): "<span class=\"muted\">\(language[nothing(in: dimension)])</span>"
        case .other(let kind): language[kind.phrase]
        }
    }

    func name(of value: String, in dimension: FactDimension) -> HTML {
        switch dimension {
        case .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .reason:
            foreign(names[dimension]?[value] ?? "№ \(value)")
        case .did: viewer.phone(value)
        case .clientType: ClientType(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .novelty: Contact.Novelty(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .cause: CallCause(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .hour: "\(twoDigits(Int(value) ?? 0)):00"
        case .statusInquiry, .continuation, .inquiry, .stage: language[.registryYes]
        }
    }

    /// All reasons that stand in the row of this one, that of the row first.
    func reasons(of value: String) -> [String] {
        let first = together[.reason]?[value] ?? value
        return [first] + (others[first] ?? [])
    }

    private func nothing(in dimension: FactDimension) -> Phrase {
        dimension == .reason ? .registryReasonless : .reportNotSaid
    }

    /// What can be chosen in the filter of a dimension; `nil` where it is typed.
    func choices(in dimension: FactDimension) -> [FilterField.Option]? {
        let known: [FilterField.Option]? =
            switch dimension {
            case .branch: options.branches.filterOptions
            case .department: options.departments.filterOptions
            case .workshop: options.workshops.filterOptions
            case .responsible: options.employees.filterOptions
            case .registrar: options.registrars.filterOptions
            case .channel: options.channels.filterOptions
            case .source: options.sources.filterOptions
            case .reason: options.reasons.filter { together[.reason]?[String($0.id)] == nil }.filterOptions
            case .clientType: ClientType.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            case .novelty: Contact.Novelty.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            case .did, .cause, .hour, .statusInquiry, .continuation, .inquiry, .stage: nil
            }
        return known.map { [.init(ReportPage.none, language[nothing(in: dimension)])] + $0 }
    }
}

extension FactKind {
    var phrase: Phrase {
        switch self {
        case .contact: .contacts
        case .missed: .reportMissedCalls
        case .document: .documentsTitle
        }
    }
}

extension FactDimension {
    var phrase: Phrase {
        switch self {
        case .branch: .contactBranch
        case .department: .contactPlace
        case .workshop: .contactWorkshop
        case .responsible: .contactResponsible
        case .registrar: .contactRegistrar
        case .channel: .contactChannel
        case .source: .contactSource
        case .did: .did
        case .reason: .contactReason
        case .clientType: .contactClientType
        case .novelty: .contactNovelty
        case .statusInquiry: .reportByStatus
        case .continuation: .reportContinuations
        case .inquiry: .registryInquiry
        case .stage: .documentKind
        case .cause: .missedCause
        case .hour: .reportHour
        }
    }
}

extension Report.ColumnName {
    var phrase: Phrase {
        switch self {
        case .total: .reportTotal
        case .firstTime: .reportFirstTime
        case .repeat: .reportRepeat
        case .statusInquiry: .reportByStatus
        case .continuation: .reportContinuations
        case .missed: .reportMissed
        case .lossShare: .reportLoss
        case .inquiries: .reportInquiries
        case .appointments: .reportAppointments
        case .arrivals: .reportArrivals
        case .appointmentsOfInquiries: .reportAppointmentsOfInquiries
        case .arrivalsOfInquiries: .reportArrivalsOfInquiries
        case .arrivalsOfAppointments: .reportArrivalsOfAppointments
        case .contacts: .contacts
        }
    }

    /// What the figure is, for who rests on its heading; also in `docs/measures.md`.
    var explanation: Phrase {
        switch self {
        case .total: .measureTotal
        case .firstTime: .measureFirstTime
        case .repeat: .measureRepeat
        case .statusInquiry: .measureByStatus
        case .continuation: .measureContinuations
        case .missed: .measureMissed
        case .lossShare: .measureLoss
        case .inquiries: .measureInquiries
        case .appointments: .measureAppointments
        case .arrivals: .measureArrivals
        case .appointmentsOfInquiries: .measureAppointmentsOfInquiries
        case .arrivalsOfInquiries: .measureArrivalsOfInquiries
        case .arrivalsOfAppointments: .measureArrivalsOfAppointments
        case .contacts: .measureContacts
        }
    }
}

extension Report.BandName {
    var phrase: Phrase {
        switch self {
        case .contacts: .reportCalls
        case .lost: .reportLost
        case .all: .reportAll
        case .firstTime: .reportFirstTimeBand
        case .repeat: .reportRepeatBand
        }
    }
}
