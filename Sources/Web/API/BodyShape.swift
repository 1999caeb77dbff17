import ContactCenter

/// What stands in a body that is no record: some named values. Reading and the schema follow from the same list.
struct BodyShape: Sendable {
    struct Field: Sendable {
        var name: String
        var content: FieldContent
        var isRequired: Bool

        init(_ name: String, _ content: FieldContent, isRequired: Bool = false) {
            self.name = name
            self.content = content
            self.isRequired = isRequired
        }
    }

    var fields: [Field]

    /// A version in place of `If-Match`, and nothing else.
    static let version = BodyShape(fields: [Field("version", .integer(1...Int64.max))])

    var schema: Schema { schema(isOpen: false) }

    /// - Parameter isOpen: what is not named may stand there, too.
    func schema(isOpen: Bool) -> Schema {
        .object(
            fields.map { .init($0.name, $0.isRequired ? $0.content.schema : $0.content.schema.optional) },
            required: fields.filter(\.isRequired).map(\.name),
            isOpen: isOpen
        )
    }

    /// - Throws: 422 naming what is wrong.
    func read(_ body: JSON) throws -> [String: FieldValue] {
        let (values, errors) = values(body, at: [])
        guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
        return values
    }

    /// Several of these under one name, beside others in the body.
    ///
    /// - Returns: what each says, with what is wrong with any of them.
    func entries(_ name: String, in body: JSON, most: Int) -> (values: [[String: FieldValue]], errors: [FieldError]) {
        guard let entries = body[name]?.elements, entries.count <= most else {
            return ([], [FieldError(at: name, reason: .wrongType(.array))])
        }
        let read = entries.enumerated().map { place, entry in values(entry, at: [name, "\(place)"]) }
        return (read.map(\.values), read.flatMap(\.errors))
    }

    /// - Parameter path: where the object stands in the body.
    func values(_ object: JSON, at path: [String]) -> (values: [String: FieldValue], errors: [FieldError]) {
        var values: [String: FieldValue] = [:]
        var errors: [FieldError] = []
        var wrong: Set<String> = []
        func refuse(_ name: String, _ reason: FieldError.Reason) {
            errors.append(FieldError(path + [name], reason))
            wrong.insert(name)
        }
        for member in object.members ?? [] {
            guard let field = fields.first(where: { $0.name == member.name }) else {
                refuse(member.name, .unknown)
                continue
            }
            switch field.content.value(member.value) {
            case .failure(let reason): refuse(member.name, reason)
            case .success(let value):
                values[member.name] = value
                if let problem = field.content.problem(with: value) {
                    refuse(member.name, .field(problem, field.content))
                }
            }
        }
        for field in fields where field.isRequired && !wrong.contains(field.name) {
            if (values[field.name] ?? .nothing) == .nothing { refuse(field.name, .field(.required, field.content)) }
        }
        return (values, errors)
    }
}
