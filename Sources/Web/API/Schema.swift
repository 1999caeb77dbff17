import ContactCenter

/// A JSON Schema (2020-12, as OpenAPI 3.1 has it) of what stands in a request or an answer.
struct Schema: Hashable, Sendable {
    private(set) var json: JSON

    init(_ json: JSON) { self.json = json }

    static let boolean = Schema(["type": "boolean"])
    static let integer = Schema(["type": "integer"])
    static let instant = Schema(["type": "string", "format": "date-time", "examples": ["2026-04-03T10:22:00.000Z"]])
    static let text = Schema(["type": "string"])
    static let id = Schema(["type": "integer", "minimum": 1])

    static func reference(to component: String) -> Schema {
        Schema(["$ref": .string("#/components/schemas/\(component)")])
    }

    static func words(_ words: [String]) -> Schema {
        Schema(["type": "string", "enum": .array(words.map(JSON.string))])
    }

    static func array(of element: Schema, most: Int? = nil) -> Schema {
        Schema(["type": "array", "items": element.json]).with("maxItems", most.map { JSON($0) })
    }

    /// - Parameters:
    ///   - required: names; `nil` for all.
    ///   - isOpen: others may stand there, too.
    static func object(_ properties: [Property], required: [String]? = nil, isOpen: Bool = false) -> Schema {
        let needed = required ?? properties.map(\.name)
        let schema = Schema([
            "type": "object", "properties": .object(properties.map { JSON.Member($0.name, $0.schema.json) }),
        ])
        return schema.with("required", needed.isEmpty ? nil : .array(needed.map(JSON.string)))
            .with("additionalProperties", isOpen ? nil : false)
    }

    struct Property: Hashable, Sendable {
        var name: String
        var schema: Schema

        init(_ name: String, _ schema: Schema) {
            self.name = name
            self.schema = schema
        }
    }

    /// Or nothing.
    var optional: Schema {
        guard case .object(var members) = json else { return self }
        guard let place = members.firstIndex(where: { $0.name == "type" }) else {
            return Schema(["anyOf": [json, ["type": "null"]]])
        }
        members[place].value = [members[place].value, "null"]
        if let place = members.firstIndex(where: { $0.name == "enum" }), let words = members[place].value.elements {
            members[place].value = .array(words + [.null])
        }
        return Schema(.object(members))
    }

    var readOnly: Schema { with("readOnly", true) }

    func described(_ text: String) -> Schema { with("description", .string(text)) }

    func with(_ name: String, _ value: JSON?) -> Schema {
        guard let value, case .object(let members) = json else { return self }
        return Schema(.object(members + [JSON.Member(name, value)]))
    }
}

extension FieldContent {
    /// What stands in such a field, in JSON.
    var schema: Schema {
        switch self {
        case .text(let limit, let form):
            switch form {
            case .any: Schema.text.with("maxLength", JSON(limit))
            case .workSchedule:
                Schema.text.with("maxLength", JSON(limit)).described(
                    "Hours of the week: `mon-fri 9:00-18:00, sat 10-15`"
                )
            case .hours: Schema.text.with("maxLength", JSON(limit)).described("Hours of a day: `9:00-14:00`")
            case .day: Schema.text.with("maxLength", JSON(limit)).with("format", "date")
            case .timeZone: Schema.text.with("maxLength", JSON(limit)).described("An IANA name: `Asia/Omsk`")
            case .webAddress: Schema.text.with("maxLength", JSON(limit)).with("format", "uri")
            case .panelAddress:
                Schema.text.with("maxLength", JSON(limit)).described(
                    "An address with places: `https://erp.example/debt?phone={number}`; also `{client_id}`, `{client_name}`"
                )
            case .extension: Schema.text.with("maxLength", JSON(limit)).described("The number of a phone of the house")
            }
        case .lines(let limit): Schema.text.with("maxLength", JSON(limit)).described("May have several lines")
        case .phone(let limit, _):
            Schema.text.with("maxLength", JSON(limit)).described("A telephone number as it was typed")
        case .choice(let words): .words(words)
        case .flag: .boolean
        case .integer(let range):
            Schema.integer.with("minimum", JSON(range.lowerBound)).with("maximum", JSON(range.upperBound))
        case .reference(let kind): Schema.id.described("The number of a record: \(kind.rawValue)")
        case .references(let kind):
            Schema.array(of: .id, most: Self.mostReferences)
                .described("The numbers of records: \(kind.rawValue)")
        case .user: Schema.id.described("The number of somebody who may log in")
        case .instant: .instant
        case .money:
            Schema(["type": "number", "minimum": 0]).described("A sum in the currency, with two decimals at most")
        }
    }
}
