import ContactCenter

/// Who would get a number now, and why nobody else would: each rule with each condition that is not fulfilled (requirement S4.13).
struct RoutingTrialPage {
    static let path = "/routing"

    enum Outcome {
        /// No PBX may ask; see `routing.addresses`.
        case off
        /// Clients and rules have not been read yet.
        case notReady
        /// Nobody has typed a number.
        case unasked
        case decided(RouteDecision)
    }

    /// As it was typed.
    var number: String
    var outcome: Outcome
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        Shell(title: language[.routingTrial], place: .directories).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(Directory.routingRules.path)" \
            aria-label="\(language[.routingRules])" title="\(language[.routingRules])">\(Icon.back.html())</a>\
            <h1>\(language[.routingTrial])</h1></div>\
            \(form)\(answer)
            """,
            address: address,
            for: viewer
        )
    }

    private var form: HTML {
        """
        <form class="record-search" method="get" action="\(Self.path)" role="search">\
        <input class="input" type="tel" name="number" value="\(number)" maxlength="64" autocomplete="off" autofocus \
        aria-label="\(language[.fieldNumber])" placeholder="\(language[.fieldNumber])">\
        <button class="button primary">\(language[.routingTry])</button></form>
        """
    }

    private var answer: HTML {
        switch outcome {
        case .off: notice("", language[.routingOff])
        case .notReady: notice("", language[.routingNotReady])
        case .unasked: .nothing
        case .decided(let decision): "\(result(of: decision))\(table(of: decision))"
        }
    }

    private func notice(_ kind: HTML, _ words: HTML) -> HTML {
        "<p class=\"notice \(kind)\" role=\"status\">\(Icon.phone.html())<span>\(words)</span></p>"
    }

    private func result(of decision: RouteDecision) -> HTML {
        guard let chosen = decision.chosen, let phone = chosen.phone else {
            return notice("", "\(client(of: decision)) <b>\(language[.routingStandard])</b>")
        }
        let who = language(.routingGets, foreign(chosen.name), HTML(text: phone.rawValue))
        return notice("good", "\(client(of: decision)) <b>\(who)</b>")
    }

    /// Clients are named to those who may see them.
    private func client(of decision: RouteDecision) -> HTML {
        guard let caller = decision.caller else { return language[.routingStranger] }
        guard viewer.may(.clients) else { return .nothing }
        return "<a href=\"\(SitePath.client(caller.client))\">\(foreign(caller.name))</a>"
    }

    // MARK: - Rules

    private func table(of decision: RouteDecision) -> HTML {
        let columns: [Phrase] = [.routingRuleName, .employeeName, .extensionNumber, .routingWhyNot]
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(language[column])</th>" }
        let lines = decision.steps.flatMap { step in rows(of: step, decision) }
        guard !lines.isEmpty else { return notice("", language[.routingNoRules]) }
        return """
            <section class="card list"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.routingTrial])">\
            <table class="table"><thead><tr>\(head)</tr></thead><tbody>\(lines)</tbody></table></div></section>
            """
    }

    private func rows(of step: RouteDecision.Step, _ decision: RouteDecision) -> [HTML] {
        let rule = step.rule
        let name: HTML = """
            <th scope="row"><a href="\(Directory.routingRules.path(of: rule.id))">\(foreign(rule.record.name))</a></th>
            """
        guard !step.candidates.isEmpty else {
            return ["<tr>\(name)<td></td><td></td><td>\(language[.routingNamesNobody])</td></tr>"]
        }
        return step.candidates.map { candidate in
            let second: HTML =
                candidate.isSecondChoice ? " <span class=\"pill\">\(language[.fieldSecondChoice])</span>" : .nothing
            return """
                <tr>\(name)<td>\(foreign(candidate.name))\(second)</td><td>\(candidate.phone?.rawValue ?? "")</td>\
                <td>\(reasons(candidate, isChosen: candidate == decision.chosen))</td></tr>
                """
        }
    }

    private func reasons(_ candidate: RouteDecision.Candidate, isChosen: Bool) -> HTML {
        if isChosen { return "<b>\(language[.routingChosen])</b>" }
        if candidate.failures.isEmpty { return language[.routingNotNeeded] }
        return "<ul>\(candidate.failures.map { failure -> HTML in "<li>\(words(for: failure))</li>" })</ul>"
    }

    private func words(for failure: RouteDecision.Failure) -> HTML {
        switch failure {
        case .gone: language[.routingGone]
        case .noLogIn: language[.routingNoLogIn]
        case .loggedOut: language[.routingLoggedOut]
        case .says(.busy): language[.presenceBusy]
        case .says(.away): language[.presenceAway]
        case .says(.own(let status)): foreign(status.rawValue, limit: 40)
        case .says(.available), .says(.offline): language[.routingLoggedOut]
        case .wrappingUp: language[.presenceWrapUp]
        case .notWorking(let standing): standing.words(in: language) ?? .nothing
        case .noPhone: language[.routingNoPhone]
        case .foreignPhone(let phone): language(.routingForeignPhone, HTML(text: phone.rawValue))
        case .unknownLine: language[.routingUnknownLine]
        case .line(let line): lineWord(line, for: viewer)
        }
    }
}
