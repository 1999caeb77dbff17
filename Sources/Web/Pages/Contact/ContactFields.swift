import ContactCenter
import Foundation

/// The fields of the card's form, each with its label, its value and what is wrong with it.
struct ContactFields {
    var contact: Contact
    var problems: [FieldProblem]
    var viewer: Viewer

    private var language: Language { viewer.language }

    func text(_ name: String, _ label: Phrase, _ value: String?, isWide: Bool = false) -> HTML {
        field(name, language[label], isWide: isWide) { id, invalid in
            """
            <input class="input" id="\(id)" name="\(name)" value="\(value ?? "")" autocomplete="off" maxlength="4000"\(invalid)>
            """
        }
    }

    /// A field of a kind that browsers help with: `date`, `time`, `number`.
    func input(_ name: String, _ label: Phrase, _ value: String, type: HTML, placeholder: String = "") -> HTML {
        field(name, language[label]) { id, invalid in
            """
            <input class="input" type="\(type)" id="\(id)" name="\(name)" value="\(value)" placeholder="\(placeholder)"\(invalid)>
            """
        }
    }

    func area(_ name: String, _ label: Phrase, _ value: String?) -> HTML {
        field(name, language[label], isWide: true) { id, invalid in
            "<textarea class=\"input\" id=\"\(id)\" name=\"\(name)\" rows=\"2\"\(invalid)>\(value ?? "")</textarea>"
        }
    }

    /// - Parameters:
    ///   - chosen: is offered even where it is hidden.
    ///   - button: another way to choose.
    func choice<Record>(
        _ name: String,
        _ label: Phrase,
        _ chosen: RecordID<Record>?,
        of options: [RegistryOption],
        beside button: HTML = .nothing
    ) -> HTML {
        let offered = options.filter { !$0.isHidden || $0.id == chosen?.rawValue }.map { option in
            (value: "\(option.id)", words: foreignOption(option.name), isChosen: option.id == chosen?.rawValue)
        }
        return select(name, label, offered, beside: button)
    }

    func choice<Word: RawRepresentable<String> & CaseIterable & Equatable>(
        _ name: String,
        _ label: Phrase,
        _ chosen: Word?,
        words: (Word) -> Phrase
    ) -> HTML {
        select(name, label, Word.allCases.map { ($0.rawValue, language[words($0)], $0 == chosen) })
    }

    private func select(
        _ name: String,
        _ label: Phrase,
        _ options: [(value: String, words: HTML, isChosen: Bool)],
        beside button: HTML = .nothing
    ) -> HTML {
        let rows = options.map { selectOption($0.value, $0.words, isChosen: $0.isChosen) }
        return field(name, language[label]) { id, invalid in
            let select: HTML = """
                <select class="input" id="\(id)" name="\(name)"\(invalid)><option value="">\(language[.chooseNothing])</option>\
                \(rows)</select>
                """
            return button == .nothing ? select : "<div class=\"with-button\">\(select)\(button)</div>"
        }
    }

    func check(_ name: String, _ label: Phrase, _ isSet: Bool) -> HTML {
        """
        <label class="check"><input type="hidden" name="has_\(name)" value="1"><input type="checkbox" name="\(name)" \
        value="1"\(isSet ? " checked" as HTML : .nothing)> \(language[label])</label>
        """
    }

    /// Several things to be ticked, over the whole width.
    ///
    /// - Parameter control: is given the id of the label.
    func group(_ name: String, _ label: Phrase, _ control: (_ label: HTML) -> HTML) -> HTML {
        let id: HTML = "field-\(name)"
        let error = problems.first { $0.field == name }.map { problem -> HTML in
            "<span class=\"error\">\(Icon.warn.html())<span>\(problem.words(for: viewer))</span></span>"
        }
        return """
            <div class="field all"><span class="label" id="\(id)-label">\(language[label])</span>\
            <input type="hidden" name="has_\(name)" value="1">\(control("\(id)-label"))\(error ?? .nothing)</div>
            """
    }

    private func field(
        _ name: String,
        _ label: HTML,
        isWide: Bool = false,
        _ control: (_ id: HTML, _ invalid: HTML) -> HTML
    ) -> HTML {
        let id: HTML = "field-\(name)"
        let problem = problems.first { $0.field == name }
        let invalid: HTML = problem == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
        let error = problem.map { problem -> HTML in
            "<span class=\"error\" id=\"\(id)-error\">\(Icon.warn.html())<span>\(problem.words(for: viewer))</span></span>"
        }
        return """
            <div class="field\(isWide ? " all" : "")"><label for="\(id)">\(label)</label>\(control(id, invalid))\
            \(error ?? .nothing)</div>
            """
    }
}
