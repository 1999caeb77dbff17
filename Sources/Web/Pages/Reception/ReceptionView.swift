import ContactCenter
import Foundation

/// The traffic panel as a page: large buttons for all channels, and what is live below them.
struct ReceptionView {
    var page: ReceptionPage
    /// Those that are not hidden, in their order.
    var channels: [Kept<ContactChannel>]
    var dialogs: WaitingDialogs
    /// What was asked for and could not be done.
    var refusal: Phrase?
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let parts = page.parts(at: viewer.now)
        func region(_ region: ReceptionPart.Region) -> HTML { parts.html(in: region, for: viewer) }
        return Shell(title: language[.reception], place: .reception, follows: ["page=reception"], statusline: keys)
            .page(
                """
                <h1 class="only-read">\(language[.reception])</h1>\(notice)
                <div id="waiting-alert" role="status">\(region(.alert))</div>
                \(doors)
                <div class="columns"><div class="stack">
                <section class="card" id="queue"><header><h2>\(language[.receptionQueue])</h2><span id="waiting-total">\(region(.count))</span>\
                <span class="muted push">\(language[.receptionQueueAdvice])</span></header>
                \(table([.receptionWaitsFor, .receptionClient, .receptionGoal, .receptionResponsible], "waiting-rows", region(.waiting), hasActions: true))
                </section>
                <section class="card"><header><h2>\(language[.receptionToday])</h2>\(registry)</header>
                \(table([.time, .receptionChannel, .receptionClient, .receptionGoal, .receptionResponsible, .contactState], "registered-rows", region(.registered)))
                </section></div>
                <aside class="stack"><div id="reception-figures">\(region(.figures))</div></aside></div>
                \(dialogs.html)
                """,
                address: address,
                for: viewer
            )
    }

    private var notice: HTML {
        guard let refusal else { return .nothing }
        return "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(language[refusal])</span></p>"
    }

    /// Each begins a contact at once (requirement S1.1).
    private var doors: HTML {
        guard viewer.may(.intake) else { return .nothing }
        let buttons = channels.enumerated().map { index, channel -> HTML in
            let digit = index + 1
            let key: HTML = digit <= 9 ? " data-key=\"Digit\(digit)\"" : .nothing
            let hint: HTML = digit <= 9 ? " <kbd>\(digit)</kbd>" : .nothing
            let look: HTML = channel.record.mayWait ? " class=\"main-door\"" : .nothing
            return """
                <button\(look) name="channel" value="\(channel.id.rawValue)"\(key)>\(channel.record.icon.picture.html())\
                <span>\(foreign(channel.record.name, limit: 40))\(hint)</span></button>
                """
        }
        return """
            <form class="doors" method="post" action="\(SitePath.reception)/contacts" aria-label="\(language[.receptionDoors])">\
            \(viewer.formToken)\(buttons)</form>
            """
    }

    private var registry: HTML {
        guard viewer.may(.contacts) else { return .nothing }
        return "<a class=\"push\" href=\"\(SitePath.registry)\">\(language[.registry])</a>"
    }

    private func table(_ columns: [Phrase], _ id: HTML, _ rows: HTML, hasActions: Bool = false) -> HTML {
        let head = columns.map { "<th scope=\"col\">\(language[$0])</th>" as HTML }
        let actions: HTML =
            hasActions
            ? "<th scope=\"col\"><span class=\"only-read\">\(language[.missedActions])</span></th>" : .nothing
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[columns[0]])"><table class="table two-lines dense">\
            <thead><tr>\(head)\(actions)</tr></thead><tbody id="\(id)">\(rows)</tbody></table></div>
            """
    }

    private var keys: HTML {
        let keys: [(HTML, Phrase)] = [
            ("<kbd>1</kbd> … <kbd>9</kbd>", .contactRegister), ("<kbd>Q</kbd>", .receptionQueue),
            ("<kbd>J</kbd><kbd>K</kbd>", .keyNextRow), ("<kbd>A</kbd>", .receptionAssign),
            ("<kbd>L</kbd>", .receptionLose), ("<kbd>P</kbd>", .receptionRaise),
        ]
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}

/// Asks to whom a waiting contact is given, or why the person went away.
struct WaitingDialogs {
    var reasons: [Kept<LostReason>]
    /// Where to go on afterwards.
    var back: HTML
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML { "\(give)\(lose)" }

    private var give: HTML {
        dialog("give", .receptionAssign, PeopleChoice(button: .receptionAssign, viewer: viewer).html)
    }

    private var lose: HTML {
        let buttons = reasons.enumerated().map { index, reason -> HTML in
            """
            <button class="button" name="reason" value="\(reason.id.rawValue)" data-choice\(index == 0 ? " autofocus" as HTML : .nothing)>\
            \(foreign(reason.record.name, limit: 60)) <kbd>Alt+\(index + 1)</kbd></button>
            """
        }
        return dialog("lose", .receptionWhyLost, "<div class=\"choices\">\(buttons)</div>")
    }

    private func dialog(_ id: HTML, _ title: Phrase, _ content: HTML) -> HTML {
        """
        <dialog class="dialog" id="\(id)" aria-labelledby="\(id)-title"><form method="post" action="\(SitePath.reception)/\(id)">\
        \(viewer.formToken)<input type="hidden" name="contact"><input type="hidden" name="back" value="\(back)">\
        <h2 id="\(id)-title">\(language[title])</h2><p class="muted" data-whom></p>\(content)\
        <button type="button" class="button quiet" data-dismiss>\(language[.receptionDismiss])</button></form></dialog>
        """
    }
}
