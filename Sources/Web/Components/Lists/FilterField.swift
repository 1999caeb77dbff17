/// One thing by which a list can be narrowed: a field of its form, and, when it is set, a chip that takes it off again.
struct FilterField: Sendable {
    struct Option: Hashable, Sendable {
        var value: String
        var label: HTML

        init(_ value: String, _ label: HTML) {
            self.value = value
            self.label = label
        }
    }

    enum Kind: Sendable {
        /// One of these, or any.
        case choice([Option])
        /// Typed; the hint says what.
        case text(hint: HTML)
    }

    /// The field by which a list is searched first; the key `/` leads there.
    static let searched = "number"

    /// Its name in the address.
    var name: String
    var label: HTML
    var kind: Kind
    /// As it stands in the address; `nil` when it is not set.
    var value: String?
    /// Why the value is no good.
    var error: HTML?

    var isSet: Bool { value != nil }

    /// The value in words: what the chip says.
    var words: HTML {
        guard let value else { return .nothing }
        if case .choice(let options) = kind, let option = options.first(where: { $0.value == value }) {
            return option.label
        }
        return foreign(value, limit: 40)
    }

    func html(for viewer: Viewer) -> HTML {
        let id: HTML = "filter-\(name)"
        let invalid: HTML = error == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
        return """
            <div class="field"><label for="\(id)">\(label)</label>\(control(id, invalid, for: viewer))\
            \(error.map { "<span class=\"error\" id=\"\(id)-error\">\(Icon.warn.html())<span>\($0)</span></span>" as HTML } ?? .nothing)</div>
            """
    }

    private func control(_ id: HTML, _ invalid: HTML, for viewer: Viewer) -> HTML {
        let value = value ?? ""
        switch kind {
        case .text(let hint):
            let search: HTML = name == Self.searched ? " data-search" : .nothing
            return """
                <input class="input" id="\(id)" name="\(name)" value="\(value)" maxlength="100" autocomplete="off" \
                placeholder="\(hint)"\(invalid)\(search)>
                """
        case .choice(let options):
            let known = options.contains { $0.value == value } || value.isEmpty
            let all = options + (known ? [] : [Option(value, foreignOption(value))])
            let choices = all.map { selectOption($0.value, $0.label, isChosen: $0.value == value) }
            return """
                <select class="input" id="\(id)" name="\(name)"\(invalid)>\
                <option value="">\(viewer.language[.filterAny])</option>\(choices)</select>
                """
        }
    }
}

extension FilterField {
    /// A field, and what the address has in it.
    ///
    /// - Parameter error: what is said when that cannot be read.
    static func reading<Value>(
        _ name: String,
        _ label: Phrase,
        _ kind: Kind,
        of address: ListAddress,
        for viewer: Viewer,
        error: Phrase = .filterNoSuchChoice,
        read: (String) -> Value?
    ) -> (field: FilterField, value: Value?) {
        let text = address[name]
        let value = text.flatMap(read)
        let isWrong = text != nil && value == nil
        let field = FilterField(
            name: name,
            label: viewer.language[label],
            kind: kind,
            value: text,
            error: isWrong ? viewer.language[error] : nil
        )
        return (field, value)
    }
}
