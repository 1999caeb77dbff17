import ContactCenter
import Foundation

/// How far those have come who go on with the contact, and what they write down (requirement S1.32).
extension ContactPage {
    var workCard: HTML {
        let contact = kept.record
        guard contact.state == .registered, !kept.isHidden, contact.work != nil || !contact.isSettled else {
            return .nothing
        }
        let stage = contact.stage.map { stage -> HTML in
            "<span class=\"pill \(stage.look)\">\(language[stage.phrase])</span>"
        }
        return """
            <section class="card" id="work"><header><h2>\(language[.workTitle])</h2>\(stage ?? .nothing)</header>\
            <div class="body">\(workNotice)\(workFacts)\(workForm)</div></section>
            """
    }

    private var workNotice: HTML {
        let placed = ["result", "outcome", "next_action", "due_at"]
        let unplaced = work?.problems.filter { !placed.contains($0.field) }.map { problem -> HTML in
            let name = ContactNames.phrase(of: problem.field).map { language[$0] } ?? HTML(text: problem.field)
            return "\(name): \(problem.words(for: viewer))"
        }
        let words = (isWorkStale ? [language[.workStale]] : []) + (unplaced ?? [])
        guard !words.isEmpty else { return .nothing }
        return "<p class=\"notice bad\" role=\"alert\">\(Icon.warn.html())<span>\(words.joined(" "))</span></p>"
    }

    private var workFacts: HTML {
        let contact = kept.record
        func who(_ user: UserID?, at moment: Date?) -> HTML? {
            guard let moment else { return nil }
            let name = names.name(of: user?.rawValue, in: names.options.registrars)
            return [exactTime(moment, for: viewer), foreign(name ?? "", limit: 60)].joined(" · ")
        }
        var rows: [(Phrase, HTML?)] = [
            (.workTakenAt, who(contact.work?.takenBy, at: contact.work?.takenAt)),
            (.workProcessedAt, who(contact.work?.processedBy, at: contact.work?.processedAt)),
        ]
        let isOpen = contact.work?.isOpen ?? true
        if isOpen, let dueAt = contact.dueAt {
            rows.insert((.worklistDue, "\(dayAndTime(dueAt, for: viewer))\(overdue(since: dueAt, for: viewer))"), at: 0)
        }
        if !isOpen { rows.append((.workResult, contact.result.map { foreign($0, limit: 4_000) })) }
        let known = rows.compactMap { name, value in value.map { "<dt>\(language[name])</dt><dd>\($0)</dd>" as HTML } }
        return known.isEmpty ? .nothing : "<dl class=\"facts\">\(known)</dl>"
    }

    private var workForm: HTML {
        let version: HTML = "\(viewer.formToken)<input type=\"hidden\" name=\"version\" value=\"\(kept.version)\">"
        guard kept.record.work?.isOpen ?? true else {
            return """
                <form method="post" action="\(SitePath.contact(kept.id))/reopen">\(version)\
                <button class="button">\(language[.workReopen])</button></form>
                """
        }
        let form = work ?? ContactWorkForm(contact: kept.record, problems: [], viewer: viewer)
        return """
            <form method="post" action="\(SitePath.contact(kept.id))/process">\(version)\(form.fields(in: .card))</form>
            """
    }
}
