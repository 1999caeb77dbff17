import ContactCenter
import Foundation

/// Contacts that somebody is to go on with: those that nobody has begun with, then those in work (requirement S1.32); or those that
/// were processed.
struct WorklistTable {
    var view: WorklistView
    var contacts: [WorklistContact]
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var columns: [Phrase] {
        [.worklistDue, .remindersPerson, .worklistMatter, .remindersPhone, view.isDone ? .workResult : .workNextAction]
            + (view.isOfOthers ? [.contactResponsible] : [])
    }

    var html: HTML {
        guard !contacts.isEmpty else { return .nothing }
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(language[column])</th>" }
        return """
            <section class="card list worklist" id="work"><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.worklist])"><table class="table two-lines"><thead><tr>\(head)\
            <th scope="col"><span class="only-read">\(language[.missedActions])</span></th></tr></thead>\
            <tbody>\(ContactWork.Stage.allCases.map(group))</tbody></table></div></section>
            """
    }

    private func group(_ stage: ContactWork.Stage) -> HTML {
        let rows = contacts.filter { $0.work.stage == stage }
        guard !rows.isEmpty else { return .nothing }
        return """
            <tr class="group" id="group-\(stage.rawValue)"><th scope="rowgroup" colspan="\(columns.count + 1)">\
            \(language[stage.groupPhrase]) <span class="count">\(rows.count)</span></th></tr>\(rows.map(row))
            """
    }

    private func row(_ contact: WorklistContact) -> HTML {
        let number = contact.number.map { HTML(text: $0) } ?? language[.contactUnfinished]
        let person = contact.person.map { foreign($0, limit: 80) } ?? language[.receptionUnknown]
        let late: HTML = contact.isOverdue(at: viewer.now) ? " class=\"overdue\"" : .nothing
        let responsible: HTML =
            view.isOfOthers
            ? "<td>\(contact.responsible.map { foreign($0, limit: 60) } ?? "<span class=\"pill warn\">\(language[.receptionUnassigned])</span>")</td>"
            : .nothing
        return """
            <tr data-row id="work-\(contact.id.rawValue)"\(late)><td class="when">\(when(contact))</td>\
            <th scope="row"><a href="\(SitePath.contact(contact.id))">\(number)</a><small>\(person)</small></th>\
            <td><b>\(foreign(contact.reason ?? "", limit: 60))</b><small>\(channelMark(contact.look)) \
            \(foreign(contact.matter ?? contact.channel ?? "", limit: 80))</small></td>\
            <td class="phone">\(viewer.callable(contact.phone))</td><td class="wrap">\(next(contact))</td>\(responsible)\
            <td><div class="buttons">\(buttons(contact))</div></td></tr>
            """
    }

    /// When it is due; of a processed one when it was.
    private func when(_ contact: WorklistContact) -> HTML {
        if let processedAt = contact.work.processedAt { return dayAndTime(processedAt, for: viewer) }
        guard let dueAt = contact.dueAt else {
            return
                "<span class=\"muted\">\(language(.worklistSince, dayAndTime(contact.work.handedAt, for: viewer)))</span>"
        }
        return "\(dayAndTime(dueAt, for: viewer))\(overdue(since: dueAt, for: viewer))"
    }

    private func next(_ contact: WorklistContact) -> HTML {
        if let since = contact.waitingSince {
            return """
                <span class="pill warn">\(language[.receptionWaitsSince]) \(running(since: since, for: viewer))</span>
                """
        }
        guard view.isDone else { return foreign(contact.nextAction ?? "", limit: 400) }
        let outcome = contact.outcome.map { "<small>\(language[$0.phrase])</small>" as HTML } ?? .nothing
        return "\(foreign(contact.result ?? "", limit: 400))\(outcome)"
    }

    // MARK: - What can be done

    private func buttons(_ contact: WorklistContact) -> HTML {
        guard contact.work.isOpen else {
            return act(contact, "reopen", .workReopen, key: "KeyZ", look: "quiet")
        }
        // What somebody else is responsible for is theirs to take.
        let mayTake = contact.work.takenAt == nil && (!view.isOfOthers || contact.responsible == nil)
        let take = mayTake ? act(contact, "claim", .receptionTake, key: "KeyT") : .nothing
        return """
            \(callButton(contact.phone, for: viewer))\(take)\(opener(contact, "process", .worklistProcess, key: "KeyE"))\
            \(opener(contact, "hand", .worklistHand, key: "KeyA", icon: .transfer))
            """
    }

    /// Done at once.
    private func act(
        _ contact: WorklistContact,
        _ action: HTML,
        _ words: Phrase,
        key: HTML,
        look: HTML = .nothing
    ) -> HTML {
        """
        <form method="post" action="\(SitePath.contact(contact.id))/\(action)" data-act>\(viewer.formToken)\
        <input type="hidden" name="version" value="\(contact.version)"><input type="hidden" name="back" value="\(view.address.html)">\
        <button class="button small \(look)" data-key="\(key)">\(language[words])</button></form>
        """
    }

    /// Opens a form over the list; without a script it leads to the card, where the same can be done.
    private func opener(
        _ contact: WorklistContact,
        _ dialog: HTML,
        _ words: Phrase,
        key: HTML,
        icon: Icon? = nil
    ) -> HTML {
        let name = language[words]
        let face: HTML = icon.map { "\($0.html())<span class=\"only-read\">\(name)</span>" } ?? name
        let whom = [contact.number, contact.person].compactMap(\.self).joined(separator: " · ")
        return """
            <a class="button small\(icon == nil ? "" : " quiet square")" href="\(SitePath.contact(contact.id))#work" title="\(name)" \
            data-key="\(key)" data-form="\(dialog)" data-contact="\(contact.id.rawValue)" data-version="\(contact.version)" \
            data-whom="\(shortened(whom, to: 80))"\(dialog == "process" ? typed(contact) : people(contact))>\(face)</a>
            """
    }

    /// Who may have it is another table for each.
    private func people(_ contact: WorklistContact) -> HTML {
        " data-people=\"\(SitePath.people(for: contact.id))\""
    }

    /// What the form over the list begins with.
    private func typed(_ contact: WorklistContact) -> HTML {
        """
         data-result="\(contact.result ?? "")" data-next-action="\(contact.nextAction ?? "")" \
        data-due-at="\(ContactWorkForm.typed(contact.dueAt, for: viewer))" data-outcome="\(contact.outcome?.rawValue ?? "")"
        """
    }
}

extension ContactWork.Stage {
    var phrase: Phrase {
        switch self {
        case .unprocessed: .stageUnprocessed
        case .inWork: .stageInWork
        case .processed: .stageProcessed
        }
    }

    /// Above several of them.
    var groupPhrase: Phrase {
        switch self {
        case .unprocessed: .worklistUnprocessed
        case .inWork: .worklistInWork
        case .processed: .worklistProcessed
        }
    }

    var look: HTML {
        switch self {
        case .unprocessed: "warn"
        case .inWork: .nothing
        case .processed: "good"
        }
    }
}
