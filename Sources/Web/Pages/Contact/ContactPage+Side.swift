import ContactCenter
import Foundation

/// What stands beside a contact's form: its head (requirement S0.36), documents, what became of it; and below it what was said.
extension ContactPage {
    var facts: HTML {
        let contact = kept.record
        let channel = names.name(of: contact.channel?.rawValue, in: names.options.channels)
        let photo = names.photos.first { $0.id == contact.responsible }
        func marked(_ channel: String) -> HTML {
            let look = contact.channel.flatMap { names.options.channelLooks[$0.rawValue] }
            return "\(channelMark(look)) \(foreign(channel))"
        }
        let source = names.name(of: contact.source?.rawValue, in: names.options.sources)
        let registrar = names.name(of: contact.registrar?.rawValue, in: names.options.registrars)
        let responsible = names.name(of: contact.responsible?.rawValue, in: names.options.employees)
        let workshop = names.name(of: contact.workshop?.rawValue, in: names.options.workshops)
        let place = names.name(of: contact.department?.rawValue, in: names.options.departments)
        let reason = names.name(of: contact.reason?.rawValue, in: names.options.reasons)
        let none: HTML = "<span class=\"pill warn\">\(language[.registryReasonless])</span>"
        let rows: [(Phrase, HTML)] = [
            (.contactDate, exactTime(contact.at, for: viewer)), (.contactChannel, channel.map(marked) ?? .nothing),
            (.contactCaller, "<span class=\"phone\">\(viewer.callable(contact.callerNumber))</span>"),
            (.didInShort, joined([viewer.phone(contact.did), foreign(source ?? "")])),
            (.contactReason, reason.map { foreign($0) } ?? none), (.contactRegistrar, foreign(registrar ?? "")),
            (.contactResponsible, "\(photo?.picture ?? .nothing) \(foreign(responsible ?? ""))"),
            (.contactClient, foreign(dossier.clientName ?? "")),
            (.contactWorkshop, joined([foreign(workshop ?? ""), foreign(place ?? "")])),
        ]
        let list = (rows + projectRows).map { name, value -> HTML in "<dt>\(language[name])</dt><dd>\(value)</dd>" }
        let continuation: HTML =
            contact.baseContact.map { base in
                """
                <p>\(language[.contactContinuation]): <a href="\(SitePath.contact(base))">\(dossier.baseNumber ?? "№ \(base)")</a></p>
                """
            } ?? .nothing
        let status: HTML =
            contact.isStatusInquiry ? "<span class=\"pill\">\(language[.contactStatusInquiry])</span>" : .nothing
        return """
            <section class="card"><div class="body"><dl class="facts">\(list)</dl>\(continuation)\(status)</div></section>
            """
    }

    /// Number, name and greeting, where it has a project (requirement S3.21).
    private var projectRows: [(Phrase, HTML)] {
        guard let project else { return [] }
        let greeting = project.greeting.map { [(Phrase.projectGreeting, foreign($0, limit: 4_000))] } ?? []
        return [(.projectName, foreign(project.title, limit: 240))] + greeting
    }

    private func joined(_ parts: [HTML]) -> HTML {
        parts.filter { $0 != foreign("") }.joined(" · ")
    }

    var documents: HTML {
        let rows = dossier.documents.map { document -> HTML in
            let icon: Icon = Document.appointments.contains(document.kind) ? .calendar : .doc
            return """
                <li>\(icon.html())<span class="grow"><a href="/documents/\(document.id.rawValue)">\(language[document.kind.phrase]) \
                \(foreign(document.number))</a><small>\(exactTime(document.at, for: viewer))</small></span></li>
                """
        }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"body muted\">\(language[.contactNoDocuments])</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return """
            <section class="card"><header><h2>\(language[.contactDocuments])</h2>\(countPill(rows.count))</header>\(list)</section>
            """
    }

    private func countPill(_ count: Int) -> HTML { count > 0 ? "<span class=\"count\">\(count)</span>" : .nothing }

    /// The last steps in short; the tab has all of them with their fields.
    var steps: HTML {
        let documents = dossier.documents.map { document in
            (
                at: document.at,
                html: story(
                    .calendar,
                    "\(language[document.kind.phrase]) \(foreign(document.number))",
                    document.at,
                    nil
                )
            )
        }
        let changes = dossier.changes.prefix(8).map { change in
            (at: change.at, html: story(change.kind.icon, summary(of: change), change.at, author(of: change)))
        }
        let steps = (documents + changes).sorted { $0.at > $1.at }.map(\.html)
        return """
            <section class="card"><header><h2>\(language[.contactTabHistory])</h2></header>\
            <div class="body"><ol class="story">\(steps)</ol></div></section>
            """
    }

    private func summary(of change: Change) -> HTML {
        if change.fields.contains(where: { $0.name == "state" }), change.kind == .changed {
            return language[.contactRegisteredAt]
        }
        let fields = change.fields.compactMap { ContactNames.phrase(of: $0.name) }.map { language[$0] }
        guard change.kind == .changed, !fields.isEmpty else { return language[change.kind.phrase] }
        return "\(language[change.kind.phrase]): \(Array(fields.prefix(4)).joined(", "))"
    }

    private func story(_ icon: Icon, _ words: HTML, _ at: Date, _ author: HTML?) -> HTML {
        let who: HTML = author.map { " · \($0)" } ?? .nothing
        return "<li>\(icon.html())<span>\(words)<small>\(exactTime(at, for: viewer))\(who)</small></span></li>"
    }

    /// "Краткое содержание разговоров" (requirement S0.40).
    var entries: HTML {
        let rows = dossier.entries.map { entry -> HTML in
            """
            <tr><td class="num">\(entry.number)</td><td>\(foreign(entry.author ?? "", limit: 60))</td>\
            <td>\(exactTime(entry.at, for: viewer))</td><td class="wrap">\(foreign(entry.text, limit: ConversationEntry.longest))</td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? .nothing
            : """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.contactEntries])"><table class="table">\
            <thead><tr><th scope="col" class="num">\(language[.contactEntryNumber])</th>\
            <th scope="col">\(language[.contactEntryAuthor])</th><th scope="col">\(language[.contactDate])</th>\
            <th scope="col">\(language[.contactEntryText])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
        let from: HTML = back.map { "<input type=\"hidden\" name=\"from\" value=\"\($0)\">" } ?? .nothing
        return """
            <section class="card entries" id="entries"><header><h2>\(language[.contactEntries])</h2>\(countPill(rows.count))</header>\
            \(table)<form method="post" action="/contacts/\(kept.id.rawValue)/entries">\(viewer.formToken)\(from)\
            <label class="only-read" for="entry-text" data-alt="KeyN">\(language[.contactEntryText])</label>\
            <textarea class="input" id="entry-text" name="text" rows="1" maxlength="\(ConversationEntry.longest)" required \
            placeholder="\(language[.contactEntryPlaceholder])"></textarea>\
            <button class="button">\(Icon.plus.html()) \(language[.contactEntryAdd])</button></form></section>
            """
    }
}
