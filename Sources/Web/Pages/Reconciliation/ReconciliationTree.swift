import ContactCenter
import Foundation

/// The report as a tree of rows: DID, phone, whether a contact was made, caller, contact (requirement S0.52).
struct ReconciliationTree {
    let page: ReconciliationPage
    let content: ReconciliationContent
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        """
        <section class="card"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.reconciliationReport])">\
        <table class="table frozen dense" role="treegrid"><thead><tr><th scope="col">\(language[.reconciliationGroups])</th>\
        \(head(.reconciliationQuantity))\(head(.reconciliationMade))\(head(.reconciliationNotMade))\
        \(head(.reconciliationNotMadeShare))<th scope="col">\(language[.reconciliationMatch])</th></tr></thead>\
        <tbody>\(rows(of: 0))</tbody><tfoot><tr><th scope="row">\(language[.total])</th>\(totals)</tr></tfoot>\
        </table></div></section>
        """
    }

    private func head(_ phrase: Phrase) -> HTML { "<th scope=\"col\" class=\"num\">\(language[phrase])</th>" }

    private var totals: HTML {
        figures(total: content.total, registered: content.registered, exempt: content.exempt)
    }

    /// The rows of a level, with those of the next below the one that is opened.
    private func rows(of level: Int) -> [HTML] {
        guard level < content.levels.count else { return callRows(level: level + 1) }
        return content.levels[level].flatMap { group -> [HTML] in
            let isOpen = page.opened.contains(group.branch)
            return [row(group, level: level + 1, isOpen: isOpen)] + (isOpen ? rows(of: level + 1) : [])
        }
    }

    private func row(_ group: ReconciliationGroup, level: Int, isOpen: Bool) -> HTML {
        let target = isOpen ? page.address(closing: group.branch) : page.address(opening: group.branch)
        let isCurrent = content.chosen == nil && group.branch == page.opened.last
        let key: HTML = isOpen ? "data-key=\"ArrowLeft\"" : "data-key=\"ArrowRight\""
        return """
            <tr class="l\(level)\(level == 1 ? " subtotal" : "")" aria-level="\(level)" aria-expanded="\(isOpen ? "true" : "false")"\(isCurrent ? " aria-selected=\"true\"" as HTML : .nothing) data-row>\
            <th scope="row"><a class="unfold" href="\(target.html)" \(key)>\
            <span class="twist" aria-expanded="\(isOpen ? "true" : "false")">\(Icon.right.html())</span>\(name(of: group.branch))</a></th>\
            \(figures(total: group.total, registered: group.registered, exempt: group.exempt))</tr>
            """
    }

    private func figures(total: Int, registered: Int, exempt: Int) -> HTML {
        let open = total - registered - exempt
        let share = total == 0 ? "" : Figure.percent(Int64(open), of: Int64(total)).text(for: viewer)
        let apart: HTML =
            exempt == 0 ? .nothing : "<span class=\"muted\">\(language(.reconciliationExempt, "\(exempt)"))</span>"
        return """
            <td class="num">\(grouped(total))</td><td class="num">\(grouped(registered))</td>\
            <td class="num">\(open == 0 ? "0" : "<b>\(grouped(open))</b>" as HTML)</td><td class="num">\(share)</td><td>\(apart)</td>
            """
    }

    private func grouped(_ number: Int) -> String {
        let digits = String(number)
        let head = digits.count % 3
        var parts = stride(from: head, to: digits.count, by: 3).map { String(digits.dropFirst($0).prefix(3)) }
        if head > 0 { parts.insert(String(digits.prefix(head)), at: 0) }
        return parts.joined(separator: "\u{202F}")
    }

    private func name(of branch: ReconciliationBranch) -> HTML {
        switch branch {
        case .all: .nothing
        case .did(let key): key.text.map { viewer.phone($0) } ?? unknown(.reconciliationNoDID)
        case .phone(_, let key):
            key.text.map { language(.reconciliationPhone, foreign($0, limit: 40)) } ?? unknown(.reconciliationNoPhone)
        case .registration(_, _, true): "\(Icon.check.html()) \(language[.reconciliationProcessMade])"
        case .registration(_, _, false): "\(Icon.warn.html()) \(language[.reconciliationProcessNotMade])"
        }
    }

    private func unknown(_ phrase: Phrase) -> HTML { "<span class=\"muted\">\(language[phrase])</span>" }

    // MARK: - Calls

    private func callRows(level: Int) -> [HTML] {
        let shown = content.calls.prefix(ReconciliationPage.callsOnPage)
        var rows: [HTML] = []
        var rest = shown[...]
        while let first = rest.first {
            // Those without a usable number are nobody's, each by itself.
            let key = first.callerNumber.flatMap { viewer.numbers.read($0).key }
            let ofOne =
                key == nil
                ? rest.prefix(1) : rest.prefix { $0.callerNumber.flatMap { viewer.numbers.read($0).key } == key }
            rest = rest.dropFirst(ofOne.count)
            if ofOne.count > 1 { rows.append(callerRow(first, count: ofOne.count, level: level)) }
            rows += ofOne.map { callRow($0, isAlone: ofOne.count == 1, level: ofOne.count == 1 ? level : level + 1) }
        }
        if content.calls.count > shown.count, let last = shown.last { rows.append(more(after: last)) }
        return rows
    }

    private func callerRow(_ call: ReconciledCall, count: Int, level: Int) -> HTML {
        """
        <tr class="l\(level)" aria-level="\(level)"><th scope="row">\(viewer.callable(call.callerNumber))</th>\
        <td class="num">\(count)</td><td></td><td></td><td></td><td></td></tr>
        """
    }

    private func callRow(_ call: ReconciledCall, isAlone: Bool, level: Int) -> HTML {
        let target = page.plain.with(ReconciliationPage.Field.call, call.call.description)
        let isChosen = content.chosen?.call.call == call.call
        let caller: HTML =
            if !isAlone {
                .nothing
            } else if viewer.isUsable(call.callerNumber) {
                "\(viewer.callable(call.callerNumber)) "
            } else {
                "<span class=\"muted\">\(language[.numberNotDelivered])</span> "
            }
        return """
            <tr class="l\(level)" aria-level="\(level)"\(isChosen ? " aria-selected=\"true\"" as HTML : .nothing) data-row>\
            <th scope="row">\(caller)<a href="\(target.html)#chosen"><span class="muted">\
            \(exactTime(call.place.startedAt, for: viewer))</span></a>\(contactLink(call))</th>\
            <td></td><td></td><td></td><td></td><td>\(matchWords(call))</td></tr>
            """
    }

    private func contactLink(_ call: ReconciledCall) -> HTML {
        guard let contact = call.contact else { return .nothing }
        return " → \(ContactLink(contact: contact, viewer: viewer).html)"
    }

    /// How a contact came to its call, and how far from it in time.
    private func matchWords(_ call: ReconciledCall) -> HTML {
        if call.exemption != nil { return "<span class=\"pill\">\(language[.reconciliationNeedsNone])</span>" }
        guard let contact = call.contact, let match = call.match else { return .nothing }
        let seconds = Int(contact.at.timeIntervalSince(call.place.startedAt).rounded())
        let words: HTML =
            switch match {
            case .call: language[.matchByCall]
            case .number: language(.matchByNumber, HTML(text: seconds < 0 ? "−\(-seconds)" : "+\(seconds)"))
            case .hand: language[.matchByHand]
            }
        return "<span class=\"muted\">\(words)</span>"
    }

    private func more(after call: ReconciledCall) -> HTML {
        let next = page.plain.with(ReconciliationPage.Field.after, call.call.description)
        return """
            <tr><td colspan="6"><a class="button" href="\(next.html)">\(language[.pageOn])</a></td></tr>
            """
    }
}

/// The number of a contact as a link to its card, or that it is unfinished.
struct ContactLink {
    let contact: MatchedContactName
    let viewer: Viewer

    var html: HTML {
        let name = contact.number.map { HTML(text: $0) } ?? viewer.language[.contactUnfinished]
        return viewer.may(.contacts) ? "<a href=\"\(SitePath.contact(contact.id))\">\(name)</a>" : name
    }
}
