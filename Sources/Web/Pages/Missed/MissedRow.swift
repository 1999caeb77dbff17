import ContactCenter
import Foundation

/// A caller of the register: the latest call, and the others, which unfold below it (requirement S0.62).
struct MissedRow {
    var caller: MissedCaller
    /// Who it may be, the likeliest first.
    var clients: [FoundClient] = []
    var actions: MissedPageView
    var rules: MissedRules
    var viewer: Viewer

    /// Of more calls a row only tells.
    static let mostShown = 20

    private var language: Language { viewer.language }

    var html: HTML {
        guard let call = caller.attempts.first else { return .nothing }
        let seen = HTML(text: caller.attempts.map(\.seen.text).joined(separator: "-"))
        let number = number(of: call)
        return """
            <tbody data-row="\(call.id.rawValue)"><tr><td class="mark">\
            <input type="checkbox" name="call" value="\(seen)" aria-label="\(language[.missedMark]) \(number.plain)"></td>\
            <th scope="row"><span class="phone">\(number.html)</span>\(name(of: call))</th>\
            <td class="num">\(times)</td><td>\(date(of: call))</td><td>\(MissedStateView(call: call, rules: rules, viewer: viewer).html)</td>\
            <td>\(place(of: call))</td><td class="num">\(wait(of: call))</td><td class="phone">\(viewer.did(call.did))</td><td>\(cause(of: call))</td>\
            <td class="mark">\(tick(call, seen, number.plain))</td><td>\(taking(call))\(handOver(call, seen))</td></tr>\(attempts)</tbody>
            """
    }

    private func number(of call: MissedCall) -> (html: HTML, plain: HTML) {
        guard let number = call.caller.number, viewer.isUsable(number) else {
            let words = language[.numberNotDelivered]
            return ("<span class=\"muted\">\(words)</span>", words)
        }
        return (viewer.callable(number), HTML(text: shortened(viewer.phoneText(number), to: 40)))
    }

    /// The client, or those whom it may be; else what the PBX delivered.
    private func name(of call: MissedCall) -> HTML {
        let names = clients.map { client -> HTML in
            let name = foreign(client.name, limit: 60)
            return viewer.may(.clients) ? "<a href=\"\(SitePath.client(client.id))\">\(name)</a>" : name
        }
        if !names.isEmpty { return "<small>\(names.joined(" \(language[.missedOrClient]) "))</small>" }
        guard let name = call.caller.name, !name.isEmpty else { return .nothing }
        return "<small>\(foreign(name))</small>"
    }

    /// `×2`: unfolds by a checkbox, without a script.
    private var times: HTML {
        guard caller.count > 1 else { return .nothing }
        let words = language(.missedUnfold, "\(caller.count)")
        return """
            <label class="pill unfold" title="\(words)"><input type="checkbox" class="only-read" data-unfold \
            aria-label="\(words)">×\(caller.count)</label>
            """
    }

    /// Leads to the call's page, for those who may open it.
    private func date(of call: MissedCall) -> HTML {
        let text = dayAndSecondsTime(call.startedAt, for: viewer)
        guard viewer.may(.calls) else { return text }
        return "<a class=\"plain\" href=\"\(SitePath.call(call.call))\" data-open>\(text)</a>"
    }

    /// The phone that it was meant for, else the queue.
    private func place(of call: MissedCall) -> HTML {
        if let phone = call.phone { return foreign(phone.rawValue, limit: 40) }
        return call.queue.map {
            "<span class=\"second\">\(language(.queueNamed, foreign($0.rawValue, limit: 40)))</span>"
        }
            ?? .nothing
    }

    private func wait(of call: MissedCall) -> HTML {
        call.waitTime.map(length) ?? "<span class=\"muted\">—</span>"
    }

    /// A message left for us is on the call's page.
    private func cause(of call: MissedCall) -> HTML {
        let cause = call.cause.map { language[$0.phrase] } ?? call.result.map { language[$0.phrase] } ?? .nothing
        let words: HTML =
            call.isOutsideHours ? "\(cause) <span class=\"pill\">\(language[.missedOutsideHours])</span>" : cause
        guard call.isRecorded, viewer.may(.calls) else { return words }
        return "\(words) <a href=\"\(SitePath.call(call.call))\">\(language[.missedMessage])</a>"
    }

    /// "Не является пропущенным": one press, with the reason chosen in the bar.
    private func tick(_ call: MissedCall, _ seen: HTML, _ number: HTML) -> HTML {
        let isExcluded = call.exclusion != nil
        let words = language[isExcluded ? .missedInclude : .missedExclude]
        return """
            <button class="tick" name="only" value="\(seen)" formaction="\(actions.action(isExcluded ? "include" : "exclude"))" \
            role="checkbox" aria-checked="\(isExcluded ? "true" : "false")" aria-label="\(words): \(number)" \
            title="\(words)"\(isExcluded ? .nothing : " data-begin=\"exclude\"" as HTML)>\
            \(isExcluded ? Icon.check.html() : .nothing)</button>
            """
    }

    /// A contact of the call, whoever registers it: the person is called back, or said by mail what they wanted.
    private func taking(_ call: MissedCall) -> HTML {
        guard viewer.may(.intake), call.hiddenAt == nil else { return .nothing }
        return """
            <button class="button small quiet" name="taken" value="\(call.call.description)" \
            formaction="\(SitePath.missedContact)">\(language[.missedTakeContact])</button>
            """
    }

    private func handOver(_ call: MissedCall, _ seen: HTML) -> HTML {
        guard viewer.may(.distribute) else { return .nothing }
        if call.hiddenAt != nil {
            return """
                <button class="button small quiet" name="only" value="\(seen)" formaction="\(actions.action("unhide"))">\
                \(language[.missedUnhide])</button>
                """
        }
        switch call.state(by: rules, at: viewer.now) {
        case .waiting, .overdue:
            return """
                <button class="button small quiet" name="only" value="\(seen)" formaction="\(actions.action("assign"))" \
                data-begin="assign">\(language[.missedAssign])</button>
                """
        default:
            return .nothing
        }
    }

    private var attempts: HTML {
        guard caller.count > 1 else { return .nothing }
        let rows = caller.attempts.prefix(Self.mostShown).enumerated().map { index, call -> HTML in
            """
            <tr class="attempt"><td class="mark"></td><td class="muted">\(language(.missedAttempt, "\(caller.count - index)"))</td>\
            <td></td><td>\(date(of: call))</td><td>\(MissedStateView(call: call, rules: rules, viewer: viewer).html)</td>\
            <td>\(place(of: call))</td><td class="num">\(wait(of: call))</td><td class="phone">\(viewer.did(call.did))</td>\
            <td colspan="3">\(cause(of: call))</td></tr>
            """
        }
        guard caller.count > rows.count else { return "\(rows)" }
        let words = language(.missedMoreAttempts, "\(rows.count)")
        return "\(rows)<tr class=\"attempt\"><td></td><td colspan=\"10\" class=\"muted\">\(words)</td></tr>"
    }
}
