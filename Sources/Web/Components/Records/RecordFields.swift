import ContactCenter

/// The fields of a form about a record: label above, control, hint below, and in place of the hint what is wrong.
///
/// The checks that a browser can make stand in attributes, see `fields.js`.
struct RecordFields<Record: KeptRecord>: Sendable {
    var draft: RecordDraft<Record>
    /// What may be chosen where a field points at something.
    var choices: [RecordReference.Kind: [RecordChoice]]
    /// What is called how; also what was chosen before and cannot be chosen any more.
    var texts: RecordTexts
    /// Where somebody else has saved something else meanwhile.
    var conflicts: [RecordConflict<Record>] = []
    /// The names of the fields that the form has; `nil`: all of them.
    var only: [String]?

    private var viewer: Viewer { texts.viewer }
    private var language: Language { viewer.language }

    var html: HTML {
        let shown = Record.fields.filter { only?.contains($0.name) ?? true }
        return "<div class=\"fields record-fields\">\(shown.map(field))</div>"
    }

    /// Kinds of things that may be chosen from a list in the form.
    static var choosable: Set<RecordReference.Kind> {
        Set(Record.fields.filter { !$0.isFixed && !$0.content.isLookedFor }.compactMap(\.content.referenceKind))
    }

    private func field(_ field: RecordField<Record>) -> HTML {
        if field.isFixed { return fixed(field) }
        let id = HTML(text: "field-\(field.name)")
        let problem = draft.problems[field.name].map { RecordWords.words(for: $0, in: field.content, language) }
        let hint = RecordWords.hint(of: field.name, in: Record.kind).map { language[$0] } ?? .nothing
        let isWide: HTML = field.content.isWide ? " all" : .nothing
        // Both stand there always, so that a script only shows one or the other.
        return """
            <div class="field\(isWide)" data-field>\(head(field, id))\(control(field, id, isInvalid: problem != nil))\(foot(field, id))\
            <span class="hint" id="\(id)-hint"\(problem == nil ? .nothing : " hidden" as HTML)>\(hint)</span>\
            <span class="error" id="\(id)-error"\(problem == nil ? " hidden" as HTML : .nothing)>\(Icon.warn.html())\
            <span data-words>\(problem ?? .nothing)</span></span>\(conflict(field))</div>
            """
    }

    private func label(_ field: RecordField<Record>) -> HTML {
        RecordWords.label(of: field.name, in: Record.kind).map { language[$0] } ?? HTML(text: field.name)
    }

    /// A box has its label behind it.
    private func head(_ field: RecordField<Record>, _ id: HTML) -> HTML {
        guard field.content != .flag else { return "<label class=\"check\">" }
        let optional: HTML =
            field.isRequired ? .nothing : " <small class=\"muted\">\(language[.recordOptional])</small>"
        return "<label for=\"\(id)\">\(label(field))\(optional)</label>"
    }

    private func foot(_ field: RecordField<Record>, _ id: HTML) -> HTML {
        field.content == .flag ? " \(label(field))</label>" : .nothing
    }

    private func fixed(_ field: RecordField<Record>) -> HTML {
        let value = field.value(in: draft.record)
        guard value != .nothing else { return .nothing }
        return """
            <div class="field"><span class="label">\(label(field))</span><span>\(texts.html(value, of: field))</span>\
            <span class="hint">\(RecordWords.hint(of: field.name, in: Record.kind).map { language[$0] } ?? .nothing)</span></div>
            """
    }

    // MARK: - Controls

    private func control(_ field: RecordField<Record>, _ id: HTML, isInvalid: Bool) -> HTML {
        let typed = draft.typed[field.name] ?? ""
        let attributes = attributes(of: field, id, isInvalid: isInvalid)
        switch field.content {
        case .lines:
            // A line end right after the tag would not count.
            return "<textarea class=\"input\" rows=\"4\"\(attributes)>\n\(typed)</textarea>"
        case .flag:
            return "<input type=\"checkbox\" value=\"1\"\(attributes)\(typed == "1" ? " checked" as HTML : .nothing)>"
        case .choice(let words):
            let options = words.map { word in
                (word, RecordWords.word(word, in: field.name).map { language[$0] } ?? HTML(text: word))
            }
            return select(options, typed, attributes, isRequired: field.isRequired)
        case .reference where field.content.isLookedFor:
            let reference = RecordReference(field.content, field.value(in: draft.record))
            let name = reference.flatMap { texts.names[$0] }
            return ClientPicker(field: field.name, sent: typed, name: name, language: language).html(attributes)
        case .reference, .user:
            return select(options(of: field, typed), typed, attributes, isRequired: field.isRequired)
        case .references:
            // Where nothing is chosen that is sent, too.
            let chosen = Set(FieldContent.ids(in: typed) ?? [])
            let list = options(of: field, typed).map { option in
                selectOption(option.value, option.words, isChosen: Int64(option.value).map(chosen.contains) ?? false)
            }
            return """
                <input type="hidden" name="\(field.name)" value=""><select class="input several" multiple size="6"\(attributes)>\
                \(list)</select>
                """
        case .text, .phone, .integer, .instant, .money:
            return
                "<input class=\"input\" \(field.content.inputType) value=\"\(typed)\" autocomplete=\"off\"\(attributes)>"
        }
    }

    private func select(
        _ options: [(value: String, words: HTML)],
        _ chosen: String,
        _ attributes: HTML,
        isRequired: Bool
    ) -> HTML {
        let isKnown = options.contains { $0.value == chosen }
        let empty: HTML =
            isRequired && isKnown ? .nothing : "<option value=\"\">\(language[.recordNothingChosen])</option>"
        let list = options.map { selectOption($0.value, $0.words, isChosen: $0.value == chosen) }
        return "<select class=\"input\"\(attributes)>\(empty)\(list)</select>"
    }

    /// What was chosen before stays there, also when it is hidden.
    private func options(of field: RecordField<Record>, _ typed: String) -> [(value: String, words: HTML)] {
        let choices = field.content.referenceKind.flatMap { self.choices[$0] } ?? []
        var options = choices.map { (value: String($0.id), words: foreignOption($0.name)) }
        for id in FieldContent.ids(in: typed) ?? [] where !choices.contains(where: { $0.id == id }) {
            guard let kind = field.content.referenceKind, let name = texts.names[RecordReference(kind, id)] else {
                continue
            }
            options.append((String(id), "\(foreignOption(name)) (\(language[.recordHidden]))"))
        }
        return options
    }

    /// What the browser checks by, and the words for it.
    private func attributes(of field: RecordField<Record>, _ id: HTML, isInvalid: Bool) -> HTML {
        var attributes: HTML = field.content.isLookedFor ? .nothing : " name=\"\(field.name)\""
        attributes +=
            " id=\"\(id)\" aria-describedby=\"\(id)-\(isInvalid ? "error" : "hint")\""
        if isInvalid { attributes += " aria-invalid=\"true\"" }
        let content = field.content
        func words(_ problem: FieldProblem.Kind) -> HTML { RecordWords.words(for: problem, in: content, language) }
        if field.isRequired, content != .flag { attributes += " required data-required=\"\(words(.required))\"" }
        if let limit = content.limit {
            // Not `maxlength`, which cuts what is pasted without a word.
            attributes += " data-limit=\"\(limit)\" data-too-long=\"\(words(.tooLong(limit: limit)))\""
        }
        if case .integer(let range) = content {
            attributes += """
                 data-min="\(range.lowerBound)" data-max="\(range.upperBound)" data-out-of-range="\(words(.outOfRange(range)))"
                """
        }
        if content.isLookedFor { attributes += " data-malformed=\"\(words(.malformed))\"" }
        if let pattern = content.pattern {
            attributes += " data-pattern=\"\(pattern)\" data-malformed=\"\(words(.malformed))\""
        }
        return attributes
    }

    // MARK: - Somebody else's

    private func conflict(_ field: RecordField<Record>) -> HTML {
        guard let conflict = conflicts.first(where: { $0.field.name == field.name }) else { return .nothing }
        func choice(_ value: HTML, _ words: Phrase, _ text: HTML, isChosen: Bool) -> HTML {
            """
            <label class="check"><input type="radio" name="take.\(field.name)" value="\(value)"\(isChosen ? " checked" as HTML : .nothing)>\
            <span>\(language[words]): <b>\(text)</b></span></label>
            """
        }
        let mine = texts.html(field.value(in: draft.record), of: field, limit: 400)
        return """
            <div class="conflict" role="group" aria-label="\(label(field))">\
            \(choice("theirs", .staleTheirs, texts.html(conflict.theirs, of: field, limit: 400), isChosen: !conflict.isMineMeant))\
            \(choice("mine", .staleMine, mine, isChosen: conflict.isMineMeant))</div>
            """
    }
}

extension FieldContent {
    /// There are too many for a list: one is looked for as one types.
    fileprivate var isLookedFor: Bool { self == .reference(.clients) }

    /// Takes the whole width of a form.
    fileprivate var isWide: Bool {
        switch self {
        case .lines: true
        case .text, .integer, .flag, .choice, .reference, .references, .user, .phone, .instant, .money: false
        }
    }

    fileprivate var inputType: HTML {
        switch self {
        case .phone: "type=\"tel\""
        case .text(_, .day): "type=\"date\""
        case .integer: "type=\"text\" inputmode=\"numeric\""
        case .money: "type=\"text\" inputmode=\"decimal\""
        case .instant: "type=\"datetime-local\""
        default: "type=\"text\""
        }
    }

    /// A regular expression for the whole of what was typed.
    fileprivate var pattern: String? {
        switch self {
        case .text(_, .workSchedule): WorkSchedule.pattern
        case .text(_, .hours): WorkHours.pattern
        case .text(_, .extension): "\\s*\\S+\\s*"
        case .text(_, .timeZone): "\\s*[A-Za-z]+[A-Za-z0-9_+\\-/]*\\s*"
        case .text(_, .panelAddress): "\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s/@#?{}]+(?:/[^\\s#]*)?\\s*"
        case .text(_, .webAddress): "\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s/@#?]+[^\\s@#]*\\s*"
        case .phone(_, isKeyed: true): ".*\\d.*"
        case .integer: "\\s*\\d[\\d\\s]*"
        case .money: "\\s*\\d[\\d\\s]*(?:[.,]\\d{0,2})?\\s*"
        case .text(_, .any), .text(_, .day), .lines, .flag, .choice, .reference, .references, .user, .phone, .instant:
            nil
        }
    }
}
