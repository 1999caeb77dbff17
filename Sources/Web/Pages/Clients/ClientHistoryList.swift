import ContactCenter
import Foundation

/// What the address of a client's history asks for, and what may be asked for (requirement S3.26).
struct ClientHistoryList: Sendable {
    enum Field {
        static let kind = "kind"
        static let person = "person"
        static let reason = "reason"
        static let topic = "topic"
        static let text = "text"
        /// Where in the history the reader is.
        static let before = "before"

        static let all = PeriodChoice.fields + [kind, person, reason, topic, text, before]
    }

    static let rowsOnPage = 50

    let address: ListAddress
    private(set) var filter = ClientHistoryFilter()
    private(set) var fields: [FilterField] = []
    private let period: ListPeriod
    /// No period was asked for, and all of time is shown.
    private let isWholeTime: Bool

    /// - Parameter options: what reasons, topics and people there are.
    init(_ address: ListAddress, options: RegistryOptions, for viewer: Viewer) {
        self.address = address
        period = ListPeriod(address, standard: .thisYear, for: viewer)
        isWholeTime = PeriodChoice.fields.allSatisfy { address[$0] == nil }
        filter.period = isWholeTime ? nil : period.period
        let people = Self.people(of: options)
        filter.text = offer(
            Field.text,
            .registryText,
            .text(hint: viewer.language[.clientStoryFind]),
            for: viewer,
            error: .registryTextWrong
        ) { SoughtText(typed: $0) }
        let kinds = ClientHistoryEntry.Kind.allCases.map { FilterField.Option($0.rawValue, viewer.language[$0.phrase]) }
        filter.kind = offer(Field.kind, .clientStoryKind, .choice(kinds), for: viewer) {
            ClientHistoryEntry.Kind(rawValue: $0)
        }
        filter.person = offer(Field.person, .employee, .choice(people.map(\.option)), for: viewer) { text in
            people.first { $0.option.value == text }?.person
        }
        let reasons = options.reasons.filterOptions
        filter.reason = offer(Field.reason, .contactReason, .choice(reasons), for: viewer) { text in
            options.reasons.first { "\($0.id)" == text }.map { ReasonID($0.id) }
        }
        guard !options.topics.topics.isEmpty else { return }
        let topics = offer(Field.topic, .topics, .choice(options.topics.filterOptions), for: viewer) { text in
            options.topics.topics.first { "\($0.id)" == text }.map { options.topics.within($0.id) }
        }
        filter.topics = topics ?? []
    }

    var isWrong: Bool { period.refusal != nil || fields.contains { $0.error != nil } }

    var place: ClientHistoryEntry.Place? { address[Field.before].flatMap(ClientHistoryEntry.Place.init(text:)) }

    var bar: FilterBar {
        FilterBar(
            address: address,
            period: period,
            fields: fields,
            placeFields: [Field.before],
            isWholeTime: isWholeTime
        )
    }

    /// The page that begins behind an entry.
    func address(after entry: ClientHistoryEntry) -> ListAddress { address.with(Field.before, entry.place.text) }

    private mutating func offer<Value>(
        _ name: String,
        _ label: Phrase,
        _ kind: FilterField.Kind,
        for viewer: Viewer,
        error: Phrase = .filterNoSuchChoice,
        read: (String) -> Value?
    ) -> Value? {
        let (field, value) = FilterField.reading(name, label, kind, of: address, for: viewer, error: error, read: read)
        fields.append(field)
        return value
    }

    private struct Choice {
        var option: FilterField.Option
        var person: ClientHistoryFilter.Person
    }

    /// Employees, and those who log in without being one.
    private static func people(of options: RegistryOptions) -> [Choice] {
        let users = Dictionary(options.employeesOfUsers.map { ($0.value, $0.key) }) { first, _ in first }
        let employees = options.employees.map { employee in
            Choice(
                option: FilterField.Option("e\(employee.id)", foreignOption(employee.name)),
                person: .init(user: users[employee.id].map(UserID.init(_:)), employee: EmployeeID(employee.id))
            )
        }
        let others = options.registrars.filter { options.employeesOfUsers[$0.id] == nil }.map { user in
            Choice(
                option: FilterField.Option("u\(user.id)", foreignOption(user.name)),
                person: .init(user: UserID(user.id), employee: nil)
            )
        }
        return employees + others
    }
}

extension ClientHistoryEntry.Kind {
    var phrase: Phrase {
        switch self {
        case .contact: .conversationContact
        case .note: .note
        case .document: .documentOne
        case .reminder: .clientStoryReminder
        case .service: .serviceName
        case .paper: .paperOne
        case .questionnaire: .questionnaire
        case .task: .clientStoryTask
        }
    }
}

extension ClientHistoryEntry.Place {
    /// As an address has it: `1340274793000.note.17.3`.
    var text: String { "\(milliseconds(at)).\(kind.rawValue).\(record).\(ordinal)" }

    /// - Returns: `nil` for what no list has given out.
    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let milliseconds = Int64(parts[0]),
            let kind = ClientHistoryEntry.Kind(rawValue: parts[1]),
            let record = Int64(parts[2]), let ordinal = Int64(parts[3])
        else { return nil }
        self.init(
            at: Date(timeIntervalSince1970: Double(milliseconds) / 1_000),
            kind: kind,
            record: record,
            ordinal: ordinal
        )
    }
}
