import ContactCenter

/// The business's own attributes of a client, as they are read (requirement S3.23).
struct AttributeFacts {
    var viewer: Viewer

    func rows(_ attributes: [FilledAttribute]) -> [HTML] {
        attributes.map { filled in
            """
            <dt>\(foreign(filled.attribute.record.name, limit: 200))</dt>\
            <dd>\(foreign(words(of: filled), limit: ClientAttribute.longestValue))</dd>
            """
        }
    }

    private func words(of filled: FilledAttribute) -> String {
        switch filled.attribute.record.kind {
        case .text, .choice: filled.value
        case .date: Day(filled.value).map(dateText) ?? filled.value
        case .number, .money: Self.number(filled.value, in: viewer.language)
        }
    }

    /// `1 234,50`
    private static func number(_ value: String, in language: Language) -> String {
        let isNegative = value.hasPrefix("-")
        let parts = value.drop { $0 == "-" }.split(separator: ".")
        guard let whole = parts.first.flatMap({ Int($0) }) else { return value }
        let fraction = parts.count > 1 ? "\(language.code == .english ? "." : ",")\(parts[1])" : ""
        return "\(isNegative ? "−" : "")\(grouped(whole))\(fraction)"
    }
}

/// An attribute as a field of the client's form.
struct AttributeField {
    var attribute: Kept<ClientAttribute>
    /// As it was typed, or as it is kept.
    var value: String
    var problem: FieldProblem.Kind?
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var id: HTML { HTML(text: Client.field(of: attribute.id)) }

    var html: HTML {
        let invalid: HTML = problem == nil ? .nothing : " aria-invalid=\"true\""
        let said: HTML =
            problem.map {
                "<span class=\"error\" id=\"\(id)-hint\">\(Icon.warn.html())<span>\(words(for: $0))</span></span>"
            }
            ?? .nothing
        return """
            <div class="field"><label for="\(id)">\(foreign(attribute.record.name, limit: 200))</label>\
            \(control(" id=\"\(id)\" name=\"\(id)\" aria-describedby=\"\(id)-hint\"\(invalid)"))\(said)</div>
            """
    }

    private func control(_ common: HTML) -> HTML {
        let record = attribute.record
        switch record.kind {
        // A date that is none, as of an attribute that was text before, must be seen to be put right.
        case .date where value.isEmpty || Day(value) != nil:
            return "<input class=\"input number\" type=\"date\" value=\"\(value)\"\(common)>"
        case .choice:
            let all = record.options + (value.isEmpty || record.options.contains(value) ? [] : [value])
            let options = all.map { selectOption($0, foreignOption($0), isChosen: $0 == value) }
            return "<select class=\"input\"\(common)><option value=\"\"></option>\(options)</select>"
        case .number, .money:
            return """
                <input class="input number" inputmode="decimal" autocomplete="off" maxlength="40" value="\(value)"\(common)>
                """
        case .text, .date:
            return """
                <input class="input" autocomplete="off" maxlength="\(ClientAttribute.longestValue)" value="\(value)"\(common)>
                """
        }
    }

    private func words(for problem: FieldProblem.Kind) -> HTML {
        switch (problem, attribute.record.kind) {
        case (.tooLong(let limit), _): language(.clientTooLong, "\(limit)")
        case (.noSuchRecord, _): language[.problemNoSuchRecord]
        case (_, .number): language[.attributeNotNumber]
        case (_, .money): language[.attributeNotSum]
        case (_, .date): language[.attributeNotDate]
        case (_, .choice): language[.attributeNoChoice]
        case (_, .text): language[.clientMalformed]
        }
    }
}
