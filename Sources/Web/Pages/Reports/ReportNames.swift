import ContactCenter

/// What the values of dimensions are called.
struct ReportNames: Sendable {
    let viewer: Viewer
    let serviceLevel: ServiceLevelRules
    /// Reasons of one caption stand in one row, the first of them for all.
    let together: [FactDimension: [String: String]]
    /// Branches whose clock is not the reader's.
    let elsewhere: Set<String>
    private let options: RegistryOptions
    private let names: [FactDimension: [String: String]]
    private let staff: StaffNames
    /// By the first of each caption all others of it.
    private let others: [String: [String]]

    init(options: RegistryOptions, clocks: WorkCalendar, serviceLevel: ServiceLevelRules, viewer: Viewer) {
        self.options = options
        self.viewer = viewer
        self.serviceLevel = serviceLevel
        staff = StaffNames(options)
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
            (.source, options.sources), (.reason, options.reasons), (.position, options.positions),
            (.quality, options.qualities), (.dealStage, options.funnelStages), (.sourceType, options.sourceTypes),
            (.project, options.projects),
            (.topic, options.topics.topics.map { RegistryOption(id: $0.id.rawValue, name: $0.record.name) }),
        ]
        let named = all.map { dimension, options in
            (dimension, Dictionary(options.map { (String($0.id), $0.name) }) { first, _ in first })
        }
        names = Dictionary(uniqueKeysWithValues: named + [(.person, staff.names)])
        elsewhere = Set(
            options.branches.filter { clocks.zone(of: BranchID($0.id)) != viewer.timeZone }.map { String($0.id) }
        )
    }

    private var language: Language { viewer.language }

    /// What a column is called, with the seconds that are meant.
    func title(of column: Report.ColumnName) -> HTML { words(column.phrase, of: column) }

    /// What its figures are.
    func explanation(of column: Report.ColumnName) -> HTML { words(column.explanation, of: column) }

    private func words(_ phrase: Phrase, of column: Report.ColumnName) -> HTML {
        column == .serviceLevel ? language(phrase, "\(serviceLevel.seconds)") : language[phrase]
    }

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
        case .branch, .department, .workshop, .responsible, .registrar, .channel, .source, .reason, .position, .quality,
            .dealStage, .sourceType, .project:
            foreign(names[dimension]?[value] ?? "№ \(value)")
        case .topic:
            dimension.values(of: value).compactMap(\.self)
                .map { foreign(names[dimension]?[$0] ?? "№ \($0)") }.joined(", ")
        case .person, .employee: foreign(names[.person]?[value] ?? value)
        case .team: foreign(names[.department]?[value] ?? "№ \(value)")
        case .state, .trunk, .peak: foreign(value)
        case .progress: StaffProgress(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .did: viewer.phone(value)
        case .clientType: ClientType(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .novelty: Contact.Novelty(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .inquiryKind: InquiryKind(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .cause: CallCause(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .hour: "\(twoDigits(Int(value) ?? 0)):00"
        case .day: Int(value).map { HTML(text: dateText(Day(number: $0))) } ?? .nothing
        case .weekday: Int(value).map { language[Day.weekdayPhrases[min(max($0, 1), 7) - 1]] } ?? .nothing
        case .direction: CallDirection(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .result: CallResult(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case .queue: foreign(value)
        case .wait:
            value == WaitClass.more
                ? language(.reportWaitMore, "\(WaitClass.limits.last ?? 0)") : language(.reportWaitWithin, "\(value)")
        case .stage:
            language[value == Report.Stage.arrival.rawValue ? .reportArrival : .reportAppointment]
        case .statusInquiry, .continuation, .inquiry, .topical, .offered, .prompt, .transfer, .again, .abandoned,
            .firstOfCaller, .booked, .arrived, .began, .refused:
            language[.registryYes]
        }
    }

    /// The value by which a fact's is shown: that of the row it stands in.
    func shown(_ value: String, in dimension: FactDimension) -> String { together[dimension]?[value] ?? value }

    /// From which values a told one is told, as facts have them: the employees of a position; where it is none, nobody among them.
    func bases(of value: String?, in dimension: FactDimension) -> Set<String?> {
        let known = dimension.base.flatMap { names[$0]?.keys } ?? [:].keys
        let told = told[dimension] ?? [:]
        return Set(known.filter { told[$0] == value }.map(Optional.some) + (value == nil ? [nil] : []))
    }

    /// Positions by those who have them, types of sources by the sources, employees and their departments by who they are.
    var told: [FactDimension: [String: String]] {
        func texts(_ ids: [Int64: Int64]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: ids.map { ("\($0.key)", "\($0.value)") })
        }
        return [
            .position: texts(options.employeePositions), .sourceType: texts(options.typesOfSources),
            .employee: staff.employees, .team: staff.departments,
        ]
    }

    /// All reasons that stand in the row of this one, that of the row first.
    func reasons(of value: String) -> [String] {
        let first = together[.reason]?[value] ?? value
        return [first] + (others[first] ?? [])
    }

    // MARK: - Topics

    /// Of some directories there may be no records at all: nobody is asked for them.
    func isUsed(_ dimension: FactDimension) -> Bool {
        switch dimension {
        case .topic: !options.topics.topics.isEmpty
        case .project: !options.projects.isEmpty
        default: true
        }
    }

    /// How many of them stand below each other at most.
    var topicLevels: Int { options.topics.depth }

    /// A topic and those below it, as values of facts.
    func topics(within value: String) -> Set<String?> {
        guard let id = Int64(value) else { return [value] }
        return Set(options.topics.within(TopicID(id)).map(\.description))
    }

    /// Where it stands among all, from 0; behind them what is none.
    func place(ofTopic value: String) -> Int {
        let topics = options.topics.topics
        return topics.firstIndex { $0.id.description == value } ?? topics.count
    }

    var paths: [FactDimension: [String: [String]]] {
        let tree = options.topics
        return [
            .topic: Dictionary(
                uniqueKeysWithValues: tree.topics.map { ("\($0.id)", tree.path(of: $0.id).map(\.description)) }
            )
        ]
    }

    private func nothing(in dimension: FactDimension) -> Phrase {
        switch dimension {
        case .reason: .registryReasonless
        case .dealStage: .leadWithoutDeal
        case .topic: .topicsNone
        case .project: .projectNone
        case .person, .employee: .reportNobody
        default: .reportNotSaid
        }
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
            case .project: options.projects.filterOptions
            case .reason: options.reasons.filter { together[.reason]?[String($0.id)] == nil }.filterOptions
            case .clientType: ClientType.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            case .novelty: Contact.Novelty.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            case .position: options.positions.filterOptions
            case .inquiryKind: InquiryKind.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            case .quality: options.qualities.filterOptions
            case .dealStage: options.funnelStages.filterOptions
            case .sourceType: options.sourceTypes.filterOptions
            case .topic: options.topics.filterOptions
            case .employee: staff.options
            case .team: options.departments.filterOptions
            case .did, .cause, .hour, .statusInquiry, .continuation, .inquiry, .topical, .stage, .day, .weekday,
                .direction,
                .result, .queue, .wait, .offered, .prompt, .transfer, .again, .abandoned, .person, .state, .progress,
                .firstOfCaller, .booked, .arrived, .trunk, .began, .refused, .peak:
                nil
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
        case .call, .participation: .callsTitle
        case .state: .reportWorkTime
        case .line: .reportLinesInUse
        case .assignment: .reportAssignedBand
        case .reminder: .reminders
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
        case .project: .projectName
        case .reason: .contactReason
        case .clientType: .contactClientType
        case .novelty: .contactNovelty
        case .statusInquiry: .reportByStatus
        case .continuation: .reportContinuations
        case .inquiry: .registryInquiry
        case .inquiryKind: .inquiryKind
        case .quality: .leadQualityName
        case .dealStage: .funnelStageName
        case .sourceType: .sourceTypeName
        case .topic: .topicName
        case .topical: .reportByTopic
        case .stage: .documentKind
        case .cause: .missedCause
        case .hour: .reportHour
        case .day: .reportDay
        case .weekday: .reportWeekday
        case .position: .reportPosition
        case .direction: .direction
        case .result: .result
        case .queue: .queue
        case .wait: .reportWait
        case .offered: .reportOperatorCalls
        case .prompt: .boardInTime
        case .transfer: .reportTransferred
        case .again: .reportAgain
        case .abandoned: .reportAbandoned
        case .firstOfCaller: .reportMissedCallers
        case .person, .employee: .employee
        case .team: .reportTeam
        case .state: .reportWorkTime
        case .trunk: .reportTrunk
        case .began: .reportLineUses
        case .refused: .reportLineRefusals
        case .peak: .reportLinePeak
        case .progress: .result
        case .booked: .reportBooked
        case .arrived: .reportArrived
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
        case .missedCallers: .reportMissedCallers
        case .lossShare: .reportLoss
        case .inquiries: .reportInquiries
        case .appointments: .reportAppointments
        case .arrivals: .reportArrivals
        case .appointmentsOfInquiries: .reportAppointmentsOfInquiries
        case .arrivalsOfInquiries: .reportArrivalsOfInquiries
        case .arrivalsOfAppointments: .reportArrivalsOfAppointments
        case .contacts: .contacts
        case .calls: .reportInboundCalls
        case .answered: .boardAnswered
        case .abandoned: .reportAbandoned
        case .servedShare: .boardServed
        case .serviceLevel: .boardServiceLevel
        case .averageWait: .boardAverageWait
        case .averageHandling: .reportAverageHandling
        case .repeatShare: .reportRepeatShare
        case .outboundCalls: .reportOutboundCalls
        case .outboundAnswered: .boardAnswered
        case .talkTime: .reportTalkTime
        case .leads: .reportTotal
        case .manualLeads: .reportManualLeads
        case .requests: .reportRequests
        case .inboundLeads: .callsInbound
        case .outboundLeads: .callsOutbound
        case .operatorCalls: .reportOperatorCalls
        case .byTopic: .reportByTopic
        case .topicsOfCalls: .reportTopicsOfCalls
        case .topicShare: .reportTopicShare
        case .growth: .reportGrowthColumn
        case .offered: .reportOffered
        case .handled: .boardAnswered
        case .handledShare: .reportHandledShare
        case .pickUp: .reportPickUp
        case .ownTalk: .boardTalk
        case .ownHold: .reportOwnHold
        case .wrapUp: .reportWrapUp
        case .ownHandling: .reportOwnHandling
        case .placed: .reportPlaced
        case .atWork: .reportAtWork
        case .pauses: .reportPauses
        case .occupancy: .reportOccupancy
        case .assigned: .reportAssigned
        case .processed: .reportProcessed
        case .averageTaken: .reportAverageTaken
        case .averageProcessed: .reportAverageProcessed
        case .booked: .reportBooked
        case .arrived: .reportArrived
        case .callBacksDue: .reportCallBacksDue
        case .callBacksKept: .reportCallBacksKept
        case .callBacksKeptShare: .reportCallBacksKeptShare
        case .linePeak: .reportLinePeak
        case .lineTime: .reportLineTime
        case .lineUses: .reportLineUses
        case .lineRefusals: .reportLineRefusals
        case .lineRefusalShare: .reportLineRefusalShare
        case .averageLineUse: .reportAverageLineUse
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
        case .missedCallers: .measureMissedCallers
        case .lossShare: .measureLoss
        case .inquiries: .measureInquiries
        case .appointments: .measureAppointments
        case .arrivals: .measureArrivals
        case .appointmentsOfInquiries: .measureAppointmentsOfInquiries
        case .arrivalsOfInquiries: .measureArrivalsOfInquiries
        case .arrivalsOfAppointments: .measureArrivalsOfAppointments
        case .contacts: .measureContacts
        case .calls: .measureInboundCalls
        case .answered: .measureAnswered
        case .abandoned: .measureAbandoned
        case .servedShare: .measureServed
        case .serviceLevel: .measureServiceLevel
        case .averageWait: .measureAverageWait
        case .averageHandling: .measureAverageHandling
        case .repeatShare: .measureRepeatShare
        case .outboundCalls: .measureOutboundCalls
        case .outboundAnswered: .measureOutboundAnswered
        case .talkTime: .measureTalkTime
        case .leads: .measureInquiries
        case .manualLeads: .measureManualLeads
        case .requests: .measureRequests
        case .inboundLeads: .measureInboundLeads
        case .outboundLeads: .measureOutboundLeads
        case .operatorCalls: .measureOperatorCalls
        case .byTopic: .measureByTopic
        case .topicsOfCalls: .measureTopicsOfCalls
        case .topicShare: .measureTopicShare
        case .growth: .measureGrowth
        case .offered: .measureOffered
        case .handled: .measureOwnHandled
        case .handledShare: .measureHandledShare
        case .pickUp: .measurePickUp
        case .ownTalk: .measureTalk
        case .ownHold: .measureOwnHold
        case .wrapUp: .measureWrapUp
        case .ownHandling: .measureOwnHandling
        case .placed: .measurePlaced
        case .atWork: .measureAtWork
        case .pauses: .measurePauses
        case .occupancy: .measureOccupancy
        case .assigned: .measureAssigned
        case .processed: .measureProcessed
        case .averageTaken: .measureAverageTaken
        case .averageProcessed: .measureAverageProcessed
        case .booked: .measureBooked
        case .arrived: .measureArrived
        case .callBacksDue: .measureCallBacksDue
        case .callBacksKept: .measureCallBacksKept
        case .callBacksKeptShare: .measureCallBacksKeptShare
        case .linePeak: .measureLinePeak
        case .lineTime: .measureLineTime
        case .lineUses: .measureLineUses
        case .lineRefusals: .measureLineRefusals
        case .lineRefusalShare: .measureLineRefusalShare
        case .averageLineUse: .measureAverageLineUse
        }
    }
}

extension Report.BandName {
    var phrase: Phrase {
        switch self {
        case .contacts: .reportCalls
        case .lost: .reportLost
        case .inbound: .callsInbound
        case .outbound: .callsOutbound
        case .leads: .leads
        case .outcome: .reportOutcome
        case .all: .reportAll
        case .firstTime: .reportFirstTimeBand
        case .repeat: .reportRepeatBand
        case .topics: .reportTopics
        case .ownCalls: .callsTitle
        case .workTime: .reportWorkTime
        case .registered: .reportRegisteredBand
        case .assigned: .reportAssignedBand
        case .callBacks: .reminders
        case .lines: .reportLinesInUse
        }
    }
}
