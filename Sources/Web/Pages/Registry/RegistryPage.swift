import ContactCenter
import Foundation

/// The registry of contacts (requirements S0.43 to S0.50, S0.78).
struct RegistryPage {
    var list: RegistryList
    var answer: RegistryAnswer
    /// `nil` while it is still being counted.
    var total: HTML?
    /// How many the recent part of the list has, if it can get new ones.
    var recentCount: Int?
    var filters: RegistryFilters
    var columns: RegistryColumns
    /// To whom contacts can be handed over; nobody who may not.
    var employees: [RegistryOption]
    /// What the reader has just done to leads.
    var leadNotice: HTML = .nothing
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var mayMark: Bool { list.kind == .leads || viewer.may(.intake) }
    private var leadMarking: LeadMarking { LeadMarking(list: list, employees: employees, viewer: viewer) }

    var html: HTML {
        let bar = filters.bar
        return Shell(
            title: language[list.kind.place.name],
            place: list.kind.place,
            follows: ["page=registry"],
            statusline: keys
        ).page(
            """
            <div class="page-head"><h1>\(language[list.kind.title])</h1><span class="muted">\
            \(daysText(list.period.days, for: viewer)) · \(totalWords)</span>\
            <div class="buttons push">\(sheets)\(columnChoice)\(addButton)</div></div>
            \(bar.html(for: viewer))\(filters.tristates)
            <span id="registry-pulse" hidden></span>
            \(list.isWrong ? wrong : content(bar))\(assigned)\(leadNotice)
            """,
            address: list.address.without(RegistryList.Field.assigned).reference,
            for: viewer
        )
    }

    /// A long period is counted after its first page is there.
    private var totalWords: HTML {
        if let total { return total }
        let address = list.top.without(RegistryList.Field.sort)
        return "<span data-count=\"\(list.kind.path)/count\(query(address))\">\(language[.registryCounting])</span>"
    }

    private func query(_ address: ListAddress) -> HTML {
        address.query.isEmpty ? .nothing : "?\(address.query)"
    }

    private var sheets: HTML { list.isWrong ? .nothing : SheetLinks(address: list.top).html(for: viewer) }

    private var addButton: HTML {
        guard viewer.may(.intake) else { return .nothing }
        return """
            <a class="button primary" href="\(SitePath.newContact)" data-primary>\(Icon.plus.html()) \
            \(language[.registryAdd])</a>
            """
    }

    private var wrong: HTML {
        var words = list.wrongFields.map { language[$0.problem] }
        if let refusal = list.period.refusal { words.append(refusal.words(for: viewer)) }
        return "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(words.joined(" "))</span></p>"
    }

    private func content(_ bar: FilterBar) -> HTML {
        guard !answer.rows.isEmpty else {
            return "\(arrivals)\(bar.nothingFound(language[.registryNothingFound], for: viewer))"
        }
        let table = RegistryTable(list: list, columns: columns, mayAssign: mayMark, viewer: viewer)
        let isOfLeads = list.kind == .leads
        let title = language[list.kind.title]
        return """
            \(arrivals)<form class="register" method="post" action="\(list.kind.path)/\(isOfLeads ? "take" : "assign")\(query(list.address))" data-registry\
            \(isOfLeads ? " data-leads" as HTML : .nothing)>\
            \(viewer.formToken)\(isOfLeads ? leadMarking.bar : marking)<section class="card list" id="rows"><div class="scroll" tabindex="0" role="region" \
            aria-label="\(title)"><table class="table frozen dense registry"><thead>\(table.head)</thead>\
            <tbody>\(answer.rows.map(table.row))</tbody></table></div>\(pages)</section></form>\(isOfLeads ? leadMarking.dialog : .nothing)
            """
    }

    private var pages: HTML {
        guard answer.hasNext || answer.hasPrevious else { return .nothing }
        func link(_ place: RegistryPlace?, _ field: String, _ words: Phrase, _ rel: HTML) -> HTML {
            guard let place else {
                return "<span class=\"button quiet\" aria-disabled=\"true\">\(language[words])</span>"
            }
            let address = list.top.with(field, place.text)
            return "<a class=\"button\" rel=\"\(rel)\" href=\"\(address.html)#rows\">\(language[words])</a>"
        }
        let (first, last) = (answer.rows.first?.place, answer.rows.last?.place)
        return """
            <nav class="pages" aria-label="\(language[.pages])">\
            \(link(answer.hasPrevious ? first : nil, RegistryList.Field.before, .pageBack, "prev"))\
            \(link(answer.hasNext ? last : nil, RegistryList.Field.after, .pageOn, "next"))</nav>
            """
    }

    /// The pill that tells of new rows, and what tells the script where to ask for rows that have changed.
    private var arrivals: HTML {
        guard let recentCount, let from = list.recent(since: nil, at: viewer.now)?.from else {
            return "<p class=\"arrivals\" hidden data-registry-news=\"/news\(list.kind.path)\(query(list.top))\"></p>"
        }
        let news = list.top.with("since", "\(milliseconds(from))").with("seen", "\(recentCount)")
        return """
            <p class="arrivals" role="status" hidden data-registry-news="/news\(list.kind.path)\(query(news))">\
            <a class="button" href="\(list.top.html)" data-key="KeyN"><span data-words></span> <kbd>N</kbd></a></p>
            """
    }

    // MARK: - Handing over

    private var marking: HTML {
        guard !employees.isEmpty else { return .nothing }
        let options = employees.map { selectOption("\($0.id)", foreignOption($0.name)) }
        return """
            <div class="marking" role="group" aria-label="\(language[.missedMarked])"><b>\(language[.missedMarked]) \
            <span class="number" data-marked></span></b><span class="buttons"><select class="input" name="employee" \
            aria-label="\(language[.missedAssignTo])"><option value="">\(language[.missedAssignTo])</option>\(options)</select>\
            <button class="button" data-press="assign">\(language[.registryAssign])</button></span></div>
            """
    }

    private var assigned: HTML {
        guard let text = list.address[RegistryList.Field.assigned], let (done, asked) = Self.counts(text) else {
            return .nothing
        }
        let left: HTML =
            done == asked
            ? .nothing
            : "<div class=\"toast bad\">\(Icon.warn.html())<b>\(language(.registryNotAssigned, "\(asked - done)"))</b></div>"
        return """
            <div class="toasts" role="status">\(left)<div class="toast good" data-toast>\(Icon.check.html())\
            <b>\(language(.registryAssigned, language.count(done, .contacts)))</b></div></div>
            """
    }

    /// `3-5`: three of five.
    private static func counts(_ text: String) -> (done: Int, asked: Int)? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, (0...10_000).contains(parts[0]), (parts[0]...10_000).contains(parts[1]) else {
            return nil
        }
        return (parts[0], parts[1])
    }

    // MARK: - Columns

    /// Which columns are seen and in which order: a form that works without a script.
    private var columnChoice: HTML {
        let rows = columns.order.dropFirst().map { column -> HTML in
            let checked: HTML = columns.shown.contains(column) ? " checked" : .nothing
            let name = language[column.phrase]
            func move(_ way: HTML, _ words: Phrase, _ icon: Icon) -> HTML {
                """
                <button class="button quiet square small" name="\(way)" value="\(column.rawValue)" \
                aria-label="\(language[words]): \(name)" title="\(language[words])">\(icon.html())</button>
                """
            }
            return """
                <li><label class="check"><input type="checkbox" name="shown" value="\(column.rawValue)"\(checked)>\
                \(name)</label><input type="hidden" name="order" value="\(column.rawValue)">\
                <span class="push buttons">\(move("up", .registryColumnUp, .up))\(move("down", .registryColumnDown, .down))</span></li>
                """
        }
        return """
            <details class="choice columns-choice" name="filter"><summary class="button">\(Icon.columns.html()) \
            \(language[.registryColumns])</summary><form class="sheet" method="post" \
            action="\(list.kind.path)/columns\(query(list.address))" data-columns>\(viewer.formToken)<ul>\(rows)</ul>\
            <div class="buttons"><button class="button primary" name="save" value="1">\(language[.registryColumnsSave])</button>\
            <button class="button quiet" name="standard" value="1">\(language[.registryColumnsStandard])</button></div></form></details>
            """
    }

    private var keys: HTML {
        var keys: [(HTML, Phrase)] = [
            ("<kbd>J</kbd> <kbd>K</kbd>", .keyRows), ("<kbd>Enter</kbd>", .keyOpen),
            ("<kbd>/</kbd>", .registryKeySearch),
            ("<kbd>N</kbd>", .keyNew),
        ]
        if list.kind == .leads {
            return (keys + LeadMarking.keys).map { "<span>\($0) \(language[$1])</span>" as HTML }.joined(" ")
        }
        if !employees.isEmpty { keys += [("<kbd>X</kbd>", .missedKeyMark), ("<kbd>A</kbd>", .missedKeyAssign)] }
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}
