import ContactCenter
import Foundation

/// Reminders to call somebody back (requirement S0.34): who, when, what about; a press calls, another one says that it is done.
struct ReminderTable {
    var view: WorklistView
    var reminders: [ListedReminder]
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        guard !reminders.isEmpty else { return .nothing }
        let columns: [Phrase] =
            [view.isDone ? .remindersDoneAt : .remindersDue, .remindersPerson, .remindersPhone, .remindersText]
            + (view.isOfOthers ? [.remindersWhom] : []) + [view.isDone ? .remindersFinisher : .remindersAuthor]
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(language[column])</th>" }
        return """
            <section class="card list worklist reminders" id="reminders"><header><h2>\(language[.reminders])</h2>\
            <span class="count">\(reminders.count)</span></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.reminders])"><table class="table two-lines"><thead><tr>\(head)\
            <th scope="col"><span class="only-read">\(language[.missedActions])</span></th></tr></thead>\
            <tbody>\(reminders.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ listed: ListedReminder) -> HTML {
        let reminder = listed.kept.record
        let contact = listed.contactNumber.map { HTML(text: $0) } ?? language[.contactUnfinished]
        let person = listed.person.map { foreign($0, limit: 80) } ?? .nothing
        let when: HTML =
            view.isDone
            ? reminder.doneAt.map { dayAndTime($0, for: viewer) } ?? .nothing
            : "\(dayAndTime(reminder.dueAt, for: viewer))\(overdue(since: reminder.dueAt, for: viewer))"
        let author = view.isDone ? listed.finisher : listed.author
        let whom: HTML = view.isOfOthers ? "<td>\(foreign(listed.employee, limit: 60))</td>" : .nothing
        return """
            <tr data-row id="reminder-\(listed.kept.id.description)"><td class="when">\(when)</td>\
            <th scope="row"><a href="\(SitePath.contact(reminder.contact))">\(contact)</a><small>\(person)</small></th>\
            <td class="phone">\(viewer.callable(reminder.phone))</td>\
            <td class="wrap">\(foreign(reminder.text, limit: 400))</td>\(whom)\
            <td>\(foreign(author ?? "", limit: 60))</td>\
            <td><div class="buttons">\(view.isDone ? .nothing : callButton(reminder.phone, for: viewer))\(mark(listed))</div></td></tr>
            """
    }

    private func mark(_ listed: ListedReminder) -> HTML {
        let action = view.isDone ? "reopen" : "done"
        let words: Phrase = view.isDone ? .remindersReopen : .remindersFinish
        let icon: HTML = view.isDone ? .nothing : Icon.check.html()
        return """
            <form method="post" action="\(Self.address(of: listed.kept.id, action, on: view).html)" data-act>\(viewer.formToken)\
            <button class="button small quiet" data-key="KeyE">\(icon) \(language[words])</button></form>
            """
    }

    static func address(of id: ReminderID, _ action: String, on view: WorklistView) -> ListAddress {
        ListAddress("/reminders/\(id)/\(action)", fields: view.address.fields)
    }
}

/// `просрочено 6 мин`, where the time has come.
func overdue(since dueAt: Date, for viewer: Viewer) -> HTML {
    guard dueAt <= viewer.now else { return .nothing }
    let language = viewer.language
    let minutes = Int(viewer.now.timeIntervalSince(dueAt) / 60)
    let length: HTML =
        switch minutes {
        case ..<90: language(.remindersMinutes, "\(max(minutes, 1))")
        case ..<2_880: language(.remindersHours, "\(minutes / 60)")
        default: language(.remindersDays, "\(minutes / 1_440)")
        }
    return "<small><span class=\"pill bad\">\(language(.remindersOverdue, length))</span></small>"
}

/// Calls by the reader's own telephone, where the number can be called.
func callButton(_ phone: String?, for viewer: Viewer) -> HTML {
    guard let dialling = viewer.dialling(phone) else { return .nothing }
    return """
        <a class="button small square" \(dialling) data-key="KeyC" aria-label="\(viewer.language[.remindersCall])" \
        title="\(viewer.language[.remindersCall])">\(Icon.outgoing.html())</a>
        """
}
