import ContactCenter
import Foundation

/// Beside the report: the chosen call, what was said in it, and what mends it with one click (requirements S0.55, S0.58).
struct ReconciliationDetails {
    let page: ReconciliationPage
    let chosen: ReconciliationContent.Chosen
    let viewer: Viewer

    private var language: Language { viewer.language }
    private var call: ReconciledCall { chosen.call }

    var html: HTML {
        "<aside class=\"stack\" id=\"chosen\">\(callCard)\(candidates)</aside>"
    }

    private var callCard: HTML {
        let title = language[call.contact == nil ? .callWithoutContact : .callWithContact]
        return """
            <section class="card"><header><h2>\(title)</h2>\(state)</header>\
            <div class="body"><dl class="facts">\(facts)</dl>\(players)</div>\(footer)</section>
            """
    }

    private var state: HTML {
        if call.exemption != nil { return "<span class=\"pill push\">\(language[.reconciliationNeedsNone])</span>" }
        return call.contact == nil
            ? "<span class=\"pill bad push\">\(language[.reconciliationProcessNotMade])</span>" : .nothing
    }

    private var facts: [HTML] {
        var rows: [(Phrase, HTML)] = [
            (.registerDate, exactTime(call.place.startedAt, for: viewer)),
            (
                .identity,
                "<a href=\"\(SitePath.call(call.call))\">\(foreign(call.call.linkedID.rawValue, limit: 60))</a>"
            ),
            (
                .subscriberNumber,
                viewer.isUsable(call.callerNumber) ? viewer.callable(call.callerNumber) : language[.numberNotDelivered]
            ),
            (.did, viewer.did(call.did)),
            (.extensionNumber, call.phone.map { Party.phone($0).html(for: viewer) } ?? .nothing),
        ]
        if let journal = chosen.journal, journal.answeredAt != nil, let end = journal.endedAt {
            rows.append((.conversation, length(journal.talkTime(asOf: end))))
        }
        if let contact = call.contact {
            rows.append((.registeredContact, ContactLink(contact: contact, viewer: viewer).html))
        }
        if let reason = call.exemption { rows.append((.reconciliationReason, foreign(reason, limit: 200))) }
        return rows.map { "<dt>\(language[$0])</dt><dd>\($1)</dd>" }
    }

    private var players: HTML {
        chosen.journal.map { RecordingPlayers(call: $0, content: chosen.recordings, viewer: viewer).html } ?? .nothing
    }

    private var footer: HTML {
        if call.exemption != nil || call.match == .hand {
            return
                "<footer class=\"repairs\">\(form("undo", "<button class=\"button\">\(language[.reconciliationTakeBack])</button>"))</footer>"
        }
        guard call.contact == nil else { return .nothing }
        let reasons: [Phrase] = [.needsNoneWrongNumber, .needsNonePrivate, .needsNoneTest, .needsNoneSpam]
        let options = reasons.map { "<option value=\"\(language[$0])\">" as HTML }
        return """
            <footer class="repairs">\(form("open", "<button class=\"button\" data-key=\"KeyC\">\(language[.reconciliationOpenContact])</button>"))\
            \(form("exempt", """
                <label class="field"><span class="label">\(language[.reconciliationNeedsNoneBecause])</span>\
                <input class="input" name="reason" list="exemptions" maxlength="200" required autocomplete="off"></label>\
                <datalist id="exemptions">\(options)</datalist>\
                <button class="button quiet">\(language[.reconciliationNeedsNone])</button>
                """))</footer>
            """
    }

    private var candidates: HTML {
        guard call.contact == nil, call.exemption == nil else { return .nothing }
        let rows = chosen.candidates.map { candidate -> HTML in
            let seconds = Int(candidate.contact.at.timeIntervalSince(call.place.startedAt).rounded())
            let difference = language(.secondsApart, HTML(text: seconds < 0 ? "−\(-seconds)" : "+\(seconds)"))
            let number: HTML =
                if candidate.isSameNumber {
                    language[.sameNumber]
                } else if viewer.isUsable(candidate.callerNumber) {
                    viewer.callable(candidate.callerNumber)
                } else {
                    language[.withoutNumber]
                }
            let button: HTML = """
                <input type="hidden" name="contact" value="\(candidate.contact.id.rawValue)">\
                <button class="button small">\(language[.reconciliationLink])</button>
                """
            return """
                <li><span class="grow">\(ContactLink(contact: candidate.contact, viewer: viewer).html)\
                <small>\(secondsTime(candidate.contact.at, for: viewer)) · \(difference) · \(number)</small></span>\(form("link", button))</li>
                """
        }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"body muted\">\(language[.reconciliationNoCandidates])</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return """
            <section class="card"><header><h2>\(language[.similarContacts])</h2></header>\(list)</section>
            """
    }

    private func form(_ action: HTML, _ content: HTML) -> HTML {
        let base = page.plain.without(ReconciliationPage.Field.call)
        return """
            <form method="post" action="/reconciliation/\(action)?\(HTML(text: base.query))">\(viewer.formToken)\
            <input type="hidden" name="call" value="\(call.call.description)">\(content)</form>
            """
    }
}
