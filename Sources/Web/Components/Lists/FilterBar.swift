import ContactCenter
import Foundation

/// Everything above a list by which it is narrowed: the period, the filters that are set with what takes them off, and the
/// form of all. All of it is links and a form that ask for another address, so it works without a script.
struct FilterBar: Sendable {
    var address: ListAddress
    var period: ListPeriod
    var fields: [FilterField]
    /// Fields of the address that say where on the list the reader is: another filter begins at its top.
    var placeFields: [String]
    /// What stands behind the filters.
    var more: HTML = .nothing
    /// Whether all of time is shown, on a list that shows it where no period is asked for; `nil` on one that always has a period.
    var isWholeTime: Bool?

    func html(for viewer: Viewer) -> HTML {
        "<div class=\"filters\">\(periodMenu(for: viewer))\(setChips(for: viewer))\(moreMenu(for: viewer))\(more)</div>"
    }

    // MARK: - The period

    private func periodMenu(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let base = address.without(placeFields)
        let whole = isWholeTime.map { isWhole -> HTML in
            let current: HTML = isWhole ? " aria-current=\"true\"" : .nothing
            return
                "<li><a href=\"\(base.without(PeriodChoice.fields).html)\"\(current)>\(language[.periodWhole])</a></li>"
        }
        let presets = PeriodChoice.Preset.allCases.map { preset -> HTML in
            let isCurrent = period.choice == .preset(preset) && isWholeTime != true
            let current: HTML = isCurrent ? " aria-current=\"true\"" : .nothing
            return "<li><a href=\"\(base.with(.preset(preset)).html)\"\(current)>\(language[preset.phrase])</a></li>"
        }
        let error = period.refusal.map { refusal -> HTML in
            "<p class=\"error\" role=\"alert\">\(Icon.warn.html())<span>\(refusal.words(for: viewer))</span></p>"
        }
        let (first, last) = typedDays
        return """
            <details class="choice" name="filter"\(error == nil ? .nothing : " open" as HTML)>\
            <summary class="chip set">\(Icon.calendar.html())<span class="only-read">\(language[.period])</span> \
            <b>\(periodWords(for: viewer))</b>\(Icon.down.html())</summary>\
            <div class="sheet"><ul class="presets">\(whole ?? .nothing)\(presets)</ul>\
            <form class="days" method="get" action="\(address.path)">\(base.hiddenFields(except: PeriodChoice.fields))\
            <div class="field"><label for="filter-from">\(language[.periodFrom])</label>\
            <input class="input" type="date" id="filter-from" name="from" value="\(first)"></div>\
            <div class="field"><label for="filter-to">\(language[.periodTo])</label>\
            <input class="input" type="date" id="filter-to" name="to" value="\(last)"></div>\
            <button class="button">\(language[.filterShow])</button></form>\(error ?? .nothing)</div></details>
            """
    }

    /// What a date field can show: of what was typed wrongly it shows nothing.
    private var typedDays: (String, String) {
        if isWholeTime == true { return ("", "") }
        guard period.refusal == nil else {
            let typed = ["from", "to"].map { address[$0].flatMap { Day($0) }?.description ?? "" }
            return (typed[0], typed[1])
        }
        return ("\(period.days.lowerBound)", "\(period.days.upperBound)")
    }

    private func periodWords(for viewer: Viewer) -> HTML {
        if isWholeTime == true { return viewer.language[.periodWhole] }
        return switch period.choice {
        case .preset(let preset): viewer.language[preset.phrase]
        case .days(let days): daysText(days, for: viewer)
        }
    }

    // MARK: - The filters

    private func setChips(for viewer: Viewer) -> [HTML] {
        let base = address.without(placeFields)
        return fields.filter(\.isSet).map { field in
            let title = viewer.language(.filterTakeOff, field.label)
            return """
                <span class="chip set\(field.error == nil ? "" : " bad")">\(field.label) <b>\(field.words)</b>\
                <a class="off" href="\(base.without(field.name).html)" title="\(title)" aria-label="\(title)">\
                \(Icon.cross.html())</a></span>
                """
        }
    }

    private func moreMenu(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let base = address.without(placeFields)
        let isWrong = fields.contains { $0.error != nil }
        return """
            <details class="choice" name="filter"\(isWrong ? " open" as HTML : .nothing)>\
            <summary class="chip">\(Icon.funnel.html()) \(language[.filters])\(Icon.down.html())</summary>\
            <form class="sheet" method="get" action="\(address.path)">\(base.hiddenFields(except: fields.map(\.name)))\
            <div class="fields">\(fields.map { $0.html(for: viewer) })</div>\
            <div class="buttons"><button class="button primary">\(language[.filterShow])</button>\
            <a class="button quiet" href="\(withoutFilters.html)">\(language[.filterTakeOffAll])</a></div></form></details>
            """
    }

    private var withoutFilters: ListAddress { address.without(placeFields + fields.map(\.name)) }

    // MARK: - Nothing found

    /// What cannot be read of what was asked for, instead of the list.
    func wrong(for viewer: Viewer) -> HTML {
        var words = fields.compactMap { field in
            field.error.map { error -> HTML in "<b>\(field.label):</b> \(error)" }
        }
        if let refusal = period.refusal { words.append(refusal.words(for: viewer)) }
        return """
            <p class="notice warn" role="alert">\(Icon.warn.html())<span>\(words.joined(" "))</span></p>
            """
    }

    /// What stands in place of a list that has nothing to show: which filters are set, and what takes each off.
    func nothingFound(_ words: HTML, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let base = address.without(placeFields)
        let set = fields.filter(\.isSet).map { field -> HTML in
            """
            <li>\(field.label): <b>\(field.words)</b> \
            <a class="button small" href="\(base.without(field.name).html)">\(language[.filterOff])\
            <span class="only-read"> \(field.label)</span></a></li>
            """
        }
        let days = isWholeTime == true ? language[.periodWhole] : daysText(period.days, for: viewer)
        let inPeriod: HTML = isWholeTime == true ? .nothing : "<span>\(language[.nothingFoundInPeriod])</span>"
        let advice: HTML =
            set.isEmpty ? inPeriod : "<ul class=\"set-filters\">\(set)</ul>"
        return """
            <div class="card empty">\(Icon.list.html())<b>\(words)</b>\
            <span class="number">\(days)</span>\(advice)</div>
            """
    }
}
