import ContactCenter

/// The filters of a list of calls: what its address asks for, what may be asked for, and what is wrong with it.
struct CallListFilters: Sendable {
    /// What the fields offer.
    struct Choices: Sendable {
        /// By name.
        var people: [ListedPerson] = []
        var queues: [QueueName] = []
    }

    private(set) var filter: CallFilter
    private(set) var fields: [FilterField] = []

    var isWrong: Bool { fields.contains { $0.error != nil } }

    /// - Parameter reach: whose calls the reader may see. A reader of own calls is asked for nobody's name.
    init(_ address: ListAddress, kind: CallListKind, reach: Sitters?, choices: Choices, for viewer: Viewer) {
        let asked = kind.hasDirections ? address[CallListField.direction].flatMap(CallDirection.init) : nil
        filter = CallFilter(direction: asked ?? .inbound)
        filter.reach = reach
        addOutcome(address, for: viewer)
        addPeople(address, reach: reach, people: choices.people, for: viewer)
        addNumbers(address, queues: choices.queues, for: viewer)
    }

    // MARK: - Fields

    private mutating func addOutcome(_ address: ListAddress, for viewer: Viewer) {
        let language = viewer.language
        let kinds = CallFilter.kinds(of: filter.direction)
        filter.kind = add(
            CallListField.kind,
            .callKind,
            .choice(kinds.map { .init($0.rawValue, language[$0.phrase]) }),
            of: address,
            for: viewer
        ) { text in kinds.first { $0.rawValue == text } }
        filter.cause = add(
            CallListField.cause,
            .callCause,
            .choice(CallCause.allCases.map { .init($0.rawValue, language[$0.phrase]) }),
            of: address,
            for: viewer,
            read: CallCause.init
        )
    }

    private mutating func addPeople(
        _ address: ListAddress,
        reach: Sitters?,
        people: [ListedPerson],
        for viewer: Viewer
    ) {
        var colleagues = people
        switch reach {
        case .user: return addPhone(address, for: viewer)
        case .department(let department): colleagues = people.filter { $0.department == department }
        case nil: break
        }
        filter.person = add(
            CallListField.person,
            .employee,
            .choice(colleagues.map { .init("\($0.id)", foreignOption($0.name)) }),
            of: address,
            for: viewer
        ) { text in colleagues.first { "\($0.id)" == text }?.id }
        if reach == nil {
            let departments = Set(people.compactMap(\.department)).sorted()
            filter.department = add(
                CallListField.department,
                .department,
                .choice(departments.map { .init($0, foreignOption($0)) }),
                of: address,
                for: viewer
            ) { text in departments.contains(text) ? text : nil }
        }
        addPhone(address, for: viewer)
    }

    private mutating func addPhone(_ address: ListAddress, for viewer: Viewer) {
        filter.phone = add(
            CallListField.phone,
            .extensionNumber,
            .text(hint: "0111"),
            of: address,
            for: viewer,
            error: .filterNoNumber,
            read: Extension.init(typed:)
        )
    }

    private mutating func addNumbers(_ address: ListAddress, queues: [QueueName], for viewer: Viewer) {
        let numbers = viewer.numbers
        if filter.direction == .inbound {
            filter.did = add(
                CallListField.did,
                .did,
                .text(hint: "6467171"),
                of: address,
                for: viewer,
                error: .filterNoNumber
            ) { numbers.read($0).key }
            filter.queue = add(
                CallListField.queue,
                .queue,
                .choice(queues.map { .init($0.rawValue, foreignOption($0.rawValue)) }),
                of: address,
                for: viewer
            ) { QueueName($0) }
        }
        filter.number = add(
            CallListField.number,
            .subscriberNumber,
            .text(hint: viewer.language[.filterNumberHint]),
            of: address,
            for: viewer,
            error: .filterNoNumber
        ) { CallFilter.Number($0, by: numbers) }
    }

    /// Adds a field, and reads what the address has in it.
    ///
    /// - Parameter error: what is said when that cannot be read.
    private mutating func add<Value>(
        _ name: String,
        _ label: Phrase,
        _ kind: FilterField.Kind,
        of address: ListAddress,
        for viewer: Viewer,
        error: Phrase = .filterNoSuchChoice,
        read: (String) -> Value?
    ) -> Value? {
        let (field, value) = FilterField.reading(
            name,
            label,
            kind,
            of: address,
            for: viewer,
            error: error,
            read: read
        )
        fields.append(field)
        return value
    }
}

extension CallFilter.Kind {
    var phrase: Phrase {
        switch self {
        case .answered: .kindAnswered
        case .missed: .kindMissed
        case .unanswered: .kindUnanswered
        case .busy: .kindBusy
        case .failed: .kindFailed
        case .transferred: .kindTransferred
        }
    }
}
