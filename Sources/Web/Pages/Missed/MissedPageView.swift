import ContactCenter
import Foundation

/// The page of the register of missed calls (requirements S0.59 to S0.62, S2.24, S2.25).
///
/// One form holds the table: what is marked in it is handed over, hidden or taken out of the figure by the buttons of the bar
/// that stands at the bottom while something is marked. Everything works without a script; with one it works by keys.
struct MissedPageView: Sendable {
    var list: MissedList
    var page: MissedPage
    var counts: MissedCounts
    var assignees: [MissedAssignee]
    /// Who may have called, the likeliest first, by number.
    var clients: [NumberKey: [FoundClient]] = [:]
    var notice: MissedNotice?
    var rules: MissedRules
    /// For who may check the statistics.
    var comparison: MissedComparison?
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var mayDistribute: Bool { viewer.may(.distribute) }

    var html: HTML {
        let shell = Shell(title: language[.missed], place: .missed, statusline: keys)
        let bar = list.bar(for: viewer)
        return shell.page(
            """
            <div class="page-head"><h1>\(language[.missedTitle])</h1><span class="muted number">\
            \(daysText(list.period.days, for: viewer))</span>\(overdue)<span class="buttons push">\(sheets)\(spamLink)</span></div>\(comparison?.html(for: viewer) ?? .nothing)
            <div class="switches">\(views)\(arrangements)</div>\(bar.html(for: viewer))
            \(content(bar))
            \(notice?.html(undoing: action("undo"), for: viewer) ?? .nothing)
            """,
            address: list.plain.reference,
            for: viewer
        )
    }

    private func clients(of caller: MissedCaller) -> [FoundClient] {
        let number = caller.attempts.first?.caller.number
        return number.flatMap { viewer.numbers.read($0).key }.flatMap { clients[$0] } ?? []
    }

    private var overdue: HTML {
        guard counts.overdue > 0 else { return .nothing }
        return "<span class=\"pill bad\">\(language(.missedOverdueCount, "\(counts.overdue)"))</span>"
    }

    private var sheets: HTML { SheetLinks(address: list.plain.without("after")).html(for: viewer) }

    private var spamLink: HTML {
        guard mayDistribute else { return .nothing }
        return "<a class=\"button quiet\" href=\"\(SitePath.spamNumbers)\">\(language[.spamNumbers])</a>"
    }

    // MARK: - Switches

    private var views: HTML {
        let links = MissedQuery.View.allCases.filter { $0 != .hidden || mayDistribute }.map { view -> HTML in
            link(to: list.address(of: view), view.phrase, count(of: view), isCurrent: view == list.query.view)
        }
        return "<nav class=\"segmented\" aria-label=\"\(language[.missedViews])\">\(links)</nav>"
    }

    private func count(of view: MissedQuery.View) -> Int? {
        switch view {
        case .waiting: counts.waiting
        case .nobodys: counts.nobodys
        case .mine: counts.mine
        case .all, .hidden: nil
        }
    }

    private var arrangements: HTML {
        let links = MissedQuery.Arrangement.allCases.map { arrangement -> HTML in
            let words: Phrase = arrangement == .byCaller ? .missedByCaller : .missedByCall
            return link(
                to: list.address(arranged: arrangement),
                words,
                nil,
                isCurrent: arrangement == list.query.arrangement
            )
        }
        return "<nav class=\"segmented push\" aria-label=\"\(language[.missedArrangement])\">\(links)</nav>"
    }

    private func link(to address: ListAddress, _ words: Phrase, _ count: Int?, isCurrent: Bool) -> HTML {
        let current: HTML = isCurrent ? " aria-current=\"true\"" : .nothing
        let number: HTML = count.map { "<span class=\"count\">\($0)</span>" } ?? .nothing
        return "<a href=\"\(address.html)\"\(current)>\(language[words])\(number)</a>"
    }

    // MARK: - The table

    private func content(_ bar: FilterBar) -> HTML {
        guard !page.callers.isEmpty else { return empty(bar) }
        let rows = page.callers.map { caller in
            MissedRow(caller: caller, clients: clients(of: caller), actions: self, rules: rules, viewer: viewer).html
        }
        return """
            <form class="register" method="post" action="\(action("exclude"))" data-missed data-own-keys>\(viewer.formToken)\
            \(marking)<section class="card list" id="rows"><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.missedTitle])"><table class="table two-lines dense missed"><thead><tr>\(head)</tr></thead>\
            \(rows)</table></div>\(pages)</section></form>
            """
    }

    private func empty(_ bar: FilterBar) -> HTML {
        guard list.query.view == .waiting, !list.isFiltered, list.query.after == nil else {
            return bar.nothingFound(language[.missedNothingFound], for: viewer)
        }
        return """
            <div class="card empty">\(Icon.check.html())<b>\(language[.missedNone])</b>\
            <span>\(language[.missedNoneAdvice])</span></div>
            """
    }

    private var head: HTML {
        let hidden = { (name: Phrase) -> HTML in
            "<th scope=\"col\" class=\"mark\"><span class=\"only-read\">\(language[name])</span></th>"
        }
        func column(_ name: Phrase, _ kind: HTML = .nothing) -> HTML {
            "<th scope=\"col\"\(kind)>\(language[name])</th>"
        }
        let number: HTML = " class=\"num\""
        return """
            \(hidden(.missedMark))\(column(.missedNumber))\(column(.missedTimes, number))\
            \(column(.missedDate, " aria-sort=\"descending\""))\(column(.state))\(column(.missedPhone))\(column(.waiting, number))\
            \(column(.didInShort))\(column(.missedCause))\
            <th scope="col" class="mark"><abbr title="\(language[.missedExclude])">\(language[.missedExcludeInShort])</abbr></th>\
            \(hidden(.missedActions))
            """
    }

    private var pages: HTML {
        guard list.firstPage != nil || page.next != nil else { return .nothing }
        let first = list.firstPage.map {
            "<a class=\"button\" href=\"\($0.html)\">\(language[.missedFirstPage])</a>" as HTML
        }
        let next = page.next.map { list.address(after: $0) }.map {
            "<a class=\"button push\" rel=\"next\" href=\"\($0.html)\">\(language[.pageOn])</a>" as HTML
        }
        return """
            <nav class="pages" aria-label="\(language[.pages])">\(first ?? .nothing)\(next ?? .nothing)</nav>
            """
    }

    // MARK: - What can be done

    /// Where a button of the form leads: the list stays as it is.
    func action(_ name: HTML) -> HTML {
        let query = list.plain.query
        return "/missed/\(name)\(query.isEmpty ? .nothing : "?\(query)" as HTML)"
    }

    /// The bar for what is marked. The first button is the one that Enter in the note presses.
    private var marking: HTML {
        let reasons = ExclusionReason.allCases.map { reason -> HTML in
            selectOption(reason.rawValue, language[reason.phrase])
        }
        return """
            <div class="marking" role="group" aria-label="\(language[.missedMarked])"><b>\(language[.missedMarked]) \
            <span class="number" data-marked></span></b><span class="buttons">\
            <select class="input" name="reason" aria-label="\(language[.missedReason])">\(reasons)</select>\
            <input class="input" name="note" maxlength="200" autocomplete="off" placeholder="\(language[.missedNote])" \
            aria-label="\(language[.missedNote])">\
            <button class="button" formaction="\(action("exclude"))" data-press="exclude">\(language[.missedExclude])</button>\
            </span>\(distributing)</div>
            """
    }

    private var distributing: HTML {
        guard mayDistribute else { return .nothing }
        let people = assignees.map { person -> HTML in
            selectOption(person.user.description, foreignOption(person.displayName))
        }
        let hide: HTML =
            list.query.view == .hidden
            ? "<button class=\"button\" formaction=\"\(action("unhide"))\">\(language[.missedUnhide])</button>"
            : "<button class=\"button\" formaction=\"\(action("hide"))\">\(language[.missedHide])</button>"
        return """
            <span class="buttons"><select class="input" name="person" aria-label="\(language[.missedAssignTo])">\
            <option value="">\(language[.missedAssignTo])</option>\(people)\
            <option value="nobody">\(language[.missedAssignNobody])</option></select>\
            <button class="button" formaction="\(action("assign"))" data-press="assign">\(language[.missedAssign])</button></span>\
            <span class="buttons">\(hide)\
            <button class="button" formaction="\(action("spam"))" title="\(language[.missedSpamAdvice])">\
            \(language[.missedMarkSpam])</button></span>
            """
    }

    private var keys: HTML {
        var keys: [(HTML, Phrase)] = [
            ("<kbd>J</kbd> <kbd>K</kbd>", .missedKeyRows), ("<kbd>X</kbd>", .missedKeyMark),
            ("<kbd>→</kbd>", .missedKeyUnfold), ("<kbd>C</kbd>", .remindersCall),
            ("<kbd>E</kbd>", .missedKeyExclude),
        ]
        if mayDistribute { keys.append(("<kbd>A</kbd>", .missedKeyAssign)) }
        keys.append(("<kbd>Z</kbd>", .missedKeyUndo))
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}

extension ExclusionReason {
    var phrase: Phrase {
        switch self {
        case .outsideHours: .missedReasonOutsideHours
        case .answeredOtherwise: .missedReasonAnsweredOtherwise
        case .wrongNumber: .missedReasonWrongNumber
        case .ownCall: .missedReasonOwnCall
        case .other: .missedReasonOther
        }
    }
}
