import ContactCenter

/// What can be done to several leads at once (requirement S2.16): the bar of those that are marked, and the choice of whom they go to.
struct LeadMarking {
    var list: RegistryList
    /// Who may be chosen where no script runs.
    var employees: [RegistryOption]
    var viewer: Viewer

    private var language: Language { viewer.language }
    /// Whoever sees all contacts may also hide them, as on their cards.
    private var mayHide: Bool { viewer.reader?.rights.scope(of: .contacts) == .all }
    private var query: HTML { list.address.query.isEmpty ? .nothing : "?\(list.address.query)" }

    static let keys: [(HTML, Phrase)] = [
        ("<kbd>X</kbd>", .missedKeyMark), ("<kbd>T</kbd>", .leadsTake), ("<kbd>A</kbd>", .leadsHand),
        ("<kbd>Z</kbd>", .keyUndo),
    ]

    var bar: HTML {
        let options = employees.map { selectOption("\($0.id)", foreignOption($0.name)) }
        let hide: HTML =
            mayHide
            ? """
            <button class="button danger push" formaction="/leads/hide\(query)" data-hide>\(Icon.cross.html()) \
            \(language[.leadsHide])</button>
            """ : .nothing
        return """
            <div class="marking" role="group" aria-label="\(language[.missedMarked])"><b>\(language[.missedMarked]) \
            <span class="number" data-marked></span></b><span class="buttons"><button class="button" data-take>\
            \(language[.leadsTake]) <kbd>T</kbd></button><button type="button" class="button" data-hand hidden>\
            \(Icon.transfer.html()) \(language[.leadsHand]) <kbd>A</kbd></button><noscript><select class="input" name="employee" \
            aria-label="\(language[.missedAssignTo])"><option value="">\(language[.missedAssignTo])</option>\(options)</select>\
            <button class="button" formaction="/leads/hand\(query)">\(language[.leadsHand])</button></noscript></span>\(hide)</div>
            """
    }

    /// `leads.js` puts what is marked into its form.
    var dialog: HTML {
        """
        <dialog class="dialog wide" id="hand-leads" aria-labelledby="hand-leads-title"><form method="post" \
        action="/leads/hand\(query)" data-people="/leads/people">\(viewer.formToken)<h2 id="hand-leads-title">\
        \(language[.leadsHand]) <span class="count" data-marked-count></span></h2>\
        \(PeopleChoice(button: .leadsHand, viewer: viewer).html)\
        <button type="button" class="button quiet" data-dismiss>\(language[.receptionDismiss])</button></form></dialog>
        """
    }
}

/// What has just been done to leads, as the address says, with the way back where there is one.
struct LeadNotice {
    enum Act: String {
        case take
        case hand
        case hide
        case restore
        /// There was nobody whose they could become.
        case nobody
    }

    var act: Act
    var count: Int
    /// Whose they are now.
    var whom: String?
    var left: [ContactID: LeadRefusal]
    /// With the numbers of those that were left, as far as the reader may see them.
    var numbers: [ContactID: String]
    /// Those that can be shown again.
    var hidden: String?
    var list: RegistryList
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        "<div class=\"toasts\" role=\"status\">\(refusals)\(done)</div>"
    }

    private var done: HTML {
        guard act != .nobody else {
            return "<div class=\"toast bad\">\(Icon.warn.html())<b>\(language[.leadsNobody])</b></div>"
        }
        guard count > 0 else { return .nothing }
        let leads = language.count(count, .inquiries)
        let words =
            switch act {
            case .hand: language(.leadsHanded, foreign(whom ?? "", limit: 60), leads)
            case .hide: language(.leadsHidden, leads)
            case .restore: language(.leadsRestored, leads)
            case .take, .nobody: language(.leadsTaken, leads)
            }
        guard let hidden else {
            return "<div class=\"toast good\" data-toast>\(Icon.check.html())<b>\(words)</b></div>"
        }
        let query: HTML = list.address.query.isEmpty ? .nothing : "?\(list.address.query)"
        return """
            <form class="toast good" method="post" action="/leads/restore\(query)" data-toast>\(viewer.formToken)\
            <input type="hidden" name="leads" value="\(hidden)">\(Icon.check.html())<b>\(words)</b>\
            <button class="button quiet small" data-undo>\(language[.missedUndo])</button></form>
            """
    }

    /// Stays until it is read: what was not done, and why.
    private var refusals: HTML {
        guard !left.isEmpty else { return .nothing }
        let reasons = LeadRefusal.allCases.compactMap { reason -> HTML? in
            let those = left.filter { $0.value == reason }.keys.sorted()
            guard !those.isEmpty else { return nil }
            let named = those.prefix(5).compactMap { numbers[$0] }
            let words: HTML = named.isEmpty ? "\(those.count)" : HTML(text: named.joined(separator: ", "))
            return language(reason.phrase, words)
        }
        let total = language(.leadsLeft, language.count(left.count, .inquiries))
        return """
            <div class="toast bad">\(Icon.warn.html())<b>\(total) \(reasons.joined(" "))</b></div>
            """
    }
}

extension LeadRefusal {
    fileprivate var phrase: Phrase {
        switch self {
        case .changed: .leadsLeftChanged
        case .outOfReach: .leadsLeftOutOfReach
        case .replaced: .leadsLeftReplaced
        }
    }
}
