import ContactCenter

/// A part of an answer: its name, what it may be, and where it comes from.
struct Told<Value>: Sendable {
    var property: Schema.Property
    var read: @Sendable (Value) -> JSON

    init(_ name: String, _ schema: Schema, _ read: @escaping @Sendable (Value) -> JSON) {
        property = Schema.Property(name, schema.readOnly)
        self.read = read
    }
}

/// What is told of something that nobody sets field by field.
extension Array {
    func json<Value>(_ value: Value) -> JSON where Element == Told<Value> {
        .object(map { JSON.Member($0.property.name, $0.read(value)) })
    }

    func schema<Value>() -> Schema where Element == Told<Value> { .object(map(\.property)) }
}

/// What a kind of records looks like in JSON: reading, writing and the schemas follow from the list of its fields.
struct RecordShape<Record: Hashable & Sendable>: Sendable {
    /// A list of a record's own.
    struct List: Sendable {
        var name: String
        /// Of one entry, as it is told, and as it is set.
        var told: Schema
        var set: Schema
        var read: @Sendable (Record) -> [JSON]
        var write: @Sendable ([JSON], inout Record) -> [FieldError]
    }

    /// What one is called in the schemas: `Vehicle`.
    var name: String
    var fields: [RecordField<Record>]
    /// What a new one is where nothing is said.
    var blank: Record
    /// Fields that are given with a new record and stay then.
    var given: Set<String> = []
    var lists: [List] = []
    /// What stands beside the fields and nobody sets.
    var told: [Told<Record>] = []
    var numbers: any PhoneNumberReading

    // MARK: - Writing

    func json(_ kept: Kept<Record>, details: [JSON.Member] = []) -> JSON {
        var members = [
            JSON.Member("id", JSON(kept.id.rawValue)), JSON.Member("version", JSON(kept.version)),
            JSON.Member("is_hidden", .bool(kept.isHidden)),
        ]
        for field in fields {
            let value = field.value(in: kept.record)
            members.append(JSON.Member(field.name, field.content.json(value)))
            if case .phone = field.content {
                members.append(JSON.Member(Self.wholeName(of: field), JSON(value.text.flatMap(numbers.whole))))
            }
        }
        members += lists.map { JSON.Member($0.name, .array($0.read(kept.record))) }
        members += told.map { JSON.Member($0.property.name, $0.read(kept.record)) }
        return .object(members + details)
    }

    /// A telephone number as it is dialled from anywhere stands beside it.
    private static func wholeName(of field: RecordField<Record>) -> String { "\(field.name)_e164" }

    // MARK: - Reading

    /// Takes what a body says into a record.
    ///
    /// - Parameter isNew: what is required and was not given is a problem.
    func take(_ body: JSON, into record: inout Record, isNew: Bool) -> [FieldError] {
        var errors: [FieldError] = []
        let before = record
        for member in body.members ?? [] where isNew || member.name != "version" {
            if let field = fields.first(where: { $0.name == member.name }) {
                if let reason = take(member.value, field, into: &record, isNew: isNew) {
                    errors.append(FieldError(at: member.name, reason: reason))
                }
            } else if let list = lists.first(where: { $0.name == member.name }) {
                if let elements = member.value.elements {
                    errors += list.write(elements, &record)
                } else {
                    errors.append(FieldError(at: member.name, reason: .wrongType(.array)))
                }
            } else {
                errors.append(FieldError(at: member.name, reason: isTold(member.name) ? .readOnly : .unknown))
            }
        }
        guard isNew else { return errors }
        let named = Set(body.members?.map(\.name) ?? [])
        return errors
            // A number or a code is given by the program where nobody does.
            + fields.filter { !named.contains($0.name) && !$0.isFixed }.compactMap { field in
                field.problem(in: before).map { FieldError($0, content: field.content) }
            }
    }

    private func take(
        _ json: JSON,
        _ field: RecordField<Record>,
        into record: inout Record,
        isNew: Bool
    ) -> FieldError.Reason? {
        switch field.content.value(json) {
        case .failure(let reason): return reason
        case .success(let value):
            // Who sends back what was read changes nothing.
            if field.value(in: record) == value { return nil }
            if field.isFixed, !(isNew && given.contains(field.name)) { return .readOnly }
            guard field.set(value, in: &record) else {
                return .field(value == .nothing ? .required : .malformed, field.content)
            }
            if field.isRequired, value == .nothing { return .field(.required, field.content) }
            return field.content.problem(with: value).map { .field($0, field.content) }
        }
    }

    private func isTold(_ name: String) -> Bool {
        ["id", "version", "is_hidden"].contains(name) || told.contains { $0.property.name == name }
            || fields.contains { field in
                if case .phone = field.content { Self.wholeName(of: field) == name } else { false }
            }
    }

    /// Problems that the store found, with the words of their fields.
    func errors(_ problems: [FieldProblem]) -> [FieldError] {
        problems.map { problem in
            FieldError(problem, content: fields.first { $0.name == problem.field }?.content)
        }
    }

    // MARK: - Schemas

    /// - Parameter details: what else stands in an answer.
    func schema(details: [Schema.Property] = []) -> Schema {
        var properties: [Schema.Property] = [
            .init("id", Schema.id.readOnly), .init("version", Schema.integer.readOnly),
            .init("is_hidden", Schema.boolean.readOnly),
        ]
        for field in fields {
            properties.append(.init(field.name, schema(of: field)))
            if case .phone = field.content {
                properties.append(.init(Self.wholeName(of: field), Schema.text.optional.readOnly))
            }
        }
        properties += lists.map { .init($0.name, .array(of: $0.told)) }
        return .object(properties + told.map(\.property) + details)
    }

    private func schema(of field: RecordField<Record>) -> Schema {
        let isChangeable = !field.isFixed || given.contains(field.name)
        let schema = field.isRequired ? field.content.schema : field.content.schema.optional
        return isChangeable ? schema : schema.readOnly
    }

    /// Of a body that makes one.
    var newSchema: Schema {
        let settable = fields.filter { !$0.isFixed || given.contains($0.name) }
        let required = settable.filter { !$0.isFixed && $0.problem(in: blank) != nil }.map(\.name)
        return .object(settable.map { .init($0.name, schema(of: $0)) } + listProperties, required: required)
    }

    /// Of a body that changes one: what is not named stays.
    var changeSchema: Schema {
        let settable = fields.filter { !$0.isFixed }.map { Schema.Property($0.name, schema(of: $0)) }
        let version = Schema.integer.described("The version that was read; or send it as If-Match")
        return .object([.init("version", version)] + settable + listProperties, required: [])
    }

    private var listProperties: [Schema.Property] {
        lists.map { .init($0.name, .array(of: $0.set, most: Client.mostEntries)) }
    }
}

extension PhoneNumberReading {
    /// `nil` for what cannot be dialled from anywhere.
    func whole(_ text: String) -> String? {
        if case .whole(let number, _) = read(text).kind { number.rawValue } else { nil }
    }
}
