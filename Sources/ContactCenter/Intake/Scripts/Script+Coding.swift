/// How scripts are written: one and the same for the database, the export and the import. Keys are in the order in which a
/// person would say them; what is not said is not there.
extension Script: Codable {
    package enum Key: String, CodingKey, CaseIterable {
        case kind, name, start, steps
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        kind = try values.decodeIfPresent(Kind.self, forKey: .kind) ?? .contact
        name = try values.decode(LocalText.self, forKey: .name)
        start = try values.decode(String.self, forKey: .start)
        steps = try values.decode([ScriptStep].self, forKey: .steps)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        if kind != .contact { try values.encode(kind, forKey: .kind) }
        try values.encode(name, forKey: .name)
        try values.encode(start, forKey: .start)
        try values.encode(steps, forKey: .steps)
    }
}

extension ScriptStep: Codable {
    package enum Key: String, CodingKey, CaseIterable {
        case id, title, hint, say, ask, act, people, minutes, text, outcome, next
        case clientRequired = "client_required"
        case employeeRequired = "employee_required"
    }

    fileprivate enum Act: String, Codable {
        case identify, employee, transfer, reminder, appointment, finish
        case testDrive = "test_drive"
        case firstTime = "first_time"
        case baseContact = "base_contact"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try values.decode(String.self, forKey: .id),
            title: try values.decode(LocalText.self, forKey: .title),
            hint: try values.decodeIfPresent(LocalText.self, forKey: .hint) ?? LocalText(),
            say: try values.decodeIfPresent(LocalText.self, forKey: .say) ?? LocalText(),
            questions: try values.decodeIfPresent([ScriptQuestion].self, forKey: .ask) ?? [],
            acts: try Self.acts(from: values),
            branches: try values.decodeIfPresent([ScriptBranch].self, forKey: .next) ?? []
        )
    }

    /// One word, or a list of them; what they need to know stands beside them.
    private static func acts(from values: KeyedDecodingContainer<Key>) throws -> [ScriptAct] {
        guard values.contains(.act) else { return [] }
        if let several = try? values.decode([Act].self, forKey: .act) {
            return try several.map { try act($0, from: values) }
        }
        return [try act(values.decode(Act.self, forKey: .act), from: values)]
    }

    private static func act(_ word: Act, from values: KeyedDecodingContainer<Key>) throws -> ScriptAct {
        func people(or usual: ScriptAct.People) throws -> ScriptAct.People {
            try values.decodeIfPresent(ScriptAct.People.self, forKey: .people) ?? usual
        }
        func flag(_ key: Key, or usual: Bool) throws -> Bool {
            try values.decodeIfPresent(Bool.self, forKey: key) ?? usual
        }
        return switch word {
        case .identify: .identifyClient(isRequired: try flag(.clientRequired, or: false))
        case .firstTime: .firstTimeData
        case .employee:
            .chooseEmployee(try people(or: .all), isRequired: try flag(.employeeRequired, or: true))
        case .transfer: .transfer(try people(or: .masters))
        case .reminder:
            .remind(
                minutes: try values.decode(Int.self, forKey: .minutes),
                text: try values.decode(LocalText.self, forKey: .text)
            )
        case .baseContact: .chooseBaseContact
        case .appointment: .offer(.appointment)
        case .testDrive: .offer(.testDrive)
        case .finish: .finish(try values.decode(Contact.Outcome.self, forKey: .outcome))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(id, forKey: .id)
        try values.encode(title, forKey: .title)
        if !hint.isEmpty { try values.encode(hint, forKey: .hint) }
        if !say.isEmpty { try values.encode(say, forKey: .say) }
        if !questions.isEmpty { try values.encode(questions, forKey: .ask) }
        let words = acts.map(\.word)
        if words.count == 1 { try values.encode(words[0], forKey: .act) }
        if words.count > 1 { try values.encode(words, forKey: .act) }
        for act in acts { try Self.encodeDetails(of: act, to: &values) }
        if !branches.isEmpty { try values.encode(branches, forKey: .next) }
    }
}

extension ScriptStep {
    /// What an act needs to know besides its word.
    private static func encodeDetails(of act: ScriptAct, to values: inout KeyedEncodingContainer<Key>) throws {
        switch act {
        case .firstTimeData, .chooseBaseContact, .offer, .identifyClient(isRequired: false): break
        case .identifyClient(isRequired: true): try values.encode(true, forKey: .clientRequired)
        case .chooseEmployee(let people, let isRequired):
            try values.encode(people, forKey: .people)
            if !isRequired { try values.encode(false, forKey: .employeeRequired) }
        case .transfer(let people): try values.encode(people, forKey: .people)
        case .remind(let minutes, let text):
            try values.encode(minutes, forKey: .minutes)
            try values.encode(text, forKey: .text)
        case .finish(let outcome): try values.encode(outcome, forKey: .outcome)
        }
    }
}

extension ScriptAct {
    fileprivate var word: ScriptStep.Act {
        switch self {
        case .identifyClient: .identify
        case .firstTimeData: .firstTime
        case .chooseEmployee: .employee
        case .transfer: .transfer
        case .remind: .reminder
        case .chooseBaseContact: .baseContact
        case .offer(.appointment): .appointment
        case .offer(.testDrive): .testDrive
        case .finish: .finish
        }
    }
}

extension ScriptBranch: Codable {
    package enum Key: String, CodingKey, CaseIterable {
        case when, to
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            to: try values.decode(String.self, forKey: .to),
            when: try values.decodeIfPresent([String: Values].self, forKey: .when)?.mapValues(\.all) ?? [:]
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        if !conditions.isEmpty {
            var subjects = values.nestedContainer(keyedBy: Subject.self, forKey: .when)
            for (name, all) in conditions.sorted(by: { $0.key < $1.key }) {
                try subjects.encode(Values(all: all), forKey: Subject(stringValue: name))
            }
        }
        try values.encode(target, forKey: .to)
    }

    private struct Subject: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// One value, or a list of them.
    private struct Values: Codable {
        var all: Set<String>

        init(all: Set<String>) { self.all = all }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let list = try? value.decode([String].self) {
                all = Set(list)
            } else {
                all = [try value.decode(String.self)]
            }
        }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            if all.count == 1, let only = all.first {
                try value.encode(only)
            } else {
                try value.encode(all.sorted())
            }
        }
    }
}

extension ScriptQuestion: Codable {
    package enum Key: String, CodingKey, CaseIterable {
        case name, label, kind, required, choices, from, to, directory
    }

    private enum Word: String, Codable {
        case text, choice, number, date, phone, directory
        case longText = "long_text"
        case yesNo = "yes_no"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try values.decode(String.self, forKey: .name),
            try values.decode(LocalText.self, forKey: .label),
            try Self.kind(from: values),
            isRequired: try values.decodeIfPresent(Bool.self, forKey: .required) ?? false
        )
    }

    private static func kind(from values: KeyedDecodingContainer<Key>) throws -> Kind {
        switch try values.decodeIfPresent(Word.self, forKey: .kind) ?? .text {
        case .text: return .text
        case .longText: return .longText
        case .choice: return .choice(try values.decode([Choice].self, forKey: .choices))
        case .number:
            let low = try values.decode(Int64.self, forKey: .from)
            let high = try values.decode(Int64.self, forKey: .to)
            guard low <= high else {
                throw DecodingError.dataCorruptedError(forKey: .to, in: values, debugDescription: "to is below from")
            }
            return .number(low...high)
        case .date: return .date
        case .phone: return .phone
        case .yesNo: return .yesNo
        case .directory: return .directory(try values.decode(RecordKind.self, forKey: .directory))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(label, forKey: .label)
        switch kind {
        case .text: break
        case .longText: try values.encode(Word.longText, forKey: .kind)
        case .choice(let choices):
            try values.encode(Word.choice, forKey: .kind)
            try values.encode(choices, forKey: .choices)
        case .number(let range):
            try values.encode(Word.number, forKey: .kind)
            try values.encode(range.lowerBound, forKey: .from)
            try values.encode(range.upperBound, forKey: .to)
        case .date: try values.encode(Word.date, forKey: .kind)
        case .phone: try values.encode(Word.phone, forKey: .kind)
        case .yesNo: try values.encode(Word.yesNo, forKey: .kind)
        case .directory(let kind):
            try values.encode(Word.directory, forKey: .kind)
            try values.encode(kind, forKey: .directory)
        }
        if isRequired { try values.encode(true, forKey: .required) }
    }
}

extension ScriptQuestion.Choice: Codable {
    package enum Key: String, CodingKey, CaseIterable {
        case value, label, score
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try values.decode(String.self, forKey: .value),
            try values.decode(LocalText.self, forKey: .label),
            score: try values.decodeIfPresent(Int64.self, forKey: .score)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(value, forKey: .value)
        try values.encode(label, forKey: .label)
        try values.encodeIfPresent(score, forKey: .score)
    }
}

extension ScriptAct.People: Codable {}
extension Contact.Outcome: Codable {}
extension RecordKind: Codable {}
