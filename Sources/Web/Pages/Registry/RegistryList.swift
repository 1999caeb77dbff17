import ContactCenter
import Foundation

/// What the address of the registry asks for, and the parts by which people ask for something else.
struct RegistryList: Sendable {
    static let path = RegistryKind.registry.path
    static let rowsOnPage = 50
    /// Sorting by a column reads all contacts of the period.
    static let mostSortedDays = 31

    enum Field {
        static let inquiry = "inquiry"
        static let appointment = "appointment"
        static let arrival = "arrival"
        static let client = "client"
        /// "Контрагент не указан".
        static let clientless = "clientless"
        static let reason = "reason"
        static let employee = "employee"
        static let did = "did"
        static let workshop = "workshop"
        static let department = "department"
        static let branch = "branch"
        static let channel = "channel"
        static let source = "source"
        static let clientType = "type"
        static let novelty = "novelty"
        static let statusInquiry = "status"
        static let continuation = "continuation"
        static let state = "state"
        static let stage = "processing"
        static let number = FilterField.searched
        static let text = "text"
        static let deal = "deal"
        /// The stage of the deal, or `none`: those without a deal.
        static let funnelStage = "funnel"
        static let pipeline = "pipeline"
        static let quality = "quality"
        static let sourceType = "source_type"
        static let inquiryKind = "kind"
        /// With those below it.
        static let topic = "topic"
        static let project = "project"
        static let sort = "sort"
        static let after = "after"
        static let before = "before"

        static let place = [after, before, assigned, who]
        /// A client as somebody typed them; the address then names the one that was meant.
        static let who = "who"
        /// What was just handed over, told once.
        static let assigned = "assigned"
        static let all =
            PeriodChoice.fields + [
                inquiry, appointment, arrival, client, clientless, reason, employee, did, workshop, department, branch,
                channel, source, clientType, novelty, statusInquiry, continuation, state, stage, number, text, deal,
                funnelStage, pipeline, quality, sourceType, inquiryKind, topic, project, sort, after, before, assigned,
                who,
            ]
    }

    let kind: RegistryKind
    let address: ListAddress
    let period: ListPeriod
    let filter: RegistryFilter
    let sort: RegistrySort
    /// The fields in which something stands that nothing can be looked for by, each with what is wrong with it.
    let wrongFields: [(name: String, problem: Phrase)]

    init(_ address: ListAddress, of kind: RegistryKind = .registry, reach: Sitters?, for viewer: Viewer) {
        self.kind = kind
        self.address = address
        period = ListPeriod(address, for: viewer)
        var filter = RegistryFilter()
        filter.isInquiry = address[Field.inquiry].flatMap(Self.answer)
        filter.hasAppointment = address[Field.appointment].flatMap(Self.answer)
        filter.hasArrival = address[Field.arrival].flatMap(Self.answer)
        filter.client = address.id(Field.client)
        filter.hasClient = address[Field.clientless] == nil ? nil : false
        filter.reason = address[Field.reason].flatMap(RegistryFilter.ReasonChoice.init(address:))
        filter.employee = address[Field.employee].flatMap(RegistryFilter.Employee.init(address:))
        filter.did = address[Field.did].map { viewer.numbers.read($0).key ?? NumberKey("") }
        filter.workshop = address.id(Field.workshop)
        filter.department = address.id(Field.department)
        filter.branch = address.id(Field.branch)
        filter.channel = address.id(Field.channel)
        filter.source = address.id(Field.source)
        filter.clientType = address[Field.clientType].flatMap(ClientType.init(rawValue:))
        filter.novelty = address[Field.novelty].flatMap(Contact.Novelty.init(rawValue:))
        filter.isStatusInquiry = address[Field.statusInquiry].flatMap(Self.answer)
        filter.isContinuation = address[Field.continuation].flatMap(Self.answer)
        filter.state = address[Field.state].flatMap(Contact.State.init(rawValue:))
        filter.stage = address[Field.stage].flatMap(ContactWork.Stage.init(rawValue:))
        filter.number = address[Field.number].flatMap { RegistryFilter.Number(typed: $0, by: viewer.numbers) }
        filter.text = address[Field.text].flatMap(SoughtText.init(typed:))
        let typed: [(name: String, isRead: Bool, problem: Phrase)] = [
            (Field.number, filter.number != nil, .registryNumberWrong),
            (Field.text, filter.text != nil, .registryTextWrong),
        ]
        wrongFields = typed.filter { !$0.isRead && address[$0.name] != nil }.map { ($0.name, $0.problem) }
        filter.topic = address.id(Field.topic)
        filter.project = address.id(Field.project)
        filter.takeDeals(address)
        // A lead is an inquiry.
        if kind == .leads { filter.isInquiry = true }
        filter.reach = reach
        self.filter = filter
        sort = Self.isSortable(period) ? RegistrySort(address: address[Field.sort]) : .standard
    }

    private static func answer(_ text: String) -> Bool? {
        switch text {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    static func isSortable(_ period: ListPeriod) -> Bool {
        period.days.upperBound - period.days.lowerBound < mostSortedDays
    }

    var isWrong: Bool { !wrongFields.isEmpty || period.refusal != nil }

    /// Counting long periods takes longer than showing their first page.
    var isCountedLater: Bool { !Self.isSortable(period) && !filter.isOfOneContact }

    var question: RegistryQuestion {
        RegistryQuestion(filter: filter, period: period.period, sort: sort, turn: turn, limit: Self.rowsOnPage)
    }

    var turn: RegistryTurn {
        if let place = address[Field.after].flatMap(RegistryPlace.init(text:)) { return .after(place) }
        if let place = address[Field.before].flatMap(RegistryPlace.init(text:)) { return .before(place) }
        return .first
    }

    /// The registry without where the reader is on it.
    var top: ListAddress { address.without(Field.place) }

    /// Of the period what can still get new rows: at most a day back.
    func recent(since: Date?, at now: Date) -> Period? {
        let whole = period.period
        guard !isWrong, !filter.isOfOneContact, whole.contains(now) else { return nil }
        return Period(from: since ?? max(whole.from, now - 86_400), until: whole.until)
    }
}

extension RegistryKind {
    var path: String { "/\(rawValue)" }
    /// Stands before the query of where a reader came from; the list itself knows no such field.
    var mark: String { "list=\(rawValue)&" }

    var title: Phrase {
        switch self {
        case .registry: .registryTitle
        case .journal: .journalTitle
        case .leads: .leadsTitle
        }
    }

    var counted: Counted { self == .leads ? .inquiries : .contacts }

    var place: Place {
        switch self {
        case .registry: .registry
        case .journal: .journal
        case .leads: .leads
        }
    }
}

extension RegistryFilter {
    /// What the address says of deals and of what leads are told apart by.
    fileprivate mutating func takeDeals(_ address: ListAddress) {
        deal = address.id(RegistryList.Field.deal)
        hasDeal = address[RegistryList.Field.funnelStage] == "none" ? false : nil
        funnelStage = address.id(RegistryList.Field.funnelStage)
        pipeline = address.id(RegistryList.Field.pipeline)
        quality = address.id(RegistryList.Field.quality)
        sourceType = address.id(RegistryList.Field.sourceType)
        inquiryKind = address[RegistryList.Field.inquiryKind].flatMap(InquiryKind.init(rawValue:))
    }
}

extension ListAddress {
    func id<Record>(_ field: String) -> RecordID<Record>? {
        self[field].flatMap { Int64($0) }.map(RecordID<Record>.init(_:))
    }
}

extension RegistryFilter.ReasonChoice {
    /// `5`, `1.2` for those of one caption, or `none`.
    init?(address text: String) {
        guard text != "none" else {
            self = .none
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let reasons = parts.compactMap { Int64($0) }.map(ReasonID.init(_:))
        guard reasons.count == parts.count, parts.count <= 20 else { return nil }
        self = reasons.count == 1 ? .reason(reasons[0]) : .oneOf(reasons)
    }
}

extension RegistryFilter.Employee {
    /// `r12` is responsible, `u3` registered it, `p3` has processed it; `a3` and `d12` are those whose lead it is.
    init?(address text: String) {
        guard let id = Int64(text.dropFirst()) else { return nil }
        switch text.first {
        case "r": self = .responsible(EmployeeID(id))
        case "u": self = .registrar(UserID(id))
        case "p": self = .processor(UserID(id))
        case "a": self = .acceptor(UserID(id))
        case "d": self = .dealResponsible(EmployeeID(id))
        default: return nil
        }
    }
}

extension RegistrySort {
    /// `-date`: descending.
    init(address text: String?) {
        let name = text ?? ""
        let column = RegistryColumn(rawValue: String(name.drop { $0 == "-" }))
        self = column.map { RegistrySort($0, isDescending: name.hasPrefix("-")) } ?? .standard
    }

    var address: String? { self == .standard ? nil : (isDescending ? "-" : "") + column.rawValue }
}

extension RegistryPlace {
    /// `1340274793000-2851-Рожин`: what stands in the column by which the registry is sorted comes last.
    init?(text: String) {
        let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let milliseconds = Int64(parts[0]), let contact = Int64(parts[1]),
            // Up to the year 9999: what is beyond cannot be counted with.
            (0..<253_402_300_800_000).contains(milliseconds)
        else { return nil }
        self.init(
            at: Date(timeIntervalSince1970: Double(milliseconds) / 1_000),
            contact: ContactID(contact),
            value: parts.count > 2 ? String(parts[2]) : nil
        )
    }

    var text: String { "\(milliseconds(at))-\(contact)" + (value.map { "-\($0)" } ?? "") }
}
