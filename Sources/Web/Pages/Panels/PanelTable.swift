/// What another program answered in JSON, as tables of text. Whatever stands in it is text and nothing else.
///
/// A list of objects is a table with a column for each name; an object is a list of names with what they say, and below it the lists that
/// stand in it. What is nested deeper is told in a line.
struct PanelTable {
    private static let mostRows = 50
    private static let mostColumns = 12
    private static let longest = 200

    var json: JSON
    var language: Language

    var html: HTML {
        switch json {
        case .array(let elements): list(elements)
        case .object(let members): object(members)
        case .null, .bool, .number, .string: "<p>\(value(json))</p>"
        }
    }

    private var nothing: HTML { "<p class=\"muted\">\(language[.panelEmpty])</p>" }

    private func object(_ members: [JSON.Member]) -> HTML {
        guard !members.isEmpty else { return nothing }
        let lists = members.filter { $0.value.elements != nil }.prefix(Self.mostColumns)
        let facts = members.filter { $0.value.elements == nil }.prefix(Self.mostRows).map { member -> HTML in
            "<dt>\(foreign(member.name))</dt><dd>\(value(member.value))</dd>"
        }
        let below = lists.map { member -> HTML in
            "<h5>\(foreign(member.name))</h5>\(list(member.value.elements ?? []))"
        }
        return "\(facts.isEmpty ? .nothing : "<dl class=\"facts\">\(facts)</dl>" as HTML)\(below)"
    }

    private func list(_ elements: [JSON]) -> HTML {
        guard !elements.isEmpty else { return nothing }
        let rows = elements.prefix(Self.mostRows)
        let left = elements.count - rows.count
        let more: HTML = left > 0 ? "<p class=\"muted\">\(language(.panelMore, "\(left)"))</p>" : .nothing
        let names = names(of: rows)
        guard !names.isEmpty else {
            return "<ul class=\"history\">\(rows.map { "<li>\(value($0))</li>" as HTML })</ul>\(more)"
        }
        let head = names.map { "<th scope=\"col\">\(foreign($0))</th>" as HTML }
        let body = rows.map { row -> HTML in "<tr>\(names.map { cell(row[$0]) })</tr>" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.panelERPTable])"><table class="table">\
            <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>\(more)
            """
    }

    /// In the order in which they first stand.
    private func names(of rows: ArraySlice<JSON>) -> [String] {
        var names: [String] = []
        for name in rows.flatMap({ $0.members ?? [] }).map(\.name) where !names.contains(name) {
            if names.count == Self.mostColumns { break }
            names.append(name)
        }
        return names
    }

    private func cell(_ json: JSON?) -> HTML {
        if case .number? = json { return "<td class=\"num\">\(value(json ?? .null))</td>" }
        return "<td>\(value(json ?? .null))</td>"
    }

    private func value(_ json: JSON) -> HTML {
        switch json {
        case .null: "—"
        case .bool(let flag): language[flag ? .recordYes : .recordNo]
        case .number(let digits): foreign(digits, limit: Self.longest)
        case .string(let text): foreign(text, limit: Self.longest)
        case .array, .object: foreign(line(json), limit: Self.longest)
        }
    }

    private func line(_ json: JSON) -> String {
        switch json {
        case .object(let members): members.map { "\($0.name): \(line($0.value))" }.joined(separator: ", ")
        case .array(let elements): elements.map(line).joined(separator: ", ")
        case .string(let text): text
        case .null: "—"
        case .bool, .number: json.description
        }
    }
}
