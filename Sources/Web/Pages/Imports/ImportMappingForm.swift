import ContactCenter

/// The form that says which column of an import goes where: a line for each column.
struct ImportMappingForm {
    enum Field {
        static let version = "version"
        static let hasHeads = "heads"
        static let kind = "kind"
        static let saved = "mapping"
        static let name = "name"
        static let action = "do"
        static func field(_ place: Int) -> String { "field-\(place)" }
        static func rule(_ place: Int) -> String { "rule-\(place)" }
        static func isKey(_ place: Int) -> String { "key-\(place)" }
    }

    var one: Import
    var preview: [ImportedLine]
    var mappings: [SavedMapping]
    var attributes: [Kept<ClientAttribute>]
    var words: ImportWords
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var mapping: ImportMapping { one.mapping }

    var html: HTML {
        let heads = [.importColumn, .importField, .importRule, .importKey].map { (phrase: Phrase) -> HTML in
            "<th scope=\"col\">\(language[phrase])</th>"
        }
        return """
            <form class="card record import-mapping" method="post" action="\(ImportListPage.path(of: one.id))" id="mapping">\(viewer.formToken)\
            <input type="hidden" name="\(Field.version)" value="\(one.version)"><header><h2>\(language[.importMapping])</h2></header>\
            <div class="body">\(settings)<div class="scroll" tabindex="0" role="region" aria-label="\(language[.importMapping])">\
            <table class="table dense"><thead><tr>\(heads)</tr></thead><tbody>\(mapping.columns.indices.map(row))</tbody></table></div>\
            <p class="hint">\(language[.importRulesHint])</p></div>\(buttons)</form>
            """
    }

    private var settings: HTML {
        let checked: HTML = mapping.hasHeads ? " checked" : .nothing
        let kinds = [false, true].map { isOrganisation in
            selectOption(
                isOrganisation ? "organisation" : "person",
                language[isOrganisation ? .clientKindOrganisation : .clientKindPerson],
                isChosen: isOrganisation == mapping.makesOrganisations
            )
        }
        let saved = mappings.map { selectOption("\($0.id)", foreignOption($0.name)) }
        let choice: HTML =
            saved.isEmpty
            ? .nothing
            : """
            <div class="field"><label for="import-saved">\(language[.importMappingSaved])</label><span class="import-apply">\
            <select class="input" id="import-saved" name="\(Field.saved)"><option value="">\(language[.chooseNothing])</option>\(saved)</select>\
            <button class="button" name="\(Field.action)" value="apply">\(language[.importMappingApply])</button></span></div>
            """
        return """
            <div class="record-fields">\(choice)<div class="field"><label for="import-kind">\(language[.importNewAre])</label>\
            <select class="input" id="import-kind" name="\(Field.kind)">\(kinds)</select></div><label class="check">\
            <input type="checkbox" name="\(Field.hasHeads)" value="1"\(checked)> \(language[.importHasHeads])</label></div>
            """
    }

    private func row(_ place: Int) -> HTML {
        let column = mapping.columns[place]
        let samples = preview.dropFirst(mapping.hasHeads ? 1 : 0).compactMap { line in
            place < line.row.cells.count && !line.row.cells[place].isEmpty ? line.row.cells[place] : nil
        }.prefix(3)
        let fields = ImportField.fixed + attributes.map { .attribute($0.id) }
        let options = fields.map { selectOption($0.rawValue, words.field($0), isChosen: $0 == column.field) }
        let rules = MergeRule.allCases.map { selectOption($0.rawValue, words.rule($0), isChosen: $0 == column.rule) }
        let title = HTML(text: shortened(column.title, to: 40))
        let checked: HTML = column.isKey ? " checked" : .nothing
        return """
            <tr><th scope="row">\(foreign(column.title, limit: 60))<small>\(foreign(samples.joined(separator: " · "), limit: 80))</small></th>\
            <td><select class="input" name="\(Field.field(place))" aria-label="\(language[.importField]): \(title)">\
            <option value="">\(language[.importSkip])</option>\(options)</select></td>\
            <td><select class="input" name="\(Field.rule(place))" aria-label="\(language[.importRule]): \(title)">\(rules)</select></td>\
            <td><input type="checkbox" name="\(Field.isKey(place))" value="1" aria-label="\(language[.importKey]): \(title)"\(checked)></td></tr>
            """
    }

    private var buttons: HTML {
        let isNext = one.state == .draft
        return """
            <div class="actions"><button class="button\(isNext ? " primary" as HTML : .nothing)" \
            name="\(Field.action)" value="check"\(isNext ? " data-primary" as HTML : .nothing)>\(Icon.check.html()) \
            \(language[.importCheck])</button><span class="import-apply"><input class="input" name="\(Field.name)" \
            maxlength="\(ImportMapping.longestName)" aria-label="\(language[.importMappingName])" placeholder="\(language[.importMappingName])" \
            autocomplete="off"><button class="button" name="\(Field.action)" value="save">\(language[.importMappingSave])</button></span></div>
            """
    }
}

extension ImportMapping {
    /// What the form says, over what stands there.
    ///
    /// - Parameter first: the table's first row, of which titles are made.
    func changed(by form: Form, first: [String]) -> ImportMapping {
        typealias Field = ImportMappingForm.Field
        var mapping = self
        mapping.hasHeads = form[Field.hasHeads] != nil
        mapping.makesOrganisations = form[Field.kind] == "organisation"
        let titles = ImportMapping.titles(of: first, hasHeads: mapping.hasHeads, count: columns.count)
        mapping.columns = titles.enumerated().map { place, title in
            let field = form[Field.field(place)].flatMap(ImportField.init(rawValue:))
            let rule = form[Field.rule(place)].flatMap(MergeRule.init(rawValue:))
            return Column(
                title,
                field,
                // One that means nothing there: who has one name gets no other beside it.
                rule: rule.flatMap { chosen in field.map { $0.rules.contains(chosen) } ?? false ? chosen : nil },
                isKey: form[Field.isKey(place)] != nil && field?.attribute != nil
            )
        }
        return mapping
    }
}
