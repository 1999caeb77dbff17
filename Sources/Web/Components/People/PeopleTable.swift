import ContactCenter

/// Chooses one of many people: who is there, whose line is free, who has been so for longest, how much each has to do. It is kept
/// true while it stands on the page. What is typed narrows it, the arrows choose.
struct PeopleTable {
    var people: [PickedPerson]
    /// The name of the field that the choice is sent as.
    var field: HTML
    var chosen: String
    /// What tells this table's own switch from those of others on the page.
    var group: HTML
    /// Those shown where not everybody is: masters, where the reason names nobody.
    var prefersMasters = false
    var title: HTML
    /// What is wrong with the choice.
    var said: HTML = .nothing
    var viewer: Viewer

    private var language: Language { viewer.language }

    // Those whom the reason names come before those whom the step names.
    private var hasEligible: Bool { people.contains(where: \.isEligible) }
    private var isNarrowed: Bool { hasEligible || prefersMasters && people.contains(where: \.isMaster) }

    var html: HTML {
        let rows = people.map { row($0, isPreferred: hasEligible ? $0.isEligible : $0.isMaster) }
        let empty: HTML =
            people.isEmpty ? "<p class=\"empty\">\(language[.intakeNobodyToChoose])</p>" : .nothing
        let nobody: HTML = "<p class=\"empty\" data-nobody hidden>\(language[.intakeNobodyFound])</p>"
        let columns: [Phrase] = [
            .intakeMasterColumn, .intakeStatusColumn, .intakeLineColumn, .peopleFreeColumn, .peopleLoadColumn,
            .intakeMobileColumn,
            .intakeWorkshopField, .intakeScheduleColumn,
        ]
        let heads = columns.map { "<th>\(language[$0])</th>" as HTML }
        return """
            <section class="card people-table\(isNarrowed ? " only-preferred" : .nothing)"><header><h2>\(title)</h2>\
            <div class="segmented"><label><input type="radio" name="_people" value="preferred" form="\(group)"\
            \(isNarrowed ? " checked" : .nothing)>\(language[hasEligible ? .intakeShowEligible : .intakeShowMasters])</label>\
            <label><input type="radio" name="_people" value="all" form="\(group)"\(isNarrowed ? .nothing : " checked")>\
            \(language[.intakeShowAll])</label></div>\
            <label class="search push">\(Icon.search.html())<span class="only-read">\(language[.intakeFindButton])</span>\
            <input type="search" data-narrow placeholder="\(language[.intakeNarrowPeople])"></label></header>\(said)\
            <div class="scroll"><table class="table dense"><thead><tr>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table></div>\(empty)\(nobody)</section>
            """
    }

    private func row(_ person: PickedPerson, isPreferred: Bool) -> HTML {
        let isChosen = chosen == person.id.description
        let cells = PersonCells(id: person.id, reachability: person.reachability, load: person.load, viewer: viewer)
        let mobile = person.mobile.map { viewer.callable($0) } ?? .nothing
        let place = [person.workshop, person.department].compactMap { $0 }.first ?? ""
        let words = [person.name, person.reachability.phone?.rawValue ?? "", place].joined(separator: " ").lowercased()
        return """
            <tr\(isPreferred || person.isReplacement ? " class=\"preferred\"" : .nothing) data-words="\(words)"><th scope="row">\
            <label class="check"><input type="radio" name="\(field)" value="\(person.id.description)"\
            \(isChosen ? " checked" : .nothing)> \(foreign(person.name, limit: 60))</label></th>\
            \(cells.status)\(cells.line)\(cells.free)\(cells.work)<td class="number">\(mobile)</td><td>\(place)</td>\
            <td>\(person.workSchedule ?? "")\(hours(of: person))</td></tr>
            """
    }

    private func hours(of person: PickedPerson) -> HTML {
        guard let words = person.standing?.words(in: language) else { return .nothing }
        return " <span class=\"pill warn\">\(words)</span>"
    }
}
